"""`/van-ban-den/[document_id]`: the page on the left, the next act and the document's life on the right."""

import reflex as rx

from pages.arrival_parts import arrival
from pages.beside_parts import beside
from pages.incoming_copies_parts import incoming_copies
from pages.incoming_form_parts import register_form
from pages.incoming_life_parts import life, verdict
from pages.incoming_paper_parts import paper
from pages.incoming_parts import AT, FRAME
from pages.incoming_steps_parts import steps
from pages.paper_parts import printed
from pages.received_parts import received, withdrawn
from pages.voiding_parts import voiding
from state.arrival import Arrival
from state.base import Office
from state.beside import Beside
from state.incoming_detail import IncomingDetail
from state.incoming_register import IncomingRegister
from state.received import Received
from voffice_app import ui

OWN_FORM = IncomingRegister.registering_id == IncomingDetail.opened_id
"""Filled from this document; before that, what is typed would be lost."""


def _bar() -> rx.Component:
    return ui.detail_bar(
        rx.el.nav(
            rx.el.ol(
                rx.el.li(ui.link("Văn bản đến", href=IncomingDetail.list_href), ui.icon("chevron-right")),
                rx.el.li(rx.el.span(IncomingDetail.reference, aria_current="page")),
            ),
            class_name="crumbs",
            aria_label="Vị trí trang",
        ),
        ui.status_chip("incoming", IncomingDetail.status),
        ui.urgency_chip(IncomingDetail.urgency),
        end=rx.cond(
            IncomingDetail.list_label != "",
            ui.walk(IncomingDetail.list_label, IncomingDetail.previous, IncomingDetail.following),
            rx.fragment(),
        ),
    )


def _decision() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1(IncomingDetail.title), rx.el.p(IncomingDetail.abstract, class_name="muted"), class_name="heading"
        ),
        withdrawn(),
        verdict(),
        rx.cond(IncomingDetail.may_register & OWN_FORM, register_form(received=True), rx.fragment()),
        steps(),
        printed("incoming", IncomingDetail.opened_id, IncomingDetail.status),
        received(),
        arrival(),
        life(),
        incoming_copies(),
        beside(),
        voiding(),
    )


def _absent() -> rx.Component:
    back = ui.button("Về danh sách văn bản đến", href=AT)
    hint = "Văn bản không có, hoặc thuộc đơn vị khác. Kiểm tra lại địa chỉ hoặc chức vụ đang chọn."
    return ui.empty("search", "Không có văn bản này", hint, back)


@rx.page(
    route="/van-ban-den/[document_id]",
    title="Văn bản đến · V-Office",
    on_load=[
        Office.enter,
        Beside.close,
        IncomingDetail.look,
        IncomingRegister.open_received,
        Arrival.look,
        Received.look,
    ],
)
def incoming_detail() -> rx.Component:
    return ui.shell(
        FRAME,
        rx.cond(
            IncomingDetail.absent,
            _absent(),
            rx.fragment(_bar(), ui.split(paper(), _decision())),
        ),
        rx.el.span(on_unmount=[IncomingDetail.leave, IncomingRegister.leave]),
        at=AT,
        bleed=True,
    )
