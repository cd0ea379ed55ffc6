"""Outgoing documents: tables, the live object of an act, and its facts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, and_, delete, false, text
from sqlmodel import Field, SQLModel, col, select

from voffice_app.db.archive_owed import owe_copy
from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.notices import posts_with, tell_step
from voffice_app.db.people import Unit
from voffice_app.db.session import Session, Tx
from voffice_app.domain import notices
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import fold
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.numbering import BOOK_YEAR, book_order, reference
from voffice_app.domain.outgoing import OutgoingFacts, OutgoingStatus
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret
from voffice_app.domain.workflow import Step

BOOK_ORDER = text(f"(year * {BOOK_YEAR} + number)")
QUEUE_ORDER = text(
    "(CASE WHEN urgency = 'express' THEN 3 WHEN urgency = 'very_urgent' THEN 2 "
    "WHEN urgency = 'urgent' THEN 1 ELSE 0 END)"
)
SUBJECT = "outgoing"
BLANKS = ("number", "date")
"""What is written into page 1 when the number is given: each into a gap that was found, or where it was shown."""


class OutgoingDocument(SQLModel, table=True):
    """A document the unit drafts and issues (fields of ND30 PL VI II.I).

    ``clean_file_id`` is the initialed, un-numbered version: a number is always imprinted on it anew.
    ``layout`` keeps where number, date, initial and signatures go, in PDF points. ``checked_at``: when the drafter,
    after issue, found the registered data right (QC 7.2.3).
    """

    __tablename__ = "outgoing_document"
    __table_args__ = (
        one_of("status", OutgoingStatus),
        one_of("urgency", Urgency),
        CheckConstraint("signing_capacity IN ('own', 'kt', 'tl', 'tuq', 'tm', 'q')", name="signing_capacity_known"),
        CheckConstraint("number IS NULL OR (number > 0 AND year IS NOT NULL)", name="number_has_year"),
        CheckConstraint(
            "status NOT IN ('issued', 'recalled', 'replaced') OR number IS NOT NULL", name="issued_has_number"
        ),
        UniqueConstraint("register_id", "year", "number"),
        UniqueConstraint("unit_id", "request_key"),
        Index("ix_outgoing_unit_status", "unit_id", "status", "id"),
        Index("ix_outgoing_unit", "unit_id", "id"),
        Index("ix_outgoing_unit_queue", "unit_id", QUEUE_ORDER, "id"),
        Index("ix_outgoing_status_queue", "unit_id", "status", QUEUE_ORDER, "id"),
        Index("ix_outgoing_unit_number", "unit_id", BOOK_ORDER, "id"),
        Index("ix_outgoing_status_number", "unit_id", "status", BOOK_ORDER, "id"),
        # Number and symbol stand once in the unit's year, whichever of its books gave them (ND30 Đ15 k1).
        Index("ix_outgoing_reference_once", "unit_id", "year", "number", "notation", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    register_id: int = Field(foreign_key="register.id")
    status: OutgoingStatus = Field(default=OutgoingStatus.DRAFT, sa_type=EnumText(OutgoingStatus))
    type_key: str = Field(max_length=10)
    notation: str = Field(max_length=30)
    number: int | None = None
    year: int | None = None
    issued_on: date | None = None
    abstract: str = Field(max_length=500)
    subject_area: str = Field(default="", max_length=100)
    urgency: Urgency = Field(default=Urgency.NORMAL, sa_type=EnumText(Urgency))
    drafter_position_id: int = Field(foreign_key="position.id")
    signer_position_id: int | None = Field(default=None, foreign_key="position.id")
    current_file_id: int | None = None
    clean_file_id: int | None = None
    initialed: bool = False
    imprint_pending: bool = False
    imprinted: bool = False
    leader_signature_holds: bool = False
    numbers_at_issue: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    recipient_count: int = 0
    outsider_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    layout: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    reply_due_on: date | None = None
    also_paper: bool = False
    paper_decided_by: int | None = Field(default=None, foreign_key="position.id")
    paper_decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sends_source: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    signing_capacity: str = Field(default="own", max_length=30, sa_column_kwargs={"server_default": "own"})
    signing_basis: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    signing_lines: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    numbered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    issued_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    request_key: str | None = Field(default=None, max_length=32)
    fold: str = Field(default=" ", max_length=900)

    @property
    def reference(self) -> str:
        """Number and symbol; before the number is given, the symbol alone behind a stroke."""
        return reference(self.number, self.notation) if self.number else f"…/{self.notation}"

    @property
    def book_order(self) -> int | None:
        """Its place among the unit's numbers, of all years."""
        return book_order(self.year, self.number)

    def facts(self) -> OutgoingFacts:
        """What the state table must know."""
        return OutgoingFacts(
            status=self.status, unit_id=self.unit_id, drafter_position_id=self.drafter_position_id,
            signer_position_id=self.signer_position_id, signing_capacity=self.signing_capacity,
            has_main_pdf=self.current_file_id is not None,
            has_initial=self.initialed, has_recipients=self.recipient_count + self.outsider_count > 0,
            has_place="place" in self.layout, has_blanks=not self.missing_blanks(),
            has_number=self.number is not None,
            imprinted=self.imprinted and not self.imprint_pending,
            leader_signature_holds=self.leader_signature_holds, numbers_at_issue=self.numbers_at_issue,
        )  # fmt: skip

    def missing_blanks(self) -> list[str]:
        """Those of number and date that neither the page nor a person has shown a place for."""
        found = self.layout.get("gaps", BLANKS if self.layout.get("blanks") else ())
        return [name for name in BLANKS if name not in found and name not in self.layout]

    def shown_blanks(self) -> dict[str, dict[str, float]]:
        """Boxes for number and date that the drafter has shown by hand, as seen on page 1, in points."""
        return {name: self.layout[name]["box"] for name in BLANKS if name in self.layout}

    def is_visible(self, actor: Actor) -> bool:
        """To the people of the unit or of its successor; whoever acts for somebody needs a scope that opens these."""
        return actor.stands_for(self.unit_id) and may(actor, Permission.OUTGOING_READ)

    def refold(self) -> None:
        """Renew the searchable text after its parts changed."""
        self.fold = f" {fold(f'{self.reference} {self.abstract}')} "


