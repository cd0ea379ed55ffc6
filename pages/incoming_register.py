"""`/van-ban-den/nhap`: the clerk drops a file and confirms what was read, or types it off the paper."""

import reflex as rx

from pages.incoming_form_parts import register_form
from pages.incoming_parts import AT, FRAME
from state.base import Office
from state.incoming_register import IncomingRegister
from voffice_app import ui

READY = rx.State.is_hydrated & (IncomingRegister.request_key != "")
"""The form stands once it is this visit's own: what is typed into an earlier one would be lost in silence."""
HINT = "Thả tệp để đọc sẵn các mục, rồi kiểm tra."


def _paper() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            ui.file_drop(
                "files",
                multiple=True,
                accept=ui.OFFICE_FILES,
                prompt="Thả tệp văn bản vào đây hoặc bấm để chọn",
                hint="Tệp đầu là văn bản, các tệp sau là phụ lục. Tối đa 50 MB mỗi tệp.",
                on_kept=IncomingRegister.kept,
                on_removed=IncomingRegister.removed,
            ),
            class_name=rx.cond(IncomingRegister.file_count > 0, "intake has-file", "intake"),
            key=IncomingRegister.turn.to_string(),
        ),
        rx.cond(
            IncomingRegister.pages_at != "",
            ui.page_viewer(IncomingRegister.pages_at, IncomingRegister.pages, IncomingRegister.boxes),
            rx.cond(
                IncomingRegister.file_count > 0,
                ui.empty("file", "Tệp này không hiện thành trang được", "Nhập các mục theo bản giấy hoặc tệp gốc."),
                rx.fragment(),
            ),
        ),
    )


def _verdict() -> rx.Component:
    has_file = IncomingRegister.file_count > 0
    return ui.report(IncomingRegister.outcome, IncomingRegister.seals, IncomingRegister.objections, has_file)


def _decision() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1("Vào sổ văn bản đến"),
            rx.el.p(
                rx.cond(IncomingRegister.read != "", IncomingRegister.read, HINT),
                class_name="muted", role="status",
            ),
            class_name="heading",
        ),
        _verdict(),
        rx.cond(READY, register_form(received=False), rx.el.div(class_name="form-room")),
    )  # fmt: skip


@rx.page(
    route="/van-ban-den/nhap",
    title="Nhập văn bản đến · V-Office",
    on_load=[Office.enter, IncomingRegister.begin],
)
def incoming_register() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.detail_bar(ui.crumbs(("Văn bản đến", AT), "Nhập văn bản")),
        ui.split(_paper(), _decision()),
        rx.el.span(hidden=True, on_unmount=IncomingRegister.leave),
        at=AT,
        bleed=True,
    )
