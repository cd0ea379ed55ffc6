"""`/quan-tri/luu-tru-dai-han`: what issued files still wait for on their way into the long-term archive."""

import reflex as rx

from pages.admin_work_parts import progress_columns
from pages.home_parts import FRAME
from state.admin_long_term import LongTerm
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/luu-tru-dai-han"


def _standing() -> rx.Component:
    return rx.cond(
        LongTerm.configured,
        ui.notice("info", LongTerm.counted, LongTerm.about),
        ui.notice("warning", LongTerm.about, LongTerm.counted),
    )


def _open_work() -> rx.Component:
    return ui.table(
        LongTerm.lines,
        ui.column("Văn bản", lambda row: ui.two_lines(rx.el.b(row.reference), row.unit), width=230),
        ui.column("Việc", lambda row: row.wanted, width=160),
        *progress_columns("Thử lại lúc", LongTerm.retry),
        caption="Việc lưu trữ chưa xong, việc cũ nhất trước",
        loaded=LongTerm.looked,
        empty=ui.empty("archive", "Không có việc nào đang chờ", "Văn bản vừa ban hành sẽ vào đây cho đến khi xong."),
    )


@rx.page(route=AT, title="Lưu trữ dài hạn · V-Office", on_load=[Office.enter, LongTerm.look])
def long_term() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Lưu trữ dài hạn", "Dấu thời gian và bằng chứng giữ cho chữ ký kiểm tra được sau nhiều năm"),
        rx.cond(LongTerm.looked, _standing(), rx.fragment()),
        _open_work(),
        at=AT,
    )
