"""Certified paper copies beside an incoming document."""

import reflex as rx

from pages.copy_form_parts import copy_form, copy_list
from state.incoming_copies import IncomingCopies as S
from voffice_app import ui


def incoming_copies() -> rx.Component:
    """Read when it appears; emptied with the page."""
    form = copy_form("Sao y, sao lục, trích sao ra giấy", S.view.forms, S.view.signers, S.number)
    card = ui.card("Bản sao", copy_list(S.view.lines), rx.cond(S.view.may_copy, form, rx.fragment()))
    shown = S.view.may_copy | (S.view.lines.length() > 0)
    return rx.fragment(
        rx.el.span(hidden=True, on_mount=S.look, on_unmount=S.leave), rx.cond(shown, card, rx.fragment())
    )
