"""Recipients beside the units of the system: people outside by name and e-mail; and saved sets of units."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, delete, or_
from sqlmodel import Field, SQLModel, col, select

from voffice_app.db.base import UtcDateTime
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session, Tx
from voffice_app.domain.outsiders import Outsider
from voffice_app.domain.people import Actor


class OutgoingOutsider(SQLModel, table=True):
    """Somebody outside the system who gets the document: by e-mail, or on paper where there is no address."""

    __tablename__ = "outgoing_outsider"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index("ix_outgoing_outsider_document", "outgoing_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    name: str = Field(max_length=200)
    email: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=200)


class RecipientSet(SQLModel, table=True):
    """A named choice of units, the owner's own or shared in the unit; ended, never deleted."""

    __tablename__ = "recipient_set"
    __table_args__ = (CheckConstraint("name <> ''", name="named"), Index("ix_recipient_set_unit", "unit_id", "id"))

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    owner_position_id: int = Field(foreign_key="position.id")
    name: str = Field(max_length=80)
    shared: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RecipientSetUnit(SQLModel, table=True):
    """One unit of a saved set."""

    __tablename__ = "recipient_set_unit"

    set_id: int = Field(foreign_key="recipient_set.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)


@dataclass(frozen=True)
class SavedSet:
    """A set as its reader sees it; ``mine``: who may change it."""

    id: int
    name: str
    shared: bool
    mine: bool
    unit_ids: tuple[int, ...]


def list_outsiders(session: Session, document_id: int) -> list[OutgoingOutsider]:
    query = select(OutgoingOutsider).where(OutgoingOutsider.outgoing_id == document_id)
    return list(session.exec(query.order_by(col(OutgoingOutsider.id))).all())


def list_sets(session: Session, actor: Actor) -> list[SavedSet]:
    """The person's own sets and those shared in the unit, by name."""
    mine = col(RecipientSet.owner_position_id) == actor.position_id
    query = (
        select(RecipientSet)
        .where(RecipientSet.unit_id == actor.unit_id, col(RecipientSet.ended_at).is_(None))
        .where(or_(mine, col(RecipientSet.shared)))
        .order_by(col(RecipientSet.name), col(RecipientSet.id))
    )
    rows = list(session.exec(query).all())
    members = select(RecipientSetUnit).where(col(RecipientSetUnit.set_id).in_([row.id for row in rows]))
    units: dict[int, list[int]] = {row.id or 0: [] for row in rows}
    for member in session.exec(members.order_by(col(RecipientSetUnit.unit_id))):
        units[member.set_id].append(member.unit_id)
    me = actor.position_id
    return [
        SavedSet(row.id or 0, row.name, row.shared, row.owner_position_id == me, tuple(units[row.id or 0]))
        for row in rows
    ]


def load_own_set(tx: Tx, set_id: int) -> RecipientSet | None:
    """The live set, when it is this person's own and not ended."""
    row = tx.session.get(RecipientSet, set_id, with_for_update=True)
    if row is None or row.owner_position_id != tx.actor.position_id or row.ended_at is not None:
        return None
    return row


def write_members(tx: Tx, set_id: int, unit_ids: tuple[int, ...]) -> None:
    tx.session.exec(delete(RecipientSetUnit).where(col(RecipientSetUnit.set_id) == set_id))
    tx.session.add_all(RecipientSetUnit(set_id=set_id, unit_id=unit) for unit in sorted(set(unit_ids)))


def set_outsiders(tx: Tx, document: OutgoingDocument, outsiders: tuple[Outsider, ...]) -> None:
    """These people outside in place of those named before."""
    tx.session.exec(delete(OutgoingOutsider).where(col(OutgoingOutsider.outgoing_id) == document.id))
    tx.session.add_all(
        OutgoingOutsider(outgoing_id=document.id or 0, name=row.name, email=row.email, note=row.note)
        for row in outsiders
    )
    document.outsider_count = len(outsiders)
