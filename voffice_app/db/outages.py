"""Outages that IT declared: of the whole system, or of what one unit works with (QC 3.2; security.md 5)."""

from collections import defaultdict
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, col, or_, select

from voffice_app.db.base import UtcDateTime
from voffice_app.db.parameters import list_values, values_by_unit
from voffice_app.domain.calendar import VIETNAM
from voffice_app.domain.outages import Window, limit_of, lost_days
from voffice_app.domain.parameters import Dated, Parameter


class Outage(SQLModel, table=True):
    """A window in which something was down; ``unit_id`` None was felt by everybody. Withdrawn, never deleted."""

    __tablename__ = "outage"
    __table_args__ = (
        CheckConstraint("to_at > from_at", name="ends_after_it_begins"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    from_at: datetime = Field(sa_type=UtcDateTime, index=True)
    to_at: datetime = Field(sa_type=UtcDateTime)
    what: str = Field(max_length=100)
    reason: str = Field(max_length=300)
    declared_by: int = Field(foreign_key="position.id")
    declared_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_by: int | None = Field(default=None, foreign_key="position.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def window(self) -> Window:
        return Window(self.from_at, self.to_at)


def list_outages(session: Session, year: int) -> list[Outage]:
    """Those that began in the year, the newest first, withdrawn ones too."""
    first, after = (datetime.combine(date(y, 1, 1), time(), VIETNAM) for y in (year, year + 1))
    query = select(Outage).where(Outage.from_at >= first, Outage.from_at < after)
    return list(session.exec(query.order_by(col(Outage.from_at).desc(), col(Outage.id).desc())).all())


def lost_days_of(session: Session, unit_id: int | None) -> frozenset[date]:
    """The days that outages took from one unit, or from everybody."""
    standing = select(Outage).where(
        col(Outage.withdrawn_at).is_(None), or_(col(Outage.unit_id).is_(None), Outage.unit_id == unit_id)
    )
    windows = [row.window for row in session.exec(standing)]
    rules = list_values(session, unit_id, Parameter.OUTAGE_MINUTES) if unit_id and windows else []
    return _lost(windows, rules)


def lost_days_by_unit(session: Session, unit_ids: list[int]) -> dict[int, frozenset[date]]:
    """The same for many units at once: two queries, whatever their number."""
    everybody: list[Window] = []
    own: dict[int, list[Window]] = defaultdict(list)
    for row in session.exec(select(Outage).where(col(Outage.withdrawn_at).is_(None))):
        (everybody if row.unit_id is None else own[row.unit_id]).append(row.window)
    if not everybody and not own:
        return dict.fromkeys(unit_ids, frozenset())
    rules = values_by_unit(session, Parameter.OUTAGE_MINUTES)
    return {unit: _lost(everybody + own[unit], rules.get(unit, [])) for unit in unit_ids}


def _lost(windows: list[Window], rules: list[Dated]) -> frozenset[date]:
    return lost_days(windows, lambda day: limit_of(rules, day))
