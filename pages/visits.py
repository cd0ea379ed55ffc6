"""`/lan-truy-cap`: two looks at the incoming documents each working day, the own month and, for leaders, the unit's."""

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.visit_month import AT, VisitMonth
from voffice_app import ui

RULE = (
    "Mỗi ngày làm việc vào văn bản đến ít nhất hai lần, cách nhau từ 60 phút (Quy chế, Điều 7). Mở «Việc hôm nay» hoặc "
    "«Văn bản đến» là một lần. Ngày nghỉ và ngày có sự cố không tính. MVP do từng người tự khai."
)


def _own() -> rx.Component:
    return ui.table(
        VisitMonth.own,
        ui.column("Ngày", lambda row: rx.el.b(row.day), wide=True),
        ui.column("Lần thứ nhất", lambda row: row.first, width=130),
        ui.column("Lần thứ hai", lambda row: row.second, width=130),
        ui.column("MVP (tự khai)", lambda row: row.mvp, width=150),
        ui.column("", lambda row: ui.chip(row.state, row.tone), width=120),
        caption="Của tôi",
        titled=True,
        within=True,
        loaded=VisitMonth.looked,
        empty=ui.empty("calendar-days", "Tháng này chưa có ngày làm việc nào", "Ngày làm việc đã qua sẽ hiện ở đây."),
    )


def _officials() -> rx.Component:
    return ui.table(
        VisitMonth.officials,
        ui.column("Người", lambda row: ui.two_lines(row.name, row.title), wide=True),
        ui.column("Ngày đủ hai lần", lambda row: row.fulfilled, width=150),
        ui.column("Ngày thiếu", lambda row: row.missed, width=120),
        ui.column("MVP (tự khai)", lambda row: row.mvp, width=150),
        caption="Trong đơn vị",
        titled=True,
        within=True,
        loaded=VisitMonth.looked,
        empty=ui.empty("users", "Chưa có ai", "Người giữ chức vụ trong tháng sẽ hiện ở đây."),
    )


@rx.page(route=AT, title="Lần vào văn bản đến · V-Office", on_load=[Office.enter, VisitMonth.look])
def visits() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(VisitMonth.finding, RULE),
        ui.tabs(VisitMonth.tabs, VisitMonth.month, label="Chọn tháng"),
        rx.cond(VisitMonth.leads, _officials(), rx.fragment()),
        _own(),
        at="/",
    )
