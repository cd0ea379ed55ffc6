"""The record of each certificate's custody: rows are only added, the database refuses the rest (QC 6.5; ND30 Đ32)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus, list_agency
from voffice_app.db.people import find_actor
from voffice_app.db.session import Tx
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.custody import Custody, CustodyAct, CustodyFact, custody_on
from voffice_app.domain.people import Actor


class CustodyEvent(SQLModel, table=True):
    """One thing that happened to a certificate. Triggers refuse UPDATE and DELETE.

    ``position_id`` is who received it or was authorised; ``sha256`` and ``name`` are the minutes, decision or
    written authority, scanned; ``successor_id`` the certificate that a renewed one gave way to.
    """

    __tablename__ = "custody_event"
    __table_args__ = (
        one_of("act", CustodyAct),
        CheckConstraint("act <> 'temporary_authority' OR to_on IS NOT NULL", name="authority_ends"),
        CheckConstraint("act <> 'handed_over' OR position_id IS NOT NULL", name="handed_to_somebody"),
    )

    id: int | None = Field(default=None, primary_key=True)
    certificate_id: int = Field(foreign_key="certificate.id", index=True)
    act: CustodyAct = Field(sa_type=EnumText(CustodyAct))
    position_id: int | None = Field(default=None, foreign_key="position.id", index=True)
    given_by: str = Field(default="", max_length=200)
    decision: str = Field(default="", max_length=200)
    from_on: date
    to_on: date | None = None
    successor_id: int | None = Field(default=None, foreign_key="certificate.id")
    sha256: str = Field(default="", max_length=64)
    name: str = Field(default="", max_length=150)
    media_type: str = Field(default="", max_length=100)
    pages: int = 0
    comment: str = Field(default="", max_length=2000)
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)

    def fact(self) -> CustodyFact:
        return CustodyFact(self.act, self.position_id, self.from_on, self.to_on)


def write(tx: Tx, certificate_id: int, act: CustodyAct, from_on: date, **details: Any) -> int:
    """Add a row to the record, by the actor, now."""
    row = CustodyEvent(
        certificate_id=certificate_id, act=act, from_on=from_on, recorded_by=tx.actor.position_id or None,
        recorded_at=tx.now, **details,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row.id or 0


def list_events(session: Session, certificate_id: int) -> list[CustodyEvent]:
    """The whole record of a certificate in the order it was written."""
    return list(
        session.exec(
            select(CustodyEvent)
            .where(CustodyEvent.certificate_id == certificate_id)
            .order_by(col(CustodyEvent.id))
        ).all()
    )  # fmt: skip


def custody_of(session: Session, certificate_ids: Iterable[int], day: date) -> dict[int, Custody]:
    """The custody of each of these certificates on a day, by one query."""
    wanted = list(certificate_ids)
    facts: dict[int, list[CustodyFact]] = {each: [] for each in wanted}
    rows = session.exec(
        select(CustodyEvent).where(col(CustodyEvent.certificate_id).in_(wanted)).order_by(col(CustodyEvent.id))
    )
    for row in rows:
        facts[row.certificate_id].append(row.fact())
    return {each: custody_on(record, day) for each, record in facts.items()}


def custody_at(session: Session, certificate: Certificate, now: datetime) -> Custody:
    day = vietnam_date(now)
    return custody_of(session, [certificate.id or 0], day)[certificate.id or 0]


def holder_at(session: Session, certificate: Certificate, now: datetime) -> int | None:
    """The position that kept the certificate's key at that moment; None while it is with nobody."""
    return custody_at(session, certificate, now).holder


def may_seal(session: Session, certificate: Certificate, actor: Actor, now: datetime) -> bool:
    """Whether this person, in the post of this act, may use the unit's certificate at this moment (ND30 Đ32 k2).

    True for the holder, and for whoever has a running written authority; the post must still be held, the
    certificate be in force.
    """
    today = vietnam_date(now)
    if certificate.kind is not CertificateKind.AGENCY or certificate.unit_id != actor.unit_id:
        return False
    if certificate.status is not CertificateStatus.ACTIVE or not certificate.valid_from <= now < certificate.valid_to:
        return False
    seat = find_actor(session, actor.position_id, today)
    if seat is None or (seat.unit_id, seat.account_id) != (actor.unit_id, actor.account_id):
        return False
    return custody_at(session, certificate, now).may_use(actor.position_id, today)


def find_for_sealing(session: Session, actor: Actor, now: datetime) -> Certificate | None:
    """The unit's newest certificate that this person may seal with; without one, the newest that somebody else may.

    A new one entered ahead of time takes nothing from the holder of the old one.
    """
    found = list_agency(session, actor.unit_id, now)
    held = (each for each in found if may_seal(session, each, actor, now))
    return next(held, found[0] if found else None)
