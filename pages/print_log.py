"""`/tra-cuu` and `/tra-cuu/[code]`: what stands behind the code at the foot of a printed page (NĐ 137/2024 Điều 5)."""

import reflex as rx

from pages.printing_parts import AT, FRAME, places
from state.base import Office
from state.print_log import PrintLog
from voffice_app import ui
from voffice_app.words.printing import NO_PRINT, NO_PRINT_HINT

BELOW = "Mỗi bản in từ hệ thống mang một mã ở chân trang; mã cho biết bản in là gì, ai in, lúc nào"


def _form() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.text_field("code", "Mã tra cứu", PrintLog.asked, hint="Ví dụ 7K3M-9QXP-04HT", auto_complete="off"),
            ui.lines(ui.button("Tra cứu", icon="search", submit=True, filled=True)),
        ),
        on_submit=PrintLog.ask,
    )


def _found() -> rx.Component:
    opened = rx.cond(
        PrintLog.original != "",
        ui.button("Mở văn bản gốc đầy đủ", icon="file-text", href=PrintLog.original),
        rx.el.p("Bản gốc thuộc đơn vị khác hoặc ngoài quyền xem của bạn.", class_name="muted small"),
    )
    return ui.card("Bản in này", ui.facts(PrintLog.facts), opened)


def _log() -> rx.Component:
    return ui.table(
        PrintLog.lines,
        ui.column("Mã tra cứu", lambda row: ui.reference(row.code, row.at, href=row.href), width=180),
        ui.column("Bản in", lambda row: ui.abstract(row.what), wide=True),
        ui.column("Người in", lambda row: row.who, width=220),
        ui.column("Số trang", lambda row: row.size, width=150),
        caption="Đơn vị in gần đây",
        titled=True,
        loaded=PrintLog.looked,
        empty=ui.empty("printer", "Chưa in gì từ hệ thống", "Mỗi lần in, một dòng sẽ hiện ở đây."),
    )


def _page() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Tra cứu bản in", BELOW),
        places("log"),
        ui.card("Nhập mã trên giấy", _form()),
        rx.cond(PrintLog.absent, ui.empty("search", NO_PRINT, NO_PRINT_HINT), rx.fragment()),
        rx.cond(PrintLog.facts.length() > 0, _found(), rx.fragment()),
        rx.cond(Office.permissions.contains("books.print"), _log(), rx.fragment()),
        at=AT,
    )


@rx.page(route="/tra-cuu", title="Tra cứu bản in · V-Office", on_load=[Office.enter, PrintLog.look])
def print_log() -> rx.Component:
    return _page()


@rx.page(route="/tra-cuu/[code]", title="Tra cứu bản in · V-Office", on_load=[Office.enter, PrintLog.look])
def looked_up() -> rx.Component:
    return _page()
