"""The buttons of a document: exactly the steps that the state table offers, each with its form in place."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from pages import incoming_extension_parts as time
from pages import incoming_opinion_parts as opinions
from pages.incoming_answer_parts import drafting
from pages.incoming_assign_parts import assignment
from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.incoming_work import IncomingWork
from voffice_app import ui
from voffice_app.ui import STEP_ICON
from voffice_app.words import STEP

Draw = Callable[[Any], rx.Component]
COMMENTS = {
    "return_intake": ("Lý do trả lại", "Trả lại người gửi", IncomingActs.return_intake),
    "record_progress": ("Việc đã làm, việc còn lại", "Lưu tiến độ", IncomingActs.record_progress),
    "return_assignment": ("Lý do trả lại", "Trả lại lãnh đạo", IncomingActs.return_assignment),
    "hand_back": ("Vì sao là việc của cơ quan", "Chuyển lại để vào sổ", IncomingActs.hand_back),
    "reopen": ("Lý do mở lại", "Mở lại văn bản", IncomingActs.reopen),
    "take_back": ("Lý do lấy lại", "Lấy lại để tự xử lý", IncomingWork.take_back),
    "return_onward": ("Lý do trả lại", "Trả lại người giao", IncomingWork.return_onward),
}
ASSIGNING = ("reassign", "assign_onward", "change_onward")
FORMS = {"ask_extension": time.asking, "give_opinion": opinions.giving, "open_round": opinions.asking}
ASKED = ("pass_on", "complete", *ASSIGNING, *FORMS, *COMMENTS)


def steps() -> rx.Component:
    """The place of decision: what was said before, the buttons, their forms, and why one cannot be pressed."""
    return rx.el.section(
        rx.cond(
            IncomingDetail.returned_by != "",
            ui.notice("warning", IncomingDetail.returned_by, IncomingDetail.returned_because),
            rx.fragment(),
        ),
        _told(),
        time.to_answer(),
        opinions.to_answer(),
        rx.cond(IncomingDetail.may_assign, assignment("assign"), rx.fragment()),
        rx.el.div(rx.foreach(IncomingDetail.offers, _offer), drafting(), class_name="steps"),
        rx.match(
            IncomingDetail.asking,
            ("complete", _complete()),
            ("pass_on", _pass_on()),
            *[(step, assignment(step)) for step in ASSIGNING],
            *[(step, draw()) for step, draw in FORMS.items()],
            *[(step, _comment(step, *told)) for step, told in COMMENTS.items()],
            rx.fragment(),
        ),
        rx.foreach(IncomingDetail.blocked, lambda reason: rx.el.p(reason, class_name="muted small")),
        class_name="decide",
        aria_label="Việc cần làm",
    )


def _told() -> rx.Component:
    """The head's words, and the result when there is one."""
    answer = ui.text_link(IncomingDetail.answer_reference, IncomingDetail.answer_href)
    return rx.fragment(
        rx.cond(
            (IncomingDetail.told != "") & ~IncomingDetail.may_assign,
            ui.notice("info", "Ý kiến chỉ đạo", IncomingDetail.told),
            rx.fragment(),
        ),
        rx.cond(
            (IncomingDetail.result != "") | (IncomingDetail.answer_href != ""),
            ui.notice(
                "done", "Kết quả", IncomingDetail.result,
                rx.cond(IncomingDetail.answer_href != "", rx.el.span("Văn bản trả lời: ", answer), rx.fragment()),
            ),
            rx.fragment(),
        ),
    )  # fmt: skip


def _offer(offer: Any) -> rx.Component:
    """The first step is the filled button until its form is open."""
    drawn = [(step, _button(step, offer)) for step in (*ASKED, "submit", "archive_only")]
    return rx.match(offer.step, *drawn, rx.fragment())


def _button(step: str, offer: Any) -> rx.Component:
    look: dict[str, Any] = {"icon": STEP_ICON[step], "disabled": offer.blocked}
    if step in ASKED:
        look |= {"on_click": IncomingActs.ask(step), "aria_expanded": IncomingDetail.asking == step}
    else:
        look |= {"on_click": getattr(IncomingActs, step)}
    plain = ui.button(STEP[step], **look)
    first = offer.first & (IncomingDetail.asking == "")
    return rx.cond(first, ui.button(STEP[step], filled=True, big=True, **look), plain)


def _ends(step: str, send: str) -> rx.Component:
    return ui.lines(
        ui.button(send, icon=STEP_ICON[step], submit=True, filled=True),
        ui.button("Thôi", bare=True, on_click=IncomingActs.ask(step)),
    )


def _comment(step: str, label: str, send: str, act: Any) -> rx.Component:
    return ui.form(
        ui.area_field("comment", label, required=True, auto_focus=True), _ends(step, send), on_submit=act, key=step
    )


def _pass_on() -> rx.Component:
    return ui.form(
        ui.picker(
            "person", "Người được ghi tên", IncomingDetail.colleagues, required=True,
            hint="Chuyển thẳng cho người đó, không vào sổ. Nếu là việc cơ quan, người đó chuyển lại văn thư.",
        ),
        _ends("pass_on", "Chuyển đích danh"),
        on_submit=IncomingActs.pass_on,
        key="pass_on",
    )  # fmt: skip


def _complete() -> rx.Component:
    return ui.form(
        ui.area_field(
            "result", "Kết quả xử lý", hint="Ghi kết quả, hoặc chọn văn bản trả lời đã ban hành.", auto_focus=True
        ),
        ui.picker(
            "answer", "Văn bản trả lời", IncomingDetail.answers, IncomingDetail.answer,
            on_search=IncomingActs.find_answer, placeholder="Gõ số hoặc trích yếu văn bản đã ban hành",
        ),
        _ends("complete", "Xác nhận hoàn thành"),
        on_submit=IncomingActs.complete,
        key="complete",
    )  # fmt: skip
