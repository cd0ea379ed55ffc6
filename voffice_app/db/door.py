"""What the door remembers: log-in sessions and failed attempts (security.md §2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from voffice_app.db.base import UtcDateTime
from voffice_app.db.people import Account

FREE_TRIES = 5
LONGEST_LOCK = timedelta(minutes=60)


class LoginSession(SQLModel, table=True):
    """A log-in; only the SHA-256 of its 256-bit id is stored."""

    __tablename__ = "login_session"

    id: int | None = Field(default=None, primary_key=True)
    id_sha256: str = Field(max_length=64, unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    position_id: int | None = Field(default=None, foreign_key="position.id")
    delegation_id: int | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    address: str = Field(default="", max_length=60)


class LoginFailure(SQLModel, table=True):
    """Failed tries by folded name, whether or not such an account exists: answers never differ."""

    __tablename__ = "login_failure"

    username: str = Field(primary_key=True, max_length=60)
    count: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class OpenSession:
    """A live log-in."""

    session_id: int
    account_id: int
    position_id: int | None
    must_change_password: bool
    delegation_id: int | None = None


def find_account(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(Account.username == username, Account.active)).first()


def find_open(
    session: Session, id_sha256: str, now: datetime, idle: timedelta, absolute: timedelta
) -> OpenSession | None:
    """The log-in behind a cookie, unless revoked, idle too long or too old."""
    row = session.exec(
        select(LoginSession, Account)
        .join(Account, col(Account.id) == LoginSession.account_id)
        .where(
            LoginSession.id_sha256 == id_sha256,
            col(LoginSession.revoked_at).is_(None),
            LoginSession.seen_at > now - idle,
            LoginSession.created_at > now - absolute,
            Account.active,
        )
    ).first()
    if row is None:
        return None
    login, account = row
    return OpenSession(
        login.id or 0, login.account_id, login.position_id, account.must_change_password, login.delegation_id
    )


def locked_until(session: Session, username: str) -> datetime | None:
    failure = session.get(LoginFailure, username)
    return failure.locked_until if failure else None


# One statement on both databases: tries at the same moment queue on the row, so none is lost.
_COUNT = text(
    "INSERT INTO login_failure (username, count) VALUES (:username, 1) "
    "ON CONFLICT (username) DO UPDATE SET count = login_failure.count + 1 RETURNING count"
)


def count_failure(session: Session, username: str, now: datetime) -> None:
    """Growing lock-out: after five tries 1, 2, 4 … minutes, at the most an hour."""
    count = int(session.execute(_COUNT, {"username": username}).scalar_one())
    if count >= FREE_TRIES:
        until = now + min(timedelta(minutes=2 ** min(count - FREE_TRIES, 6)), LONGEST_LOCK)
        session.exec(update(LoginFailure).where(col(LoginFailure.username) == username).values(locked_until=until))


def forget_failures(session: Session, username: str) -> None:
    session.exec(delete(LoginFailure).where(col(LoginFailure.username) == username))
