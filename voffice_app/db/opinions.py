"""What people of the unit say of a document in work: supporters on their own, others when a round asks them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.session import Tx
from voffice_app.domain.incoming import Stance

OPEN = text("closed_at IS NULL")
CONCLUSION = 1000
"""Letters that a round's conclusion holds."""


class IncomingOpinion(SQLModel, table=True):
    """A supporter's words or file for the lead; each a row of its own, so that what was said stays said."""

    __tablename__ = "incoming_opinion"

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id", index=True)
    position_id: int = Field(foreign_key="position.id")
    said: str = Field(default="", max_length=2000)
    file_id: int | None = Field(default=None, foreign_key="document_file.id")
    said_at: datetime = Field(sa_type=UtcDateTime)


class OpinionRound(SQLModel, table=True):
    """The lead's question to chosen people of the unit; one open at a time for each document."""

    __tablename__ = "opinion_round"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
        Index("ix_opinion_round_open", "incoming_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id", index=True)
    question: str = Field(max_length=1000)
    due_on: date | None = None
    asked_by: int = Field(foreign_key="position.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    closed_by: int | None = Field(default=None, foreign_key="position.id")
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    conclusion: str = Field(default="", max_length=CONCLUSION)


class RoundAnswer(SQLModel, table=True):
    """A person asked in a round, and the answer once it is given; it may be changed until the round closes."""

    __tablename__ = "round_answer"
    __table_args__ = (
        one_of("stance", Stance),
        CheckConstraint("(stance IS NULL) = (answered_at IS NULL)", name="answered_with_stance"),
        UniqueConstraint("round_id", "position_id"),
        Index("ix_round_answer_person", "position_id", "round_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="opinion_round.id")
    position_id: int = Field(foreign_key="position.id")
    stance: Stance | None = Field(default=None, sa_type=EnumText(Stance))
    said: str = Field(default="", max_length=2000)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def list_opinions(session: Session, incoming_id: int) -> list[IncomingOpinion]:
    rows = select(IncomingOpinion).where(IncomingOpinion.incoming_id == incoming_id)
    return list(session.exec(rows.order_by(col(IncomingOpinion.id).desc())).all())


def list_rounds(session: Session, incoming_id: int) -> list[OpinionRound]:
    """Every round about this document, the newest first."""
    rows = select(OpinionRound).where(OpinionRound.incoming_id == incoming_id)
    return list(session.exec(rows.order_by(col(OpinionRound.id).desc())).all())


def find_open_round(session: Session, incoming_id: int) -> OpinionRound | None:
    rows = select(OpinionRound).where(OpinionRound.incoming_id == incoming_id)
    return session.exec(rows.where(col(OpinionRound.closed_at).is_(None))).first()


def list_answers(session: Session, *round_ids: int) -> list[RoundAnswer]:
    """Everybody asked, in the order of asking."""
    rows = select(RoundAnswer).where(col(RoundAnswer.round_id).in_(round_ids))
    return list(session.exec(rows.order_by(col(RoundAnswer.id))).all())


def end_round(tx: Tx, incoming_id: int, conclusion: str = "") -> OpinionRound | None:
    """Close the open round, as the acting person; None when there is none."""
    asked = find_open_round(tx.session, incoming_id)
    if asked is not None:
        asked.closed_by, asked.closed_at, asked.conclusion = tx.actor.position_id, tx.now, conclusion
        tx.session.add(asked)
    return asked


def reopen_round(tx: Tx, incoming_id: int, closed_at: datetime) -> list[int]:
    """The round that ended with the work at this instant goes on; returns who has not answered it yet."""
    for asked in list_rounds(tx.session, incoming_id):
        if asked.closed_at == closed_at:
            asked.closed_by, asked.closed_at, asked.conclusion = None, None, ""
            tx.session.add(asked)
            return [row.position_id for row in list_answers(tx.session, asked.id or 0) if row.stance is None]
    return []
