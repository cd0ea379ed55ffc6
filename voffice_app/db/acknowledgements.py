"""Telling an outside sender on the same day that a document arrived (ND30 Đ21 k2 c)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlmodel import Field, Session, SQLModel

from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.mail import ADDRESS, MailState, OutgoingMail
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Account, Position
from voffice_app.db.recipients import OutgoingOutsider
from voffice_app.db.sources import SourcePlace
from voffice_app.domain.acknowledging import OWED_TO, Way
from voffice_app.domain.incoming import IncomingStatus

D: Any = IncomingDocument


class Acknowledgement(SQLModel, table=True):
    """The clerk told the sender; by which way, with which words, or by which letter of ours."""

    __tablename__ = "acknowledgement"
    __table_args__ = (one_of("way", Way),)

    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(foreign_key="incoming_document.id", index=True)
    way: Way = Field(sa_type=EnumText(Way))
    told: str = Field(max_length=1000)
    told_at: datetime = Field(sa_type=UtcDateTime)
    told_by: int = Field(foreign_key="position.id")
    mail_id: int | None = Field(default=None, foreign_key="outgoing_mail.id")


A: Any = Acknowledgement
P: Any = Position
N: Any = Account
M: Any = OutgoingMail
O: Any = OutgoingOutsider  # noqa: E741 - read with a dot behind it
G: Any = OutgoingDocument
S: Any = SourcePlace


def owed(unit_id: int, since: date) -> ColumnElement[bool]:
    """Registered since that day, sent by somebody outside through a machine, and nobody told the sender.

    A letter that could not be sent told nobody.
    """
    failed = exists().where(M.id == A.mail_id, M.state == MailState.FAILED)
    told = exists().where(A.incoming_id == D.id, ~failed)
    return and_(
        D.unit_id == unit_id, D.arrived_on >= since, D.source.in_(OWED_TO), D.arrival_number.is_not(None),
        D.status.not_in((IncomingStatus.RETURNED, IncomingStatus.VOIDED)), ~told,
    )  # fmt: skip


def list_owed(session: Session, unit_id: int, since: date, limit: int = 30) -> list[IncomingDocument]:
    """The oldest first: the day of the first is the first to be over."""
    query = select(D).where(owed(unit_id, since)).order_by(D.arrived_on, D.id).limit(limit)
    return list(session.scalars(query))


def list_acknowledgements(session: Session, incoming_id: int) -> list[tuple[Acknowledgement, str, OutgoingMail | None]]:
    """Each with the name of who told and the letter, if it was one; the newest first."""
    query = (
        select(A, N.full_name, M)
        .join(P, P.id == A.told_by)
        .join(N, N.id == P.account_id)
        .outerjoin(M, M.id == A.mail_id)
        .where(A.incoming_id == incoming_id)
        .order_by(A.id.desc())
    )
    return [(row, name, mail) for row, name, mail in session.execute(query)]


def find_address(session: Session, unit_id: int, sender: str) -> str:
    """Where this sender was last reached: by an earlier letter, as somebody outside, at a place we look at; or ""."""
    named = [
        select(M.address).where(M.unit_id == unit_id, M.name == sender, M.state != MailState.FAILED).order_by(M.id),
        select(O.email).join(G, G.id == O.outgoing_id).where(G.unit_id == unit_id, O.name == sender).order_by(O.id),
        select(S.address).where(S.unit_id == unit_id, S.name == sender, S.active).order_by(S.id),
    ]
    found = (address.strip() for query in named for address in reversed(session.scalars(query).all()))
    return next((address for address in found if ADDRESS.fullmatch(address)), "") if sender else ""
