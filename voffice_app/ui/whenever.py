"""Asks the state again whenever something else on the page has changed, also by an act of another state.

ui.whenever(State.shown, Other.look)           when ``shown`` is there and each time it is another
"""

from typing import Any

import reflex as rx


class Whenever(rx.Component):
    """See whenever.jsx."""

    library = rx.asset("whenever.jsx", shared=True).importable_path
    tag = "Whenever"

    of: rx.Var[str]
    on_change: rx.EventHandler[rx.event.no_args_event_spec]


def whenever(of: Any, *on_change: Any) -> rx.Component:
    return Whenever.create(of=of, on_change=list(on_change))
