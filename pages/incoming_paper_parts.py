"""The file of a document as its reader sees it: one tab a file, its pages, or its download."""

import reflex as rx

from state.beside import Beside
from state.incoming_detail import IncomingDetail
from state.incoming_register import IncomingRegister
from voffice_app import ui


def paper() -> rx.Component:
    download = ui.button("Tải tệp về", icon="download")
    return rx.fragment(
        rx.cond(
            IncomingDetail.papers.length() > 0,
            rx.el.div(
                ui.tabs(IncomingDetail.papers, IncomingDetail.paper, "Các tệp của văn bản"), class_name="versions"
            ),
            rx.fragment(),
        ),
        rx.cond(
            IncomingDetail.pages_at != "",
            ui.page_viewer(
                IncomingDetail.pages_at, IncomingDetail.pages, IncomingRegister.boxes, place=Beside.box,
                on_place=Beside.placed,
            ),
            rx.cond(
                IncomingDetail.download != "",
                ui.empty(
                    "file", "Tệp này không hiện thành trang được", "Tải về để mở bằng phần mềm trên máy.",
                    ui.file_link(download, href=IncomingDetail.download),
                ),
                _nothing(),
            ),
        ),
    )  # fmt: skip


def _nothing() -> rx.Component:
    """No file: none came with it, or its issuer took the document back."""
    return rx.match(
        rx.cond(IncomingDetail.looked, IncomingDetail.status, ""),
        ("", rx.fragment()),
        ("recalled", ui.empty("rotate-ccw", "Nơi gửi đã thu hồi văn bản", "Nội dung không mở được nữa.")),
        ui.empty("file", "Văn bản không kèm tệp"),
    )
