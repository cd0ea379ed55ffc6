"""The choice of recipients: quick groups, a search, a box for each unit, and how many are chosen."""

from typing import Any

import reflex as rx

from pages.recipient_sets_parts import recipient_sets
from state.outgoing_draft import OutgoingDraft as Draft
from voffice_app import ui


def recipients() -> rx.Component:
    return ui.card(
        "Nơi nhận",
        rx.el.div(
            rx.foreach(Draft.groups, _group),
            ui.button("Bỏ chọn hết", bare=True, small=True, on_click=Draft.pick_none),
            class_name="row groups",
            role="group",
            aria_label="Nhóm nơi nhận",
        ),
        rx.el.input(
            type="search", placeholder="Gõ tên trường, phòng, ban", aria_label="Tìm nơi nhận", class_name="control",
            auto_complete="off", form="none", on_change=Draft.seek,
        ),
        rx.el.ul(
            rx.foreach(Draft.shown, _unit),
            rx.cond(Draft.shown.length() == 0, rx.el.li("Không có đơn vị nào tên như vậy."), rx.fragment()),
            class_name="unit-list", aria_label="Các đơn vị",
        ),
        rx.el.p(Draft.errors["recipients"], class_name="field-error", role="alert"),
        recipient_sets(),
        _outsiders(),
        aside=rx.el.span(f"Đã chọn {Draft.picked.length()}/{Draft.total}", class_name="muted number", role="status"),
    )  # fmt: skip


def _outsiders() -> rx.Component:
    return ui.area_field(
        "outsiders", "Nơi nhận bên ngoài hệ thống", Draft.outsiders, rows=2, error=Draft.errors["outsiders"],
        placeholder="Báo Thái Bình; toasoan@baothaibinh.vn; đăng tin",
        hint="Mỗi dòng một nơi: tên; thư điện tử; ghi chú. Không có thư điện tử thì nhận bản giấy.",
    )  # fmt: skip


def _group(group: Any) -> rx.Component:
    return rx.el.button(
        group.label, rx.el.span(group.count, class_name="count"),
        type="button", class_name="tab", on_click=Draft.pick_group(group.key),
    )  # fmt: skip


def _unit(unit: Any) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            rx.el.input(
                type="checkbox", checked=Draft.picked.contains(unit.id), read_only=True, form="none",
                on_click=Draft.pick(unit.id),
            ),
            rx.el.span(unit.name),
            class_name="check",
        )
    )  # fmt: skip
