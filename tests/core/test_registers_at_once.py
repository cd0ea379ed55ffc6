"""Hold, assign, void and close at the same moment: every number once, none missing (ND30 Đ15, Đ22)."""

import random
from threading import Thread
from typing import Any

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, fields
from tests.core.test_registers import book, held, whole
from voffice_app.actions import closing, incoming, registers
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.register_lists import list_waiting
from voffice_app.db.registers import HeldNumber
from voffice_app.domain.errors import Refused
from voffice_app.domain.registers import Entry, HeldStatus

CLERKS, TURNS = 8, 12


def at_once(*works: Any) -> list[str]:
    """Run them together; what each said: "done" or the code of its refusal. Anything else is a fault."""
    said: list[str] = []
    faults: list[BaseException] = []

    def run(work: Any) -> None:
        try:
            work()
            said.append("done")
        except Refused as refused:
            said.append(refused.reasons[0].code)
        except BaseException as fault:
            faults.append(fault)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return sorted(said)


def use(office: SmallOffice, held_id: int) -> Any:
    entry = Entry(held_id=held_id)
    return lambda: office.act(office.clerk, incoming.receive, fields(entry=entry), ())


def _work(office: SmallOffice, inward: int, act: str, waiting: list[int], chance: random.Random) -> Any:
    if act == "hold":
        return lambda: office.act(office.clerk, registers.hold_numbers, inward, chance.randint(1, 3), "Giữ")
    if act == "register":
        return lambda: office.act(office.clerk, incoming.receive, fields(), ())
    held_id = chance.choice(waiting)
    if act == "use":
        return use(office, held_id)
    return lambda: office.act(office.clerk, registers.void_number, held_id, "Không dùng")


@pytest.mark.law("ND30:22")
def test_clerks_who_register_hold_use_and_void_at_once_leave_no_gap_and_no_double(both: SmallOffice) -> None:
    inward = book(both, Direction.INCOMING)

    def clerk(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(TURNS):
            with both.db.read() as session:
                waiting = [row.id or 0 for row in list_waiting(session, both.clerk, [inward])]
            act = chance.choice(("register", "hold", "use", "void"))
            work = _work(both, inward, act if waiting or act == "hold" else "register", waiting, chance)
            said.update(at_once(work))

    said: set[str] = set()
    assert at_once(*[lambda seed=seed: clerk(seed) for seed in range(CLERKS)]) == ["done"] * CLERKS
    assert said <= {"done", "held_no_more", "number_voided"}
    figures = whole(both, inward)
    with both.db.read() as session:
        numbers = [n for n in session.exec(select(IncomingDocument.arrival_number)) if n]
        used = {row.number for row in session.exec(select(HeldNumber)) if row.status is HeldStatus.USED}
    assert len(numbers) == len(set(numbers)) == figures.documents
    assert used <= set(numbers)
    assert figures.last_number > CLERKS


@pytest.mark.law("ND30:15")
def test_one_number_is_used_or_voided_never_both(both: SmallOffice) -> None:
    inward = book(both, Direction.INCOMING)
    for _ in range(10):
        held_id = held(both, inward)[0]
        said = at_once(
            use(both, held_id), use(both, held_id),
            lambda i=held_id: both.act(both.clerk, registers.void_number, i, "Không dùng"),
        )  # fmt: skip
        assert said.count("done") == 1, said
    whole(both, inward)


def test_a_form_sent_twice_at_once_holds_its_numbers_once(both: SmallOffice) -> None:
    mine = book(both)
    send = lambda: both.act(both.clerk, registers.hold_numbers, mine, 3, "Giữ", "key")  # noqa: E731
    assert at_once(send, send, send) == ["done"] * 3
    assert whole(both, mine).last_number == 3


def test_a_volume_closed_twice_at_once_is_closed_once(both: SmallOffice) -> None:
    mine = book(both)
    both.act(both.clerk, registers.void_number, held(both, mine)[0], "Không dùng")
    close = lambda: closing.close_volume(both.office, both.clerk, mine, 2026, 1)  # noqa: E731
    assert at_once(close, close) == ["done", "volume_empty"]


def test_a_number_used_while_the_book_is_closed_is_outside_or_the_book_waits(both: SmallOffice) -> None:
    inward = book(both, Direction.INCOMING)
    for turn in range(1, 6):
        held_id = held(both, inward)[0]
        close = lambda n=turn: closing.close_volume(both.office, both.clerk, inward, 2026, n)  # noqa: E731
        assert at_once(close, use(both, held_id)) == ["done", "volume_unfinished"]
    whole(both, inward)
