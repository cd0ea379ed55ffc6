"""Beside an issued document: the receivers that refused it, with their reasons."""

import reflex as rx

from state.refused_deliveries import RefusedDeliveries
from voffice_app import ui


def refused() -> rx.Component:
    told = ui.notice(
        "warning", "Có nơi nhận từ chối văn bản", "Xem lý do; gửi lại cho đúng nơi nhận hoặc thu hồi, thay thế nếu sai."
    )
    whole = rx.el.section(told, ui.timeline(RefusedDeliveries.refused), class_name="stack", aria_label="Từ chối nhận")
    return rx.cond(RefusedDeliveries.refused.length() > 0, whole, rx.fragment())
