"""Acts on outgoing documents that need no bytes: each is load, decide, write, record in one transaction."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from voffice_app.actions.drafting_parts import find_signer, must_hold_capacity, put_signer
from voffice_app.db import people as people_db
from voffice_app.db.files import Direction, DocumentFile, FileKind, find_attached, load_upload
from voffice_app.db.once import add_once
from voffice_app.db.outgoing import BLANKS, SUBJECT, OutgoingDocument, load_outgoing, move, set_recipients
from voffice_app.db.page_comments import count_open
from voffice_app.db.parameters import value_on
from voffice_app.db.people_checks import refuse_own_draft
from voffice_app.db.recipients import set_outsiders
from voffice_app.db.sequences import Register, choose_register
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.errors import Reason, Refused, Stale, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.numbering import TYPE_BY_KEY, notation
from voffice_app.domain.outgoing import FLOW, OutgoingStatus
from voffice_app.domain.outsiders import Outsider, checked
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@dataclass(frozen=True)
class DraftForm:
    """What the drafter declares; ``layout`` is what was found on the page or shown by hand."""

    type_key: str
    abstract: str
    subject_area: str
    signer_position_id: int
    recipient_ids: tuple[int, ...]
    urgency: Urgency = Urgency.NORMAL
    secrecy: Secrecy = Secrecy.NONE
    reply_due_on: date | None = None
    also_paper: bool = False
    main_upload_id: int | None = None
    source_upload_id: int | None = None
    attachment_upload_ids: tuple[int, ...] = ()
    """Appendices and data files beside the document; they go out with it (QC 5.5)."""
    capacity: str = ""
    """In which capacity the signer signs; empty: the first that holds today (ND30 Đ13)."""
    outsiders: tuple[Outsider, ...] = ()
    sends_source: bool | None = None
    """Whether the .docx goes out too; None leaves it as it was."""
    change_note: str = ""
    """Why this version was made."""
    layout: dict[str, Any] = field(default_factory=dict)
    request_key: str | None = None
    """The form's own key: sent twice, it makes one draft."""
    register_id: int = 0
    """The book its number will come from; 0: the agency's own for this type."""


def create_draft(tx: Tx, form: DraftForm) -> int:
    """Open a draft (QC 7.2.1); returns its id, twice the same."""
    tx.require(Permission.OUTGOING_DRAFT)
    _check(tx, form)
    unit_id = tx.actor.unit_id
    register = choose_register(tx.session, unit_id, Direction.OUTGOING, form.type_key, tx.today.year, form.register_id)
    document = OutgoingDocument(
        unit_id=unit_id, register_id=register.id or 0,
        type_key=form.type_key, notation="", abstract="", drafter_position_id=tx.actor.position_id,
        created_at=tx.now, changed_at=tx.now, request_key=form.request_key,
    )  # fmt: skip
    made = add_once(tx, document)
    if made is not None:
        return made
    _write(tx, document, form)
    tx.record("draft", SUBJECT, document.id or 0, to_state=document.status)
    return document.id or 0


def edit_draft(tx: Tx, document_id: int, form: DraftForm) -> None:
    """Change what was declared, or the file; a new file needs a new initial."""
    _check(tx, form)
    document = load_outgoing(tx, document_id)
    step = FLOW.decide("edit", document.facts(), tx.actor)
    _write(tx, document, form)
    move(tx, document, step)


def submit(tx: Tx, document_id: int) -> None:
    """Submit to the named signer (QC 7.2.2), who must hold the capacity on this day (ND30 Đ13)."""
    document = load_outgoing(tx, document_id)
    step = FLOW.decide("submit", document.facts(), tx.actor)
    must_hold_capacity(tx, document)
    move(tx, document, step)


def withdraw(tx: Tx, document_id: int) -> None:
    """Take back a submitted draft that the signer has not decided on."""
    _take(tx, document_id, "withdraw")


