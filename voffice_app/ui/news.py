"""What just happened, in one sentence at the foot of the screen. The frame mounts it; states fill it with `_say`.

Kinds: "done" and "calm" go by themselves after seven seconds, "refused" stays until it is closed.
"""

from typing import Any

import reflex as rx

rx.asset("icon.jsx", shared=True)


class News(rx.Component):
    """See news.jsx."""

    library = rx.asset("news.jsx", shared=True).importable_path
    tag = "News"

    text: rx.Var[str]
    kind: rx.Var[str]
    on_hush: rx.EventHandler[rx.event.no_args_event_spec]


def news(text: Any, kind: Any, *, on_hush: Any) -> rx.Component:
    return News.create(text=text, kind=kind, on_hush=on_hush)
