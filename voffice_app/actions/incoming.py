"""Acts on incoming documents: intake, register, submit, pass on, archive, return (QC 5.6, 6.1; ND30 Đ21–Đ23)."""

from dataclasses import asdict, dataclass, field
from datetime import date

from voffice_app.db.calendar import load_calendar
from voffice_app.db.files import Direction, DocumentFile, FileKind, load_upload
from voffice_app.db.incoming import SUBJECT, IncomingDocument, load_incoming, move
from voffice_app.db.people import find_actor
from voffice_app.db.sequences import default_register, next_number
from voffice_app.db.session import Tx
from voffice_app.domain.deadlines import register_due
from voffice_app.domain.errors import Reason, Refused, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import FLOW, Source, Urgency
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@dataclass(frozen=True)
class Fields:
    """What the clerk declares of a document (ND30 PL VI II.II; QC 6.1)."""

    type_key: str
    code_number: str
    code_notation: str
    issuing_body: str
    abstract: str
    issued_on: date | None = None
    signed_on: date | None = None
    signer_name: str = ""
    signer_title: str = ""
    subject_area: str = ""
    pages: int = 0
    copies: int = 1
    urgency: Urgency = Urgency.NORMAL
    source: Source = Source.PAPER
    note: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Intake:
    """What anybody passes to the clerk: a file, where it came from, a note."""

    source: Source
    note: str
    upload_ids: tuple[int, ...] = field(default=())
    secrecy: Secrecy = Secrecy.NONE


def pass_to_clerk(tx: Tx, intake: Intake) -> int:
    """Whoever receives a document passes it to the unit's clerk (QC 5.6, 7.3); returns its id."""
    refuse_secret(intake.secrecy, intake.note)
    if not intake.upload_ids and not intake.note.strip():
        raise refuse("intake_empty")
    document = _arrive(tx, intake.source, Urgency.NORMAL)
    document.note, document.abstract = clean(intake.note), clean(intake.note)
    document.received_by_position_id = tx.actor.position_id
    document.refold()
    _attach(tx, document, intake.upload_ids)
    tx.record("pass_to_clerk", SUBJECT, document.id or 0, to_state=document.status)
    return document.id or 0


def receive(tx: Tx, fields: Fields, upload_ids: tuple[int, ...], secrecy: Secrecy = Secrecy.NONE) -> int:
    """The clerk enters a document that reached the clerk directly; registered in the same act."""
    _check(fields, secrecy)
    document = _arrive(tx, fields.source, fields.urgency)
    document.received_by_position_id = tx.actor.position_id
    _attach(tx, document, upload_ids)
    register(tx, document.id or 0, fields, secrecy)
    return document.id or 0


def register(tx: Tx, document_id: int, fields: Fields, secrecy: Secrecy = Secrecy.NONE) -> None:
    """Enter it in the incoming register: the number comes from the unit's series of the year (ND30 Đ22)."""
    _check(fields, secrecy)
    document = load_incoming(tx, document_id)
    step = FLOW.decide("register", document.facts(), tx.actor)
    _write(tx, document, fields)
    document.register_id = default_register(tx.session, document.unit_id, Direction.INCOMING)
    document.registered_at, document.registered_on, document.arrival_year = tx.now, tx.today, tx.today.year
    document.arrival_number = next_number(tx.session, document.register_id, document.arrival_year)
    move(tx, document, step, arrival_number=document.arrival_number)


def submit(tx: Tx, document_id: int) -> None:
    """Submit to the head for assignment (QC 6.1 Bước 1)."""
    _take(tx, document_id, "submit")


def archive_only(tx: Tx, document_id: int) -> None:
    """Already assigned on MVP: kept here, not processed here (QC 6.1.2, 7.1)."""
    _take(tx, document_id, "archive_only")


def return_intake(tx: Tx, document_id: int, comment: str) -> None:
    """The clerk refuses it with a reason; the sender sees the refusal (ND30 Đ21)."""
    if not comment.strip():
        raise refuse("comment_missing")
    _take(tx, document_id, "return_intake", clean(comment))


def pass_on(tx: Tx, document_id: int, position_id: int) -> None:
    """Addressed to a named person: passed on without registering, with a log line (QC 6.1)."""
    document = load_incoming(tx, document_id)
    step = FLOW.decide("pass_on", document.facts(), tx.actor)
    receiver = find_actor(tx.session, position_id, tx.today)
    if receiver is None or receiver.unit_id != tx.actor.unit_id:
        raise refuse("person_unknown")
    document.passed_to_position_id = position_id
    move(tx, document, step, to=receiver.full_name)


def _take(tx: Tx, document_id: int, name: str, comment: str = "") -> None:
    document = load_incoming(tx, document_id)
    move(tx, document, FLOW.decide(name, document.facts(), tx.actor), comment)


def _check(fields: Fields, secrecy: Secrecy) -> None:
    """Every fault of the form at once."""
    refuse_secret(secrecy, fields.abstract, fields.note)
    reasons = [Reason(f"{name}_missing") for name in ("abstract", "issuing_body") if not clean(getattr(fields, name))]
    if fields.type_key not in TYPE_BY_KEY:
        reasons.append(Reason("type_missing"))
    limits = {"abstract": 500, "issuing_body": 200, "code_number": 11, "code_notation": 30, "signer_name": 50}
    for name, limit in limits.items():
        if len(clean(getattr(fields, name))) > limit:
            reasons.append(Reason("too_long", {"field": name, "limit": limit}))
    if reasons:
        raise Refused(reasons)


def _arrive(tx: Tx, source: Source, urgency: Urgency) -> IncomingDocument:
    calendar = load_calendar(tx.session, tx.actor.unit_id)
    document = IncomingDocument(
        unit_id=tx.actor.unit_id, source=source, arrived_on=tx.today, arrived_at=tx.now, urgency=urgency,
        register_due_on=register_due(tx.today, urgency, calendar),
    )  # fmt: skip
    tx.session.add(document)
    tx.session.flush()
    return document


def _write(tx: Tx, document: IncomingDocument, fields: Fields) -> None:
    for name, value in asdict(fields).items():
        if name not in ("source", "due_on"):
            setattr(document, name, clean(value) if isinstance(value, str) else value)
    if document.origin_outgoing_id is None:
        document.source = fields.source
    document.urgency = fields.urgency
    document.set_due(fields.due_on, load_calendar(tx.session, document.unit_id))
    document.refold()


def _attach(tx: Tx, document: IncomingDocument, upload_ids: tuple[int, ...]) -> None:
    """The first file is the main one; the others are attached data files."""
    for index, upload_id in enumerate(upload_ids):
        upload = load_upload(tx.session, tx.actor, upload_id)
        document.pages = document.pages or upload.pages
        row = DocumentFile(
            direction=Direction.INCOMING, document_id=document.id or 0, unit_id=document.unit_id,
            kind=FileKind.ATTACHMENT if index else FileKind.MAIN, sha256=upload.sha256, name=upload.name,
            media_type=upload.media_type, size_bytes=upload.size_bytes, pages=upload.pages,
            verdict=upload.verdict, added_by=tx.actor.position_id, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
