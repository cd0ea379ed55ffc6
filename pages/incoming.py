"""`/van-ban-den`: the unit's incoming documents by what they wait for."""

from typing import Any

import reflex as rx

from pages.incoming_filter_parts import filters
from pages.incoming_parts import AT, FRAME
from state.base import Office
from state.incoming import IncomingList
from state.visits import Visits
from voffice_app import ui


def _due(row: Any) -> rx.Component:
    """The document's term, or the reader's own where theirs is narrower."""
    return ui.two_lines(ui.due(row.due, row.due_tone), row.due_note)


def _table() -> rx.Component:
    return ui.table(
        IncomingList.rows,
        ui.column(
            "Số, ký hiệu", lambda row: ui.reference(row.reference, row.below, href=row.href), sort="number", width=172
        ),
        ui.column("Trích yếu", lambda row: ui.abstract(row.abstract, ui.urgency_chip(row.urgency)), wide=True),
        ui.column("Cơ quan ban hành", lambda row: row.issuing_body, width=156),
        ui.column("Ngày đến", lambda row: row.arrived, sort="arrived", width=116),
        ui.column("Chủ trì", lambda row: ui.two_lines(row.lead, row.supports), width=128),
        ui.column("Hạn", _due, sort="due", width=112),
        ui.column("Trạng thái", lambda row: ui.status_chip("incoming", row.status), width=156),
        caption="Văn bản đến",
        loaded=IncomingList.looked,
        unread=lambda row: row.unread,
        sort=IncomingList.sort,
        on_sort=IncomingList.sort_by,
        empty=ui.empty("inbox", IncomingList.empty_title, IncomingList.empty_hint),
    )


def _act() -> rx.Component:
    """The one filled button: the clerk registers, everybody else passes to the clerk."""
    return rx.cond(
        Office.permissions.contains("incoming.register"),
        ui.button("Nhập văn bản đến", icon="plus", filled=True, href="/van-ban-den/nhap"),
        rx.cond(
            Office.permissions.contains("incoming.intake"),
            ui.button("Chuyển văn thư", icon="forward", filled=True, href="/van-ban-den/chuyen-van-thu"),
            rx.fragment(),
        ),
    )


@rx.page(route="/van-ban-den", title="Văn bản đến · V-Office", on_load=[Office.enter, IncomingList.look, Visits.look])
def incoming() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(IncomingList.finding, IncomingList.below),
        ui.tabs(IncomingList.tabs, IncomingList.tab),
        filters(),
        rx.el.div(
            _table(),
            ui.pager(IncomingList.previous, IncomingList.following, IncomingList.summary),
            on_unmount=IncomingList.leave,
        ),
        at=AT,
        act=_act(),
    )
