"""What home and search share: the frame, and one line of a queue."""

import reflex as rx

from state.base import Office
from voffice_app import ui

FRAME = ui.Frame.of(Office)


def waiting(row: rx.Var) -> rx.Component:
    return rx.el.li(
        ui.link(
            rx.el.span(
                rx.el.b(row.reference),
                ui.urgency_chip(row.urgency),
                rx.el.span(row.title, class_name="abstract"),
                rx.el.small(row.below),
            ),
            ui.due(row.due, row.due_tone),
            href=row.href,
            class_name="queue-row",
        )
    )
