"""`/quan-tri/viec-nen`: the archive folder, the mail server and the jobs that are not done."""

import reflex as rx

from pages.admin_work_parts import progress_columns
from pages.home_parts import FRAME
from state.background import Background
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/viec-nen"


def _standing() -> rx.Component:
    return rx.fragment(
        _told(Background.folder_well, Background.folder, Background.folder_at),
        _told(Background.mail_well, Background.mail, Background.mail_counted),
    )


def _told(well: rx.Var[bool], title: rx.Var[str], below: rx.Var[str]) -> rx.Component:
    return rx.cond(well, ui.notice("info", title, below), ui.notice("warning", title, below))


def _wrong() -> rx.Component:
    again = "Chép lại"
    listed = ui.table(
        Background.wrong,
        ui.column("Văn bản", lambda row: ui.two_lines(rx.el.b(row.reference), row.unit), width=230),
        ui.column("Trong thư mục lưu trữ", lambda row: row.reason, wide=True),
        ui.column(
            "", lambda row: ui.button(again, small=True, on_click=Background.repair(row.id)), width=110, act=True
        ),
        caption="Văn bản có tệp khác lúc ghi",
        loaded=Background.looked,
        empty=rx.fragment(),
    )  # fmt: skip
    return rx.cond(Background.wrong.length() > 0, listed, rx.fragment())


def _jobs() -> rx.Component:
    return ui.table(
        Background.jobs,
        ui.column("Việc", lambda row: ui.two_lines(rx.el.b(row.kind), row.progress), width=240),
        *progress_columns("Làm lúc", Background.retry),
        caption=Background.counted,
        loaded=Background.looked,
        empty=ui.empty("check", "Không có việc nào đang chờ", "Việc nền chạy xong thì rời khỏi danh sách này."),
    )


@rx.page(route=AT, title="Việc nền · V-Office", on_load=[Office.enter, Background.look])
def background() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Việc nền", "Thư mục lưu trữ văn bản đi, thư gửi ra ngoài và các việc hệ thống tự làm"),
        rx.cond(Background.looked, _standing(), rx.fragment()),
        _wrong(),
        _jobs(),
        at=AT,
    )
