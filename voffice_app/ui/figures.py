"""Figures for leaders, in plain HTML: no chart library, readable without colour, every figure opens its rows.

ui.stats(
    ui.stat("Đang quá hạn", State.late, "ở 3 chuyên viên", tone="red", href="/incoming?tab=late"),
    ui.stat("Xử lý đúng hạn", "96,4 %", "▲ 2,1 điểm so với tháng 10", note_tone="green"),
)
ui.bars(State.bars, "Văn bản đang xử lý theo chuyên viên")     list[shapes.Bar]
ui.progress(40, "Đã gửi 42 / 104 trường")                       0–100
"""

from typing import Any

import reflex as rx

from voffice_app.ui.parts import Text, link


def stats(*children: rx.Component) -> rx.Component:
    return rx.el.div(*children, class_name="grid stats")


def stat(
    label: Text, value: Text, note: Text = "", *, tone: Text = "", note_tone: Text = "", href: Text | None = None
) -> rx.Component:
    """One large truth; with `href` the whole card opens the rows behind it."""
    inside = (
        rx.el.span(label, class_name="stat-label"),
        rx.el.span(value, class_name=f"stat-value {tone}-text"),
        rx.el.span(note, class_name=f"stat-note {note_tone}-text"),
    )
    if href is None:
        return rx.el.div(*inside, class_name="card stat")
    return link(*inside, href=href, class_name="card stat")


def bars(items: Any, label: str) -> rx.Component:
    """Horizontal bars with their figures beside them; the late part is hatched as well as red."""

    def bar(item: Any) -> rx.Component:
        name = rx.cond(item.href != "", link(item.label, href=item.href), rx.el.span(item.label))
        lengths = {"--whole": f"{item.percent}%", "--late": f"{item.late_percent}%"}
        track = rx.el.span(rx.el.i(class_name="whole"), rx.el.i(class_name="late"), class_name="track", style=lengths)
        late = rx.cond(item.late != "", rx.el.b(" · ", item.late, class_name="red-text"), rx.fragment())
        return rx.el.li(name, track, rx.el.span(item.value, late, class_name="bar-value"))

    return rx.el.ul(rx.foreach(items, bar), class_name="bars", aria_label=label)


def progress(percent: Any, label: Text) -> rx.Component:
    """Long work under way."""
    return rx.el.div(
        rx.el.progress(value=percent, max=100, aria_label=label),
        rx.el.span(label, class_name="muted number"),
        class_name="progress",
        role="status",
    )
