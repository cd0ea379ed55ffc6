"""The clerk's form: the fields of ND30 PL VI II.II with lĩnh vực and ngày ký, and what may be a duplicate."""

from typing import Any

import reflex as rx

from pages.book_choice_parts import entry_choice
from state.incoming_form import AREA_OPTIONS, SECRECY_OPTIONS, SOURCE_OPTIONS, TYPE_OPTIONS, URGENCY_OPTIONS
from state.incoming_register import SAME, IncomingRegister
from voffice_app import ui
from voffice_app.words.incoming import READ

BODIES = "issuing-bodies"


def register_form(received: bool) -> rx.Component:
    """For a paper at the desk, or (``received``) for a document that waits."""
    return ui.form(
        rx.el.input(type="hidden", name="request_key", value=IncomingRegister.request_key),
        rx.el.input(type="hidden", name="registering", value=IncomingRegister.registering_id.to_string()),
        ui.refusals(IncomingRegister.reasons, "Chưa lưu được"),
        _reference(),
        _sender(),
        _handling(received),
        rx.el.div(_duplicates(), _ends(received), class_name="form-end sticky"),
        on_submit=IncomingRegister.save,
        key=IncomingRegister.turn.to_string(),
        aria_label="Vào sổ văn bản đến",
    )


def _reference() -> rx.Component:
    return rx.fragment(
        ui.fields(
            _text("code_number", "Số", auto_focus=True, max_length=40, custom_attrs={"inputMode": "text"}),
            _text("code_notation", "Ký hiệu", placeholder="QĐ-PGDĐT", max_length=30),
        ),
        ui.fields(
            _select("type_key", "Loại văn bản", TYPE_OPTIONS, required=True),
            _date("issued_on", "Ngày văn bản"),
        ),
    )


def _sender() -> rx.Component:
    known = rx.el.datalist(rx.foreach(IncomingRegister.bodies, lambda body: rx.el.option(value=body)), id=BODIES)
    return rx.fragment(
        _text("issuing_body", "Cơ quan ban hành", required=True, max_length=200, custom_attrs={"list": BODIES}),
        known,
        ui.area_field(
            "abstract", "Trích yếu", IncomingRegister.values["abstract"], required=True, rows=2, max_length=500,
            error=IncomingRegister.errors["abstract"], **_focus("abstract"),
        ),
        ui.fields(
            _text("signer_name", "Người ký", max_length=50), _text("signer_title", "Chức vụ người ký", max_length=100)
        ),
    )  # fmt: skip


def _handling(received: bool) -> rx.Component:
    source = ui.select_field(
        "source", "Nguồn", SOURCE_OPTIONS, IncomingRegister.values["source"], on_change=IncomingRegister.choose_source
    )
    inside = rx.el.div(rx.el.span("Nguồn", class_name="label"), rx.el.span("V-Office"), class_name="field")
    return rx.fragment(
        ui.fields(
            _select("subject_area", "Lĩnh vực", AREA_OPTIONS, none="Chưa chọn"),
            _select("urgency", "Độ khẩn", URGENCY_OPTIONS),
        ),
        ui.fields(
            rx.cond(IncomingRegister.inside, inside, source) if received else source,
            _date("due_on", "Hạn xử lý"),
        ),
        ui.fields(
            _date("signed_on", "Ngày ký", hint="Để trống nếu trùng ngày văn bản"),
            ui.fields(_text("pages", "Số trang", kind="number"), _text("copies", "Số bản", kind="number")),
        ),
        ui.fields(
            ui.select_field("secrecy", "Độ mật", SECRECY_OPTIONS, "none"), _text("note", "Ghi chú", max_length=500)
        ),
        entry_choice(IncomingRegister.values["register"]),
    )


def _duplicates() -> rx.Component:
    """Shown before saving, never merged; a save that stops at them leads there, "Vẫn lưu" a few Tabs on."""

    def line(found: Any) -> rx.Component:
        return rx.el.li(ui.text_link(found.name, found.href), rx.el.span(found.about, class_name="below"))

    found = rx.el.ul(rx.foreach(IncomingRegister.duplicates, line), id=SAME, tab_index=-1)
    return rx.cond(
        IncomingRegister.duplicates.length() > 0,
        ui.notice("warning", "Có thể văn bản này đã có trong đơn vị", found),
        rx.fragment(),
    )


def _ends(received: bool) -> rx.Component:
    """The first button is the one that Enter presses: never the one that insists on a duplicate."""
    send = "Vào sổ và trình" if received else "Lưu và trình"
    only = "Vào sổ, chỉ lưu trữ" if received else "Chỉ lưu trữ"
    submit = ui.button(send, icon="send", submit=True, filled=True, on_click=IncomingRegister.intend("submit"))
    archive = ui.button(only, icon="archive", submit=True, filled=True, on_click=IncomingRegister.intend("archive"))
    rest = (
        ui.button("Chỉ vào sổ", submit=True, on_click=IncomingRegister.intend("keep"))
        if received
        else ui.button(
            "Lưu và nhập tiếp", icon="plus", submit=True, title="Ctrl+Enter", data_pile="true",
            on_click=IncomingRegister.intend("next"),
        )
    )  # fmt: skip
    first = rx.cond(IncomingRegister.values["source"] == "mvp", archive, submit)
    anyway = ui.button("Vẫn lưu", icon="check", submit=True, on_click=IncomingRegister.intend("anyway"))
    insist = rx.cond(IncomingRegister.duplicates.length() > 0, anyway, rx.fragment())
    return rx.el.div(first, insist, rest, class_name="row")


def _focus(name: str) -> dict[str, Any]:
    """A field read off the page shows its place there while it is in hand."""
    return {"on_focus": IncomingRegister.focus(name)} if name in READ else {}


def _text(name: str, label: str, **props: Any) -> rx.Component:
    value, error = IncomingRegister.values[name], IncomingRegister.errors[name]
    return ui.text_field(name, label, value, error=error, auto_complete="off", **_focus(name), **props)


def _select(name: str, label: str, options: Any, **props: Any) -> rx.Component:
    value, error = IncomingRegister.values[name], IncomingRegister.errors[name]
    return ui.select_field(name, label, options, value, error=error, **_focus(name), **props)


def _date(name: str, label: str, **props: Any) -> rx.Component:
    return ui.date_field(name, label, IncomingRegister.values[name], error=IncomingRegister.errors[name], **props)
