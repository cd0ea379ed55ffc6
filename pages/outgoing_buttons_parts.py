"""One button for each step of the state table: the next act filled, what cannot be undone behind a dialog."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from pages.book_choice_parts import number_choice
from pages.outgoing_dialogs_parts import cancel_dialog, discard_dialog, issue_dialog
from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from voffice_app import ui
from voffice_app.ui import STEP_ICON
from voffice_app.words import STEP

Draw = Callable[[Any], rx.Component]


def _button(step: str, **act: Any) -> Draw:
    def draw(offer: Any) -> rx.Component:
        look = {"icon": STEP_ICON[step], "disabled": offer.blocked, **act}
        return rx.cond(offer.first, ui.button(STEP[step], filled=True, big=True, **look), ui.button(STEP[step], **look))

    return draw


def _signing(step: str) -> Draw:
    """The PIN form stands in for the button as soon as nothing hinders the step."""
    plain = _button(step)
    return lambda offer: rx.cond(offer.blocked, plain(offer), rx.fragment())


def _initial(offer: Any) -> rx.Component:
    return rx.cond(
        offer.done,
        ui.chip("Đã ký nháy", "green", "check"),
        _button("initial", on_click=OutgoingActs.initial)(offer),
    )


def _edit(_: Any) -> rx.Component:
    return ui.button(STEP["edit"], icon=STEP_ICON["edit"], href=f"/van-ban-di/{OutgoingDetail.opened_id}/sua")


def _number(offer: Any) -> rx.Component:
    """A number given before keeps its date unless the clerk says otherwise."""
    days = rx.cond(
        OutgoingDetail.bound_days.length() > 0,
        ui.choice_field("day", "Ngày ghi trên văn bản", OutgoingDetail.bound_days, OutgoingDetail.bound_day),
        number_choice(OutgoingDetail.opened_id),
    )
    return rx.el.form(
        days, _button("assign_number", submit=True)(offer), on_submit=OutgoingActs.assign_number, class_name="grow"
    )


def _with_dialog(step: str, dialog: Callable[[], rx.Component], **look: Any) -> Draw:
    """The button only opens the question; the act is in the dialog."""
    plain = _button(step, data_opens=step, **look)
    return lambda offer: rx.fragment(plain(offer), dialog())


def _ask(step: str) -> Draw:
    return _button(step, on_click=OutgoingActs.ask(step), aria_expanded=OutgoingDetail.asking == step)


DRAW: dict[str, Draw] = {
    "edit": _edit,
    "initial": _initial,
    "submit": _button("submit", on_click=OutgoingActs.submit),
    "withdraw": _button("withdraw", on_click=OutgoingActs.withdraw),
    "approve": _button("approve", on_click=OutgoingActs.approve),
    "send_back": _ask("send_back"),
    "revise": _button("revise", on_click=OutgoingActs.revise),
    "accept_format": _button("accept_format", on_click=OutgoingActs.accept_format),
    "return_format": _ask("return_format"),
    "assign_number": _number,
    "sign": _signing("sign"),
    "seal": _signing("seal"),
    "issue": _with_dialog("issue", issue_dialog),
    "cancel": _with_dialog("cancel", cancel_dialog, danger=True),
    "discard": _with_dialog("discard", discard_dialog, danger=True),
}


def step_button(offer: Any) -> rx.Component:
    """The button of an offered step."""
    return rx.match(offer.step, *[(step, draw(offer)) for step, draw in DRAW.items()], rx.fragment())
