"""Asks the state again every so often while something goes on in the server: the state says when to stop.

ui.ticker(State.running, State.tick)           every second
"""

from typing import Any

import reflex as rx


class Ticker(rx.Component):
    """See ticker.jsx."""

    library = rx.asset("ticker.jsx", shared=True).importable_path
    tag = "Ticker"

    running: rx.Var[bool]
    seconds: rx.Var[float]
    on_tick: rx.EventHandler[rx.event.no_args_event_spec]


def ticker(running: Any, on_tick: Any, seconds: float = 1) -> rx.Component:
    return Ticker.create(running=running, seconds=seconds, on_tick=on_tick)
