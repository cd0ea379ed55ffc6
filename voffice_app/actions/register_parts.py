"""Drawing a number: the next one, or one that was set aside, with the day the book shows (ND30 Đ15, Đ22)."""

from dataclasses import dataclass
from datetime import date

from voffice_app.db.registers import (
    SUBJECT,
    HeldNumber,
    closed_on,
    find_permission,
    latest_entry_on,
    load_held,
)
from voffice_app.db.sequences import Register, lock_year, next_number
from voffice_app.db.session import Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.registers import Entry, HeldStatus, check_backdated, is_backdated


@dataclass(frozen=True)
class Drawn:
    """A number of a year, the day of its entry, and whether it was set aside before."""

    number: int
    year: int
    day: date
    held: bool = False


def draw_number(tx: Tx, register: Register, entry: Entry, document_id: int) -> Drawn:
    """Take the number for a document, last before the act commits.

    A number set aside goes to this document for ever. A day before the latest entry needs the head's permission and
    leaves a line in the book's history. Raises Refused, and then nothing is taken.
    """
    if not entry.held_id and entry.day in (None, tx.today):
        year = tx.today.year
        return Drawn(next_number(tx.session, register.id or 0, year), year, tx.today)
    held = _held(tx, register, entry.held_id) if entry.held_id else None
    day = entry.day or tx.today
    year = held.year if held else day.year
    if day.year != year:
        raise refuse("number_of_other_year", year=year)
    given_by = _permitted(tx, register, day, year)
    number = held.number if held else next_number(tx.session, register.id or 0, year)
    if held:
        held.status, held.document_id = HeldStatus.USED, document_id
        held.ended_by, held.ended_at = tx.actor.position_id, tx.now
        tx.session.add(held)
    if given_by is not None:
        facts = {"number": number, "day": day.isoformat(), "document_id": document_id, "permission_id": given_by}
        tx.record("backdate", SUBJECT, register.id or 0, facts=facts)
    return Drawn(number, year, day, held is not None)


def _held(tx: Tx, register: Register, held_id: int) -> HeldNumber:
    """Set aside in this very book and still waiting; the book stands still until the act ends."""
    held = load_held(tx, held_id)
    if held.register_id != register.id:
        raise refuse("held_in_other_register")
    if held.status is not HeldStatus.HELD:
        raise refuse("held_no_more", number=held.number)
    return held


def _permitted(tx: Tx, register: Register, day: date, year: int) -> int | None:
    """The permission a back-dated entry stands on, None for an entry in its turn."""
    lock_year(tx.session, register.id or 0, year)
    if not is_backdated(day, tx.today, latest_entry_on(tx.session, register, year, tx.today)):
        return None
    permission = find_permission(tx.session, register.id or 0, day, tx.today)
    check_backdated(closed_on(tx.session, register.id or 0, year), day, permission is not None)
    return permission.id if permission else None
