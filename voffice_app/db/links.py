"""Links between documents: answers, replacements, amendments, corrections (ND30 Đ18 k3), seen from both ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, or_, select
from sqlmodel import Field, Session, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction
from voffice_app.db.session import Tx
from voffice_app.domain.links import LinkKind

Papers = tuple[Direction, int]
"""One end: which register, and the document's id."""


class DocumentLink(SQLModel, table=True):
    """``source`` says something of ``target``: it answers it, replaces it, amends it. Only ever added to."""

    __tablename__ = "document_link"
    __table_args__ = (
        one_of("kind", LinkKind),
        one_of("source_direction", Direction),
        one_of("target_direction", Direction),
        CheckConstraint(
            "source_direction <> target_direction OR source_id <> target_id", name="two_documents"
        ),
        UniqueConstraint("kind", "source_direction", "source_id", "target_direction", "target_id"),
        Index("ix_document_link_source", "source_direction", "source_id"),
        Index("ix_document_link_target", "target_direction", "target_id"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    kind: LinkKind = Field(sa_type=EnumText(LinkKind))
    source_direction: Direction = Field(sa_type=EnumText(Direction))
    source_id: int
    target_direction: Direction = Field(sa_type=EnumText(Direction))
    target_id: int
    position_id: int | None = Field(default=None, foreign_key="position.id")
    made_at: datetime = Field(sa_type=UtcDateTime)


L: Any = DocumentLink


@dataclass(frozen=True)
class LinkEnd:
    """A link as one of its documents sees it. ``forward``: this document says it of the other."""

    kind: LinkKind
    forward: bool
    direction: Direction
    document_id: int


def add_link(tx: Tx, kind: LinkKind, source: Papers, target: Papers) -> bool:
    """Write it once; the same link again changes nothing and answers False."""
    ends: dict[str, Any] = {
        "kind": kind, "source_direction": source[0], "source_id": source[1],
        "target_direction": target[0], "target_id": target[1],
    }  # fmt: skip
    if tx.session.execute(select(L.id).filter_by(**ends)).first():
        return False
    row = DocumentLink(**ends, unit_id=tx.actor.unit_id, position_id=tx.actor.position_id or None, made_at=tx.now)
    tx.session.add(row)
    tx.session.flush()
    return True


def drop_links(tx: Tx, kinds: tuple[LinkKind, ...], source: Papers) -> None:
    """A draft that changed its mind: what it declared before it was issued."""
    for row in tx.session.scalars(select(L).where(_source(source), L.kind.in_(kinds))).all():
        tx.session.delete(row)
    tx.session.flush()


def list_links(session: Session, one: Papers) -> list[LinkEnd]:
    """Every link of a document from either end, oldest first; who may see the other is not asked here."""
    target = (L.target_direction == one[0]) & (L.target_id == one[1])
    rows = session.scalars(select(L).where(or_(_source(one), target)).order_by(L.id)).all()
    return [
        LinkEnd(row.kind, True, row.target_direction, row.target_id)
        if (row.source_direction, row.source_id) == one
        else LinkEnd(row.kind, False, row.source_direction, row.source_id)
        for row in rows
    ]


def _source(one: Papers) -> Any:
    return (L.source_direction == one[0]) & (L.source_id == one[1])
