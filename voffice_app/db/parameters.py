"""A unit's own dated rules, each with the decision behind it."""

from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from voffice_app.domain.parameters import Dated, in_force


class UnitParameter(SQLModel, table=True):
    """A unit's own rule, valid from a day on (QC Chương III); the latest valid one counts."""

    __tablename__ = "unit_parameter"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(max_length=40)
    value: str = Field(max_length=200)
    valid_from: date
    decided_by: str = Field(default="", max_length=200)


def list_parameters(session: Session, unit_id: int) -> list[UnitParameter]:
    """Every rule the unit ever set, the newest first."""
    rows = select(UnitParameter).where(UnitParameter.unit_id == unit_id)
    return list(session.exec(rows.order_by(col(UnitParameter.valid_from).desc(), col(UnitParameter.id).desc())).all())


def list_values(session: Session, unit_id: int, name: str) -> list[Dated]:
    """What the unit said of one rule, with the days from which on; of one day the later entry counts last."""
    rows = select(UnitParameter).where(UnitParameter.unit_id == unit_id, UnitParameter.name == name)
    latest = {row.valid_from: row.value for row in session.exec(rows.order_by(col(UnitParameter.id)))}
    return list(latest.items())


def values_by_unit(session: Session, name: str) -> dict[int, list[Dated]]:
    """What every unit said of one rule."""
    latest: dict[tuple[int, date], str] = {}
    for row in session.exec(select(UnitParameter).where(UnitParameter.name == name).order_by(col(UnitParameter.id))):
        latest[row.unit_id, row.valid_from] = row.value
    found: dict[int, list[Dated]] = {}
    for (unit_id, valid_from), value in latest.items():
        found.setdefault(unit_id, []).append((valid_from, value))
    return found


def value_on(session: Session, unit_id: int, name: str, day: date) -> str:
    """The unit's rule on a day, "" where it never said anything."""
    return in_force(list_values(session, unit_id, name), day)
