"""Answering: a draft begun from this document, and every outgoing document that answers it."""

from typing import Any

import reflex as rx

from state.incoming_detail import IncomingDetail
from voffice_app import ui

MAY = IncomingDetail.work.may.contains("draft_answer") & IncomingDetail.permissions.contains("outgoing.draft")


def drafting() -> rx.Component:
    """Beside the other acts of who has it in hand."""
    address = "/van-ban-di/soan?tra-loi=" + IncomingDetail.opened_id.to_string()
    return rx.cond(MAY, ui.button("Soạn văn bản trả lời", icon="reply", href=address), rx.fragment())


def answering() -> rx.Component:
    def line(answer: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(ui.text_link(answer.reference, answer.href), " ", ui.chip(answer.status)),
            rx.el.span(answer.abstract, class_name="below"),
        )

    listed = rx.el.ul(rx.foreach(IncomingDetail.work.answering, line), class_name="voices")
    return rx.cond(IncomingDetail.work.answering.length() > 0, ui.card("Văn bản trả lời", listed), rx.fragment())
