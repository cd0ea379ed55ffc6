"""States of documents as chips: the word from words.py, the colour and the icon from here.

    ui.status_chip("outgoing", row.status)      flows: incoming, outgoing, delivery
    ui.urgency_chip(row.urgency)                nothing at all when it is "normal"
    ui.step_icon["sign"]                        icon of a step's button

The status may be a Var (in ui.table) or a plain string.
"""

from typing import Any

import reflex as rx

from voffice_app import words
from voffice_app.ui.parts import Text, chip

# Tone and icon: violet waits for somebody else, blue is in progress or signed, red belongs to the seal, green is done.
INCOMING = {
    "received": ("", "inbox"),
    "registered": ("", "book-open"),
    "submitted": ("violet", "hourglass"),
    "assigned": ("blue", "user-check"),
    "in_progress": ("blue", "circle-dot"),
    "completed": ("green", "check"),
    "archived_only": ("", "archive"),
    "passed_on": ("", "forward"),
    "returned": ("amber", "undo-2"),
    "recalled": ("amber", "rotate-ccw"),
    "voided": ("", "ban"),
}

OUTGOING = {
    "draft": ("", "pencil"),
    "submitted": ("violet", "hourglass"),
    "returned": ("amber", "undo-2"),
    "approved": ("blue", "check"),
    "format_checked": ("blue", "file-check"),
    "numbered": ("blue", "pen-line"),
    "leader_signed": ("blue", "signature"),
    "sealed": ("blue", "stamp"),
    "issued": ("green", "send"),
    "cancelled": ("", "ban"),
    "recalled": ("amber", "rotate-ccw"),
    "replaced": ("", "arrow-right"),
}
OUTGOING_AT_ISSUE = {
    "format_checked_at_issue": ("blue", "pen-line"),
    "leader_signed_at_issue": ("blue", "signature"),
    "numbered_at_issue": ("blue", "hash"),
}

DELIVERY = {
    "01": ("violet", "send"),
    "02": ("amber", "undo-2"),
    "03": ("", "book-open"),
    "04": ("blue", "user-check"),
    "05": ("blue", "circle-dot"),
    "06": ("green", "check"),
    "13": ("amber", "rotate-ccw"),
    "15": ("green", "check"),
    "16": ("amber", "x"),
}

URGENCY = {"urgent": ("amber", "zap"), "very_urgent": ("red", "zap"), "express": ("red", "flame")}

FLOWS = {
    "incoming": (words.INCOMING_STATUS, INCOMING),
    "outgoing": (words.OUTGOING_STANDING, OUTGOING | OUTGOING_AT_ISSUE),
    "delivery": (words.DELIVERY, DELIVERY),
}

STEP_ICON = {
    "edit": "pencil", "initial": "pen-line", "submit": "send", "withdraw": "undo-2", "approve": "check",
    "send_back": "undo-2", "revise": "square-pen", "accept_format": "file-check", "return_format": "undo-2",
    "assign_number": "hash", "sign": "signature", "seal": "stamp", "issue": "send", "cancel": "ban",
    "discard": "trash-2", "register": "book-open", "return_intake": "undo-2", "pass_on": "forward",
    "archive_only": "archive", "hand_back": "undo-2", "assign": "user-plus", "reassign": "user-plus",
    "record_progress": "circle-dot", "return_assignment": "undo-2",
    "assign_onward": "user-plus", "change_onward": "user-plus", "take_back": "undo-2", "return_onward": "undo-2",
    "ask_extension": "clock", "grant_extension": "check", "refuse_extension": "ban", "give_opinion": "messages-square",
    "open_round": "users", "answer_round": "check", "close_round": "check", "draft_answer": "reply",
    "complete": "check", "reopen": "rotate-ccw",
    "check_issued": "check", "ask_correction": "pencil", "update": "square-pen", "replace": "arrow-right",
    "recall": "rotate-ccw", "withdraw_recall": "undo-2", "confirm_recall": "check", "refuse_recall": "x",
    "void_entry": "ban",
}  # fmt: skip


def status_chip(flow: str, status: Text) -> rx.Component:
    """The state of a document; an unknown state is shown as it is, in grey."""
    labels, looks = FLOWS[flow]
    cases = [(key, chip(labels[key], *looks[key])) for key in looks]
    return _pick(status, cases, chip(status))


def urgency_chip(urgency: Text) -> rx.Component:
    """Khẩn, Thượng khẩn, Hỏa tốc; an ordinary document carries no chip."""
    cases = [(key, chip(words.URGENCY[key], *look)) for key, look in URGENCY.items()]
    return _pick(urgency, cases, rx.fragment())


def _pick(value: Text, cases: list[tuple[str, rx.Component]], otherwise: rx.Component) -> Any:
    if isinstance(value, str):
        return dict(cases).get(value, otherwise)
    return rx.match(value, *cases, otherwise)
