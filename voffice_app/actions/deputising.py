"""The head's standing assignment of fields to deputies, and who covers whom while away (ND30 Đ13 k1; QC Chương III)."""

from dataclasses import dataclass
from datetime import date

from voffice_app.db import people_checks
from voffice_app.db.assignments import AbsenceCover, FieldAssignment, list_all_assignments, list_all_covers
from voffice_app.db.notices import tell
from voffice_app.db.people import PersonRow, list_people, person_name
from voffice_app.db.session import Tx
from voffice_app.domain.delegation import Term
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@dataclass(frozen=True)
class Period:
    """From–to, both days included; without a last day until it is ended. ``paper`` is the decision behind it."""

    valid_from: date
    valid_to: date | None
    paper: str

    def check(self, today: date) -> Term:
        refuse_secret(Secrecy.NONE, self.paper)
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise refuse("term_backwards")
        if self.valid_to is not None and self.valid_to < today:
            raise refuse("term_over")
        if not clean(self.paper):
            raise refuse("paper_missing")
        return Term(self.valid_from, self.valid_to)


def assign_field(tx: Tx, unit_id: int, position_id: int, subject_area: str, period: Period) -> int:
    """A deputy is in charge of a field: suggested as lead, signs its documents for the head (KT.)."""
    _keeps(tx, unit_id)
    term, field = period.check(tx.today), clean(subject_area)
    refuse_secret(Secrecy.NONE, field)
    if not field:
        raise refuse("field_missing")
    _deputy(tx, unit_id, position_id)
    for row in list_all_assignments(tx.session, unit_id):
        if row.subject_area == field and term.meets(_term(row)):
            raise refuse("field_taken", person=person_name(tx.session, row.position_id)[0])
    row = FieldAssignment(
        unit_id=unit_id, position_id=position_id, subject_area=field, valid_from=period.valid_from,
        valid_to=period.valid_to, decided_by=clean(period.paper), recorded_by=tx.actor.position_id or None,
        recorded_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    facts = {"position_id": position_id, "field": field, "from": str(period.valid_from), "to": str(period.valid_to)}
    tx.record("assign_field", "unit", unit_id, facts=facts)
    tell(tx, NoticeKind.FIELD_ASSIGNED, [position_id], "field_assignment", row.id or 0, field=field)
    return row.id or 0


def end_field(tx: Tx, assignment_id: int) -> None:
    """From today on the deputy is no longer in charge of the field."""
    row = tx.session.get(FieldAssignment, assignment_id)
    if row is None:
        raise not_visible()
    _keeps(tx, row.unit_id)
    _end(tx, row)
    tx.record("end_field", "unit", row.unit_id, facts={"position_id": row.position_id, "field": row.subject_area})


def cover_absence(tx: Tx, unit_id: int, absent_id: int, cover_id: int, period: Period) -> int:
    """While a leader is away a deputy leads what was theirs, and signs it for the head (KT.)."""
    _keeps(tx, unit_id)
    absent, until = _absent(tx, unit_id, absent_id, cover_id, period)
    row = AbsenceCover(
        unit_id=unit_id, absent_position_id=absent_id, cover_position_id=cover_id, valid_from=period.valid_from,
        valid_to=until, reason=clean(period.paper), recorded_by=tx.actor.position_id or None,
        recorded_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    facts = {"absent": absent_id, "cover": cover_id, "from": str(period.valid_from), "to": str(until)}
    tx.record("cover_absence", "unit", unit_id, facts=facts)
    told = {"absent": absent.full_name, "since": f"{period.valid_from:%d/%m/%Y}", "to": f"{until:%d/%m/%Y}"}
    tell(tx, NoticeKind.COVERS_ABSENT, [cover_id], "absence_cover", row.id or 0, **told)
    return row.id or 0


def _absent(tx: Tx, unit_id: int, absent_id: int, cover_id: int, period: Period) -> tuple[PersonRow, date]:
    """The leader who is away and the last day of it; a deputy of the unit covers, nobody else does already."""
    term = period.check(tx.today)
    if period.valid_to is None:
        raise refuse("term_backwards")
    if absent_id == cover_id:
        raise refuse("covers_self")
    leaders = list_people(tx.session, unit_id, tx.today, Role.HEAD, Role.DEPUTY)
    absent = next((person for person in leaders if person.position_id == absent_id), None)
    if absent is None:
        raise refuse("absent_not_leader")
    _deputy(tx, unit_id, cover_id)
    for other in list_all_covers(tx.session, unit_id):
        if other.absent_position_id == absent_id and term.meets(_term(other)):
            raise refuse("cover_overlaps")
    return absent, period.valid_to


def end_cover(tx: Tx, cover_id: int) -> None:
    """The leader is back."""
    row = tx.session.get(AbsenceCover, cover_id)
    if row is None:
        raise not_visible()
    _keeps(tx, row.unit_id)
    _end(tx, row)
    tx.record("end_cover", "unit", row.unit_id, facts={"absent": row.absent_position_id})


def _keeps(tx: Tx, unit_id: int) -> None:
    """The head of the unit writes its assignments, or the office's IT on the head's paper."""
    own = may(tx.actor, Permission.UNIT_RULES) and tx.actor.unit_id == unit_id
    if not own:
        tx.require(Permission.ADMIN)
    people_checks.lock_unit(tx.session, unit_id)


def _deputy(tx: Tx, unit_id: int, position_id: int) -> PersonRow:
    deputies = list_people(tx.session, unit_id, tx.today, Role.DEPUTY)
    found = next((person for person in deputies if person.position_id == position_id), None)
    if found is None:
        raise refuse("not_a_deputy")
    return found


def _term(row: FieldAssignment | AbsenceCover) -> Term:
    return Term(row.valid_from, row.valid_to, row.ended_on)


def _end(tx: Tx, row: FieldAssignment | AbsenceCover) -> None:
    if _term(row).last < tx.today:
        raise refuse("ended_before")
    row.ended_on = tx.today
    tx.session.add(row)
