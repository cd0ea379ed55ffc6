"""Acts on the books themselves: opened, numbers held and voided, days permitted (ND30 Đ15, Đ22; QC 6.1, 6.2)."""

from dataclasses import dataclass
from datetime import date, timedelta

from voffice_app.db.files import Direction
from voffice_app.db.notices import posts_with, tell
from voffice_app.db.people_checks import lock_unit
from voffice_app.db.register_lists import any_number, list_held_by_key, numbered_this_year
from voffice_app.db.registers import SUBJECT, BackdatePermission, HeldNumber, load_held, load_register
from voffice_app.db.sequences import Register, list_registers, lock_year, next_number
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.errors import AlreadyDone, Reason, Refused, not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.registers import MOST_HELD, Book, HeldStatus, clashing
from voffice_app.domain.secrecy import Secrecy, refuse_secret

LONGEST_PERMISSION = timedelta(days=30)


@dataclass(frozen=True)
class RegisterForm:
    """A new book: for types of its own, or the series of a council under its own symbol."""

    direction: Direction
    name: str
    first_year: int
    decided_by: str
    type_keys: tuple[str, ...] = ()
    body_name: str = ""
    symbol: str = ""


def add_register(tx: Tx, form: RegisterForm, unit_id: int | None = None) -> int:
    """The head opens a book for the unit, or IT for any unit, by the head's decision (ND30 Đ15 k1)."""
    unit_id = unit_id or tx.actor.unit_id
    own = may(tx.actor, Permission.UNIT_RULES) and unit_id == tx.actor.unit_id
    if not (own or may(tx.actor, Permission.ADMIN)):
        raise not_visible()
    lock_unit(tx.session, unit_id)
    row = Register(
        unit_id=unit_id, direction=form.direction, name=clean(form.name), is_default=False,
        type_keys=sorted(set(form.type_keys)), body_name=clean(form.body_name), symbol=clean(form.symbol),
        first_year=form.first_year, decided_by=clean(form.decided_by),
    )  # fmt: skip
    _check(tx, row)
    tx.session.add(row)
    tx.session.flush()
    tx.record("add_register", SUBJECT, row.id or 0, facts={"name": row.name, "unit_id": unit_id})
    return row.id or 0


def _check(tx: Tx, row: Register) -> None:
    """Everything that is missing, then what would give one number twice."""
    refuse_secret(Secrecy.NONE, row.name, row.body_name, row.symbol, row.decided_by)
    missing = [Reason(f"register_{name}_missing") for name in ("name", "decided_by") if not getattr(row, name)]
    if not row.type_keys and not row.body_name and row.direction is Direction.OUTGOING:
        missing.append(Reason("register_purpose_missing"))
    if not set(row.type_keys) <= set(TYPE_BY_KEY):
        missing.append(Reason("type_missing"))
    if row.direction is Direction.OUTGOING and bool(row.body_name) != bool(row.symbol):
        missing.append(Reason("register_symbol_missing"))
    if row.first_year not in (tx.today.year, tx.today.year + 1):
        missing.append(Reason("register_year_unknown"))
    if missing:
        raise Refused(missing)
    others = list_registers(tx.session, row.unit_id, row.direction)
    if any(other.name == row.name for other in others):
        raise refuse("register_name_taken")
    if row.direction is Direction.OUTGOING:
        _stands_alone(tx, row, [other.book() for other in others])
    elif row.type_keys and (other := clashing(row.book(), [o.book() for o in others])):
        raise refuse("register_clashes", name=other.name)


def _stands_alone(tx: Tx, row: Register, others: list[Book]) -> None:
    """Number and symbol stand once in the year, whichever book gives them (ND30 Đ15 k1)."""
    if clash := clashing(row.book(), others):
        raise refuse("register_clashes", name=clash.name)
    if row.type_keys and numbered_this_year(tx.session, row):
        raise refuse("register_year_begun", year=row.first_year)


def retire_register(tx: Tx, register_id: int) -> int:
    """No more documents in it: from next year, or at once while it gave no number; returns its last year."""
    tx.require(Permission.UNIT_RULES)
    row = load_register(tx, register_id)
    if row.is_default:
        raise refuse("register_is_default")
    if row.last_year is not None:
        raise AlreadyDone([Reason("register_retired")])
    row.last_year = tx.today.year if any_number(tx.session, register_id, tx.today.year) else tx.today.year - 1
    tx.session.add(row)
    tx.record("retire_register", SUBJECT, register_id, facts={"last_year": row.last_year})
    return row.last_year


