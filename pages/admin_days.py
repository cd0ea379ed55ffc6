"""`/quan-tri/ngay-lam-viec`: holidays, swapped and make-up days, with the decisions behind them."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.admin_days import EVERYBODY, SWAP, Days
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/ngay-lam-viec"


def _decided(form: str = "") -> tuple[rx.Component, ...]:
    """Two forms stand on the page: what each calls its fields must be its own."""
    return (
        ui.text_field(f"{form}name", "Tên ngày, lý do", required=True, hint="Ví dụ Ngày Văn hóa Việt Nam"),
        ui.text_field(f"{form}decided_by", "Văn bản quyết định", required=True),
        ui.select_field(f"{form}unit_id", "Áp dụng cho", Days.units, none=EVERYBODY),
    )


def _form() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.date_field("day", "Ngày", required=True),
            ui.select_field("kind", "Loại ngày", Days.kinds, required=True),
            *_decided(),
        ),
        ui.lines(ui.button("Lưu ngày", submit=True, filled=True)),
        on_submit=Days.save,
        key=f"day-{Days.turn}",
    )


def _swap() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.date_field("worked", "Ngày nghỉ được làm bù", required=True, hint="Thường là một thứ Bảy"),
            ui.date_field("off", "Ngày làm việc được nghỉ", required=True),
            *_decided(SWAP),
        ),
        ui.lines(ui.button("Đổi ngày", icon="refresh-cw", submit=True)),
        on_submit=Days.swap,
        key=f"swap-{Days.turn}",
    )


def _table() -> rx.Component:
    def removing(row: Any) -> rx.Component:
        return ui.button("Bỏ", on_click=Days.remove(row.key, row.unit_id))

    return ui.table(
        Days.lines,
        ui.column("Ngày", lambda row: rx.el.b(row.day), width=200),
        ui.column("Loại ngày", lambda row: row.kind, width=120),
        ui.column("Tên", lambda row: row.name, wide=True),
        ui.column("Áp dụng", lambda row: row.unit, width=150),
        ui.column("Văn bản quyết định", lambda row: row.decided_by),
        ui.column("", removing, width=90, act=True),
        caption="Các ngày khác tuần thường",
        loaded=Days.looked,
        empty=ui.empty("calendar-days", "Năm này chưa có ngày nào", "Thêm ngày nghỉ lễ, ngày làm bù ở dưới."),
    )


@rx.page(route=AT, title="Ngày làm việc · V-Office", on_load=[Office.enter, Days.look])
def days() -> rx.Component:
    told = "Thứ Bảy, Chủ nhật là ngày nghỉ; dưới đây là những ngày khác. Mỗi thay đổi tính lại hạn của văn bản đang mở."
    return ui.shell(
        FRAME,
        ui.page_title("Ngày làm việc", told, ui.button("Sự cố hệ thống", icon="wifi-off", href="/quan-tri/su-co")),
        ui.tabs(Days.years, Days.year, label="Chọn năm"),
        _table(),
        ui.card("Thêm hoặc sửa một ngày", _form()),
        ui.card("Đổi ngày làm việc", _swap()),
        at=AT,
    )
