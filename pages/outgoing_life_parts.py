"""The life of a document beside its page: signatures, delivery, facts, what happened, every kept version."""

from typing import Any

import reflex as rx

from state.outgoing_detail import OutgoingDetail
from voffice_app import ui


def life() -> rx.Component:
    return rx.fragment(_verdict(), _delivery(), _history(), _facts(), _files())


def _verdict() -> rx.Component:
    return ui.report(OutgoingDetail.outcome, OutgoingDetail.seals, OutgoingDetail.objections, absent=False)


def _delivery() -> rx.Component:
    table = ui.table(
        OutgoingDetail.deliveries,
        ui.column("Đơn vị", lambda row: row.unit),
        ui.column("Tình trạng", _registered, width=160),
        caption="Tình hình tiếp nhận",
        within=True,
        empty=ui.empty("check", "Mọi đơn vị đã tiếp nhận"),
    )
    switch = rx.cond(
        OutgoingDetail.only_waiting,
        ui.button("Xem tất cả", small=True, on_click=OutgoingDetail.show_deliveries(False)),
        ui.button("Chỉ xem chưa tiếp nhận", small=True, on_click=OutgoingDetail.show_deliveries(True)),
    )
    return rx.cond(
        OutgoingDetail.delivered != "", ui.card(OutgoingDetail.delivered, table, aside=switch), rx.fragment()
    )


def _registered(row: Any) -> rx.Component:
    """How far it is there, and when it was registered; late in red."""
    at = rx.cond(row.late, ui.due(f"{row.at} · trễ", "late"), rx.el.span(row.at, class_name="below"))
    return rx.fragment(ui.status_chip("delivery", row.code), rx.cond(row.at != "", at, rx.fragment()))


def _history() -> rx.Component:
    return rx.el.section(rx.el.h2("Quá trình"), ui.timeline(OutgoingDetail.history), class_name="stack")


def _facts() -> rx.Component:
    names = rx.el.details(
        rx.el.summary(f"Nơi nhận: {OutgoingDetail.recipient_count} đơn vị"),
        rx.el.ul(rx.foreach(OutgoingDetail.recipients, lambda name: rx.el.li(name)), class_name="unit-names"),
        class_name="more",
    )
    return ui.card("Thông tin văn bản", ui.facts(OutgoingDetail.facts), names)


def _files() -> rx.Component:
    def line(file: Any) -> rx.Component:
        return rx.el.li(
            ui.icon("file-text"),
            rx.el.div(
                rx.el.b(file.kind), rx.cond(file.current, ui.chip("Bản hiện hành", "teal"), rx.fragment()),
                rx.el.span(file.name, " · ", file.about, class_name="below"),
            ),
            rx.el.a(
                ui.icon("download"), rx.el.span("Tải ", file.kind, class_name="unseen"), href=file.href,
                class_name="button square", title="Tải về",
            ),
        )  # fmt: skip

    listed = rx.el.ul(rx.foreach(OutgoingDetail.files, line), class_name="file-list")
    return rx.cond(OutgoingDetail.files.length() > 0, ui.card("Tệp", listed), rx.fragment())
