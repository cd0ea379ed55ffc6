"""Writing log-ins: opening, moving to another position, revoking (security.md 2.2)."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from voffice_app.db.door import LoginSession
from voffice_app.db.people import Account, Position, Unit
from voffice_app.domain.errors import not_visible


def load_login(session: Session, login_id: int) -> LoginSession:
    """The log-in to be changed. Raises NotVisible when there is none."""
    login = session.get(LoginSession, login_id)
    if login is None:
        raise not_visible()
    return login


def load_account(session: Session, account_id: int) -> Account:
    """The account to be changed. Raises NotVisible when there is none."""
    account = session.get(Account, account_id)
    if account is None:
        raise not_visible()
    return account


def revoke_by_key(session: Session, id_sha256: str, now: datetime) -> None:
    """End one log-in; harmless when it has ended already."""
    query = select(LoginSession).where(LoginSession.id_sha256 == id_sha256, col(LoginSession.revoked_at).is_(None))
    for login in session.exec(query):
        login.revoked_at = now


def revoke_all(session: Session, account_id: int, now: datetime) -> list[str]:
    """End every log-in of an account; returns their keys, so that memories of them can be dropped."""
    query = select(LoginSession).where(LoginSession.account_id == account_id, col(LoginSession.revoked_at).is_(None))
    ended = list(session.exec(query))
    for login in ended:
        login.revoked_at = now
    return [login.id_sha256 for login in ended]


def list_examples(session: Session) -> list[tuple[str, str, str]]:
    """One account of every role in every kind of unit: user name, title, name of the unit."""
    first = (
        select(func.min(Position.id))
        .join(Unit, col(Unit.id) == Position.unit_id)
        .join(Account, col(Account.id) == Position.account_id)
        .where(Account.active)
        .group_by(col(Unit.kind), col(Position.role))
    )
    rows = session.exec(
        select(Account.username, Position.title, Unit.name)
        .join(Position, col(Position.account_id) == Account.id)
        .join(Unit, col(Unit.id) == Position.unit_id)
        .where(col(Position.id).in_(first))
        .order_by(col(Position.id))
    )
    return [(username, title, unit) for username, title, unit in rows]


def stop_acting(session: Session, delegation_ids: list[int]) -> list[str]:
    """Log-ins that act by these delegations go back to their own post; returns their keys."""
    query = select(LoginSession).where(col(LoginSession.delegation_id).in_(delegation_ids))
    acting = [login for login in session.exec(query) if login.revoked_at is None]
    for login in acting:
        login.delegation_id = None
        session.add(login)
    return [login.id_sha256 for login in acting]
