"""«Văn bản liên quan»: what a document answers, replaces, amends or corrects, and what does so to it."""

from typing import Any

import reflex as rx

from voffice_app import ui


def linked(rows: Any) -> rx.Component:
    """The same on incoming and outgoing documents; nothing where there is no link."""

    def line(link: Any) -> rx.Component:
        named = rx.cond(link.href != "", ui.link(link.reference, href=link.href), rx.el.span(link.reference))
        return rx.el.li(rx.el.b(link.label, " "), named, rx.el.span(link.abstract, class_name="below"))

    listed = rx.el.ul(rx.foreach(rows, line), class_name="stack plain")
    return rx.cond(rows.length() > 0, ui.card("Văn bản liên quan", listed), rx.fragment())
