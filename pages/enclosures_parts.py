"""The enclosures of one's own draft: up, down, off; and whether the .docx goes along."""

from typing import Any

import reflex as rx

from state.enclosures import Enclosures as S
from voffice_app import ui


def enclosures() -> rx.Component:
    source = rx.el.label(
        rx.el.input(type="checkbox", checked=S.sends_source, read_only=True, on_click=S.send_source),
        rx.el.span("Gửi kèm cả tệp soạn thảo .docx"),
        class_name="check",
    )
    card = ui.card(
        "Gửi kèm văn bản",
        rx.el.ol(rx.foreach(S.files, _line), class_name="enclosed"),
        rx.cond(S.has_source, source, rx.fragment()),
    )
    shown = S.editable & ((S.files.length() > 0) | S.has_source)
    return rx.fragment(rx.cond(shown, card, rx.fragment()), rx.el.span(hidden=True, on_unmount=S.leave))


def _line(file: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(file.name),
        ui.icon_button("arrow-up", "Đưa lên", disabled=file.first, on_click=S.move(file.id, -1)),
        ui.icon_button("arrow-down", "Đưa xuống", disabled=file.last, on_click=S.move(file.id, 1)),
        ui.icon_button("x", "Bỏ khỏi dự thảo", on_click=S.withdraw(file.id)),
    )
