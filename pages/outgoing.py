"""`/van-ban-di`: the unit's outgoing documents by what they wait for."""

from typing import Any

import reflex as rx

from pages.outgoing_parts import AT, FRAME
from state.base import Office
from state.outgoing import OutgoingList
from state.outgoing_rows import AREA_OPTIONS, TYPE_OPTIONS, URGENCY_OPTIONS
from voffice_app import ui


def _filters() -> rx.Component:
    """Words and three choices; each choice takes effect at once."""
    return rx.el.form(
        rx.el.input(
            name="q", type="search", default_value=OutgoingList.words, key=OutgoingList.words, class_name="control",
            placeholder="Số ký hiệu hoặc trích yếu", aria_label="Tìm trong văn bản đi", auto_complete="off",
        ),
        _choice("loai", "Loại văn bản", "Mọi loại", TYPE_OPTIONS, OutgoingList.type_key),
        _choice("khan", "Độ khẩn", "Mọi độ khẩn", URGENCY_OPTIONS, OutgoingList.urgency),
        _choice("linh-vuc", "Lĩnh vực", "Mọi lĩnh vực", AREA_OPTIONS, OutgoingList.subject_area),
        ui.button("Lọc", icon="filter", submit=True),
        rx.cond(OutgoingList.narrowed, ui.button("Bỏ lọc", href=OutgoingList.clear_href, bare=True), rx.fragment()),
        on_submit=OutgoingList.narrow,
        class_name="filters",
        role="search",
        aria_label="Lọc văn bản đi",
    )  # fmt: skip


def _choice(name: str, label: str, none: str, options: list[Any], value: Any) -> rx.Component:
    return rx.el.select(
        rx.el.option(none, value=""),
        *[rx.el.option(option.label, value=option.value) for option in options],
        name=name, default_value=value, key=f"{name}:{value}", aria_label=label, class_name="control",
    )  # fmt: skip


def _empty() -> rx.Component:
    draft = ui.button("Soạn văn bản", icon="plus", href="/van-ban-di/soan")
    return ui.empty(
        "send", OutgoingList.empty_title, OutgoingList.empty_hint,
        rx.cond(OutgoingList.may_draft & (OutgoingList.tab == "my_drafts"), draft, rx.fragment()),
    )  # fmt: skip


def _table() -> rx.Component:
    return ui.table(
        OutgoingList.rows,
        ui.column(
            "Số, ký hiệu", lambda row: ui.reference(row.reference, row.kind, href=row.href), sort="number", width=160
        ),
        ui.column("Trích yếu", lambda row: ui.abstract(row.abstract, ui.urgency_chip(row.urgency)), wide=True),
        ui.column("Người soạn", lambda row: row.drafter, width=124),
        ui.column("Người ký", lambda row: row.signer, width=124),
        ui.column("Ngày", lambda row: ui.two_lines(row.day, row.day_note), sort="newest", width=114),
        ui.column("Nơi nhận", lambda row: row.recipients, width=96),
        ui.column("Trạng thái", lambda row: ui.status_chip("outgoing", row.status), width=158),
        caption="Văn bản đi",
        loaded=OutgoingList.looked,
        sort=OutgoingList.sort,
        on_sort=OutgoingList.sort_by,
        empty=_empty(),
    )


def _draft() -> rx.Component:
    return rx.cond(
        Office.permissions.contains("outgoing.draft"),
        ui.button("Soạn văn bản", icon="plus", filled=True, href="/van-ban-di/soan"),
        rx.fragment(),
    )


@rx.page(route="/van-ban-di", title="Văn bản đi · V-Office", on_load=[Office.enter, OutgoingList.look])
def outgoing() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(OutgoingList.finding, Office.unit),
        ui.tabs(OutgoingList.tabs, OutgoingList.tab),
        _filters(),
        rx.el.div(
            _table(),
            ui.pager(OutgoingList.previous, OutgoingList.following, OutgoingList.summary),
            on_unmount=OutgoingList.leave,
        ),
        at=AT,
        act=_draft(),
    )
