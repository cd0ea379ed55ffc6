"""`/ky-so`: what waits for this person's signature or the agency's seal, signed in piles with one PIN."""

from typing import Any

import reflex as rx

from pages.signing_pile_parts import pile
from state.base import Office
from state.signing_address import QUEUE
from state.signing_queue import SigningQueue
from voffice_app import ui

FRAME = ui.Frame.of(Office)


def _pick(row: Any) -> rx.Component:
    """The reference with its box; a document that cannot be signed now has none."""
    box = rx.el.input(
        type="checkbox", checked=SigningQueue.chosen.contains(row.id), on_change=SigningQueue.choose(row.id),
        aria_label=f"Chọn {row.reference}", class_name="pick",
    )  # fmt: skip
    return rx.el.div(
        rx.cond(row.pickable, box, rx.fragment()),
        rx.el.div(ui.reference(row.reference, row.kind, href=row.href)),
        class_name="pick-cell",
    )


def _standing(row: Any) -> rx.Component:
    """Where it stands and why; a failed one can be taken into the pile again."""
    told = rx.cond(row.told != "", rx.el.span(row.told, class_name="below"), rx.fragment())
    again = rx.cond(
        row.pickable & (SigningQueue.tab == "failed") & ~SigningQueue.chosen.contains(row.id),
        ui.button("Thử lại", icon="rotate-ccw", small=True, on_click=SigningQueue.choose(row.id)),
        rx.fragment(),
    )
    return rx.fragment(ui.chip(row.label, row.tone, row.icon), told, again)


def _table() -> rx.Component:
    return ui.table(
        SigningQueue.rows,
        ui.column("Số, ký hiệu", _pick, width=186),
        ui.column("Trích yếu", lambda row: ui.abstract(row.abstract, ui.urgency_chip(row.urgency)), wide=True),
        ui.column("Nơi nhận", lambda row: row.recipients, width=104),
        ui.column("Tình trạng", _standing, width=196),
        caption="Văn bản chờ ký số",
        loaded=SigningQueue.looked,
        empty=ui.empty("signature", SigningQueue.empty_title, SigningQueue.empty_hint),
    )


def _list() -> rx.Component:
    return rx.el.div(
        _table(),
        ui.pager(SigningQueue.previous, SigningQueue.following, SigningQueue.summary),
        on_unmount=SigningQueue.leave,
    )


@rx.page(route=QUEUE, title="Ký số · V-Office", on_load=[Office.enter, SigningQueue.look])
def signing_queue() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(SigningQueue.finding, Office.unit),
        ui.tabs(SigningQueue.tabs, SigningQueue.tab),
        rx.el.div(_list(), pile(), class_name="signing-queue"),
        ui.ticker(SigningQueue.running, SigningQueue.tick),
        at=QUEUE,
    )
