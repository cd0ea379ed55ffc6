"""Comments on a place of a page, their answers, and whose opinion on a draft was asked for."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func
from sqlmodel import Field, SQLModel, col, select

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session
from voffice_app.domain.page_comments import Commented, CommentKind


class OutgoingComment(SQLModel, table=True):
    """One comment on one version of the file; older versions keep theirs. Points from the page's bottom left."""

    __tablename__ = "outgoing_comment"
    __table_args__ = (
        one_of("kind", CommentKind),
        CheckConstraint("page > 0 AND x1 >= x0 AND y1 >= y0", name="on_page"),
        CheckConstraint("text <> ''", name="said"),
        CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", name="settled_by_somebody"),
        UniqueConstraint("outgoing_id", "request_key"),
        Index("ix_outgoing_comment_document", "outgoing_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    file_id: int = Field(foreign_key="document_file.id")
    position_id: int = Field(foreign_key="position.id")
    kind: CommentKind = Field(sa_type=EnumText(CommentKind))
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    text: str = Field(max_length=1000)
    created_at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: int | None = Field(default=None, foreign_key="position.id")
    request_key: str | None = Field(default=None, max_length=32)


class OutgoingCommentAnswer(SQLModel, table=True):
    """What was said to a comment."""

    __tablename__ = "outgoing_comment_answer"
    __table_args__ = (
        CheckConstraint("text <> ''", name="said"),
        Index("ix_outgoing_comment_answer_comment", "comment_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="outgoing_comment.id")
    position_id: int = Field(foreign_key="position.id")
    text: str = Field(max_length=1000)
    created_at: datetime = Field(sa_type=UtcDateTime)


class OutgoingAsked(SQLModel, table=True):
    """Somebody of the unit whose opinion on the draft was asked for, each once."""

    __tablename__ = "outgoing_asked"
    __table_args__ = (UniqueConstraint("outgoing_id", "position_id"),)

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    position_id: int = Field(foreign_key="position.id")
    asked_by: int = Field(foreign_key="position.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)


def list_comments(session: Session, document_id: int) -> list[OutgoingComment]:
    """In the order they were made: that is their number."""
    query = select(OutgoingComment).where(OutgoingComment.outgoing_id == document_id)
    return list(session.exec(query.order_by(col(OutgoingComment.id))).all())


def list_answers(session: Session, document_id: int) -> list[OutgoingCommentAnswer]:
    query = (
        select(OutgoingCommentAnswer)
        .join(OutgoingComment, col(OutgoingComment.id) == OutgoingCommentAnswer.comment_id)
        .where(OutgoingComment.outgoing_id == document_id)
    )
    return list(session.exec(query.order_by(col(OutgoingCommentAnswer.id))).all())


def list_asked(session: Session, document_id: int) -> list[OutgoingAsked]:
    query = select(OutgoingAsked).where(OutgoingAsked.outgoing_id == document_id)
    return list(session.exec(query.order_by(col(OutgoingAsked.id))).all())


def find_comment_by_key(session: Session, document_id: int, request_key: str | None) -> int | None:
    """The comment that this form made before."""
    if not request_key:
        return None
    query = select(OutgoingComment.id).where(
        OutgoingComment.outgoing_id == document_id, OutgoingComment.request_key == request_key
    )
    return session.exec(query).first()


def number_of(session: Session, comment: OutgoingComment) -> int:
    """Its number beside the page: its place among the document's comments."""
    earlier = select(func.count()).where(
        OutgoingComment.outgoing_id == comment.outgoing_id, col(OutgoingComment.id) <= comment.id
    )
    return session.exec(earlier).one()


def count_open(session: Session, document_id: int, file_id: int | None, position_id: int) -> int:
    """How many comments this person made on this version that nobody has settled."""
    mine = select(func.count()).where(
        OutgoingComment.outgoing_id == document_id, OutgoingComment.file_id == file_id,
        OutgoingComment.position_id == position_id, col(OutgoingComment.settled_at).is_(None),
    )  # fmt: skip
    return session.exec(mine).one()


def commented(session: Session, document: OutgoingDocument) -> Commented:
    """What the rules must know."""
    asked = frozenset(row.position_id for row in list_asked(session, document.id or 0))
    return Commented(
        document.status, document.unit_id, document.drafter_position_id, document.signer_position_id, asked
    )
