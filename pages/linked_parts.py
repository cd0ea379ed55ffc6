"""«Văn bản liên quan»: what a document answers, replaces, amends or corrects, and what does so to it."""

from typing import Any

import reflex as rx

from voffice_app import ui


def linked(rows: Any, answers: Any = None) -> rx.Component:
    """The same on incoming and outgoing documents; nothing where there is no link. ``answers`` stand first."""

    def line(link: Any) -> rx.Component:
        named = rx.cond(link.href != "", ui.text_link(link.reference, href=link.href), rx.el.span(link.reference))
        return rx.el.li(rx.el.b(link.label, " "), named, rx.el.span(link.abstract, class_name="below"))

    def answer(row: Any) -> rx.Component:
        named = rx.el.span(
            rx.el.b("Được trả lời bằng "), ui.text_link(row.reference, href=row.href), " ", ui.chip(row.status)
        )
        return rx.el.li(named, rx.el.span(row.abstract, class_name="below"))

    first = [] if answers is None else [rx.foreach(answers, answer)]
    listed = rx.el.ul(*first, rx.foreach(rows, line), class_name="stack plain")
    count = rows.length() if answers is None else rows.length() + answers.length()
    return rx.cond(count > 0, ui.card("Văn bản liên quan", listed), rx.fragment())
