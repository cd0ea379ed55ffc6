"""What a drafter declares: read from the draft that is edited, and from the form that was sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from state.outgoing_address import parse_day
from voffice_app.actions.outgoing import DraftForm
from voffice_app.arguments import whole
from voffice_app.db.authority import list_signer_options
from voffice_app.db.files import read_upload
from voffice_app.db.outgoing import OutgoingDocument, list_recipient_ids, load_file, read_current
from voffice_app.db.recipients import OutgoingOutsider, list_outsiders
from voffice_app.db.session import Session
from voffice_app.db.vault import Vault
from voffice_app.domain.authority import SignerOption
from voffice_app.domain.errors import not_visible
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.outsiders import MOST, Outsider
from voffice_app.domain.people import Actor
from voffice_app.domain.secrecy import Secrecy

MOST_ATTACHMENTS = 50


@dataclass(frozen=True)
class Draft:
    """What the form shows when it is opened."""

    signers: list[SignerOption]
    signer: str = ""
    type_key: str = "CV"
    subject_area: str = ""
    abstract: str = ""
    urgency: str = "normal"
    reply_due_on: str = ""
    also_paper: bool = False
    file_name: str = ""
    recipient_ids: list[int] = field(default_factory=list)
    outsiders: str = ""
    sends_source: bool = False


def read_draft(session: Session, actor: Actor, document_id: int, today: date) -> Draft:
    """A fresh form for 0, else the draft; raises Refused when it is not this person's to edit now."""
    signers = list_signers(session, actor, today)
    if not document_id:
        return Draft(signers, value_of(signers[0]) if signers else "")
    document = session.get(OutgoingDocument, document_id)
    if document is None or document.unit_id != actor.unit_id:
        raise not_visible()
    FLOW.decide("edit", document.facts(), actor)
    return Draft(
        signers, f"{document.signer_position_id or 0}:{document.signing_capacity}",
        document.type_key, document.subject_area, document.abstract,
        str(document.urgency), document.reply_due_on.isoformat() if document.reply_due_on else "",
        document.also_paper,
        load_file(session, document.current_file_id).name if document.current_file_id else "",
        list_recipient_ids(session, document_id), as_lines(list_outsiders(session, document_id)),
        document.sends_source,
    )  # fmt: skip


def list_signers(session: Session, actor: Actor, today: date) -> list[SignerOption]:
    """Everybody who may sign today, each in a capacity; whether it covers the field is asked when the draft is kept."""
    options = list_signer_options(session, actor.unit_id, today)
    return [option for option in options if option.position_id != actor.position_id]


def value_of(option: SignerOption) -> str:
    return f"{option.position_id}:{option.capacity}"


def as_lines(outsiders: Sequence[OutgoingOutsider]) -> str:
    """One recipient a line, as the form takes them: name; e-mail; note."""
    return "\n".join("; ".join((row.name, row.email, row.note)).rstrip("; ") for row in outsiders)


def outsiders_of(text: str) -> tuple[Outsider, ...]:
    """The lines of the field, each ``name; e-mail; note``; what is wrong with them the act says."""
    parts = [[part.strip() for part in line.split(";", 2)] for line in text.splitlines()[: MOST + 1] if line.strip()]
    return tuple(Outsider(*row) for row in parts)


def declared(sent: dict[str, Any], recipient_ids: tuple[int, ...], layout: dict[str, Any] | None = None) -> DraftForm:
    """The form as the act takes it. A level of secrecy that is not known counts as secret, never as none."""
    form = {name: "" if value is None else str(value) for name, value in sent.items()}
    urgency, secrecy = form.get("urgency", ""), form.get("secrecy", "none")
    signer, _, capacity = form.get("signer", "").partition(":")
    return DraftForm(
        type_key=form.get("type_key", ""), abstract=form.get("abstract", ""), subject_area=form.get("subject_area", ""),
        signer_position_id=number(signer) or 0, capacity=capacity[:10], recipient_ids=recipient_ids,
        urgency=Urgency(urgency) if urgency in set(Urgency) else Urgency.NORMAL,
        secrecy=Secrecy(secrecy) if secrecy in set(Secrecy) else Secrecy.SECRET,
        reply_due_on=parse_day(form.get("reply_due_on", "")), also_paper=form.get("also_paper") in ("on", "True"),
        main_upload_id=number(form.get("main", "")), source_upload_id=number(form.get("source", "")),
        attachment_upload_ids=numbers(form.get("attachments", "")),
        outsiders=outsiders_of(form.get("outsiders", "")), change_note=form.get("change_note", "")[:300],
        sends_source=form.get("sends_source") in ("on", "True"),
        layout=layout or {}, request_key=form.get("request_key", "")[:32] or None,
        register_id=number(form.get("register", "")) or 0,
    )  # fmt: skip


def draft_of(sent: dict[str, Any]) -> int:
    """The draft that this form edits; 0 for a new one."""
    return number(str(sent.get("draft", ""))) or 0


def answer_of(sent: dict[str, Any]) -> int:
    """The incoming document that this form answers; 0 for none."""
    return number(str(sent.get("answers", ""))) or 0


def read_pdf(session: Session, vault: Vault, actor: Actor, document_id: int, wanted: DraftForm) -> bytes | None:
    """The bytes to look through: a new file, or the kept one when somebody else will sign it; None: nothing changed."""
    if wanted.main_upload_id is not None:
        upload = read_upload(session, actor, wanted.main_upload_id)
        return vault.get(upload.sha256) if upload.media_type == "application/pdf" else None
    document = session.get(OutgoingDocument, document_id)
    if document is None or document.current_file_id is None or document.signer_position_id == wanted.signer_position_id:
        return None
    return vault.get(read_current(session, actor, document_id)[1].sha256)


def numbers(text: str) -> tuple[int, ...]:
    """The uploads in a field of several files; whatever is no number names nothing."""
    return tuple(number for part in text.split(",")[:MOST_ATTACHMENTS] if (number := whole(part)))


def number(text: str) -> int | None:
    first = text.split(",")[0]
    return whole(first) or None
