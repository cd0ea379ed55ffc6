"""Capacities to sign that were written down for single persons (ND30 Đ13 k2–k4)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.db.assignments import IN_ORDER, in_force
from voffice_app.db.base import EnumText, UtcDateTime, one_of
from voffice_app.db.parameters import value_on
from voffice_app.domain.authority import Capacity
from voffice_app.domain.parameters import Parameter


class SigningAuthority(SQLModel, table=True):
    """A capacity written down for one person: TL., TUQ., TM., Q. (ND30 Đ13 k2–k4).

    TUQ. is bounded in time and content and its paper is kept; it cannot be passed on: only a head gives it.
    """

    __tablename__ = "signing_authority"
    __table_args__ = (
        one_of("capacity", Capacity),
        CheckConstraint("capacity NOT IN ('own', 'kt')", name="written_capacity"),
        CheckConstraint(IN_ORDER, name="ends_after_start"),
        CheckConstraint(
            "capacity <> 'tuq' OR (valid_to IS NOT NULL AND content <> '' AND sha256 <> '')", name="tuq_is_bounded"
        ),
        CheckConstraint("capacity <> 'tm' OR (body <> '' AND body_title <> '')", name="tm_names_its_body"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    position_id: int = Field(foreign_key="position.id", index=True)
    capacity: Capacity = Field(sa_type=EnumText(Capacity))
    content: str = Field(default="", max_length=500)
    body: str = Field(default="", max_length=200)
    body_title: str = Field(default="", max_length=100)
    valid_from: date
    valid_to: date | None = None
    ended_on: date | None = None
    decided_by: str = Field(max_length=200)
    given_by: int | None = Field(default=None, foreign_key="position.id")
    sha256: str = Field(default="", max_length=64)
    name: str = Field(default="", max_length=150)
    media_type: str = Field(default="", max_length=100)
    recorded_by: int | None = Field(default=None, foreign_key="position.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


def list_papers(session: Session, unit_id: int, day: date) -> list[SigningAuthority]:
    """What holds in a unit on a day, oldest first; TL. only where the unit's rules provide for it (ND30 Đ13 k4)."""
    query = select(SigningAuthority).where(SigningAuthority.unit_id == unit_id, *in_force(SigningAuthority, day))
    papers = list(session.exec(query.order_by(col(SigningAuthority.id))))
    if papers and value_on(session, unit_id, Parameter.SIGNS_BY_ORDER, day) != "yes":
        return [row for row in papers if row.capacity is not Capacity.TL]
    return papers
