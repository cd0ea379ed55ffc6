"""Paper copies of what was issued, with the unit's stamp on each (đóng dấu treo; QC 6.2, ND30 Đ18 k5)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from voffice_app.db.base import UtcDateTime
from voffice_app.db.session import Session


class OutgoingPaperCopy(SQLModel, table=True):
    """One print: of which file, how many copies, to whom; ``code`` finds it again in the log of prints."""

    __tablename__ = "outgoing_paper_copy"
    __table_args__ = (
        CheckConstraint("copies > 0 AND pages > 0", name="counted"),
        CheckConstraint("given_to <> ''", name="addressed"),
        UniqueConstraint("outgoing_id", "request_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    outgoing_id: int = Field(foreign_key="outgoing_document.id")
    file_id: int = Field(foreign_key="document_file.id")
    position_id: int = Field(foreign_key="position.id")
    copies: int
    pages: int
    given_to: str = Field(max_length=200)
    stamped: bool = True
    code: str = Field(default="", max_length=40)
    printed_at: datetime = Field(sa_type=UtcDateTime)
    request_key: str | None = Field(default=None, max_length=32)


def list_paper_copies(session: Session, document_id: int) -> list[OutgoingPaperCopy]:
    query = select(OutgoingPaperCopy).where(OutgoingPaperCopy.outgoing_id == document_id)
    return list(session.exec(query.order_by(col(OutgoingPaperCopy.id))).all())


def find_paper_copy(session: Session, document_id: int, request_key: str | None) -> OutgoingPaperCopy | None:
    """The print that this form recorded before."""
    if not request_key:
        return None
    query = select(OutgoingPaperCopy).where(
        OutgoingPaperCopy.outgoing_id == document_id, OutgoingPaperCopy.request_key == request_key
    )
    return session.exec(query).first()
