"""The life of a document beside its page: signatures, who has it, facts, what happened, its files."""

from typing import Any

import reflex as rx

from pages import incoming_extension_parts as time
from pages import incoming_opinion_parts as opinions
from pages.incoming_tree_parts import tree
from state.incoming_detail import IncomingDetail
from voffice_app import ui


def verdict() -> rx.Component:
    """Always in sight: each signature, or that there is none."""
    has_file = IncomingDetail.paper != ""
    return ui.report(IncomingDetail.outcome, IncomingDetail.seals, IncomingDetail.objections, has_file)


def life() -> rx.Component:
    return rx.fragment(tree(), time.told(), opinions.told(), _history(), _facts(), _files())


def _history() -> rx.Component:
    return rx.el.section(rx.el.h2("Quá trình"), ui.timeline(IncomingDetail.history), class_name="stack")


def _facts() -> rx.Component:
    return ui.card("Thông tin văn bản", ui.facts(IncomingDetail.facts))


def _files() -> rx.Component:
    def line(file: Any) -> rx.Component:
        return rx.el.li(
            ui.icon("file-text"),
            rx.el.div(rx.el.b(file.kind), rx.el.span(file.name, " · ", file.about, class_name="below")),
            ui.file_link(
                ui.icon("download"), rx.el.span("Tải ", file.name, class_name="unseen"), href=file.href,
                class_name="button square", title="Tải về",
            ),
        )  # fmt: skip

    listed = rx.el.ul(rx.foreach(IncomingDetail.files, line), class_name="kept")
    return rx.cond(IncomingDetail.files.length() > 0, ui.card("Tệp", listed), rx.fragment())
