"""Saved sets among the recipients of a draft: one press chooses them, the owner changes or drops them here."""

from typing import Any

import reflex as rx

from state.recipient_sets import RecipientSets as S
from voffice_app import ui


def recipient_sets() -> rx.Component:
    return rx.fragment(
        rx.cond(
            S.sets.length() > 0,
            rx.el.div(
                rx.foreach(S.sets, _set), class_name="row groups", role="group", aria_label="Nhóm nơi nhận đã lưu"
            ),
            rx.fragment(),
        ),
        rx.el.details(rx.el.summary("Lưu lựa chọn này thành nhóm"), _save(), class_name="more"),
    )


def _set(one: Any) -> rx.Component:
    shared = rx.cond(one.shared, ui.icon("users"), rx.fragment())
    return rx.el.button(
        shared, one.name, rx.el.span(one.unit_ids.length(), class_name="count"),
        type="button", class_name="tab", aria_pressed=S.set_id == one.id, on_click=S.pick_set(one.id),
    )  # fmt: skip


def _save() -> rx.Component:
    return rx.el.div(
        rx.el.input(
            value=S.set_name, on_change=S.call_set, form="none", class_name="control", max_length=80,
            placeholder="Tên nhóm, ví dụ: Các trường cụm số 1", aria_label="Tên nhóm nơi nhận",
        ),
        rx.el.label(
            rx.el.input(
                type="checkbox", checked=S.set_shared, read_only=True, form="none", on_click=S.share_set
            ),
            rx.el.span("Dùng chung trong đơn vị"),
            class_name="check",
        ),
        rx.cond(
            S.set_id > 0,
            rx.fragment(
                ui.button("Lưu thay đổi", small=True, icon="check", on_click=S.save_set(False)),
                ui.button("Bỏ nhóm", small=True, bare=True, icon="trash-2", on_click=S.end_set),
            ),
            rx.fragment(),
        ),
        ui.button("Lưu nhóm mới", small=True, icon="plus", on_click=S.save_set(True)),
        class_name="row",
    )  # fmt: skip
