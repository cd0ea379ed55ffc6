"""Links between documents: answers, replacements, amendments, corrections (ND30 Đ18 k3), seen from both ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, or_, select
from sqlmodel import Field, Session, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Tx
from voffice_app.domain.links import DECLARED, LinkKind
from voffice_app.domain.people import Actor

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


O: Any = OutgoingDocument  # noqa: E741 - beside L and I
I: Any = IncomingDocument  # noqa: E741


def is_issued_link(session: Session, kind: LinkKind, target_id: int) -> bool:
    """Whether an issued document of the unit says this of that one."""
    query = select(L.id).join(O, O.id == L.source_id).where(
        L.kind == kind, L.source_direction == Direction.OUTGOING, L.target_direction == Direction.OUTGOING,
        L.target_id == target_id, O.issued_at.is_not(None),
    )  # fmt: skip
    return session.execute(query.limit(1)).first() is not None


@dataclass(frozen=True)
class Linked:
    """The other end of a link, for somebody who may see it. ``document_id`` 0: it is told of, not shown."""

    kind: LinkKind
    forward: bool
    direction: Direction
    document_id: int
    reference: str
    abstract: str


def list_linked(session: Session, actor: Actor, one: Papers) -> list[Linked]:
    """The links of a document of the actor's unit whose other end is the unit's own and visible to the actor."""
    found = []
    for end in list_links(session, one):
        other = _seen(session, actor, end)
        if other is None:
            continue
        found.append(Linked(end.kind, end.forward, end.direction, end.document_id, other.reference, other.abstract))
    return found


def _seen(session: Session, actor: Actor, end: LinkEnd) -> OutgoingDocument | IncomingDocument | None:
    if end.direction is Direction.INCOMING:
        paper = session.get(IncomingDocument, end.document_id)
        return paper if paper is not None and paper.is_visible(actor) else None
    document = session.get(OutgoingDocument, end.document_id)
    return document if document is not None and document.is_visible(actor) else None


def list_received(session: Session, actor: Actor, paper: IncomingDocument) -> list[Linked]:
    """What the issuer's links say of a paper the unit received: the other end as the unit received it itself.

    That it was replaced is told even where the new document did not come; nothing more is told then.
    """
    if paper.origin_outgoing_id is None:
        return []
    here = (Direction.OUTGOING, paper.origin_outgoing_id)
    ends = [end for end in list_links(session, here) if end.direction is Direction.OUTGOING and end.kind in DECLARED]
    found = []
    for end in ends:
        other = session.get_one(OutgoingDocument, end.document_id)
        query = select(I).where(I.origin_outgoing_id == end.document_id, I.unit_id.in_(actor.unit_ids))
        ours = session.scalars(query.order_by(I.id.desc())).first()
        if ours is not None and ours.is_visible(actor):
            found.append(Linked(end.kind, end.forward, Direction.INCOMING, ours.id, ours.reference, ours.abstract))
        elif end.kind is LinkKind.REPLACES and not end.forward and other.issued_at is not None:
            found.append(Linked(end.kind, False, Direction.INCOMING, 0, "", ""))
    return found
