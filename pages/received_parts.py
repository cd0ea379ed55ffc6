"""Beside an incoming document: what its issuer recalled or corrected, what replaces it, and «Báo sai sót»."""

from typing import Any

import reflex as rx

from pages.linked_parts import linked
from state.incoming_detail import IncomingDetail
from state.received import Received
from voffice_app import ui


def withdrawn() -> rx.Component:
    """A recall, and corrected data, above everything else: they are answered here."""
    recall = ui.notice("warning", "Nơi gửi thu hồi văn bản này", Received.recalled, _answer_recall())
    update = ui.notice("info", "Nơi gửi cập nhật số liệu", Received.updated, _answer_update())
    return rx.fragment(
        rx.cond(Received.recalled != "", recall, rx.fragment()),
        rx.cond(Received.updated != "", update, rx.fragment()),
        rx.cond(Received.asking == "recall", _why("recall_refusal", Received.refuse_recall), rx.fragment()),
        rx.cond(Received.asking == "update", _why("update_refusal", Received.refuse_update), rx.fragment()),
    )


def _answer_recall() -> rx.Component:
    buttons = rx.el.div(
        ui.button("Xác nhận thu hồi", icon="check", on_click=Received.confirm_recall),
        ui.button("Từ chối", icon="x", on_click=Received.ask("recall")),
        class_name="row wrap",
    )
    return rx.cond(Received.recall_asked & Received.may_answer, buttons, rx.fragment())


def _answer_update() -> rx.Component:
    buttons = rx.el.div(
        ui.button("Nhận số liệu mới", icon="check", on_click=Received.agree_update),
        ui.button("Không đồng ý", icon="x", on_click=Received.ask("update")),
        class_name="row wrap",
    )
    return rx.cond(Received.may_answer, buttons, rx.fragment())


def _why(name: str, act: Any) -> rx.Component:
    return ui.form(
        ui.area_field(name, "Lý do không đồng ý", required=True, auto_focus=True),
        ui.lines(ui.button("Gửi trả lời", submit=True), ui.button("Thôi", bare=True, on_click=Received.ask(""))),
        on_submit=act,
    )


def received() -> rx.Component:
    """Links and reports of a paper that came within the system."""
    links = linked(Received.links, IncomingDetail.work.answering)
    return rx.fragment(links, rx.cond(Received.came, _reports(), rx.fragment()))


def _reports() -> rx.Component:
    listed = rx.el.ul(rx.foreach(Received.mistakes, _report), class_name="stack plain")
    opener = ui.button("Báo sai sót", icon="triangle-alert", small=True, on_click=Received.ask("mistake"))
    form = ui.form(
        ui.area_field("mistake_words", "Sai ở đâu, đúng là gì", required=True, auto_focus=True),
        ui.text_field("mistake_page", "Trang (nếu có)", kind="number"),
        ui.lines(ui.button("Gửi nơi ban hành", submit=True), ui.button("Thôi", bare=True, on_click=Received.ask(""))),
        on_submit=Received.report,
    )
    return rx.el.section(
        rx.cond(Received.mistakes.length() > 0, ui.card("Báo sai sót", listed), rx.fragment()),
        rx.cond(Received.asking == "mistake", form, opener),
        class_name="stack", aria_label="Báo sai sót",
    )  # fmt: skip


def _report(row: Any) -> rx.Component:
    answer = rx.cond(row.answer != "", row.answer, "Chờ nơi gửi trả lời")
    return rx.el.li(
        rx.el.span(row.who, class_name="muted small"), rx.el.p(row.words), rx.el.p(answer, class_name="muted")
    )
