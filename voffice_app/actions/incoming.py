"""Acts on incoming documents: intake, register, submit, pass on, archive, return (QC 5.6, 6.1; ND30 Đ21–Đ23)."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date

from voffice_app.actions.register_parts import draw_number
from voffice_app.db.calendar import load_calendar
from voffice_app.db.files import Direction, DocumentFile, FileKind, load_upload
from voffice_app.db.incoming import SUBJECT, IncomingDocument, load_incoming, move
from voffice_app.db.notices import ABSTRACT, posts_with, tell
from voffice_app.db.once import add_once
from voffice_app.db.people import find_actor
from voffice_app.db.refused_deliveries import tell_sender
from voffice_app.db.sequences import choose_register
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.deadlines import register_due
from voffice_app.domain.errors import Reason, Refused, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import FLOW, Source, Urgency
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission
from voffice_app.domain.registers import Entry
from voffice_app.domain.secrecy import Secrecy, refuse_secret

BOUNDS = {"pages": (0, 999), "copies": (1, 999)}
"""PageAmount has three digits (ND30 PL VI II.II)."""


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
    request_key: str | None = None
    """The form's own key, nothing of the document: sent twice, it registers once."""
    entry: Entry = field(default_factory=Entry)
    """Which book, a number held for it, another day of arrival: nothing of the document either."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything written in the form, to be looked through for marks of secrets."""
        return tuple(value for value in asdict(self).values() if isinstance(value, str))


@dataclass(frozen=True)
class Intake:
    """What anybody passes to the clerk: a file, where it came from, a note."""

    source: Source
    note: str
    upload_ids: tuple[int, ...] = field(default=())
    secrecy: Secrecy = Secrecy.NONE
    request_key: str | None = None


def pass_to_clerk(tx: Tx, intake: Intake) -> int:
    """Whoever receives a document passes it to the unit's clerk (QC 5.6, 7.3); returns its id, twice the same."""
    tx.require(Permission.INCOMING_INTAKE)
    refuse_secret(intake.secrecy, intake.note)
    if not intake.upload_ids and not intake.note.strip():
        raise refuse("intake_empty")
    document = _arriving(tx, intake.source, Urgency.NORMAL, intake.request_key)
    document.note, document.abstract = clean(intake.note), clean(intake.note)
    document.refold()
    made = add_once(tx, document)
    if made is not None:
        return made
    _attach(tx, document, intake.upload_ids)
    tx.record("pass_to_clerk", SUBJECT, document.id or 0, to_state=document.status)
    clerks = posts_with(tx.session, [document.unit_id], Role.CLERK).get(document.unit_id, [])
    tell(tx, NoticeKind.TO_REGISTER, clerks, SUBJECT, document.id or 0, abstract=document.abstract[:ABSTRACT])
    return document.id or 0


def receive(tx: Tx, fields: Fields, upload_ids: tuple[int, ...], secrecy: Secrecy = Secrecy.NONE) -> int:
    """The clerk enters a document that reached the clerk directly; registered in the same act, twice the same."""
    _check(fields, secrecy, fields.entry.day or tx.today)
    document = _arriving(tx, fields.source, fields.urgency, fields.request_key)
    made = add_once(tx, document)
    if made is not None:
        return made
    _attach(tx, document, upload_ids)
    register(tx, document.id or 0, fields, secrecy)
    return document.id or 0


def register(tx: Tx, document_id: int, fields: Fields, secrecy: Secrecy = Secrecy.NONE) -> None:
    """Enter it in the incoming register: the number comes from the unit's series of the year (ND30 Đ22).

    Sent twice by the same form it is done once and told calmly.
    """
    document = load_incoming(tx, document_id)
    if fields.request_key and fields.request_key == document.request_key and document.arrival_number:
        return  # the same form once more
    step = FLOW.decide("register", document.facts(), tx.actor)
    arrived_on = fields.entry.day or document.arrived_on
    _check(fields, secrecy, arrived_on if fields.due_on != document.due_on else date.min)
    _enter(tx, document, fields)
    move(tx, document, step, arrival_number=document.arrival_number)


def _enter(tx: Tx, document: IncomingDocument, fields: Fields) -> None:
    """Book, number and day. A number held on paper, in an outage, was entered on its day; ``registered_at`` is now."""
    day = fields.entry.day if fields.entry.day != document.arrived_on else None
    year, wanted = (day or tx.today).year, fields.entry.register_id
    register = choose_register(tx.session, document.unit_id, Direction.INCOMING, fields.type_key, year, wanted)
    document.arrived_on = day or document.arrived_on
    _write(tx, document, fields)
    drawn = draw_number(tx, register, replace(fields.entry, day=day), document.id or 0)
    document.register_id, document.arrival_number, document.arrival_year = register.id, drawn.number, drawn.year
    document.registered_at, document.registered_on = tx.now, drawn.day if drawn.held else tx.today


