"""The clerk's check-list of sources on home: what was looked at today, and the two ticks."""

from typing import Any

import reflex as rx

from state.sources import Sources
from voffice_app import ui


def ticks(row: Any) -> rx.Component:
    """Looked there just now: with nothing new, or with something to register."""
    return rx.el.div(
        ui.button("Không có mới", icon="check", small=True, on_click=Sources.looked_at(row.id, False),
                  title="Vừa xem, không có văn bản mới"),
        ui.button("Đăng ký văn bản mới", icon="plus", small=True, on_click=Sources.looked_at(row.id, True),
                  title="Vừa xem, đăng ký văn bản mới"),
        class_name="row",
    )  # fmt: skip


def looked(row: Any) -> rx.Component:
    return rx.cond(row.stale, ui.chip(row.looked, "amber", "clock"), rx.el.span(row.looked, class_name="below"))


def sources_card() -> rx.Component:
    """Nothing for whoever is no clerk, or whose unit keeps no list."""

    def line(row: Any) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.b(row.name), " ", rx.el.span(row.address, class_name="muted small"), rx.el.div(looked(row))
            ),
            ticks(row),
            class_name="source",
        )

    told = rx.cond(Sources.stale > 0, f"{Sources.stale} nguồn chưa xem hôm nay", "Không có nguồn nào chờ xem")
    card = rx.el.section(
        ui.link(ui.icon("eye"), rx.el.h2("Nguồn văn bản đến"), rx.el.span(told, class_name="muted small"),
                href="/nguon-van-ban", class_name="queue-head"),
        rx.el.ul(rx.foreach(Sources.lines, line), class_name="queue-rows"),
        class_name="card queue",
    )  # fmt: skip
    return rx.cond(Sources.lines.length() > 0, card, rx.fragment())
