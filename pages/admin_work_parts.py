"""What the two lists of waiting work share: how each stands, why, when it is tried again, the button to do so now."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from voffice_app import ui

AGAIN = "Làm lại ngay"


def progress_columns(when: str, retry: Callable[[Any], Any]) -> list[Any]:
    """The last columns of such a list; `retry` makes the event from a row's number."""
    return [
        ui.column("Trạng thái", lambda row: ui.chip(row.state, row.tone), width=110),
        ui.column("Lý do", lambda row: row.reason, wide=True),
        ui.column(when, lambda row: row.next_try, width=130),
        ui.column(
            "", lambda row: rx.cond(row.may_retry, ui.button(AGAIN, small=True, on_click=retry(row.id))),
            width=130, act=True,
        ),
    ]  # fmt: skip
