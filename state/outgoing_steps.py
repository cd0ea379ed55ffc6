"""The next act of a document and its buttons: what the table offers this reader, and what hinders each."""

from dataclasses import dataclass

from state.outgoing_opened import Opened
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.shapes import Option
from voffice_app.words import STEP, day, sentences
from voffice_app.words.drafting import SEE_COMMENTS
from voffice_app.words.outgoing import NEXT, OLD_VERSION, WAITING

# The next act of a screen is the first of these that the table offers.
FORWARD = ("issue", "seal", "sign", "assign_number", "accept_format", "approve", "initial", "submit")


@dataclass(frozen=True)
class Offer:
    """One button: drawn because the table offers the step, pressable unless ``blocked``."""

    step: str
    blocked: bool = False
    done: bool = False
    first: bool = False


def name_of(opened: Opened) -> str:
    """Quyết định 226/QĐ-PGDĐT; before there is a number: dự thảo Quyết định."""
    document = opened.document
    kind = TYPE_BY_KEY[document.type_key].name
    return f"{kind} {document.reference}" if document.number else f"dự thảo {kind}"


def first_step(opened: Opened) -> str:
    """The next act of this reader, "" when it is somebody else's turn."""
    done = {"initial"} if opened.document.initialed else set()
    return next((step for step in FORWARD if step in opened.offers and step not in done), "")


def title(opened: Opened) -> str:
    """The heading names the next act, or whom the document waits for."""
    step, name = first_step(opened), name_of(opened)
    if step:
        return NEXT[step].format(name=name)
    told = WAITING[opened.document.facts().standing].format(
        name=name, signer=opened.signer[0] or "người ký", drafter=opened.drafter[0]
    )
    return told[0].upper() + told[1:]


def offers(opened: Opened, old: bool = False) -> list[Offer]:
    """The buttons, the next act first. Nothing is decided while an ``old`` version is on the screen."""
    first = first_step(opened)
    ordered = sorted(opened.offers, key=lambda step: step != first)
    return [
        Offer(step, old or bool(reasons), step == "initial" and opened.document.initialed, step == first)
        for step, reasons in ((step, opened.offers[step]) for step in ordered)
    ]


def blocked(opened: Opened, old: bool = False) -> list[str]:
    """Why a button cannot be pressed yet, each reason once."""
    if old and opened.offers:
        return [OLD_VERSION]
    return [
        f"{STEP[step]}: {told}"
        for step, reasons in opened.offers.items()
        if reasons and not (step == "initial" and opened.document.initialed)
        for told in sentences(reasons)
    ]


def returned_because(opened: Opened) -> tuple[str, str]:
    """Who sent a returned draft back and the comment; empty when it was not."""
    if opened.document.status is not OutgoingStatus.RETURNED:
        return "", ""
    row = next((row for row in opened.history if row.act in ("send_back", "return_format")), None)
    if row is None:
        return "", ""
    said = row.comment or SEE_COMMENTS.format(count=row.facts.get("comments", 0))
    return f"{row.actor_title} {row.actor_name} trả lại", said


def bound_days(opened: Opened) -> list[Option]:
    """A number given on an earlier day: its date is asked, because both may be meant."""
    document, today = opened.document, opened.today
    if "assign_number" not in opened.offers or not document.number or not document.issued_on:
        return []
    if document.issued_on == today:
        return []
    earlier = Option(document.issued_on.isoformat(), f"Giữ ngày {day(document.issued_on)}", "ngày của lần cấp số trước")
    return (
        [earlier, Option(today.isoformat(), f"Ghi ngày hôm nay {day(today)}")]
        if document.year == today.year
        else [earlier]
    )
