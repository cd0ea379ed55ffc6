"""Below the intake form: what became of what I passed on."""

from typing import Any

import reflex as rx

from state.passed_on import PassedOn
from voffice_app import ui


def passed_on() -> rx.Component:
    def line(row: Any) -> rx.Component:
        reason = rx.cond(row.reason != "", rx.el.small("Lý do trả lại: ", row.reason), rx.fragment())
        told = rx.el.span(rx.el.span(row.title, class_name="abstract"), rx.el.small(row.below), reason)
        return rx.el.li(ui.link(told, ui.status_chip("incoming", row.status), href=row.href, class_name="queue-row"))

    listed = rx.el.ul(rx.foreach(PassedOn.lines, line), class_name="queue-rows")
    return rx.cond(PassedOn.lines.length() > 0, ui.card("Bạn đã chuyển gần đây", listed), rx.fragment())
