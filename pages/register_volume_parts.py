"""Closed volumes of a book: the list, the comparison with the book of today, and closing the next one."""

from typing import Any

import reflex as rx

from state.base import Office
from state.register_acts import RegisterActs as S
from voffice_app import ui


def volumes() -> rx.Component:
    """Quyển đã đóng."""
    nothing = ui.empty("archive", "Chưa đóng quyển nào", "Đóng sổ khi mọi số trong quyển đã xong.")
    listed = ui.table(
        S.volumes,
        ui.column("Quyển", lambda row: ui.two_lines(rx.el.b(row.name), row.closed), width=150),
        ui.column("Từ số – đến số", lambda row: row.numbers, width=120),
        ui.column("Từ ngày – đến ngày", lambda row: row.days, width=200),
        ui.column("Mã kiểm tra", lambda row: rx.el.code(row.hash)),
        ui.column("", _check, width=120, act=True),
        caption="Quyển đã đóng",
        within=True,
        empty=nothing,
    )
    close = ui.button("Đóng sổ", icon="lock", small=True, data_opens="close-book", disabled=~S.closable)
    clerk = Office.permissions.contains("register.keep")
    return ui.card(
        "Quyển đã đóng", listed, _compared(), rx.cond(clerk, rx.el.div(_dialog(), key=S.next_volume), rx.fragment()),
        aside=rx.cond(clerk, close, rx.fragment()), below="Không ghi thêm, không sửa; quyển sau nối mã với quyển trước",
    )  # fmt: skip


def _check(row: Any) -> rx.Component:
    return ui.button("Đối chiếu", small=True, on_click=S.compare(row.id))


def _compared() -> rx.Component:
    """Equal, or which rows differ."""
    told = rx.match(
        S.compared_kind,
        ("done", ui.notice("done", "Khớp", S.compared)),
        ("warning", ui.notice("warning", "Có khác biệt", S.compared)),
        ui.notice("error", "Không khớp", S.compared),
    )
    listed = ui.table(
        S.changes,
        ui.column("Chỗ", lambda row: row.where, width=220),
        ui.column("Khi đóng sổ", lambda row: row.before),
        ui.column("Hiện nay", lambda row: row.now),
        caption="Những chỗ khác",
        within=True,
        empty=rx.fragment(),
    )
    shown = rx.fragment(told, rx.cond(S.changes.length() > 0, listed, rx.fragment()))
    return rx.cond(S.compared != "", shown, rx.fragment())


def _dialog() -> rx.Component:
    return ui.dialog(
        "close-book",
        f"Đóng sổ từ số {S.next_volume}?",
        rx.el.p("Quyển đã đóng không nhận thêm số, không ghi lùi ngày vào được nữa và không mở lại."),
        rx.el.form(
            ui.text_field("last_number", "Đến số", S.last, required=True, kind="number"),
            id="close-form", on_submit=S.close, class_name="form",
        ),
        act=ui.button("Đóng hẳn", icon="lock", submit=True, form="close-form"),
    )  # fmt: skip
