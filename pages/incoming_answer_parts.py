"""Answering: a draft begun from this document."""

import reflex as rx

from state.incoming_detail import IncomingDetail
from voffice_app import ui

MAY = IncomingDetail.work.may.contains("draft_answer") & IncomingDetail.permissions.contains("outgoing.draft")


def drafting() -> rx.Component:
    """Beside the other acts of who has it in hand."""
    address = "/van-ban-di/soan?tra-loi=" + IncomingDetail.opened_id.to_string()
    return rx.cond(MAY, ui.button("Soạn văn bản trả lời", icon="reply", href=address), rx.fragment())
