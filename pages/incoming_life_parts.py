"""The life of a document beside its page: signatures, who has it, facts, what happened, its files."""

from typing import Any

import reflex as rx

from state.incoming_detail import IncomingDetail
from voffice_app import ui


def verdict() -> rx.Component:
    """Always in sight: each signature, or that there is none."""
    return rx.cond(
        IncomingDetail.seals.length() > 0,
        ui.card("Chữ ký số", ui.verdicts(IncomingDetail.seals), aside=ui.verdict(IncomingDetail.outcome)),
        rx.cond(
            IncomingDetail.outcome == "invalid",
            ui.card("Chữ ký số", rx.el.p("Không đọc được chữ ký, hoặc tệp bị sửa."), aside=ui.verdict("invalid")),
            rx.cond(IncomingDetail.paper != "", _unsigned(), rx.fragment()),
        ),
    )


def _unsigned() -> rx.Component:
    return rx.el.div(ui.icon("shield-question-mark"), "Tệp không có chữ ký số", class_name="row muted small")


def life() -> rx.Component:
    return rx.fragment(_assigned(), _history(), _facts(), _files())


def _assigned() -> rx.Component:
    return rx.cond(
        IncomingDetail.assigned.length() > 0,
        ui.card("Người xử lý", ui.facts(IncomingDetail.assigned)),
        rx.fragment(),
    )


def _history() -> rx.Component:
    return rx.el.section(rx.el.h2("Quá trình"), ui.timeline(IncomingDetail.history), class_name="stack")


def _facts() -> rx.Component:
    return ui.card("Thông tin văn bản", ui.facts(IncomingDetail.facts))


def _files() -> rx.Component:
    def line(file: Any) -> rx.Component:
        return rx.el.li(
            ui.icon("file-text"),
            rx.el.div(rx.el.b(file.kind), rx.el.span(file.name, " · ", file.about, class_name="below")),
            rx.el.a(
                ui.icon("download"), rx.el.span("Tải ", file.name, class_name="unseen"), href=file.href,
                class_name="button square", title="Tải về",
            ),
        )  # fmt: skip

    listed = rx.el.ul(rx.foreach(IncomingDetail.files, line), class_name="kept")
    return rx.cond(IncomingDetail.files.length() > 0, ui.card("Tệp", listed), rx.fragment())
