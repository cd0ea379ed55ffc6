"""The list of copies and the clerk's form for a numbered paper copy, the same beside both kinds of documents."""

from typing import Any

import reflex as rx

from voffice_app import ui


def copy_list(lines: Any) -> rx.Component:
    listed = rx.el.ul(rx.foreach(lines, _line), class_name="copy-list")
    return rx.cond(lines.length() > 0, listed, rx.fragment())


def _line(line: Any) -> rx.Component:
    """A stamped copy is printed from its own line: the code on record is the one on the paper."""
    take = ui.file_link(ui.icon("printer"), rx.el.span("Tải bản in"), href=line.href, class_name="button small")
    return rx.el.li(
        rx.el.b(line.title), rx.el.span(line.about, class_name="below"), rx.cond(line.href != "", take, rx.fragment())
    )


def copy_form(title: str, forms: Any, signers: Any, on_submit: Any) -> rx.Component:
    """Form, signer, how many, to whom; the number comes by itself."""
    form = ui.form(
        ui.fields(
            ui.select_field("form", "Hình thức sao", forms, "sy"),
            ui.select_field("signer", "Người ký bản sao", signers, ""),
            ui.text_field("copy_count", "Số bản", "1", input_mode="numeric", required=True),
            ui.text_field("copy_given_to", "Giao cho", max_length=200),
        ),
        ui.lines(ui.button("Cấp số bản sao", icon="copy", submit=True)),
        on_submit=on_submit,
        reset_on_submit=True,
    )
    return rx.el.details(rx.el.summary(title), form, class_name="more")
