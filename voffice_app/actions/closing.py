"""Đóng sổ: a run of numbers becomes a closed volume that nothing may enter any more (ND30 Đ16, Đ22)."""

from dataclasses import dataclass
from datetime import date

from voffice_app.actions.office import Office
from voffice_app.db import volumes
from voffice_app.db.audit import count_acts
from voffice_app.db.book_span import find_register
from voffice_app.db.registers import SUBJECT, RegisterVolume
from voffice_app.db.sequences import Register, RegisterYear, lock_year
from voffice_app.db.session import Session, Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.registers import MOST_ROWS

TRIES = 3


@dataclass(frozen=True)
class _Run:
    """From which number to which, and their rows as one file; ``acts``: how many the unit had done before."""

    register: Register
    year: int
    volume: int
    first: int
    last: int
    rows: bytes
    acts: int


def close_volume(office: Office, actor: Actor, register_id: int, year: int, last_number: int) -> int:
    """Close the book up to a number; returns the volume's id. Raises Refused while a row in it is not whole.

    The rows are read while everybody else goes on. Then, with the book standing still, the log of the unit tells
    whether anybody in it did something meanwhile: if so they are read again, the last time while it stands still. What
    another unit does to a document at that moment (its sender recalls it) counts as done after the closing.
    """
    wanted = register_id, year, last_number
    for _ in range(TRIES):
        with office.db.read() as session:
            run = _read(session, actor, *wanted)
        kept = office.db.vault.put(run.rows)
        with office.db.act(actor) as tx:
            book = lock_year(tx.session, register_id, year)
            if count_acts(tx.session, actor.unit_id) == run.acts:
                return _closed(tx, book, run, kept)
    with office.db.act(actor) as tx:
        book = lock_year(tx.session, register_id, year)
        run = _read(tx.session, actor, *wanted)
        return _closed(tx, book, run, office.db.vault.put(run.rows))


def _read(session: Session, actor: Actor, register_id: int, year: int, last: int) -> _Run:
    """All that may be refused is refused before a row is read."""
    if not may(actor, Permission.REGISTER_KEEP):
        raise not_visible()
    acts = count_acts(session, actor.unit_id)
    register = find_register(session, actor.unit_id, register_id)
    before = volumes.list_volumes(session, register_id, year)
    first = before[-1].last_number + 1 if before else 1
    _check(session, register, year, first, last)
    rows = volumes.to_bytes(volumes.read_rows(session, register_id, year, first, last))
    return _Run(register, year, len(before) + 1, first, last, rows, acts)


def _check(session: Session, register: Register, year: int, first: int, last: int) -> None:
    book = session.get(RegisterYear, (register.id, year))
    if book is None or not first <= last <= book.last_number:
        raise refuse("volume_empty", first=first)
    if last - first >= MOST_ROWS:
        raise refuse("volume_too_long", most=MOST_ROWS)
    waiting = volumes.unfinished(session, register, year, first, last)
    if waiting:
        raise refuse("volume_unfinished", numbers=", ".join(str(number) for number in waiting))


def _closed(tx: Tx, book: RegisterYear | None, run: _Run, kept: str) -> int:
    """The last volume of a year that is over runs to New Year's Eve."""
    register_id = run.register.id or 0
    begins, ends = volumes.days_between(tx.session, run.register, run.year, run.first, run.last)
    if run.year < tx.today.year and book is not None and book.last_number == run.last:
        ends = date(run.year, 12, 31)
    begins, ends = begins or ends or tx.today, ends or begins or tx.today
    volume = RegisterVolume(
        register_id=register_id, year=run.year, volume=run.volume, first_number=run.first, last_number=run.last,
        first_on=begins, last_on=ends, rows_sha256=kept, previous_hash=volumes.last_hash(tx.session, register_id),
        hash="", closed_by=tx.actor.position_id, closed_at=tx.now,
    )  # fmt: skip
    volume.hash = volumes.digest(volume)
    tx.session.add(volume)
    tx.session.flush()
    facts = {"year": run.year, "volume": run.volume, "first": run.first, "last": run.last, "hash": volume.hash}
    tx.record("close_volume", SUBJECT, register_id, facts=facts)
    return volume.id or 0
