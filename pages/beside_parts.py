"""«Ký thêm» on the page of a document: what this person may sign beside it, and the key that signs."""

from typing import Any

import reflex as rx

from state.beside import Beside
from voffice_app import ui


def beside() -> rx.Component:
    """For who signs at all; read when it is opened."""
    opener = ui.button("Ký thêm", icon="plus", on_click=Beside.open, aria_expanded=Beside.shown)
    listed = rx.cond(
        Beside.offers.length() > 0,
        rx.el.ul(rx.foreach(Beside.offers, _offer), class_name="beside"),
        rx.el.p("Ở văn bản này không có gì để bạn ký thêm.", class_name="muted small"),
    )
    opened = rx.cond(Beside.shown, rx.fragment(listed, _panel()), rx.fragment())
    whole = rx.el.section(opener, opened, class_name="stack", aria_label="Ký thêm")
    return rx.cond(Beside.permissions.contains("outgoing.sign"), whole, rx.fragment())


def _offer(offer: Any) -> rx.Component:
    chosen = ui.button(
        offer.label, small=True, disabled=offer.blocked != "", on_click=Beside.choose(offer.key),
        aria_pressed=Beside.key == offer.key,
    )  # fmt: skip
    below = rx.cond(offer.blocked != "", offer.blocked, offer.named)
    return rx.el.li(chosen, rx.cond(below != "", rx.el.span(below, class_name="below"), rx.fragment()))


def _panel() -> rx.Component:
    request = {"document_id": Beside.document_id, "file_id": Beside.file_id, "place": Beside.place}
    panel = ui.beside_panel(Beside.way, Beside.operation, "Ký số", "signature", request, on_done=Beside.signed)
    told = ui.notice("warning", "Trang không còn chỗ trống", "Kéo khung trên trang vào đúng chỗ rồi ký lại.")
    dragged = rx.cond(Beside.box, told, rx.fragment())
    titled = ui.card(Beside.label, dragged, panel)
    return rx.cond(Beside.operation != "", rx.el.div(titled, key=Beside.key), rx.fragment())
