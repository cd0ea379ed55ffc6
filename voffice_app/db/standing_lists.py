"""What the screens list of a unit's delegations, fields, covers and written capacities, with names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from voffice_app.db.assignments import AbsenceCover, FieldAssignment
from voffice_app.db.delegations import Delegation, DelegationScope
from voffice_app.db.files import ReadableFile
from voffice_app.db.people import Account, Position
from voffice_app.db.signing_authority import SigningAuthority
from voffice_app.domain.delegation import Scope, Term
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may

LONGEST = 200


@dataclass(frozen=True)
class Standing:
    """One row: who, for whom or in what, from–to, by which paper."""

    id: int
    person: str
    title: str
    position_id: int
    what: str
    other: str
    valid_from: date
    valid_to: date | None
    ended_on: date | None
    paper: str
    scan: bool = False
    scopes: tuple[Scope, ...] = ()

    @property
    def term(self) -> Term:
        return Term(self.valid_from, self.valid_to, self.ended_on)


def _names(session: Session, unit_id: int) -> dict[int, tuple[str, str]]:
    """Everybody who ever had a post in the unit."""
    p: Any = Position
    a: Any = Account
    rows = session.execute(select(p.id, a.full_name, p.title).join(a, a.id == p.account_id).where(p.unit_id == unit_id))
    return {position_id: (name, title) for position_id, name, title in rows}


def _rows(session: Session, table: Any, unit_id: int) -> Any:
    query = select(table).where(table.unit_id == unit_id).order_by(table.id.desc()).limit(LONGEST)
    return session.scalars(query).all()


def list_delegations(session: Session, unit_id: int) -> list[Standing]:
    """Newest first; those that ended too: who acted for whom stays readable."""
    names = _names(session, unit_id)
    rows = _rows(session, Delegation, unit_id)
    s: Any = DelegationScope
    scopes: dict[int, list[Scope]] = {}
    held = select(s.delegation_id, s.scope).where(s.delegation_id.in_([row.id for row in rows]))
    for delegation_id, scope in session.execute(held.order_by(s.scope)):
        scopes.setdefault(delegation_id, []).append(Scope(scope))
    return [
        Standing(
            row.id, *names.get(row.delegate_position_id, ("", "")), row.delegate_position_id, "",
            names.get(row.giver_position_id, ("", ""))[0], row.valid_from, row.valid_to, row.ended_on, row.paper,
            scopes=tuple(scopes.get(row.id, [])),
        )
        for row in rows
    ]  # fmt: skip


def list_fields(session: Session, unit_id: int) -> list[Standing]:
    names = _names(session, unit_id)
    return [
        Standing(
            row.id, *names.get(row.position_id, ("", "")), row.position_id, row.subject_area, "", row.valid_from,
            row.valid_to, row.ended_on, row.decided_by,
        )
        for row in _rows(session, FieldAssignment, unit_id)
    ]  # fmt: skip


def list_absences(session: Session, unit_id: int) -> list[Standing]:
    names = _names(session, unit_id)
    return [
        Standing(
            row.id, *names.get(row.cover_position_id, ("", "")), row.cover_position_id, row.reason,
            names.get(row.absent_position_id, ("", ""))[0], row.valid_from, row.valid_to, row.ended_on, row.reason,
        )
        for row in _rows(session, AbsenceCover, unit_id)
    ]  # fmt: skip


def list_powers(session: Session, unit_id: int) -> list[Standing]:
    names = _names(session, unit_id)
    return [
        Standing(
            row.id, *names.get(row.position_id, ("", "")), row.position_id, row.capacity,
            row.content or f"{row.body_title} {row.body}".strip(), row.valid_from, row.valid_to, row.ended_on,
            row.decided_by, bool(row.sha256),
        )
        for row in _rows(session, SigningAuthority, unit_id)
    ]  # fmt: skip


def find_authority_paper(session: Session, actor: Actor, authority_id: int) -> ReadableFile | None:
    """The scan of a written authority, for the unit's people and the office's IT."""
    row = session.get(SigningAuthority, authority_id)
    if row is None or not row.sha256 or not (row.unit_id == actor.unit_id or may(actor, Permission.ADMIN)):
        return None
    return ReadableFile(row.sha256, row.name, row.media_type, 1)
