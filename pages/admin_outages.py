"""`/quan-tri/su-co`: what was down, declared by IT; a day that lost more than half does not count in terms."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.admin_days import EVERYBODY
from state.admin_outages import AT, Outages
from state.base import Office
from voffice_app import ui

RULE = (
    "Ngày làm việc (07:30–17:00) mất hơn một nửa thời gian vì sự cố thì không tính vào hạn; văn bản hết hạn ngày đó "
    "lùi sang ngày làm việc kế tiếp."
)


def _time(name: str, label: str) -> rx.Component:
    """By 24 hours: a browser's own clock field asks for AM and PM on many a computer."""
    return ui.text_field(name, label, required=True, placeholder="08:05", input_mode="numeric", max_length=5)


def _form() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.date_field("from_on", "Bắt đầu, ngày", required=True),
            _time("from_at", "Bắt đầu, giờ"),
            ui.date_field("to_on", "Kết thúc, ngày", required=True),
            _time("to_at", "Kết thúc, giờ"),
            ui.text_field("what", "Cái gì ngừng", required=True, max_length=100, hint="Ví dụ toàn hệ thống, ký số"),
            ui.select_field("unit_id", "Ảnh hưởng đến", Outages.units, none=EVERYBODY),
        ),
        ui.text_field("reason", "Lý do", required=True, max_length=300),
        ui.lines(ui.button("Khai báo sự cố", submit=True, filled=True)),
        on_submit=Outages.declare,
        key=f"outage-{Outages.turn}",
    )


def _table() -> rx.Component:
    def withdrawing(row: Any) -> rx.Component:
        return rx.cond(row.standing, ui.button("Rút", on_click=Outages.withdraw(row.id)), rx.fragment())

    return ui.table(
        Outages.lines,
        ui.column("Từ – đến", lambda row: rx.el.b(row.period), width=260),
        ui.column("Cái gì ngừng", lambda row: ui.two_lines(row.what, row.reason), wide=True),
        ui.column("Ảnh hưởng", lambda row: row.unit, width=150),
        ui.column("Ngày không tính", lambda row: row.took, width=170),
        ui.column("", withdrawing, width=90, act=True),
        caption="Sự cố đã khai báo trong năm",
        loaded=Outages.looked,
        empty=ui.empty("circle-check", "Năm nay chưa có sự cố nào", "Khai báo ở dưới khi hệ thống đã chạy lại."),
    )


@rx.page(route=AT, title="Sự cố hệ thống · V-Office", on_load=[Office.enter, Outages.look])
def outages() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.crumbs(("Ngày làm việc", "/quan-tri/ngay-lam-viec"), "Sự cố hệ thống"),
        ui.page_title("Sự cố hệ thống", RULE),
        _table(),
        ui.card("Khai báo một sự cố", _form()),
        at="/quan-tri/ngay-lam-viec",
    )
