"""Beside an incoming document: telling the sender that it arrived, and how its terms moved; on home who waits."""

from typing import Any

import reflex as rx

from state.arrival import Arrival, Owed
from voffice_app import ui


def arrival() -> rx.Component:
    return rx.fragment(_moves(), _acknowledging())


def _moves() -> rx.Component:
    listed = rx.el.ul(rx.foreach(Arrival.moves, lambda told: rx.el.li(told)), class_name="small")
    return rx.cond(Arrival.moves.length() > 0, ui.card("Hạn đã tính lại", listed), rx.fragment())


def _acknowledging() -> rx.Component:
    """A letter of ours, a slip on paper, or another way; what counts is the record that the sender was told."""
    warning = ui.notice("warning", "Chưa báo nhận cho nơi gửi", "Văn bản điện tử phải báo nhận ngay trong ngày.")
    folded = rx.el.details(
        rx.el.summary("Báo nhận cho nơi gửi"),
        rx.el.div(_by_mail(), _otherwise(), class_name="stack"),
        open=Arrival.owed,
    )
    whole = rx.el.section(
        rx.cond(Arrival.owed, warning, rx.fragment()),
        rx.cond(Arrival.told.length() > 0, ui.timeline(Arrival.told), rx.fragment()),
        rx.cond(
            Arrival.letters.length() > 0,
            rx.el.ul(rx.foreach(Arrival.letters, _letter), class_name="copy-list"),
            rx.fragment(),
        ),
        folded,
        class_name="stack",
        aria_label="Báo nhận",
    )
    return rx.cond(Arrival.offered, whole, rx.fragment())


def _by_mail() -> rx.Component:
    slip = "/api/print/receipt/" + Arrival.document_id.to_string()
    hint = "Thư ghi số, ký hiệu, ngày, trích yếu, số đến, ngày đến và đơn vị nhận; không kèm tệp."
    return ui.form(
        ui.text_field(
            "address",
            "Thư điện tử của nơi gửi",
            Arrival.address,
            kind="email",
            required=True,
            max_length=120,
            hint=hint,
        ),
        ui.lines(
            ui.button("Báo nhận bằng thư điện tử", icon="mail", submit=True),
            ui.file_link(ui.icon("printer"), rx.el.span("In giấy báo nhận"), href=slip, class_name="button"),
        ),
        on_submit=Arrival.tell_by_mail,
        key=f"mail-{Arrival.document_id}-{Arrival.told.length()}",
    )


def _letter(letter: Any) -> rx.Component:
    again = ui.button("Gửi lại", small=True, on_click=Arrival.send_again(letter.id))
    open_ = (letter.state == "Không gửi được") | (letter.state == "Chưa rõ đã đến")
    return rx.el.li(
        rx.el.b(letter.addressee), " ", ui.chip(letter.state, letter.tone),
        rx.cond(letter.about != "", rx.el.span(letter.about, class_name="below"), rx.fragment()),
        rx.cond(open_, again, rx.fragment()),
    )  # fmt: skip


def _otherwise() -> rx.Component:
    """The text is ready to be copied or mailed from another mailbox."""
    form = ui.form(
        ui.area_field("told", "Nội dung báo nhận", Arrival.text, rows=5, max_length=1000),
        ui.select_field("way", "Đã báo bằng", Arrival.ways, "email"),
        ui.lines(
            ui.button("Ghi đã báo nhận", icon="check", submit=True),
            rx.el.a(ui.icon("mail"), rx.el.span("Soạn thư"), href=Arrival.mail_to, class_name="button"),
        ),
        on_submit=Arrival.acknowledge,
        key=f"told-{Arrival.document_id}-{Arrival.told.length()}",
    )
    return rx.el.details(rx.el.summary("Đã báo bằng cách khác"), form)


def owed_card() -> rx.Component:
    """Whose sender was not told yet today."""

    def line(row: Any) -> rx.Component:
        told = rx.el.span(rx.el.b(row.name), rx.el.small(row.about))
        return rx.el.li(ui.link(told, ui.chip(row.when, row.tone), href=row.href, class_name="queue-row"))

    card = rx.el.section(
        rx.el.div(ui.icon("mail"), rx.el.h2("Chưa báo nhận nơi gửi"), class_name="queue-head"),
        rx.el.ul(rx.foreach(Owed.lines, line), class_name="queue-rows"),
        class_name="card queue",
    )
    return rx.cond(Owed.lines.length() > 0, card, rx.fragment())
