"""Where a unit's clerk looks for documents, and when somebody last did (QC 6.1.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.people import Account, Position
from voffice_app.domain.incoming import Source


class SourcePlace(SQLModel, table=True):
    """A website, a mailbox, another system; closed, never deleted."""

    __tablename__ = "source_place"
    __table_args__ = (one_of("source", Source),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(max_length=100)
    address: str = Field(default="", max_length=200)
    source: Source = Field(sa_type=EnumText(Source))
    active: bool = True


class SourceLook(SQLModel, table=True):
    """Somebody looked there: with something to register, or without."""

    __tablename__ = "source_look"

    id: int | None = Field(default=None, primary_key=True)
    place_id: int = Field(foreign_key="source_place.id", index=True)
    position_id: int = Field(foreign_key="position.id")
    looked_at: datetime = Field(sa_type=UtcDateTime)
    found: bool


@dataclass(frozen=True)
class Looked:
    """A place with the last look at it."""

    place: SourcePlace
    looked_at: datetime | None
    by: str
    found: bool


def list_places(session: Session, unit_id: int, closed: bool = False) -> list[Looked]:
    """The unit's places in the order they were entered."""
    query = select(SourcePlace).where(SourcePlace.unit_id == unit_id)
    query = query if closed else query.where(SourcePlace.active)
    places = list(session.exec(query.order_by(col(SourcePlace.active).desc(), col(SourcePlace.id))).all())
    last = _last_looks(session, [place.id or 0 for place in places])
    return [_looked(place, last.get(place.id or 0)) for place in places]


def find_place(session: Session, unit_id: int, place_id: int) -> SourcePlace | None:
    query = select(SourcePlace).where(SourcePlace.id == place_id, SourcePlace.unit_id == unit_id)
    return session.exec(query).first()


def _last_looks(session: Session, places: list[int]) -> dict[int, tuple[SourceLook, str]]:
    latest = select(func.max(SourceLook.id)).where(col(SourceLook.place_id).in_(places)).group_by(
        col(SourceLook.place_id)
    )  # fmt: skip
    query = (
        select(SourceLook, Account.full_name)
        .join(Position, col(Position.id) == SourceLook.position_id)
        .join(Account, col(Account.id) == Position.account_id)
        .where(col(SourceLook.id).in_(latest))
    )
    return {look.place_id: (look, name) for look, name in session.exec(query)}


def _looked(place: SourcePlace, last: tuple[SourceLook, str] | None) -> Looked:
    if last is None:
        return Looked(place, None, "", False)
    look, name = last
    return Looked(place, look.looked_at, name, look.found)