def approve(tx: Tx, document_id: int, seen_file_id: int, seen_at: datetime | None = None) -> None:
    """The named signer approves exactly what was seen: file, abstract, recipients (ND30 Đ11)."""
    document = load_outgoing(tx, document_id)
    step = FLOW.decide("approve", document.facts(), tx.actor)
    _must_be_seen(document, seen_file_id)
    must_hold_capacity(tx, document)
    if seen_at is not None and document.changed_at != seen_at:
        raise Stale([Reason("document_changed")])
    move(tx, document, step, file_id=seen_file_id)


def send_back(tx: Tx, document_id: int, comment: str) -> None:
    """The signer returns it with a reason, or with comments on its pages; a number stays bound to it."""
    _return(tx, document_id, "send_back", comment)


def revise(tx: Tx, document_id: int) -> None:
    """The drafter takes an approved document back to change it: it must be approved anew (ND30 Đ11)."""
    document = load_outgoing(tx, document_id)
    step = FLOW.decide("revise", document.facts(), tx.actor)
    _back_to_clean(document)
    move(tx, document, step)


def accept_format(tx: Tx, document_id: int) -> None:
    """The clerk finds the format right (QC 6.2; ND30 Đ12).

    From here on the document keeps the unit's way of numbering of this day. Where it numbers at issue, the fields
    for number and date must be in the file before the leader signs: ``imprint_pending`` until they are.
    """
    document = load_outgoing(tx, document_id)
    step = FLOW.decide("accept_format", document.facts(), tx.actor)
    refuse_own_draft(tx, document.drafter_position_id)
    at_issue = value_on(tx.session, document.unit_id, Parameter.NUMBERS_AT_ISSUE, tx.today) == "yes"
    document.numbers_at_issue = document.imprint_pending = at_issue
    move(tx, document, step)


def return_format(tx: Tx, document_id: int, comment: str) -> None:
    """The clerk returns it for its format, with the reason."""
    _return(tx, document_id, "return_format", comment)


def cancel(tx: Tx, document_id: int, comment: str) -> None:
    """The head cancels it; a number given stays in the register as cancelled, never used again."""
    _return(tx, document_id, "cancel", comment)


def discard(tx: Tx, document_id: int) -> None:
    """The drafter drops a draft that never got a number."""
    _take(tx, document_id, "discard")


def _take(tx: Tx, document_id: int, name: str) -> None:
    document = load_outgoing(tx, document_id)
    move(tx, document, FLOW.decide(name, document.facts(), tx.actor))


def _return(tx: Tx, document_id: int, name: str, comment: str) -> None:
    document = load_outgoing(tx, document_id)
    step = FLOW.decide(name, document.facts(), tx.actor)
    cancels = step.target is OutgoingStatus.CANCELLED
    made = 0 if cancels else count_open(tx.session, document_id, document.current_file_id, tx.actor.position_id)
    said = required(comment) if clean(comment) or not made else ""
    if not cancels:
        _back_to_clean(document)
    move(tx, document, step, said, **({"comments": made} if made else {}))


def _back_to_clean(document: OutgoingDocument) -> None:
    """Leave the numbered bytes behind: a bound number is imprinted anew on the un-numbered version."""
    document.imprinted = document.imprint_pending = document.leader_signature_holds = False
    document.current_file_id = document.clean_file_id or document.current_file_id


def _must_be_seen(document: OutgoingDocument, seen_file_id: int) -> None:
    if document.current_file_id != seen_file_id:
        raise Stale([Reason("file_changed")])


def _check(tx: Tx, form: DraftForm) -> None:
    """Every fault of the form at once."""
    said = [text for row in form.outsiders for text in (row.name, row.note)]
    refuse_secret(form.secrecy, form.abstract, form.subject_area, form.change_note, *said)
    reasons = []
    if form.type_key not in TYPE_BY_KEY:
        reasons.append(Reason("type_missing"))
    if not clean(form.abstract):
        reasons.append(Reason("abstract_missing"))
    if len(clean(form.abstract)) > 500:
        reasons.append(Reason("abstract_too_long", {"limit": 500}))
    if find_signer(tx, form.signer_position_id, form.capacity, clean(form.subject_area)) is None:
        in_charge_elsewhere = find_signer(tx, form.signer_position_id, form.capacity, "") is not None
        reasons.append(Reason("signer_not_in_charge" if in_charge_elsewhere else "signer_missing"))
    if form.signer_position_id == tx.actor.position_id:
        reasons.append(Reason("signer_is_drafter"))
    known = {unit.id for unit in people_db.list_units(tx.session)}
    if not set(form.recipient_ids) <= known - {tx.actor.unit_id}:
        reasons.append(Reason("recipient_unknown"))
    if reasons:
        raise Refused(reasons)


