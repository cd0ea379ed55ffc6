"""The bar that narrows the incoming list; what it asks for stands in the address."""

from typing import Any

import reflex as rx

from state.incoming import AREA_OPTIONS, SOURCE_OPTIONS, URGENCY_OPTIONS, IncomingList
from voffice_app import ui


def filters() -> rx.Component:
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
