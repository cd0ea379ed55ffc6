"""Acts of the office's IT on working time: days, swaps, outages; each recounts the open terms (QC 3.2; BLDS Đ147)."""

from dataclasses import dataclass
from datetime import date, datetime

from voffice_app.db.calendar import CalendarDay, find_day, load_calendar
from voffice_app.db.deadline_moves import Span, recompute
from voffice_app.db.outages import Outage
from voffice_app.db.people import Unit
from voffice_app.db.session import Tx
from voffice_app.domain import outages
from voffice_app.domain.calendar import DayKind, vietnam_date
from voffice_app.domain.comments import required
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret

SUBJECT = "calendar"


@dataclass(frozen=True)
class DayForm:
    """What makes a day differ from the plain week, and the document that decided it.

    ``unit_id`` None is everybody; else that unit's own day, which goes before everybody's.
    """

    name: str
    decided_by: str
    unit_id: int | None = None

    @property
    def why(self) -> str:
        """As the history of each document tells it whose term moved."""
        return f"{clean(self.name)} ({clean(self.decided_by)})"


@dataclass(frozen=True)
class OutageForm:
    """What was down, from when to when; ``unit_id`` None is the whole system."""

    from_at: datetime
    to_at: datetime
    what: str
    reason: str
    unit_id: int | None = None


def set_day(tx: Tx, day: date, kind: DayKind, form: DayForm) -> int:
    """A day that differs from the plain week. Returns how many open documents got another term."""
    _check(tx, form)
    _write(tx, day, kind, form)
    moved = recompute(tx, Span(day, day), form.why, form.unit_id)
    facts = {"day": str(day), "kind": str(kind), "name": clean(form.name), "unit_id": form.unit_id, "moved": moved}
    tx.record("set_day", SUBJECT, 0, facts=facts)
    return moved


def clear_day(tx: Tx, day: date, unit_id: int | None = None) -> int:
    """Make a day plain again; harmless when it is. Returns how many open documents got another term."""
    tx.require(Permission.ADMIN)
    row = find_day(tx.session, day, unit_id)
    if row is None:
        return 0
    why = f"{row.name} ({row.decided_by})"
    tx.session.delete(row)
    moved = recompute(tx, Span(day, day), why, unit_id)
    facts = {"day": str(day), "kind": "plain", "name": row.name, "unit_id": unit_id, "moved": moved}
    tx.record("set_day", SUBJECT, 0, facts=facts)
    return moved


def swap_days(tx: Tx, worked: date, off: date, form: DayForm) -> int:
    """One decision, one act: a day off is worked, and for it a working day is off."""
    _check(tx, form)
    calendar = load_calendar(tx.session, form.unit_id)
    if calendar.is_working(worked) or not calendar.is_working(off):
        raise refuse("swap_days_wrong")
    for day, kind in ((worked, DayKind.MAKE_UP), (off, DayKind.OFF)):
        _write(tx, day, kind, form)
    moved = recompute(tx, Span(min(worked, off), max(worked, off)), form.why, form.unit_id)
    facts = {"worked": str(worked), "off": str(off), "name": clean(form.name), "unit_id": form.unit_id, "moved": moved}
    tx.record("swap_days", SUBJECT, 0, facts=facts)
    return moved


def declare_outage(tx: Tx, form: OutageForm) -> tuple[int, int]:
    """IT declares what was down; returns its id and how many open documents got another term."""
    tx.require(Permission.ADMIN)
    window = outages.Window(form.from_at, form.to_at)
    outages.check(window, tx.now)
    _check_unit(tx, form.unit_id)
    row = Outage(
        unit_id=form.unit_id, from_at=form.from_at, to_at=form.to_at, what=required(form.what),
        reason=required(form.reason), declared_by=tx.actor.position_id, declared_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row.id or 0, _recount(tx, "declare_outage", row)


def withdraw_outage(tx: Tx, outage_id: int) -> int:
    """Declared by mistake: it stays readable and takes no day any more."""
    tx.require(Permission.ADMIN)
    row = tx.session.get(Outage, outage_id, with_for_update=True)
    if row is None:
        raise not_visible()
    if row.withdrawn_at is not None:
        raise refuse("outage_withdrawn")
    row.withdrawn_at, row.withdrawn_by = tx.now, tx.actor.position_id
    tx.session.add(row)
    return _recount(tx, "withdraw_outage", row)


def _recount(tx: Tx, act: str, row: Outage) -> int:
    span = Span(vietnam_date(row.from_at), vietnam_date(row.to_at))
    moved = recompute(tx, span, f"{row.what}: {row.reason}", row.unit_id)
    facts = {
        "from": row.from_at.isoformat(), "to": row.to_at.isoformat(), "what": row.what, "unit_id": row.unit_id,
        "moved": moved,
    }  # fmt: skip
    tx.record(act, SUBJECT, row.id or 0, comment=row.reason, facts=facts)
    return moved


def _check(tx: Tx, form: DayForm) -> None:
    tx.require(Permission.ADMIN)
    refuse_secret(Secrecy.NONE, form.name, form.decided_by)
    if not clean(form.name) or not clean(form.decided_by):
        raise refuse("decision_missing")
    _check_unit(tx, form.unit_id)


def _check_unit(tx: Tx, unit_id: int | None) -> None:
    if unit_id is not None and tx.session.get(Unit, unit_id) is None:
        raise not_visible()


def _write(tx: Tx, day: date, kind: DayKind, form: DayForm) -> None:
    row = find_day(tx.session, day, form.unit_id) or CalendarDay(unit_id=form.unit_id, day=day, kind=kind, name="")
    row.kind, row.name, row.decided_by = kind, clean(form.name), clean(form.decided_by)
    tx.session.add(row)
