"""What IT's screens list: accounts with their posts, images of signatures and seals."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from voffice_app.db.certificates import ImageKind, SignatureImage
from voffice_app.db.paging import PAGE_SIZE
from voffice_app.db.people import Account, Position, Unit

N: Any = Account
P: Any = Position
U: Any = Unit
G: Any = SignatureImage


@dataclass(frozen=True)
class AccountRow:
    """An account and its first open post."""

    id: int
    username: str
    full_name: str
    active: bool
    title: str
    unit_name: str


@dataclass(frozen=True)
class PositionRow:
    """A post of an account, past or present."""

    id: int
    title: str
    role: str
    unit_id: int
    unit_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class ImageRow:
    """An image of a signature, an initial or a seal."""

    id: int
    kind: ImageKind
    unit_name: str
    person: str
    width_mm: float
    height_mm: float
    added_at: datetime


def list_accounts(session: Session, words: str, after: str) -> tuple[list[AccountRow], bool]:
    """One page of accounts by user name behind ``after``; ``words`` are parts of a name."""
    query = select(N).where(N.username > after).order_by(N.username).limit(PAGE_SIZE + 1)
    for word in words.split():
        query = query.where(N.username.ilike(f"%{word}%") | N.full_name.ilike(f"%{word}%"))
    accounts = session.scalars(query).all()
    posts = _first_posts(session, [account.id for account in accounts[:PAGE_SIZE]])
    rows = [
        AccountRow(a.id, a.username, a.full_name, a.active, *posts.get(a.id, ("", ""))) for a in accounts[:PAGE_SIZE]
    ]
    return rows, len(accounts) > PAGE_SIZE


def _first_posts(session: Session, account_ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(P.account_id, P.title, U.name)
        .join(U, U.id == P.unit_id)
        .where(P.account_id.in_(account_ids))
        .order_by(P.valid_to.is_not(None), P.id.desc())
    ).all()
    return {account_id: (title, unit) for account_id, title, unit in reversed(rows)}


def list_positions(session: Session, account_id: int) -> list[PositionRow]:
    """Every post of an account, the present ones first."""
    rows = session.execute(
        select(P.id, P.title, P.role, P.unit_id, U.name, P.valid_from, P.valid_to)
        .join(U, U.id == P.unit_id)
        .where(P.account_id == account_id)
        .order_by(P.valid_to.is_not(None), P.id)
    ).all()
    return [PositionRow(*row) for row in rows]


def list_images(session: Session, unit_id: int) -> list[ImageRow]:
    """The images kept for a unit and its people, newest first."""
    rows = session.execute(
        select(G.id, G.kind, U.name, N.full_name, G.width_mm, G.height_mm, G.added_at)
        .join(U, U.id == G.unit_id)
        .outerjoin(N, N.id == G.account_id)
        .where(G.unit_id == unit_id)
        .order_by(G.id.desc())
    ).all()
    return [ImageRow(i, kind, unit, person or "", *rest) for i, kind, unit, person, *rest in rows]
