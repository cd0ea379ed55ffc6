"""The bell in the top bar: a figure, and behind it the newest notices. The frame mounts it; state/base.py fills it."""

from typing import Any

import reflex as rx

from voffice_app.ui.parts import button, icon, link, text_link
from voffice_app.ui.ticker import ticker

EVERY_SECONDS = 30
PAGE = "/thong-bao"


def bell(frame: Any) -> rx.Component:
    """It rings when the page is shown, and every half minute while somebody looks at it."""
    return rx.el.div(
        ticker(True, frame.ring, EVERY_SECONDS), _button(frame), _newest(frame), on_mount=frame.ring, class_name="bell"
    )


def _button(frame: Any) -> rx.Component:
    label = rx.cond(frame.unread != "", f"Thông báo: {frame.unread} chưa đọc", "Thông báo")
    return rx.el.button(
        icon("bell"),
        rx.cond(frame.unread != "", rx.el.span(frame.unread, class_name="figure"), rx.fragment()),
        rx.el.span(label, class_name="unseen"),
        type="button",
        class_name="button square bare",
        title=label,
        on_click=frame.listen,
        custom_attrs={"popoverTarget": "bell"},
    )


def _newest(frame: Any) -> rx.Component:
    rows = rx.cond(
        frame.newest.length() > 0,
        rx.el.ul(rx.foreach(frame.newest, lambda row: _line(row, frame))),
        rx.el.p("Chưa có thông báo nào.", class_name="muted"),
    )
    end = rx.el.div(
        text_link("Xem tất cả", PAGE), button("Đánh dấu đã đọc hết", small=True, on_click=frame.read_notice(0)),
        class_name="row",
    )  # fmt: skip
    return rx.el.div(rows, end, id="bell", class_name="bell-list", custom_attrs={"popover": "auto"})


def _line(row: Any, frame: Any) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(row.text),
            rx.el.span(row.at, class_name="below"),
            href=row.href,
            on_click=frame.read_notice(row.id),
            class_name=row.mark,
        ),
    )
