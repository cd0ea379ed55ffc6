"""`/van-ban-den`: the unit's incoming documents by what they wait for."""

from typing import Any

import reflex as rx

from pages.incoming_parts import AT, FRAME
from state.base import Office
from state.incoming import AREA_OPTIONS, SOURCE_OPTIONS, URGENCY_OPTIONS, IncomingList
from voffice_app import ui


def _filters() -> rx.Component:
    """Words and four choices."""
    return rx.el.form(
        rx.el.input(
            name="q", type="search", default_value=IncomingList.words, key=IncomingList.words, class_name="control",
            placeholder="Số ký hiệu, trích yếu, nơi ban hành", aria_label="Tìm trong văn bản đến", auto_complete="off",
        ),
        _choice("khan", "Độ khẩn", "Mọi độ khẩn", _options(URGENCY_OPTIONS), IncomingList.urgency),
        _choice("nguon", "Nguồn", "Mọi nguồn", _options(SOURCE_OPTIONS), IncomingList.source),
        _choice("linh-vuc", "Lĩnh vực", "Mọi lĩnh vực", _options(AREA_OPTIONS), IncomingList.subject_area),
        _choice("chu-tri", "Chủ trì", "Mọi người chủ trì", _leads(), IncomingList.lead),
        ui.button("Lọc", icon="filter", submit=True),
        rx.cond(IncomingList.narrowed, ui.button("Bỏ lọc", href=IncomingList.clear_href, bare=True), rx.fragment()),
        on_submit=IncomingList.narrow,
        class_name="filters",
        role="search",
        aria_label="Lọc văn bản đến",
    )  # fmt: skip


def _options(options: list[Any]) -> list[Any]:
    return [_option(option) for option in options]


def _leads() -> list[Any]:
    return [rx.foreach(IncomingList.leads, _option)]


def _option(option: Any) -> rx.Component:
    return rx.el.option(option.label, value=option.value)


def _choice(name: str, label: str, none: str, options: list[Any], value: Any) -> rx.Component:
    return rx.el.select(
        rx.el.option(none, value=""), *options,
        name=name, default_value=value, key=f"{name}:{value}", aria_label=label, class_name="control",
    )  # fmt: skip


def _table() -> rx.Component:
    return ui.table(
        IncomingList.rows,
        ui.column(
            "Số, ký hiệu", lambda row: ui.reference(row.reference, row.below, href=row.href), sort="number", width=172
        ),
        ui.column("Trích yếu", lambda row: ui.abstract(row.abstract, ui.urgency_chip(row.urgency)), wide=True),
        ui.column("Cơ quan ban hành", lambda row: row.issuing_body, width=156),
        ui.column("Ngày đến", lambda row: row.arrived, sort="arrived", width=106),
        ui.column("Chủ trì", lambda row: ui.two_lines(row.lead, row.supports), width=128),
        ui.column("Hạn", lambda row: ui.due(row.due, row.due_tone), sort="due", width=112),
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


@rx.page(route="/van-ban-den", title="Văn bản đến · V-Office", on_load=[Office.enter, IncomingList.look])
def incoming() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(IncomingList.finding, IncomingList.below),
        ui.tabs(IncomingList.tabs, IncomingList.tab),
        _filters(),
        rx.el.div(
            _table(),
            ui.pager(IncomingList.previous, IncomingList.following, IncomingList.summary),
            on_unmount=IncomingList.leave,
        ),
        at=AT,
        act=_act(),
    )
