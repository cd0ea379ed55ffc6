"""The versions of the paper beside it: who, when, why; opened, or held against the one before."""

from typing import Any

import reflex as rx

from state.versions import Versions as S
from voffice_app import ui


def versions() -> rx.Component:
    card = ui.card("Các bản của dự thảo", rx.el.ol(rx.foreach(S.versions, _line), class_name="copy-list"))
    return rx.fragment(
        rx.cond(S.versions.length() > 0, card, rx.fragment()), rx.el.span(hidden=True, on_unmount=S.leave)
    )


def _line(version: Any) -> rx.Component:
    return rx.el.li(
        ui.text_link(version.label, href=version.href),
        " ",
        rx.cond(version.current, ui.chip("Bản hiện hành", "teal"), rx.fragment()),
        rx.el.span(version.about, class_name="below"),
        rx.cond(version.note != "", rx.el.span("Sửa: ", version.note, class_name="below"), rx.fragment()),
        rx.el.span(
            rx.cond(version.comments != "", rx.el.span(version.comments, " · "), rx.fragment()),
            rx.cond(version.against != "", ui.text_link("So với bản trước", href=version.against), rx.fragment()),
            class_name="below",
        ),
    )
