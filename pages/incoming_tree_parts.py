"""Who has the document: a small tree of who, as what, until when, whether seen, how far."""

from typing import Any

import reflex as rx

from state.incoming_detail import IncomingDetail
from voffice_app import ui


def tree() -> rx.Component:
    """The chain from the head's assignment to who does the work, with everybody beside it."""
    listed = rx.el.ol(rx.foreach(IncomingDetail.work.tree, _link), class_name="chain")
    return rx.cond(IncomingDetail.work.tree.length() > 0, ui.card("Người xử lý", listed), rx.fragment())


def _link(link: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(link.kind, class_name="part"), rx.el.b(link.who),
            rx.el.span(", ", link.title, class_name="muted"),
            rx.cond(link.stands != "", ui.chip(link.stands, link.tone), rx.fragment()),
            class_name="link-who",
        ),
        rx.el.span(
            rx.cond(link.due != "", ui.due(link.due, link.due_tone), rx.fragment()),
            rx.el.span(link.seen, class_name="muted"),
            class_name="link-when",
        ),
        rx.cond(link.words != "", rx.el.span(link.words, class_name="below"), rx.fragment()),
        style={"--depth": link.depth.to_string()},
    )  # fmt: skip
