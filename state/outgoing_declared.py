"""What a drafter declares: read from the draft that is edited, and from the form that was sent."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from state.outgoing_address import parse_day
from voffice_app.actions.outgoing import DraftForm
from voffice_app.db.files import read_upload
from voffice_app.db.outgoing import OutgoingDocument, list_recipient_ids, load_file, read_current
from voffice_app.db.people import PersonRow, list_people
from voffice_app.db.session import Session
from voffice_app.db.vault import Vault
from voffice_app.domain.errors import not_visible
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.secrecy import Secrecy

MOST_ATTACHMENTS = 50


@dataclass(frozen=True)
class Draft:
    """What the form shows when it is opened."""

    signers: list[PersonRow]
    signer_position_id: int = 0
    type_key: str = "CV"
    subject_area: str = ""
    abstract: str = ""
    urgency: str = "normal"
    reply_due_on: str = ""
    also_paper: bool = False
    file_name: str = ""
    recipient_ids: list[int] = field(default_factory=list)


def read_draft(session: Session, actor: Actor, document_id: int, today: date) -> Draft:
    """A fresh form for 0, else the draft; raises Refused when it is not this person's to edit now."""
    signers = list_people(session, actor.unit_id, today, Role.HEAD, Role.DEPUTY)
    if not document_id:
        return Draft(signers, signers[0].position_id if signers else 0)
    document = session.get(OutgoingDocument, document_id)
    if document is None or document.unit_id != actor.unit_id:
        raise not_visible()
    FLOW.decide("edit", document.facts(), actor)
    return Draft(
        signers, document.signer_position_id or 0, document.type_key, document.subject_area, document.abstract,
        str(document.urgency), document.reply_due_on.isoformat() if document.reply_due_on else "",
        document.also_paper,
        load_file(session, document.current_file_id).name if document.current_file_id else "",
        list_recipient_ids(session, document_id),
    )  # fmt: skip


def declared(sent: dict[str, Any], recipient_ids: tuple[int, ...], layout: dict[str, Any] | None = None) -> DraftForm:
    """The form as the act takes it. A level of secrecy that is not known counts as secret, never as none."""
    form = {name: "" if value is None else str(value) for name, value in sent.items()}
    urgency, secrecy = form.get("urgency", ""), form.get("secrecy", "none")
    return DraftForm(
        type_key=form.get("type_key", ""), abstract=form.get("abstract", ""), subject_area=form.get("subject_area", ""),
        signer_position_id=number(form.get("signer", "")) or 0, recipient_ids=recipient_ids,
        urgency=Urgency(urgency) if urgency in set(Urgency) else Urgency.NORMAL,
        secrecy=Secrecy(secrecy) if secrecy in set(Secrecy) else Secrecy.SECRET,
        reply_due_on=parse_day(form.get("reply_due_on", "")), also_paper=form.get("also_paper") in ("on", "True"),
        main_upload_id=number(form.get("main", "")), source_upload_id=number(form.get("source", "")),
        attachment_upload_ids=numbers(form.get("attachments", "")),
        layout=layout or {}, request_key=form.get("request_key", "")[:32] or None,
        register_id=number(form.get("register", "")) or 0,
    )  # fmt: skip


def draft_of(sent: dict[str, Any]) -> int:
    """The draft that this form edits; 0 for a new one."""
    return number(str(sent.get("draft", ""))) or 0


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
    return tuple(int(part) for part in text.split(",")[:MOST_ATTACHMENTS] if part.isdecimal() and len(part) < 10)


def number(text: str) -> int | None:
    first = text.split(",")[0]
    return int(first) if first.isdecimal() and len(first) < 10 else None