def submit(tx: Tx, document_id: int) -> None:
    """Submit to the head for assignment (QC 6.1 Bước 1)."""
    _take(tx, document_id, "submit")


def archive_only(tx: Tx, document_id: int) -> None:
    """Already assigned on MVP: kept here, not processed here (QC 6.1.2, 7.1)."""
    _take(tx, document_id, "archive_only")


def return_intake(tx: Tx, document_id: int, comment: str) -> None:
    """The clerk refuses it with a reason; the sender sees the refusal (ND30 Đ21)."""
    said = required(comment)
    tell_sender(tx, _take(tx, document_id, "return_intake", said), said)


def pass_on(tx: Tx, document_id: int, position_id: int) -> None:
    """Addressed to a named person: passed on without registering, with a log line (QC 6.1)."""
    document = load_incoming(tx, document_id)
    step = FLOW.decide("pass_on", document.facts(), tx.actor)
    receiver = find_actor(tx.session, position_id, tx.today)
    if receiver is None or receiver.unit_id != tx.actor.unit_id or receiver.role is Role.IT:
        raise refuse("person_unknown")
    document.passed_to_position_id = position_id
    move(tx, document, step, to=receiver.full_name)


def hand_back(tx: Tx, document_id: int, comment: str) -> None:
    """Addressed to a person, but the agency's business: that person hands it to the clerk (ND30 Đ21)."""
    document = load_incoming(tx, document_id)
    step = FLOW.decide("hand_back", document.facts(), tx.actor)
    said = required(comment)
    document.passed_to_position_id = None
    move(tx, document, step, said)


def _take(tx: Tx, document_id: int, name: str, comment: str = "") -> IncomingDocument:
    document = load_incoming(tx, document_id)
    move(tx, document, FLOW.decide(name, document.facts(), tx.actor), comment)
    return document


def _check(fields: Fields, secrecy: Secrecy, arrived_on: date) -> None:
    """Every fault of the form at once."""
    refuse_secret(secrecy, *fields.texts)
    reasons = [Reason(f"{name}_missing") for name in ("abstract", "issuing_body") if not clean(getattr(fields, name))]
    if fields.type_key not in TYPE_BY_KEY:
        reasons.append(Reason("type_missing"))
    limits = {"abstract": 500, "issuing_body": 200, "code_number": 11, "code_notation": 30, "signer_name": 50}
    for name, limit in limits.items():
        if len(clean(getattr(fields, name))) > limit:
            reasons.append(Reason("too_long", {"field": name, "limit": limit}))
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(fields, name) <= most:
            reasons.append(Reason("out_of_bounds", {"field": name, "least": least, "most": most}))
    if fields.due_on is not None and fields.due_on < arrived_on:
        reasons.append(Reason("due_before_arrival", {"field": "due_on"}))
    if reasons:
        raise Refused(reasons)


def _arriving(tx: Tx, source: Source, urgency: Urgency, request_key: str | None) -> IncomingDocument:
    calendar = load_calendar(tx.session, tx.actor.unit_id)
    return IncomingDocument(
        unit_id=tx.actor.unit_id, source=source, arrived_on=tx.today, arrived_at=tx.now, urgency=urgency,
        register_due_on=register_due(tx.today, urgency, calendar),
        received_by_position_id=tx.actor.position_id, request_key=request_key,
    )  # fmt: skip


def _write(tx: Tx, document: IncomingDocument, fields: Fields) -> None:
    measured = document.pages
    for name, value in asdict(fields).items():
        if name not in ("source", "due_on", "request_key", "entry"):
            setattr(document, name, clean(value) if isinstance(value, str) else value)
    document.pages = fields.pages or measured
    document.request_key = fields.request_key or document.request_key
    if document.origin_outgoing_id is None:
        document.source = fields.source
    document.urgency = fields.urgency
    calendar = load_calendar(tx.session, document.unit_id)
    document.register_due_on = register_due(document.arrived_on, fields.urgency, calendar)
    document.set_due(fields.due_on, calendar)
    document.refold()


def _attach(tx: Tx, document: IncomingDocument, upload_ids: tuple[int, ...]) -> None:
    """The first file is the main one; the others are attached data files."""
    for index, upload_id in enumerate(dict.fromkeys(upload_ids)):
        upload = load_upload(tx, upload_id)
        upload.attached_at = tx.now
        document.pages = document.pages or upload.pages
        row = DocumentFile(
            direction=Direction.INCOMING, document_id=document.id or 0, unit_id=document.unit_id,
            kind=FileKind.ATTACHMENT if index else FileKind.MAIN, sha256=upload.sha256, name=upload.name,
            media_type=upload.media_type, size_bytes=upload.size_bytes, pages=upload.pages,
            verdict=upload.verdict, added_by=tx.actor.position_id, added_at=tx.now,
        )  # fmt: skip
        tx.session.add_all((row, upload))
