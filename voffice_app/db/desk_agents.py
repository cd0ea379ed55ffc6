"""The desk agents people paired with their accounts, with the key each pairing shares (docs/decisions/0007)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime


class DeskAgent(SQLModel, table=True):
    """One pairing of one account with one computer. The key is emptied when the pairing is revoked."""

    __tablename__ = "desk_agent"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    agent_id: str = Field(max_length=32, unique=True)
    name: str = Field(default="", max_length=60)
    key: str = Field(max_length=64, repr=False)
    paired_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


@dataclass(frozen=True)
class AgentRow:
    """A pairing as its owner sees it: without the key."""

    id: int
    agent_id: str
    name: str
    paired_at: datetime
    last_used_at: datetime | None


def list_agents(session: Session, account_id: int) -> list[AgentRow]:
    """The person's pairings in force, the newest first."""
    found = session.exec(
        select(DeskAgent)
        .where(DeskAgent.account_id == account_id, col(DeskAgent.revoked_at).is_(None))
        .order_by(col(DeskAgent.id).desc())
    )
    return [AgentRow(row.id or 0, row.agent_id, row.name, row.paired_at, row.last_used_at) for row in found]


def find_agent(session: Session, agent_id: str) -> DeskAgent | None:
    return session.exec(select(DeskAgent).where(DeskAgent.agent_id == agent_id)).first()


def find_among(session: Session, account_id: int, agent_ids: Sequence[str]) -> DeskAgent | None:
    """Which of the pairings that a computer names is this person's, and in force; the newest."""
    return session.exec(
        select(DeskAgent)
        .where(
            DeskAgent.account_id == account_id,
            col(DeskAgent.agent_id).in_(agent_ids),
            col(DeskAgent.revoked_at).is_(None),
        )
        .order_by(col(DeskAgent.id).desc())
    ).first()


def load_own(session: Session, account_id: int, agent_row_id: int) -> DeskAgent | None:
    """A pairing by its row, if it is this person's."""
    return session.exec(
        select(DeskAgent).where(DeskAgent.id == agent_row_id, DeskAgent.account_id == account_id)
    ).first()
