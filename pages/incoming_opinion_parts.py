"""Opinions: a supporter's own, the round in which others are asked, its totals as they stand."""

from typing import Any

import reflex as rx

from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.incoming_work import IncomingWork
from voffice_app import ui
from voffice_app.shapes import Option
from voffice_app.words.labels import STANCE

ROUND = IncomingDetail.work.round
STANCES = [Option(key, label) for key, label in STANCE.items()]
REFRESH_SECONDS = 20


def giving() -> rx.Component:
    return ui.form(
        ui.area_field("said", "Ý kiến phối hợp", rows=3, max_length=2000, auto_focus=True),
        ui.file_drop("file", accept=ui.OFFICE_FILES, prompt="Tệp kèm theo (nếu có)", hint="Tối đa 50 MB"),
        _ends("give_opinion", "Gửi ý kiến", "messages-square"),
        on_submit=IncomingWork.give_opinion,
        key="give_opinion",
    )


def asking() -> rx.Component:
    return ui.form(
        ui.area_field("question", "Nội dung lấy ý kiến", required=True, rows=2, max_length=1000, auto_focus=True),
        ui.picker("people", "Hỏi những ai", IncomingDetail.colleagues, multiple=True, required=True),
        ui.date_field("due_on", "Trả lời trước hết ngày"),
        _ends("open_round", "Gửi câu hỏi", "users"),
        on_submit=IncomingWork.open_round,
        key="open_round",
    )


def _ends(step: str, send: str, icon: str) -> rx.Component:
    return ui.lines(
        ui.button(send, icon=icon, submit=True, filled=True),
        ui.button("Thôi", bare=True, on_click=IncomingActs.ask(step)),
    )


def to_answer() -> rx.Component:
    """The open question to this reader, with three answers in sight."""
    form = ui.form(
        ui.choice_field("stance", "Ý kiến của bạn", STANCES, ROUND.mine),
        ui.area_field("said", "Ghi rõ", ROUND.mine_said, rows=2, max_length=2000, hint="Đồng ý thì có thể để trống"),
        ui.lines(
            ui.button(rx.cond(ROUND.mine == "", "Gửi ý kiến", "Sửa ý kiến"), icon="check", submit=True)
        ),
        on_submit=IncomingWork.answer_round,
        key="answer_round",
    )  # fmt: skip
    asked = ui.card(rx.el.span("Lấy ý kiến: ", ROUND.question), form, below=ROUND.asked)
    open_now = (ROUND.closed == "") & IncomingDetail.work.may.contains("answer_round")
    return rx.cond(open_now, asked, rx.fragment())


def told() -> rx.Component:
    """What supporters said, then the newest round."""
    listed = rx.el.ul(rx.foreach(IncomingDetail.work.opinions, _voice), class_name="voices")
    own = rx.cond(IncomingDetail.work.opinions.length() > 0, ui.card("Ý kiến phối hợp", listed), rx.fragment())
    return rx.fragment(own, rx.cond(ROUND.question != "", _round(), rx.fragment()))


def _round() -> rx.Component:
    totals = rx.foreach(ROUND.totals, lambda fact: rx.el.li(rx.el.b(fact.value), " ", fact.label))
    conclusion = rx.cond(ROUND.conclusion != "", ui.notice("done", "Kết luận", ROUND.conclusion), rx.fragment())
    open_now = ROUND.closed == ""
    return ui.card(
        rx.el.span("Lấy ý kiến: ", ROUND.question),
        rx.el.ul(totals, class_name="totals"),
        rx.el.ul(rx.foreach(ROUND.voices, _voice), class_name="voices"),
        conclusion,
        rx.cond(open_now & IncomingDetail.work.may.contains("close_round"), _closing(), rx.fragment()),
        ui.ticker(open_now, IncomingWork.refresh, REFRESH_SECONDS),
        below=rx.el.span(ROUND.asked, " · ", rx.cond(open_now, ui.due(ROUND.due, ROUND.due_tone), ROUND.closed)),
    )


def _closing() -> rx.Component:
    return ui.form(
        ui.text_field("conclusion", "Kết luận (nếu có)", max_length=1000),
        ui.lines(ui.button("Kết thúc lấy ý kiến", icon="check", submit=True)),
        on_submit=IncomingWork.close_round,
    )


def _voice(voice: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.b(voice.who), rx.el.span(", ", voice.title, class_name="muted"),
            rx.cond(voice.stance != "", ui.chip(voice.stance, voice.tone), rx.fragment()),
            rx.el.span(voice.at, class_name="muted when"),
        ),
        rx.cond(voice.said != "", rx.el.span(voice.said, class_name="below"), rx.fragment()),
        rx.cond(voice.file != "", ui.file_link(ui.icon("paperclip"), voice.file, href=voice.href), rx.fragment()),
    )  # fmt: skip
