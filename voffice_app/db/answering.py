"""Which outgoing documents answer which incoming ones, from the first draft on."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.base import UtcDateTime
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Tx
from voffice_app.domain.people import Actor


class IncomingAnswer(SQLModel, table=True):
    """This outgoing document is written in answer to that incoming one."""

    __tablename__ = "incoming_answer"
    __table_args__ = (UniqueConstraint("incoming_id", "outgoing_id"),)

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id")
    outgoing_id: int = Field(foreign_key="outgoing_document.id", index=True)
    linked_by: int = Field(foreign_key="position.id")
    linked_at: datetime = Field(sa_type=UtcDateTime)


def find_link(session: Session, incoming_id: int, outgoing_id: int) -> IncomingAnswer | None:
    rows = select(IncomingAnswer).where(
        IncomingAnswer.incoming_id == incoming_id, IncomingAnswer.outgoing_id == outgoing_id
    )
    return session.exec(rows).first()


def link(tx: Tx, incoming_id: int, outgoing_id: int) -> bool:
    """Once, however often it is said; True when it was new."""
    if find_link(tx.session, incoming_id, outgoing_id) is not None:
        return False
    tx.session.add(
        IncomingAnswer(
            incoming_id=incoming_id, outgoing_id=outgoing_id, linked_by=tx.actor.position_id, linked_at=tx.now
        )
    )
    return True


def list_answering(session: Session, actor: Actor, incoming_id: int) -> list[OutgoingDocument]:
    """The unit's outgoing documents written in answer to this one, the newest first."""
    rows = (
        select(OutgoingDocument)
        .join(IncomingAnswer, col(IncomingAnswer.outgoing_id) == OutgoingDocument.id)
        .where(IncomingAnswer.incoming_id == incoming_id, OutgoingDocument.unit_id == actor.unit_id)
    )
    return list(session.exec(rows.order_by(col(OutgoingDocument.id).desc())).all())


def list_answered(session: Session, actor: Actor, outgoing_id: int) -> list[IncomingDocument]:
    """The unit's incoming documents that this one answers, as far as the reader may see them."""
    rows = (
        select(IncomingDocument)
        .join(IncomingAnswer, col(IncomingAnswer.incoming_id) == IncomingDocument.id)
        .where(IncomingAnswer.outgoing_id == outgoing_id, IncomingDocument.unit_id == actor.unit_id)
    )
    found = session.exec(rows.order_by(col(IncomingDocument.id))).all()
    return [document for document in found if document.is_visible(actor)]
