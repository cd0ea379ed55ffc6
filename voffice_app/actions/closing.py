"""Đóng sổ: a run of numbers becomes a closed volume that nothing may enter any more (ND30 Đ16, Đ22)."""

from datetime import date

from voffice_app.actions.office import Office
from voffice_app.db import volumes
from voffice_app.db.registers import SUBJECT, RegisterVolume, load_register
from voffice_app.db.sequences import Register, RegisterYear, lock_year
from voffice_app.db.session import Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission
from voffice_app.domain.registers import MOST_ROWS


def close_volume(office: Office, actor: Actor, register_id: int, year: int, last_number: int) -> int:
    """Close the book up to a number; returns the volume's id. Raises Refused while a row in it is not whole.

    The rows are read while the book stands still: a number given, used or voided meanwhile would not be in them. That
    is text of at most MOST_ROWS rows, no picture and no signature, so it may be made inside the transaction.
    """
    with office.db.act(actor) as tx:
        tx.require(Permission.REGISTER_KEEP)
        register = load_register(tx, register_id)
        book = lock_year(tx.session, register_id, year)
        before = volumes.list_volumes(tx.session, register_id, year)
        first = before[-1].last_number + 1 if before else 1
        _check(tx, register, book, (year, first, last_number))
        volume = _volume(tx, register, len(before) + 1, (year, first, last_number))
        rows = volumes.to_bytes(volumes.read_rows(tx.session, register_id, year, first, last_number))
        volume.rows_sha256 = office.db.vault.put(rows)
        volume.hash = volumes.digest(volume)
        tx.session.add(volume)
        tx.session.flush()
        facts = {"year": year, "volume": volume.volume, "first": first, "last": last_number, "hash": volume.hash}
        tx.record("close_volume", SUBJECT, register_id, facts=facts)
        return volume.id or 0


def _check(tx: Tx, register: Register, book: RegisterYear | None, run: tuple[int, int, int]) -> None:
    year, first, last = run
    if book is None or not first <= last <= book.last_number:
        raise refuse("volume_empty", first=first)
    if last - first >= MOST_ROWS:
        raise refuse("volume_too_long", most=MOST_ROWS)
    waiting = volumes.unfinished(tx.session, register, year, first, last)
    if waiting:
        raise refuse("volume_unfinished", numbers=", ".join(str(number) for number in waiting))


def _volume(tx: Tx, register: Register, count: int, run: tuple[int, int, int]) -> RegisterVolume:
    """Without its rows and its hash. The last volume of a year that is over runs to New Year's Eve."""
    year, first, last = run
    register_id = register.id or 0
    begins, ends = volumes.days_between(tx.session, register, year, first, last)
    book = lock_year(tx.session, register_id, year)
    if year < tx.today.year and book is not None and book.last_number == last:
        ends = date(year, 12, 31)
    begins, ends = begins or ends or tx.today, ends or begins or tx.today
    return RegisterVolume(
        register_id=register_id, year=year, volume=count, first_number=first, last_number=last, first_on=begins,
        last_on=ends, rows_sha256="", previous_hash=volumes.last_hash(tx.session, register_id), hash="",
        closed_by=tx.actor.position_id, closed_at=tx.now,
    )  # fmt: skip
