"""The place of decision: the PIN or the buttons, the field for a comment, and why something cannot be pressed."""

from typing import Any

import reflex as rx

from pages.outgoing_buttons_parts import step_button
from pages.outgoing_placing_parts import placing
from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from voffice_app import ui
from voffice_app.words.outgoing import PENDING

COMMENTS = {
    "send_back": ("Ý kiến trả lại", "Trả lại người soạn", OutgoingActs.send_back),
    "return_format": ("Chỗ cần sửa về thể thức", "Trả lại người soạn", OutgoingActs.return_format),
}


def steps() -> rx.Component:
    """The place of decision: what was said before, the PIN or the buttons, and why something cannot be pressed."""
    return rx.el.section(
        _returned(),
        _certificate(),
        rx.match(
            OutgoingDetail.pin_for,
            ("sign", _signing("leader")),
            ("seal", _signing("agency")),
            rx.fragment(),
        ),
        rx.el.div(rx.foreach(OutgoingDetail.offers, step_button), class_name="steps"),
        *[_comment(step, *told) for step, told in COMMENTS.items()],
        _blocked(),
        _pending(),
        placing(),
        class_name="decide",
        aria_label="Việc cần làm",
    )


def _returned() -> rx.Component:
    """Who sent it back, and why."""
    told = ui.notice("warning", OutgoingDetail.returned_by, OutgoingDetail.returned_because)
    return rx.cond(OutgoingDetail.returned_by != "", told, rx.fragment())


def _blocked() -> rx.Component:
    """Why a button cannot be pressed yet."""
    listed = rx.el.ul(rx.foreach(OutgoingDetail.blocked, lambda reason: rx.el.li(reason)))
    return rx.cond(OutgoingDetail.blocked.length() > 0, ui.notice("info", "Còn thiếu", listed), rx.fragment())


def _signing(kind: str) -> rx.Component:
    return ui.signing_panel(
        OutgoingDetail.way, kind, OutgoingDetail.opened_id, download_href=OutgoingDetail.download_href,
        on_done=OutgoingActs.signed,
    )  # fmt: skip


def _certificate() -> rx.Component:
    """Which certificate the next act uses."""
    return rx.cond(
        OutgoingDetail.certificate != "",
        ui.card(
            "Chứng thư số",
            rx.el.div(OutgoingDetail.certificate, rx.el.span(OutgoingDetail.certificate_below, class_name="below")),
        ),
        rx.fragment(),
    )


def _comment(step: str, label: str, send: str, act: Any) -> rx.Component:
    """The field for a comment, in its place under the buttons; two fields of one name would empty each other."""
    return rx.cond(
        OutgoingDetail.asking == step,
        ui.form(
            ui.area_field(
                f"{step}_comment",
                label,
                auto_focus=True,
                hint="Để trống được khi đã góp ý ngay trên trang",
            ),
            ui.lines(
                ui.button(send, icon="undo-2", submit=True),
                ui.button("Thôi", bare=True, on_click=OutgoingActs.ask(step)),
            ),
            on_submit=act,
        ),
        rx.fragment(),
    )


def _pending() -> rx.Component:
    """The bytes with number and date, or with fields for them, are not made yet: the clerk may try again."""
    again = ui.button("Thử lại", icon="refresh-cw", on_click=OutgoingActs.imprint)
    clerk = rx.cond(OutgoingDetail.permissions.contains("outgoing.clerk"), again, rx.fragment())
    told = rx.cond(
        OutgoingDetail.numbers_at_issue,
        ui.notice("warning", *PENDING[True], clerk),
        ui.notice("warning", *PENDING[False], clerk),
    )
    return rx.cond(OutgoingDetail.imprint_pending, told, rx.fragment())
