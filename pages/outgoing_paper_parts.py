"""How a document is issued, and its copies: the warning about the capacity, the leader's choice, what was printed."""

from typing import Any

import reflex as rx

from pages.copy_form_parts import copy_form, copy_list
from state.outgoing_paper import OutgoingPaper
from voffice_app import ui
from voffice_app.words.drafting import PAPER

S = OutgoingPaper


def capacity_warning() -> rx.Component:
    """Before it is submitted: the page speaks of another capacity than the one chosen."""
    told = ui.notice("warning", S.view.warning, S.view.warning_below)
    return rx.cond(S.view.warning != "", told, rx.fragment())


def paper_choice() -> rx.Component:
    """For the head, and the signing deputy until the head has spoken (QC 8.3)."""
    chosen = rx.el.div(
        *[_choice(also_paper, label) for also_paper, label in ((False, PAPER[False]), (True, PAPER[True]))],
        class_name="row groups", role="group", aria_label="Hình thức phát hành",
    )  # fmt: skip
    whole = rx.el.section(
        rx.el.h2("Hình thức phát hành"), chosen, rx.el.p(S.view.decided, class_name="muted small"), class_name="stack"
    )
    return rx.cond(S.view.may_decide, whole, rx.fragment())


def _choice(also_paper: bool, label: str) -> rx.Component:
    return rx.el.button(
        label, type="button", class_name="tab", aria_pressed=S.view.also_paper == also_paper,
        on_click=S.decide(also_paper),
    )  # fmt: skip


def copies() -> rx.Component:
    """What was copied; the clerk adds to it after the issue."""
    numbered = copy_form("Sao y, trích sao ra giấy", S.view.forms, S.view.signers, S.number_copy)
    forms = rx.cond(S.view.issued, rx.fragment(_paper_form(), numbered), rx.fragment())
    card = ui.card("Bản giấy, bản sao", copy_list(S.view.lines), forms)
    return rx.fragment(
        rx.cond((S.view.lines.length() > 0) | S.view.issued, card, rx.fragment()),
        rx.el.span(hidden=True, on_unmount=S.leave),
    )


def _paper_form() -> rx.Component:
    form = ui.form(
        ui.fields(
            ui.text_field("copies", "Số bản", "1", input_mode="numeric", required=True),
            ui.text_field("given_to", "Giao cho", required=True, max_length=200),
        ),
        ui.lines(ui.button("Ghi bản đóng dấu treo", icon="stamp", submit=True)),
        on_submit=S.record_copy,
        reset_on_submit=True,
    )
    return _folded("In và đóng dấu treo", form)


def _folded(title: str, *inside: Any) -> rx.Component:
    return rx.el.details(rx.el.summary(title), *inside, class_name="more")