class OutgoingRecipient(SQLModel, table=True):
    """A unit that gets the document when it is issued. ``added_at``: only named afterwards; ``removed_at``: no more."""

    __tablename__ = "outgoing_recipient"
    __table_args__ = (UniqueConstraint("outgoing_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    unit_id: int = Field(foreign_key="unit.id")
    added_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def awaits_signer() -> Any:
    """The leader's turn: the number stands in the file, or will be signed at issue."""
    return _at(OutgoingStatus.NUMBERED, at_issue=OutgoingStatus.FORMAT_CHECKED)


def awaits_number() -> Any:
    """The clerk's turn to give the number: before the leader signs, or after."""
    return _at(OutgoingStatus.FORMAT_CHECKED, at_issue=OutgoingStatus.LEADER_SIGNED)


def awaits_seal() -> Any:
    """The clerk's turn to seal."""
    return _at(OutgoingStatus.LEADER_SIGNED, at_issue=OutgoingStatus.NUMBERED)


def _at(first: OutgoingStatus, at_issue: OutgoingStatus) -> Any:
    """One of two states, by the document's way of numbering; the states stand alone so that an index finds them."""
    status = col(OutgoingDocument.status)
    return and_(status.in_((first, at_issue)), col(OutgoingDocument.numbers_at_issue) == (status == at_issue))


def load_outgoing(tx: Tx, document_id: int, *, inherited: bool = False) -> OutgoingDocument:
    """The live document of the actor's unit, locked for this act; ``inherited``: also one of a unit it succeeds."""
    units = tx.actor.unit_ids if inherited else [tx.actor.unit_id]
    query = select(OutgoingDocument).where(OutgoingDocument.id == document_id, col(OutgoingDocument.unit_id).in_(units))
    document = tx.session.exec(query.with_for_update(key_share=True)).first()
    if document is None:
        raise not_visible()
    return document


def read_outgoing(session: Session, actor: Actor, document_id: int) -> OutgoingDocument:
    """The document, when the actor may see it; else the same refusal whether absent or forbidden."""
    document = session.get(OutgoingDocument, document_id)
    if document is None or not document.is_visible(actor):
        raise not_visible()
    return document


def load_file(session: Session, file_id: int | None) -> DocumentFile:
    row = session.get(DocumentFile, file_id) if file_id else None
    if row is None:
        raise not_visible()
    return row


def move(tx: Tx, document: OutgoingDocument, step: Step[OutgoingFacts], comment: str = "", **facts: object) -> None:
    """Write the step's target and its audit row; nothing that was said with it may be a state secret (QC 5.3)."""
    refuse_secret(Secrecy.NONE, comment)
    before, document.status = document.status, OutgoingStatus(step.target or document.status)
    document.changed_at = tx.now
    tx.session.add(document)
    tx.record(
        step.name, SUBJECT, document.id or 0,
        from_state=before, to_state=document.status, comment=comment, facts=facts,
    )  # fmt: skip
    if document.issued_at is not None:  # whatever happens from now on, the archive folder tells it too
        owe_copy(tx, document.id or 0)
    told = notices.AT_ISSUE if document.numbers_at_issue else notices.OUTGOING
    tell_step(tx, told.get(step.name, ()), lambda audience: _people(tx, document, audience), SUBJECT, document)


def _people(tx: Tx, document: OutgoingDocument, audience: notices.Audience) -> list[int | None]:
    if audience is notices.Audience.CLERKS:
        return [*posts_with(tx.session, [document.unit_id], Role.CLERK).get(document.unit_id, [])]
    return [document.drafter_position_id if audience is notices.Audience.DRAFTER else document.signer_position_id]


def add_version(
    tx: Tx, document: OutgoingDocument, kind: FileKind, sha256: str, size_bytes: int, verdict: Any = None
) -> None:
    """Record stored bytes as the document's newest version."""
    base = load_file(tx.session, document.current_file_id)
    row = DocumentFile(
        direction=Direction.OUTGOING, document_id=document.id or 0, unit_id=document.unit_id, kind=kind,
        sha256=sha256, name=base.name, media_type=base.media_type, size_bytes=size_bytes, pages=base.pages,
        verdict=verdict, added_by=tx.actor.position_id or None, added_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    document.current_file_id, document.changed_at = row.id, tx.now


def read_current(session: Session, actor: Actor, document_id: int) -> tuple[OutgoingDocument, DocumentFile]:
    """A document of the actor's unit with its newest version, to make bytes from outside a transaction."""
    document = session.get(OutgoingDocument, document_id)
    if document is None or document.unit_id != actor.unit_id:
        raise not_visible()
    if document.current_file_id is None:
        raise refuse("main_pdf_missing")
    return document, load_file(session, document.current_file_id)


def set_recipients(tx: Tx, document: OutgoingDocument, unit_ids: tuple[int, ...]) -> None:
    """The units that will get it, each once, in place of those named before."""
    tx.session.exec(delete(OutgoingRecipient).where(col(OutgoingRecipient.outgoing_id) == document.id))
    wanted = sorted(set(unit_ids))
    tx.session.add_all(OutgoingRecipient(outgoing_id=document.id or 0, unit_id=i) for i in wanted)
    document.recipient_count = len(wanted)


def list_recipients(session: Session, document_id: int) -> list[tuple[int, int]]:
    """The recipients' rows: (id, unit); a unit closed since the draft gets nothing."""
    query = (
        select(OutgoingRecipient.id, OutgoingRecipient.unit_id)
        .join(Unit, col(Unit.id) == OutgoingRecipient.unit_id)
        .where(OutgoingRecipient.outgoing_id == document_id, Unit.active)
    )
    return [(i or 0, u) for i, u in session.exec(query)]


def find_recipient(tx: Tx, document_id: int, unit_id: int) -> OutgoingRecipient | None:
    """The unit's row on the list of this document, whether it was taken off it or not."""
    query = select(OutgoingRecipient).where(OutgoingRecipient.outgoing_id == document_id)
    return tx.session.exec(query.where(OutgoingRecipient.unit_id == unit_id)).first()


def list_current_recipients(tx: Tx, document_id: int) -> list[OutgoingRecipient]:
    """The receivers on the list, as rows to change; the document is locked."""
    query = select(OutgoingRecipient).where(
        OutgoingRecipient.outgoing_id == document_id, col(OutgoingRecipient.removed_at).is_(None)
    )
    return list(tx.session.exec(query.order_by(col(OutgoingRecipient.id))).all())


def list_recipient_ids(session: Session, document_id: int) -> list[int]:
    return list(
        session.exec(
            select(OutgoingRecipient.unit_id)
            .where(OutgoingRecipient.outgoing_id == document_id, col(OutgoingRecipient.removed_at).is_(None))
            .order_by(col(OutgoingRecipient.unit_id))
        ).all()
    )


def list_imprint_pending(session: Session) -> list[int]:
    """Documents whose number is given and whose bytes are not made yet (finished at start-up)."""
    return [i for i in session.exec(select(OutgoingDocument.id).where(OutgoingDocument.imprint_pending)) if i]
