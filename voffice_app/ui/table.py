"""One page of rows, its empty state, and the two links that turn the page.

    ui.table(
        Inbox.rows,                                    list of dataclass rows, one page of them
        ui.column("Số, ký hiệu", lambda row: ui.reference(row.reference, row.arrived, href=row.href),
                  sort="reference", width=190),
        ui.column("Trích yếu", lambda row: ui.abstract(row.abstract), wide=True),
        ui.column("Hạn", lambda row: ui.due(row.due, row.due_tone), sort="due", width=130),
        caption="Văn bản đến chờ vào sổ",              read aloud; shown with `titled=True`
        loaded=Inbox.loaded, unread=lambda row: row.unread,
        sort=Inbox.sort, on_sort=Inbox.sort_by,        "due" up, "-due" down; on_sort gets the next value
        empty=ui.empty("inbox", "Không còn văn bản nào chờ bạn", "Văn bản mới sẽ hiện ở đây."),
    )
    ui.pager(Inbox.previous, Inbox.next, Inbox.summary)   addresses, "" where there is no page

The first column is the reference with the row's link, the last one the act. Below 720 px rows become cards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from voffice_app.ui.parts import Text, icon, link

Cell = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: its title, how a row is drawn in it, and how it behaves."""

    title: str
    cell: Cell
    sort: str = ""
    width: int = 0
    kind: str = ""


def column(
    title: str,
    cell: Cell,
    *,
    sort: str = "",
    width: int = 0,
    wide: bool = False,
    number: bool = False,
    act: bool = False,
) -> Column:
    """`width` in pixels; without one the column shares what is left.

    `wide` takes a whole line of a card, `number` aligns right, `act` is the last column's button.
    """
    kinds = {"is-wide": wide, "is-number": number, "is-act": act}
    return Column(title, cell, sort, width, " ".join(kind for kind, worn in kinds.items() if worn))


def reference(text: Text, below: Text = "", *, href: Text) -> rx.Component:
    """The row's name and link; the whole row can be pressed. `below` is the second, quiet line."""
    return rx.fragment(
        link(text, href=href, class_name="reference row-link", data_row_link="true"),
        rx.el.span(below, class_name="below"),
    )


def abstract(text: Text, *chips: rx.Component) -> rx.Component:
    """The abstract on at most two lines, with its chips beneath."""
    return rx.el.div(rx.el.span(text, class_name="abstract", title=text), *chips, class_name="abstract-cell")


def two_lines(text: Text, below: Text) -> rx.Component:
    return rx.fragment(text, rx.el.span(below, class_name="below"))


def table(
    rows: Any,
    *columns: Column,
    caption: str,
    empty: rx.Component,
    titled: bool = False,
    within: bool = False,
    loaded: Any = True,
    unread: Cell | None = None,
    sort: Text = "",
    on_sort: Any = None,
) -> rx.Component:
    """A sheet of rows. `within` is for a table inside a card or beside another: its header does not stick."""

    def line(row: Any) -> rx.Component:
        cells = [rx.el.td(each.cell(row), class_name=each.kind, data_label=each.title) for each in columns]
        return rx.el.tr(*cells, data_unread=unread(row) if unread else False)

    sheet = rx.el.table(
        rx.el.caption(rx.el.h2(caption) if titled else caption, class_name="" if titled else "unseen"),
        rx.el.colgroup(*[_col(each.width) for each in columns]),
        rx.el.thead(rx.el.tr(*[_header(each, sort, on_sort) for each in columns])),
        rx.el.tbody(rx.cond(loaded, rx.foreach(rows, line), _ghosts(len(columns)))),
    )
    shown = rx.cond(loaded & (rx.Var.create(rows).length() == 0), empty, sheet)
    return rx.el.div(shown, class_name="sheet within" if within else "sheet")


def _col(width: int) -> rx.Component:
    """An attribute, not a style: a style sheet put into a colgroup by the server breaks the page's hydration."""
    return rx.el.col(custom_attrs={"width": str(width)} if width else {})


def _header(column: Column, sort: Text, on_sort: Any) -> rx.Component:
    if not column.sort or on_sort is None:
        return rx.el.th(column.title, scope="col", class_name=column.kind)
    up, down = column.sort, f"-{column.sort}"
    arrow = rx.match(sort, (up, icon("arrow-up")), (down, icon("arrow-down")), icon("chevrons-up-down"))
    return rx.el.th(
        rx.el.button(column.title, arrow, type="button", on_click=on_sort(rx.cond(sort == up, down, up))),
        scope="col",
        class_name=column.kind,
        aria_sort=rx.match(sort, (up, "ascending"), (down, "descending"), "none"),
    )


def _ghosts(width: int) -> rx.Component:
    """Room kept for rows on their way, so that nothing jumps when they come."""
    cell = rx.el.td(rx.el.span(class_name="ghost"))
    return rx.fragment(*[rx.el.tr(*[cell] * width, aria_hidden="true") for _ in range(8)])


def pager(previous: Text, following: Text, summary: Text) -> rx.Component:
    """Turns the page by key ("Trang trước / Trang sau"); an empty address means that there is no such page.

    One page alone has nothing to turn.
    """
    turns = rx.el.div(
        _turn(previous, "arrow-left", "Trang trước"),
        _turn(following, "arrow-right", "Trang sau"),
        class_name="row",
    )
    return rx.el.nav(
        rx.el.span(summary, class_name="number", role="status"),
        rx.cond((rx.Var.create(previous) != "") | (rx.Var.create(following) != ""), turns, rx.fragment()),
        class_name="pager",
        aria_label="Trang",
    )


def _turn(href: Text, name: str, label: str) -> rx.Component:
    inside = (icon(name), rx.el.span(label))
    return rx.cond(
        href != "",
        link(*inside, href=href, class_name="button small"),
        rx.el.span(*inside, class_name="button small", aria_disabled="true"),
    )
