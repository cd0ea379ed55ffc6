"""Letters to people outside, on the page of the document that was issued."""

from typing import Any

import reflex as rx

from state.mailing import Mailing as S
from voffice_app import ui


def letters() -> rx.Component:
    """Nothing where nobody outside was to get it by mail."""
    card = ui.card("Thư điện tử gửi ra ngoài", rx.el.ul(rx.foreach(S.letters, _line), class_name="copy-list"))
    return rx.cond(S.letters.length() > 0, card, rx.fragment())


def _line(letter: Any) -> rx.Component:
    mine = letter.open & S.permissions.contains("outgoing.clerk")
    return rx.el.li(
        rx.el.b(letter.addressee), " ", ui.chip(letter.state, letter.tone),
        rx.cond(letter.about != "", rx.el.span(letter.about, class_name="below"), rx.fragment()),
        rx.cond(mine, _acts(letter), rx.fragment()),
    )  # fmt: skip


def _acts(letter: Any) -> rx.Component:
    again = ui.button("Gửi lại", small=True, on_click=S.retry(letter.id))
    waiting = letter.state == "Đang chờ gửi"
    return rx.fragment(
        ui.lines(
            rx.cond(waiting, rx.fragment(), again),
            ui.button(
                "Đã gửi bằng cách khác", small=True, on_click=S.note(letter.id), aria_expanded=S.noting == letter.id
            ),
        ),
        rx.cond(S.noting == letter.id, _note(), rx.fragment()),
    )  # fmt: skip


def _note() -> rx.Component:
    return ui.form(
        ui.text_field(
            "mail_note",
            "Đã gửi thế nào",
            required=True,
            max_length=300,
            hint="Ví dụ: bưu điện, ngày 24/11, số vận đơn",
        ),
        ui.lines(ui.button("Ghi lại", small=True, submit=True)),
        on_submit=S.settle,
    )
