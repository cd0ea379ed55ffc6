"""Comments beside the page: their list, the field for a new one, answers in place, whose opinion is asked for."""

from typing import Any

import reflex as rx

from state.page_comments import PageComments
from voffice_app import ui

S = PageComments


def comments() -> rx.Component:
    """Nothing at all while there is nothing to read and nothing to say."""
    listed = rx.cond(S.lines.length() > 0, rx.el.ol(rx.foreach(S.lines, _line), class_name="comments"), rx.fragment())
    head = rx.el.div(
        rx.el.h2("Góp ý trên trang"),
        rx.cond(S.open_count > 0, ui.chip(f"{S.open_count} chưa xong", "violet"), rx.fragment()),
        class_name="row spread",
    )
    whole = rx.el.section(head, listed, _new(), _ask(), class_name="stack", aria_label="Góp ý trên trang")
    any_use = (S.lines.length() > 0) | S.may_comment | (S.askable.length() > 0)
    return rx.fragment(rx.cond(any_use, whole, rx.fragment()), rx.el.span(hidden=True, on_unmount=S.leave))


def _new() -> rx.Component:
    """The box is put on the paper first, or left where it waits; then the words."""
    written = ui.form(
        ui.area_field(
            "comment_text", "Góp ý cho chỗ trong khung", required=True, max_length=1000,
            hint="Kéo khung tím trên trang, hoặc dùng phím mũi tên (thêm Shift để đổi cỡ).",
        ),
        ui.lines(
            ui.button("Gửi góp ý", icon="send", submit=True),
            ui.button("Thôi", bare=True, on_click=S.start),
        ),
        on_submit=S.send,
    )  # fmt: skip
    opener = ui.button("Góp ý trên trang", icon="messages-square", on_click=S.start)
    return rx.cond(S.may_comment, rx.cond(S.place, written, opener), rx.fragment())


def _line(line: Any) -> rx.Component:
    where = rx.cond(line.mark != "", ui.go_to(line.mark, line.where), rx.el.span(line.where))
    return rx.el.li(
        rx.el.span(line.number, class_name=rx.cond(line.settled != "", "mark-number green", "mark-number")),
        rx.el.div(
            rx.el.p(rx.el.b(line.who), " · ", line.kind, " · ", where, " · ", line.at, class_name="below"),
            rx.el.p(line.text),
            rx.foreach(
                line.answers,
                lambda said: rx.el.p(rx.el.b(said.who), " · ", said.at, rx.el.br(), said.text, class_name="answer"),
            ),
            rx.cond(line.settled != "", rx.el.p("Đã xong · ", line.settled, class_name="below"), rx.fragment()),
            _buttons(line),
            rx.cond(S.answering == line.id, _answer(), rx.fragment()),
        ),
        id="comment-" + line.number,
        tab_index=-1,
    )


def _buttons(line: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            line.may_answer,
            ui.button("Trả lời", small=True, bare=True, icon="reply", on_click=S.answering_to(line.id)),
            rx.fragment(),
        ),
        rx.cond(
            line.may_settle,
            ui.button("Đã xong", small=True, bare=True, icon="check", on_click=S.settle(line.id)),
            rx.fragment(),
        ),
        rx.cond(
            line.may_reopen,
            ui.button("Mở lại", small=True, bare=True, icon="rotate-ccw", on_click=S.reopen(line.id)),
            rx.fragment(),
        ),
        class_name="row",
    )


def _answer() -> rx.Component:
    return ui.form(
        ui.area_field("answer_text", "Trả lời", required=True, max_length=1000, auto_focus=True),
        ui.lines(ui.button("Gửi trả lời", icon="send", submit=True)),
        on_submit=S.answer,
    )


def _ask() -> rx.Component:
    """For the drafter and the signer: colleagues who do not comment by their post."""
    asked = rx.cond(
        S.asked.length() > 0, rx.el.p("Đã xin ý kiến: ", S.asked.join(", "), class_name="muted small"), rx.fragment()
    )
    form = ui.form(
        ui.select_field("asked", "Xin ý kiến đồng nghiệp", S.askable, "", none="Chọn người"),
        ui.lines(ui.button("Xin ý kiến", icon="users", submit=True)),
        on_submit=S.ask,
    )
    folded = rx.el.details(rx.el.summary("Xin ý kiến về dự thảo"), form, class_name="more")
    return rx.fragment(asked, rx.cond(S.askable.length() > 0, folded, rx.fragment()))
