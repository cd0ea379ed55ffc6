"""«Sau ban hành» beside an outgoing document: where it stands at each receiver, and what may still be done with it."""

from typing import Any

import reflex as rx

from pages.after_issue_forms_parts import FORMS, opener
from pages.linked_parts import linked
from state.after_issue import AfterIssue
from voffice_app import ui
from voffice_app.words.after_issue import MISTAKE_ANSWER


def after_issue() -> rx.Component:
    """Everything of it in one place; nothing for a draft but the link it declares."""
    return rx.fragment(_acts(), _mistakes(), linked(AfterIssue.links), _changes(), _receivers())


def _acts() -> rx.Component:
    offered = rx.el.div(*[opener(name) for name in FORMS], class_name="row wrap")
    told = rx.cond(AfterIssue.check_told != "", rx.el.p(AfterIssue.check_told, class_name="muted small"), rx.fragment())
    forms = [rx.cond(AfterIssue.asking == name, draw(), rx.fragment()) for name, (_, _, draw) in FORMS.items()]
    whole = rx.el.section(told, offered, *forms, class_name="stack", aria_label="Sau ban hành")
    return rx.cond(AfterIssue.offers.length() > 0, whole, rx.fragment())


def _receivers() -> rx.Component:
    chosen = rx.el.div(rx.foreach(AfterIssue.filters, _filter), class_name="row groups", role="group")
    reminders = rx.cond(AfterIssue.may_remind, ui.lines(_remind_register(), _remind_answer()), rx.fragment())
    table = ui.table(
        AfterIssue.deliveries,
        ui.column("Đơn vị", lambda row: ui.two_lines(row.unit, row.below)),
        ui.column("Tình trạng", _state, width=150),
        caption="Tình hình tiếp nhận",
        within=True,
        empty=ui.empty("check", "Không có đơn vị nào như vậy"),
    )
    rest = ui.button(f"Xem thêm {AfterIssue.behind} đơn vị", small=True, bare=True, on_click=AfterIssue.show_whole)
    more = rx.cond(AfterIssue.behind > 0, rest, rx.fragment())
    whole = ui.card("Tình hình tiếp nhận", _refused(), chosen, reminders, table, more, below=AfterIssue.totals)
    return rx.cond(AfterIssue.issued, whole, rx.fragment())


def _refused() -> rx.Component:
    told = ui.notice(
        "warning", "Có nơi nhận từ chối văn bản", "Xem lý do; gửi lại cho đúng nơi nhận hoặc thu hồi, thay thế nếu sai."
    )
    return rx.cond(AfterIssue.refused > 0, told, rx.fragment())


def _filter(choice: Any) -> rx.Component:
    return rx.el.button(
        choice.label, rx.el.span(choice.note, class_name="count"), type="button", class_name="tab",
        aria_pressed=AfterIssue.wanted == choice.value, on_click=AfterIssue.narrow(choice.value),
    )  # fmt: skip


def _state(row: Any) -> rx.Component:
    late = rx.cond(row.late, ui.due("trễ hạn vào sổ", "late"), rx.fragment())
    return rx.fragment(ui.status_chip("delivery", row.code), late)


def _remind_register() -> rx.Component:
    button = ui.button("Nhắc đăng ký", icon="clock", small=True, on_click=AfterIssue.remind("register"))
    return rx.cond((AfterIssue.to_remind > 0) & ~AfterIssue.recalled, button, rx.fragment())


def _remind_answer() -> rx.Component:
    button = ui.button("Nhắc trả lời", icon="clock", small=True, on_click=AfterIssue.remind("answer"))
    return rx.cond(AfterIssue.to_answer > 0, button, rx.fragment())


def _mistakes() -> rx.Component:
    listed = rx.el.ul(rx.foreach(AfterIssue.mistakes, _mistake), class_name="stack plain")
    return rx.cond(AfterIssue.mistakes.length() > 0, ui.card("Báo sai sót", listed), rx.fragment())


def _mistake(row: Any) -> rx.Component:
    choices = [rx.el.option(label, value=key) for key, label in MISTAKE_ANSWER.items()]
    form = rx.el.details(
        rx.el.summary("Trả lời"),
        ui.form(
            rx.el.input(type="hidden", name="mistake", value=row.id.to_string()),
            rx.el.label(
                "Kết quả", rx.el.select(*choices, name="answer", class_name="control"), class_name="field"
            ),
            rx.el.textarea(name="answer_text", rows=2, class_name="control", aria_label="Lời trả lời"),
            ui.lines(ui.button("Gửi trả lời", submit=True, small=True)),
            on_submit=AfterIssue.answer,
        ),
        class_name="more",
    )  # fmt: skip
    return rx.el.li(
        rx.el.span(row.who, class_name="muted small"), rx.el.p(row.words),
        rx.cond(row.answer != "", rx.el.p(row.answer, class_name="muted"), rx.fragment()),
        rx.cond(row.answerable, form, rx.fragment()),
    )  # fmt: skip


def _changes() -> rx.Component:
    whole = ui.card("Thu hồi, cập nhật", ui.timeline(AfterIssue.changes))
    return rx.cond(AfterIssue.changes.length() > 0, whole, rx.fragment())
