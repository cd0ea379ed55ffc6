"""`/thong-bao`: every notice of this post, and the kinds the person wants."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.notices import AT, Notices
from voffice_app import ui


def _line(row: Any) -> rx.Component:
    return rx.el.li(
        ui.link(rx.el.span(row.text), rx.el.span(row.at, class_name="below"), href=row.href, class_name=row.mark),
    )


def _choice(choice: Any) -> rx.Component:
    return rx.fragment(
        rx.cond(choice.heading != "", rx.el.h3(choice.heading), rx.fragment()),
        ui.check_field(choice.kind, choice.label, choice.wanted),
    )


@rx.page(route=AT, title="Thông báo · V-Office", on_load=[Office.enter, Notices.look])
def notices() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(
            "Thông báo", "Mỗi việc báo một lần cho người cần biết; mở văn bản là đã đọc",
            ui.button("Đánh dấu đã đọc hết", on_click=Notices.read_all),
        ),
        rx.cond(
            Notices.lines.length() > 0,
            rx.el.ul(rx.foreach(Notices.lines, _line), class_name="card notices"),
            ui.empty("bell", "Chưa có thông báo nào", "Việc mới của bạn sẽ được báo ở đây và trên chuông."),
        ),
        rx.cond(Notices.older != "", ui.text_link("Thông báo cũ hơn", Notices.older), rx.fragment()),
        ui.card(
            "Chọn loại thông báo",
            ui.form(
                rx.el.div(rx.foreach(Notices.kinds, _choice), class_name="choices"),
                ui.lines(ui.button("Lưu lựa chọn", submit=True)),
                on_submit=Notices.choose,
            ),
        ),
        at=AT,
    )  # fmt: skip
