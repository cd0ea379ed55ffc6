"""The document's pages as pictures, with boxes on them; and the box a person drags into its place.

    ui.page_viewer(State.pages_at, State.pages, State.boxes)
    ui.page_viewer(State.pages_at, State.pages, State.boxes, place=State.place, on_place=State.placed)

`src` is "/api/pages/12" or "/api/uploads/7" (the viewer adds "/1.png?dpi=110"), `pages` list[shapes.PageSize],
`boxes` list[shapes.Box] in PDF points from the bottom left; `place` is a shapes.Box or None. With `place` the person
drags the box, moves it by arrow keys, or presses where it should go; `resizable=True` lets its size change (a seal's
never does). `on_place(page: int, x0: float, y0: float, x1: float, y1: float)` fires once, when it is let go;
`on_held` when the person says in the bar above the page that the box is where it should be. `marks` are boxes with a
number that lead to the element `comment-<number>` beside the page, and are found as `mark-<number>`.
"""

from typing import Any

import reflex as rx

rx.asset("icon.jsx", shared=True)
rx.asset("go_to.jsx", shared=True)
rx.asset("movable_box.jsx", shared=True)

HINT = "Kéo khung vào đúng chỗ, hoặc bấm lên trang"


class PageViewer(rx.Component):
    """See page_viewer.jsx."""

    library = rx.asset("page_viewer.jsx", shared=True).importable_path
    tag = "PageViewer"

    src: rx.Var[str]
    pages: rx.Var[list[Any]]
    boxes: rx.Var[list[Any]]
    marks: rx.Var[list[Any]]
    place: rx.Var[Any]
    resizable: rx.Var[bool]
    hint: rx.Var[str]
    on_place: rx.EventHandler[rx.event.passthrough_event_spec(int, float, float, float, float)]
    on_held: rx.EventHandler[rx.event.no_args_event_spec]


def page_viewer(
    src: Any,
    pages: Any,
    boxes: Any = None,
    *,
    marks: Any = None,
    place: Any = None,
    resizable: Any = False,
    hint: Any = HINT,
    on_place: Any = None,
    on_held: Any = None,
) -> rx.Component:
    wanted = {"on_place": on_place, "on_held": on_held}
    events = {name: event for name, event in wanted.items() if event is not None}
    return PageViewer.create(
        src=src,
        pages=pages,
        boxes=[] if boxes is None else boxes,
        marks=[] if marks is None else marks,
        place=place,
        resizable=resizable,
        hint=hint,
        **events,
    )
