"""The quiet line of home: how often the person looked in today, and the word about MVP (QC 7.1)."""

import reflex as rx

from state.visits import Visits
from voffice_app import ui


def visits_line() -> rx.Component:
    said = ui.chip(f"Đã tự khai vào MVP {Visits.half} nay", "green", "check")
    tick = ui.button(
        "Tôi đã vào MVP", icon="check", small=True, on_click=Visits.tick,
        title="Bạn tự khai; V-Office không thấy được hệ thống MVP. Mỗi buổi một lần.",
    )  # fmt: skip
    line = rx.el.p(
        ui.icon(rx.cond(Visits.fulfilled, "circle-check", "clock")),
        rx.el.span(Visits.line),
        ui.text_link("Xem cả tháng", "/lan-truy-cap"),
        rx.cond(Visits.works, rx.cond(Visits.mvp_said, said, tick), rx.fragment()),
        class_name="row small visits",
        role="status",
    )
    return rx.cond(Visits.line != "", line, rx.fragment())
