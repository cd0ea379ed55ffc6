"""Delegations of the head: who acts for them, from when to when, within which scopes (domain.md §1)."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.assignments import in_force
from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.people import Account, PersonRow, Position, find_actor
from voffice_app.domain.delegation import Scope
from voffice_app.domain.people import Actor


class Delegation(SQLModel, table=True):
    """A person may act for another from–to; ended by date, by return, or with one of the two posts."""

    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("giver_position_id <> delegate_position_id", name="to_another"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    giver_position_id: int = Field(foreign_key="position.id", index=True)
    delegate_position_id: int = Field(foreign_key="position.id", index=True)
    valid_from: date
    valid_to: date
    ended_on: date | None = None
    paper: str = Field(max_length=200)
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class DelegationScope(SQLModel, table=True):
    """One scope of a delegation."""

    __tablename__ = "delegation_scope"
    __table_args__ = (one_of("scope", Scope), UniqueConstraint("delegation_id", "scope"))

    id: int | None = Field(default=None, primary_key=True)
    delegation_id: int = Field(foreign_key="delegation.id")
    scope: Scope = Field(sa_type=EnumText(Scope))


def scopes_of(session: Session, delegation_id: int) -> frozenset[Scope]:
    query = select(DelegationScope.scope).where(DelegationScope.delegation_id == delegation_id)
    return frozenset(Scope(scope) for scope in session.exec(query))


def find_acting(session: Session, account_id: int, delegation_id: int, today: date) -> Actor | None:
    """The person of this account acting for the giver today; None when the delegation or a post has ended."""
    held = select(Delegation).where(Delegation.id == delegation_id, *in_force(Delegation, today))
    found = session.exec(held).first()
    if found is None:
        return None
    giver = find_actor(session, found.giver_position_id, today)
    own = find_actor(session, found.delegate_position_id, today)
    if giver is None or own is None or own.account_id != account_id:
        return None
    return replace(
        giver, account_id=account_id, acting_position_id=own.position_id, acting_name=own.full_name,
        acting_title=own.title, delegation_id=delegation_id, scopes=scopes_of(session, delegation_id),
    )  # fmt: skip


def list_acting(session: Session, position_ids: list[int], today: date) -> list[Delegation]:
    """The delegations that somebody holding these positions may switch to today."""
    mine = col(Delegation.delegate_position_id).in_(position_ids)
    return list(session.exec(select(Delegation).where(mine, *in_force(Delegation, today)).order_by(col(Delegation.id))))


def still_acts(session: Session, actor: Actor, today: date) -> bool:
    """Asked in the transaction of every act: whoever acts for somebody is turned back the moment it has ended."""
    if not actor.is_acting:
        return True
    now = find_acting(session, actor.account_id, actor.delegation_id or 0, today)
    return now is not None and now.position_id == actor.position_id


def find_seat(session: Session, position_id: int, today: date) -> PersonRow | None:
    """The person of a post held today in an active unit."""
    actor = find_actor(session, position_id, today)
    return PersonRow(position_id, actor.full_name, actor.title, actor.role, actor.unit_id) if actor else None


def list_held(session: Session, giver_position_id: int) -> list[tuple[Delegation, Scope, str]]:
    """Every scope the giver has given, with who holds it; those that ended too."""
    rows = session.exec(
        select(Delegation, DelegationScope.scope, Account.full_name)
        .join(DelegationScope, col(DelegationScope.delegation_id) == Delegation.id)
        .join(Position, col(Position.id) == Delegation.delegate_position_id)
        .join(Account, col(Account.id) == Position.account_id)
        .where(Delegation.giver_position_id == giver_position_id)
        .order_by(col(Delegation.id).desc(), col(DelegationScope.scope))
    )
    return [(row, Scope(scope), name) for row, scope, name in rows]
