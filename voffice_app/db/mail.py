"""Letters to people outside the system: one for each document, address and matter, whatever happens to the server.

A letter is SENDING from just before its bytes leave until the mail server has answered. Who finds one in that state
does not know whether it arrived: it becomes UNSURE, is never sent again by itself, and the clerk decides
(docs/decisions/0012-letters-at-most-once.md).
"""

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.incoming import SUBJECT as INCOMING
from voffice_app.db.jobs import enqueue
from voffice_app.db.outgoing import SUBJECT as OUTGOING
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.recipients import list_outsiders
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible
from voffice_app.domain.outsiders import Matter
from voffice_app.domain.people import Actor

JOB = "send_mail"
WITHDRAWN = "mail_withdrawn"
"""Why a letter did not go: what it tells was over before it went."""
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class MailState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"


class OutgoingMail(SQLModel, table=True):
    """``reason`` is a refusal's code, ``answer`` the mail server's own words; ``round`` counts the clerk's retries.

    ``about_id``: the recall it tells of (issued_change), or the newer document; 0 for the letter at issue.
    It tells of an issued document, or acknowledges one that arrived: then without any file.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        one_of("state", MailState),
        one_of("matter", Matter),
        CheckConstraint("(matter IN ('issued', 'arrived')) = (about_id = 0)", name="matter_has_subject"),
        CheckConstraint("(matter = 'arrived') = (incoming_id IS NOT NULL)", name="arrived_has_document"),
        CheckConstraint("(matter = 'arrived') = (outgoing_id IS NULL)", name="issued_has_document"),
        CheckConstraint("(matter = 'arrived') = (file_id IS NULL)", name="arrived_has_no_file"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_time"),
        CheckConstraint("state <> 'elsewhere' OR (note <> '' AND settled_by IS NOT NULL)", name="elsewhere_has_note"),
        UniqueConstraint("outgoing_id", "address", "matter", "about_id"),
        UniqueConstraint("incoming_id", "address"),
        Index("ix_outgoing_mail_state", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int | None = Field(default=None, foreign_key="outgoing_document.id")
    incoming_id: int | None = Field(default=None, foreign_key="incoming_document.id")
    unit_id: int = Field(foreign_key="unit.id")
    file_id: int | None = Field(default=None, foreign_key="document_file.id")
    name: str = Field(max_length=200)
    address: str = Field(max_length=120)
    matter: Matter = Field(default=Matter.ISSUED, sa_type=EnumText(Matter))
    about_id: int = 0
    state: MailState = Field(default=MailState.WAITING, sa_type=EnumText(MailState))
    round: int = 1
    message_id: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=60)
    answer: str = Field(default="", max_length=500)
    note: str = Field(default="", max_length=300)
    settled_by: int | None = Field(default=None, foreign_key="position.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def subject(self) -> tuple[str, int]:
        """Whose history tells of it."""
        return (INCOMING, self.incoming_id) if self.incoming_id else (OUTGOING, self.outgoing_id or 0)


def enqueue_mail(
    tx: Tx, outgoing_id: int, address: str, name: str, matter: Matter = Matter.ISSUED, about_id: int = 0
) -> int:
    """With the act that issues a document, or changes it: a letter to an outsider. Twice is once.

    An address that can receive nothing makes a failed letter the clerk sees; it does not hold up the issuing.
    """
    address = address.strip().lower()
    known = select(OutgoingMail).where(OutgoingMail.outgoing_id == outgoing_id, OutgoingMail.address == address)
    same = known.where(OutgoingMail.matter == matter, OutgoingMail.about_id == about_id)
    row = tx.session.exec(same).first()
    if row is not None:
        return row.id or 0
    document = tx.session.get_one(OutgoingDocument, outgoing_id)
    row = OutgoingMail(
        outgoing_id=outgoing_id, unit_id=document.unit_id, file_id=document.current_file_id or 0, name=name,
        address=address, matter=matter, about_id=about_id, created_at=tx.now, changed_at=tx.now,
    )  # fmt: skip
    if not ADDRESS.fullmatch(address):
        row.state, row.reason = MailState.FAILED, "mail_address_wrong"
    return _added(tx, row)


def enqueue_receipt(tx: Tx, incoming_id: int, address: str, name: str) -> tuple[int, bool]:
    """With the clerk's acknowledgement: a letter to the sender, and whether it is a new one. Twice is once; one that
    could not be sent goes again.
    """
    known = select(OutgoingMail).where(OutgoingMail.incoming_id == incoming_id, OutgoingMail.address == address)
    row = tx.session.exec(known).first()
    if row is not None:
        if row.state is MailState.FAILED:
            send_again(tx, row)
            tx.record("mail_again", *row.subject, facts={"address": address})
        return row.id or 0, False
    row = OutgoingMail(
        incoming_id=incoming_id, unit_id=tx.actor.unit_id, name=name, address=address, matter=Matter.ARRIVED,
        created_at=tx.now, changed_at=tx.now,
    )  # fmt: skip
    return _added(tx, row), True


def _added(tx: Tx, row: OutgoingMail) -> int:
    tx.session.add(row)
    tx.session.flush()
    if row.state is MailState.WAITING:
        put_in_queue(tx, row)
    return row.id or 0


def mail_outsiders(tx: Tx, outgoing_id: int) -> None:
    """With issuing: a letter to each outsider who has an address; the others get it on paper."""
    for outsider in list_outsiders(tx.session, outgoing_id):
        if outsider.email:
            enqueue_mail(tx, outgoing_id, outsider.email, outsider.name)


REACHED = (MailState.SENDING, MailState.SENT, MailState.UNSURE, MailState.ELSEWHERE)
"""Letters that an outsider has, or may have, or got in another way."""


def tell_outsiders(tx: Tx, outgoing_id: int, matter: Matter, about_id: int) -> None:
    """Whoever may have the document hears what became of it. Whom its letter never reached has nothing to put right."""
    before = Matter.RECALLED if matter is Matter.VALID_AGAIN else Matter.ISSUED
    for row in list_mail(tx.session, outgoing_id):
        of_this = row.about_id == about_id or before is Matter.ISSUED
        if row.matter is before and of_this and row.state in REACHED:
            enqueue_mail(tx, outgoing_id, row.address, row.name, matter, about_id)


def send_withheld(tx: Tx, outgoing_id: int) -> None:
    """Letters that a recall, since withdrawn, kept from going: they go now."""
    for row in list_mail(tx.session, outgoing_id):
        if row.matter is Matter.ISSUED and row.state is MailState.FAILED and row.reason == WITHDRAWN:
            send_again(tx, row)


def send_again(tx: Tx, row: OutgoingMail) -> None:
    """Another round of a letter that did not go, or whose going is in doubt; it keeps its Message-ID."""
    row.state, row.reason, row.answer, row.round = MailState.WAITING, "", "", row.round + 1
    row.changed_at = tx.now
    tx.session.add(row)
    put_in_queue(tx, row)


def put_in_queue(tx: Tx, row: OutgoingMail) -> None:
    """One job for each round."""
    enqueue(tx, JOB, {"mail_id": row.id}, f"mail:{row.id}:{row.round}", house=True)


def list_mail(session: Session, outgoing_id: int) -> list[OutgoingMail]:
    """The letters of one document, in the order of its recipients; whose document it is, the caller asks."""
    query = select(OutgoingMail).where(OutgoingMail.outgoing_id == outgoing_id).order_by(col(OutgoingMail.id))
    return list(session.exec(query).all())


def list_mail_of(session: Session, actor: Actor, outgoing_id: int) -> list[OutgoingMail]:
    """The same, of the actor's own unit's document; empty for any other."""
    return [row for row in list_mail(session, outgoing_id) if actor.stands_for(row.unit_id)]


def load_mail(tx: Tx, mail_id: int) -> OutgoingMail:
    """A letter, locked for this act. Raises NotVisible when it is absent."""
    row = tx.session.exec(select(OutgoingMail).where(OutgoingMail.id == mail_id).with_for_update()).first()
    if row is None:
        raise not_visible()
    return row


def count_mail(session: Session) -> dict[MailState, int]:
    """Letters of all units by their state."""
    query = select(OutgoingMail.state, func.count()).group_by(col(OutgoingMail.state))
    counts = dict(session.exec(query).all())
    return {state: counts.get(state, 0) for state in MailState}
