"""Units, accounts and positions: who exists, where, as what, from when to when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Index, false, or_
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.signing_authority import list_papers
from voffice_app.db.unit_history import heritage_of
from voffice_app.domain.authority import may_hold
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor, Level, Role, UnitKind


class Unit(SQLModel, table=True):
    """An office, a school or a partner department; names and symbols are data."""

    __table_args__ = (one_of("kind", UnitKind), one_of("level", Level))

    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="unit.id")
    code: str = Field(max_length=35, unique=True)
    kind: UnitKind = Field(sa_type=EnumText(UnitKind))
    level: Level | None = Field(default=None, sa_type=EnumText(Level))
    name: str = Field(max_length=200)
    parent_name: str = Field(default="", max_length=200)
    symbol: str = Field(max_length=30)
    place_name: str = Field(max_length=60)
    cluster: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    email: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=30)
    address: str = Field(default="", max_length=200)
    active: bool = True


class Account(SQLModel, table=True):
    """A personal account (QC 3.1). The password is an Argon2id hash, never the password."""

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(max_length=60, unique=True)
    full_name: str = Field(max_length=50)
    email: str = Field(default="", max_length=120)
    password_hash: str = Field(max_length=200)
    must_change_password: bool = False
    password_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    active: bool = True


class Position(SQLModel, table=True):
    """A post a person holds in a unit, with dates."""

    __table_args__ = (one_of("role", Role), Index("ix_position_unit_role", "unit_id", "role"))

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    role: Role = Field(sa_type=EnumText(Role))
    title: str = Field(max_length=100)
    group_name: str = Field(default="", max_length=100)
    symbol: str = Field(default="", max_length=20)
    leads_group: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class PersonRow:
    """A position as screens list it."""

    position_id: int
    full_name: str
    title: str
    role: Role
    unit_id: int


def _held_on(today: date) -> list[object]:
    return [
        col(Position.valid_from) <= today,
        or_(col(Position.valid_to).is_(None), col(Position.valid_to) >= today),
    ]


def list_actors(session: Session, account_id: int, today: date) -> list[Actor]:
    """The positions a person may act in today, in order of their age."""
    rows = session.exec(
        select(Position, Account, Unit)
        .join(Account, col(Account.id) == Position.account_id)
        .join(Unit, col(Unit.id) == Position.unit_id)
        .where(Position.account_id == account_id, Account.active, Unit.active, *_held_on(today))  # type: ignore[arg-type]
        .order_by(col(Position.id))
    )
    return [_actor(session, today, *row) for row in rows]


def find_actor(session: Session, position_id: int, today: date) -> Actor | None:
    """The actor of a position held today by an active person of an active unit."""
    row = session.exec(
        select(Position, Account, Unit)
        .join(Account, col(Account.id) == Position.account_id)
        .join(Unit, col(Unit.id) == Position.unit_id)
        .where(Position.id == position_id, Account.active, Unit.active, *_held_on(today))  # type: ignore[arg-type]
    ).first()
    return _actor(session, today, *row) if row else None


def _actor(session: Session, today: date, position: Position, account: Account, unit: Unit) -> Actor:
    return Actor(
        account_id=account.id or 0, position_id=position.id or 0, unit_id=unit.id or 0, unit_kind=unit.kind,
        unit_name=unit.name, role=position.role, full_name=account.full_name, title=position.title,
        capacities=_capacities(session, today, position) if position.role is Role.OFFICER else frozenset(),
        heritage=heritage_of(session, unit.id or 0),
    )  # fmt: skip


def _capacities(session: Session, today: date, position: Position) -> frozenset[str]:
    """What was written down for an officer; leaders sign by their posts, the others never."""
    papers = list_papers(session, position.unit_id, today)
    held = (row.capacity for row in papers if row.position_id == position.id)
    return frozenset(str(capacity) for capacity in held if may_hold(capacity, position.role))


def list_people(session: Session, unit_id: int, today: date, *roles: Role) -> list[PersonRow]:
    """Positions held today in the unit, leaders first, optionally of some roles only."""
    query = (
        select(Position, Account)
        .join(Account, col(Account.id) == Position.account_id)
        .where(Position.unit_id == unit_id, Account.active, *_held_on(today))  # type: ignore[arg-type]
        .order_by(col(Position.id))
    )
    if roles:
        query = query.where(col(Position.role).in_(roles))
    return [PersonRow(p.id or 0, a.full_name, p.title, p.role, p.unit_id) for p, a in session.exec(query).all()]


def load_unit(session: Session, unit_id: int) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise not_visible()
    return unit


def list_units(session: Session, *kinds: UnitKind, active: bool = True) -> list[Unit]:
    query = select(Unit).order_by(col(Unit.kind), col(Unit.level), col(Unit.name))
    if kinds:
        query = query.where(col(Unit.kind).in_(kinds))
    if active:
        query = query.where(Unit.active)
    return list(session.exec(query).all())


def person_name(session: Session, position_id: int | None) -> tuple[str, str]:
    """Full name and title of a position, past or present."""
    row = session.exec(
        select(Account.full_name, Position.title)
        .join(Position, col(Position.account_id) == Account.id)
        .where(Position.id == position_id)
    ).first()
    return row or ("", "")