def _write(tx: Tx, document: OutgoingDocument, form: DraftForm) -> None:
    unit = people_db.load_unit(tx.session, tx.actor.unit_id)
    register = _register(tx, document, form)
    document.register_id = register.id or 0
    document.type_key, document.abstract = form.type_key, clean(form.abstract)
    document.notation = notation(form.type_key, register.symbol or unit.symbol, _drafting_symbol(tx))
    document.subject_area, document.urgency = clean(form.subject_area), form.urgency
    document.reply_due_on = form.reply_due_on
    signer = find_signer(tx, form.signer_position_id, form.capacity, document.subject_area)
    if signer is not None:
        put_signer(document, signer)
    if document.paper_decided_by is None:  # until a leader decides it is the drafter's proposal (QC 8.3)
        document.also_paper = form.also_paper
    if form.sends_source is not None:
        document.sends_source = form.sends_source
    document.refold()
    tx.session.add(document)
    tx.session.flush()
    set_recipients(tx, document, form.recipient_ids)
    set_outsiders(tx, document, checked(form.outsiders))
    _write_files(tx, document, form)


def _write_files(tx: Tx, document: OutgoingDocument, form: DraftForm) -> None:
    """A new paper takes the place of the one before; what was shown on the old one means nothing on it."""
    if form.main_upload_id is not None:
        file_id = attach(tx, document, form.main_upload_id, FileKind.DRAFT, clean(form.change_note))
        if file_id != document.current_file_id:
            document.current_file_id, document.clean_file_id, document.initialed = file_id, None, False
            document.layout = {}  # the places of the old file mean nothing on the new one
    if form.source_upload_id is not None:
        attach(tx, document, form.source_upload_id, FileKind.SOURCE)
    for upload_id in form.attachment_upload_ids:
        attach(tx, document, upload_id, FileKind.ATTACHMENT)
    if form.layout:  # looked through anew for another signer: what was shown by hand for number and date stays
        shown = {name: document.layout[name] for name in BLANKS if name in document.layout}
        document.layout = shown | form.layout


def _register(tx: Tx, document: OutgoingDocument, form: DraftForm) -> Register:
    """The book that was asked for; a number once given stays in its own, which must take the type (ND30 Đ15)."""
    wanted, year = form.register_id, tx.today.year
    if document.number is not None:
        wanted, year = document.register_id, document.year or year
    return choose_register(tx.session, document.unit_id, Direction.OUTGOING, form.type_key, year, wanted)


def _drafting_symbol(tx: Tx) -> str:
    """Symbol of the drafter's group in a công văn's reference, e.g. ``VP``; VP where none is set."""
    position = tx.session.get(people_db.Position, tx.actor.position_id)
    return (position.symbol if position else "") or "VP"


def attach(tx: Tx, document: OutgoingDocument, upload_id: int, kind: FileKind, note: str = "") -> int:
    """Turn the actor's own upload into a file of the document; returns the file's id, twice the same."""
    known = find_attached(tx, Direction.OUTGOING, document.id or 0, upload_id)
    if known is not None:
        return known
    upload = load_upload(tx, upload_id)
    if kind is FileKind.DRAFT and upload.media_type != "application/pdf":
        raise refuse("main_pdf_missing")
    row = DocumentFile(
        direction=Direction.OUTGOING, document_id=document.id or 0, unit_id=document.unit_id, kind=kind,
        sha256=upload.sha256, name=upload.name, media_type=upload.media_type,
        size_bytes=upload.size_bytes, pages=upload.pages,
        added_by=tx.actor.position_id, added_at=tx.now, note=note,
    )  # fmt: skip
    upload.attached_at = tx.now
    tx.session.add_all((row, upload))
    tx.session.flush()
    return row.id or 0