def hold_numbers(tx: Tx, register_id: int, count: int, reason: str, request_key: str | None = None) -> list[int]:
    """Set the next numbers of the year aside, with the reason; sent twice by one form they are held once."""
    tx.require(Permission.REGISTER_KEEP)
    row = load_register(tx, register_id)
    said = required(reason)
    if not 1 <= count <= MOST_HELD:
        raise refuse("held_count_out_of_bounds", most=MOST_HELD)
    year = tx.today.year
    if not row.book().open_in(year):
        raise refuse("register_not_open", year=year)
    next_number(tx.session, register_id, year, 0)  # the second click waits here
    known = list_held_by_key(tx.session, register_id, request_key)
    if known:
        return known
    last = next_number(tx.session, register_id, year, count)
    numbers = list(range(last - count + 1, last + 1))
    tx.session.add_all(
        HeldNumber(
            register_id=register_id, year=year, number=number, reason=said, held_by=tx.actor.position_id,
            held_at=tx.now, request_key=request_key,
        )
        for number in numbers
    )  # fmt: skip
    tx.record(
        "hold_numbers", SUBJECT, register_id, comment=said, facts={"year": year, "first": numbers[0], "last": last}
    )
    return numbers


def void_number(tx: Tx, held_id: int, reason: str) -> None:
    """A number held in vain stays in the book, voided, with the reason; it is never given again."""
    tx.require(Permission.REGISTER_KEEP)
    said = required(reason)
    held = load_held(tx, held_id)
    if held.status is HeldStatus.VOIDED:
        raise AlreadyDone([Reason("number_voided", {"number": held.number})])
    if held.status is HeldStatus.USED:
        raise refuse("held_no_more", number=held.number)
    held.status, held.void_reason = HeldStatus.VOIDED, said
    held.ended_by, held.ended_at = tx.actor.position_id, tx.now
    tx.session.add(held)
    tx.record("void_number", SUBJECT, held.register_id, comment=said, facts={"year": held.year, "number": held.number})


def allow_backdate(tx: Tx, register_id: int, first_on: date, last_on: date, valid_until: date, reason: str) -> int:
    """The head lets the clerk enter what belongs to these days, for a time, in writing: this row (QC 6.1)."""
    tx.require(Permission.UNIT_RULES)
    row = load_register(tx, register_id)
    said = required(reason)
    if not first_on <= last_on <= tx.today:
        raise refuse("backdate_days_wrong")
    if not tx.today <= valid_until <= tx.today + LONGEST_PERMISSION:
        raise refuse("backdate_term_wrong", days=LONGEST_PERMISSION.days)
    given = BackdatePermission(
        register_id=register_id, first_on=first_on, last_on=last_on, valid_until=valid_until, reason=said,
        given_by=tx.actor.position_id, given_at=tx.now,
    )  # fmt: skip
    tx.session.add(given)
    tx.session.flush()
    facts = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat(), "until": valid_until.isoformat()}
    tx.record("allow_backdate", SUBJECT, register_id, comment=said, facts=facts)
    clerks = posts_with(tx.session, [row.unit_id], Role.CLERK).get(row.unit_id, [])
    tell(tx, NoticeKind.BACKDATE_ALLOWED, clerks, SUBJECT, register_id, register=row.name)
    return given.id or 0


def end_backdate(tx: Tx, permission_id: int) -> None:
    """The head takes a permission back."""
    tx.require(Permission.UNIT_RULES)
    given = tx.session.get(BackdatePermission, permission_id, with_for_update=True)
    if given is None:
        raise not_visible()
    load_register(tx, given.register_id)
    lock_year(tx.session, given.register_id, given.last_on.year)
    if given.ended_at is not None:
        raise AlreadyDone([Reason("backdate_ended")])
    given.ended_at = tx.now
    tx.session.add(given)
    tx.record("end_backdate", SUBJECT, given.register_id, facts={"permission_id": permission_id})
