"""How a document is issued, and its copies: the warning about the capacity, the leader's choice, what was printed."""

from typing import Any

import reflex as rx

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
    listed = rx.el.ul(
        rx.foreach(
            S.view.lines, lambda line: rx.el.li(rx.el.b(line.title), rx.el.span(line.about, class_name="below"))
        ),
        class_name="copy-list",
    )
    forms = rx.cond(S.view.issued, rx.fragment(_paper_form(), _copy_form()), rx.fragment())
    card = ui.card("Bản giấy, bản sao", rx.cond(S.view.lines.length() > 0, listed, rx.fragment()), forms)
    return rx.fragment(
        rx.cond((S.view.lines.length() > 0) | S.view.issued, card, rx.fragment()), rx.el.span(on_unmount=S.leave)
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


def _copy_form() -> rx.Component:
    form = ui.form(
        ui.fields(
            ui.select_field("form", "Hình thức sao", S.view.forms, "sy"),
            ui.select_field("signer", "Người ký bản sao", S.view.signers, ""),
            ui.text_field("copy_count", "Số bản", "1", input_mode="numeric", required=True),
            ui.text_field("copy_given_to", "Giao cho", max_length=200),
        ),
        ui.lines(ui.button("Cấp số bản sao", icon="copy", submit=True)),
        on_submit=S.number_copy,
        reset_on_submit=True,
    )
    return _folded("Sao y, trích sao ra giấy", form)


def _folded(title: str, *inside: Any) -> rx.Component:
    return rx.el.details(rx.el.summary(title), *inside, class_name="more")
