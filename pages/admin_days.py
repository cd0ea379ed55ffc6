"""`/quan-tri/ngay-lam-viec`: holidays, swapped and make-up days, with the decisions behind them."""

import reflex as rx

from pages.home_parts import FRAME
from state.admin_days import Days
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/ngay-lam-viec"


def _form() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.date_field("day", "Ngày", required=True),
            ui.select_field("kind", "Loại ngày", Days.kinds, required=True),
            ui.text_field("name", "Tên ngày", required=True, hint="Ví dụ Ngày Văn hóa Việt Nam"),
            ui.text_field("decided_by", "Văn bản quyết định", required=True),
        ),
        ui.lines(ui.button("Lưu ngày", submit=True, filled=True)),
        on_submit=Days.save,
    )


@rx.page(route=AT, title="Ngày làm việc · V-Office", on_load=[Office.enter, Days.look])
def days() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Ngày làm việc", "Thứ Bảy, Chủ nhật là ngày nghỉ; dưới đây là những ngày khác tuần thường"),
        ui.tabs(Days.years, Days.year, label="Chọn năm"),
        ui.table(
            Days.lines,
            ui.column("Ngày", lambda row: rx.el.b(row.day), width=210),
            ui.column("Loại ngày", lambda row: row.kind, width=130),
            ui.column("Tên", lambda row: row.name, wide=True),
            ui.column("Văn bản quyết định", lambda row: row.decided_by),
            ui.column("", lambda row: rx.cond(row.common, ui.button("Bỏ", on_click=Days.remove(row.key))),
                      width=90, act=True),
            caption="Các ngày khác tuần thường",
            loaded=Days.looked,
            empty=ui.empty("calendar-days", "Năm này chưa có ngày nào", "Thêm ngày nghỉ lễ, ngày làm bù ở dưới."),
        ),
        ui.card("Thêm hoặc sửa một ngày", _form()),
        at=AT,
    )  # fmt: skip
