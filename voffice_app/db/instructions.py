"""What makes assigning quick: the unit's short list of instructions, and each person's own sets of people."""

from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime
from voffice_app.domain.people import Actor

MOST_TEMPLATES = 12
MOST_SETS = 12


class InstructionTemplate(SQLModel, table=True):
    """A sentence the unit's leaders often write; dropped ones are ended, not deleted."""

    __tablename__ = "instruction_template"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    words: str = Field(max_length=200)
    added_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PeopleSet(SQLModel, table=True):
    """Lead, support and information as one person often chooses them together; nobody else's business."""

    __tablename__ = "people_set"
    __table_args__ = (UniqueConstraint("position_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    position_id: int = Field(foreign_key="position.id")
    name: str = Field(max_length=60)
    lead: list[int] = Field(default_factory=list, sa_type=JSON)
    support: list[int] = Field(default_factory=list, sa_type=JSON)
    info: list[int] = Field(default_factory=list, sa_type=JSON)


def list_templates(session: Session, unit_id: int) -> list[InstructionTemplate]:
    """In the order they were added."""
    rows = select(InstructionTemplate).where(
        InstructionTemplate.unit_id == unit_id, col(InstructionTemplate.ended_at).is_(None)
    )
    return list(session.exec(rows.order_by(col(InstructionTemplate.id))).all())


def list_sets(session: Session, actor: Actor) -> list[PeopleSet]:
    """The acting position's own, by name."""
    rows = select(PeopleSet).where(PeopleSet.position_id == actor.position_id)
    return list(session.exec(rows.order_by(col(PeopleSet.name))).all())
