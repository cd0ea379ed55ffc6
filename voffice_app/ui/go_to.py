"""`ui.go_to("mark-3", "Trang 1")`: a button that brings the element with this id into view and focuses it."""

from typing import Any

import reflex as rx


class GoTo(rx.Component):
    """See go_to.jsx."""

    library = rx.asset("go_to.jsx", shared=True).importable_path
    tag = "GoTo"

    target: rx.Var[str]


def go_to(target: Any, *children: Any) -> rx.Component:
    return GoTo.create(*children, target=target)
