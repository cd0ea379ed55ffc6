"""More time: asked for in place, answered at the top of the decision, and told with its outcome."""

from typing import Any

import reflex as rx

from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.incoming_work import IncomingWork
from voffice_app import ui


def asking() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.date_field("wished_on", "Xin gia hạn đến", required=True),
            ui.area_field("reason", "Lý do", required=True, rows=2, max_length=1000),
        ),
        ui.lines(
            ui.button("Gửi yêu cầu gia hạn", icon="clock", submit=True, filled=True),
            ui.button("Thôi", bare=True, on_click=IncomingActs.ask("ask_extension")),
        ),
        on_submit=IncomingWork.ask_extension,
        key="ask_extension",
    )


def to_answer() -> rx.Component:
    """Requests that wait for this reader, each with its answer in place."""
    return rx.foreach(
        IncomingDetail.work.requests,
        lambda request: rx.cond(request.waits_for_me, _answer(request), rx.fragment()),
    )


def _answer(request: Any) -> rx.Component:
    number = rx.el.input(type="hidden", name="request", value=request.id.to_string())
    grant = ui.form(
        number,
        ui.fields(
            ui.date_field("granted_on", "Gia hạn đến", request.wished_on),
            ui.text_field("answer", "Lời nhắn (nếu có)", max_length=500),
        ),
        ui.lines(ui.button("Cho gia hạn", icon="check", submit=True)),
        on_submit=IncomingWork.grant_extension,
    )
    refuse = ui.form(
        number,
        ui.fields(
            ui.text_field("refusal", "Lý do không gia hạn", required=True, max_length=500),
            ui.button("Không gia hạn", icon="ban", submit=True),
        ),
        on_submit=IncomingWork.refuse_extension,
    )
    title = rx.el.span(request.who, " xin gia hạn ", request.wished)
    return ui.card(title, rx.el.p(request.reason), grant, refuse, below=request.asked)


def told() -> rx.Component:
    """Every request with its outcome."""

    def line(request: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(rx.el.b(request.who), " xin ", request.wished, " ", ui.chip(request.stands, request.tone)),
            rx.el.span(request.reason, class_name="below"),
            rx.cond(request.answer != "", rx.el.span("Trả lời: ", request.answer, class_name="below"), rx.fragment()),
        )

    listed = rx.el.ul(rx.foreach(IncomingDetail.work.requests, line), class_name="voices")
    return rx.cond(IncomingDetail.work.requests.length() > 0, ui.card("Gia hạn", listed), rx.fragment())
