"""«In» on the page of a document: the copy with its foot, and for what arrived the handling slip."""

from typing import Any

import reflex as rx

from voffice_app import ui

OUT_OF_THE_BOOK = ("received", "passed_on", "returned")
ISSUED = ("issued", "recalled", "replaced")


def printed(kind: str, document_id: Any, status: Any) -> rx.Component:
    """`kind` is "incoming" or "outgoing"; a draft is not printed, a slip belongs to what is in the book."""

    def paper(of: str, label: str) -> rx.Component:
        href = f"/api/print/{of}/" + document_id.to_string()
        return ui.file_link(ui.icon("printer"), rx.el.span(label), href=href, class_name="button small")

    def among(states: tuple[str, ...]) -> Any:
        return rx.Var.create(list(states)).contains(status)

    whole = paper(kind, "In văn bản")
    if kind == "incoming":
        slip = rx.cond(among(OUT_OF_THE_BOOK), rx.fragment(), paper("slip", "In phiếu giải quyết"))
        return rx.el.section(whole, slip, class_name="row", aria_label="In")
    return rx.cond(among(ISSUED), rx.el.section(whole, class_name="row", aria_label="In"), rx.fragment())
