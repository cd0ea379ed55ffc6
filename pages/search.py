"""`/tim-kiem?q=`: both directions at once, with or without diacritics."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME, waiting
from state.base import Office
from state.search import Search
from voffice_app import ui


def _hits(title: str, rows: Any, more: Any, place: str) -> rx.Component:
    return ui.card(
        title,
        rx.cond(
            rows.length() > 0,
            rx.el.ul(rx.foreach(rows, waiting), class_name="queue-rows"),
            rx.el.p("Không tìm thấy văn bản nào.", class_name="muted"),
        ),
        rx.cond(more, ui.text_link("Xem tất cả kết quả", f"{place}?tab=all&q={Search.words}"), rx.fragment()),
    )


@rx.page(route="/tim-kiem", title="Tìm kiếm · V-Office", on_load=[Office.enter, Search.look])
def search() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(
            f"Kết quả tìm “{Search.words}”", "Gõ có dấu hay không dấu đều được; tìm theo số, trích yếu, nơi gửi"
        ),
        rx.el.div(
            _hits("Văn bản đến", Search.inward, Search.more_in, "/van-ban-den"),
            _hits("Văn bản đi", Search.outward, Search.more_out, "/van-ban-di"),
            class_name="queues",
        ),
        at="",
    )
