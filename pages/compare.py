"""`/doi-chieu`: the file as it was when it was signed, beside the file of today."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.compare import Compare
from voffice_app import ui

S = Compare


def _side(title: str, below: str, src: Any, pages: Any, download: Any) -> rx.Component:
    take = ui.file_link(ui.icon("download"), rx.el.span("Tải về"), href=download, class_name="button small")
    head = rx.el.div(
        rx.el.div(rx.el.h2(title), rx.el.p(below, class_name="muted small")),
        rx.cond(download != "", take, rx.fragment()),
        class_name="row spread compared-head",
    )
    return rx.el.section(head, ui.page_viewer(src, pages), class_name="compared", aria_label=title)


def _absent() -> rx.Component:
    hint = "Tệp không có, đã hết thời gian xem tạm, hoặc bạn không có quyền xem. Mở lại từ trang kiểm tra hay văn bản."
    return ui.empty("file-x", "Không mở được bản lúc ký", hint)


@rx.page(route="/doi-chieu", title="Xem như lúc ký · V-Office", on_load=[Office.enter, S.look])
def compare() -> rx.Component:
    both = rx.el.div(
        _side(
            "Như lúc ký",
            "Đúng nội dung được ký, chưa có phần thêm về sau",
            S.signed_at,
            S.signed_pages,
            S.field_download,
        ),
        _side("Tệp hiện nay", S.title, S.present_at, S.present_pages, S.download),
        class_name="comparing",
    )
    return ui.shell(
        FRAME,
        rx.cond(S.absent, _absent(), rx.cond(S.looked, both, rx.fragment())),
        at="/kiem-tra-chu-ky",
        bleed=True,
    )
