"""The life of a document beside its page: signatures, delivery, facts, what happened, every kept version."""

from typing import Any

import reflex as rx

from state.outgoing_detail import OutgoingDetail
from voffice_app import ui


def life() -> rx.Component:
    return rx.fragment(_verdict(), _history(), _facts(), _files())


def _verdict() -> rx.Component:
    return ui.report(OutgoingDetail.outcome, OutgoingDetail.seals, OutgoingDetail.objections, absent=False)


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
            ui.file_link(
                ui.icon("download"), rx.el.span("Tải ", file.kind, class_name="unseen"), href=file.href,
                class_name="button square", title="Tải về",
            ),
        )  # fmt: skip

    listed = rx.el.ul(rx.foreach(OutgoingDetail.files, line), class_name="file-list")
    return rx.cond(OutgoingDetail.files.length() > 0, ui.card("Tệp", listed), rx.fragment())
