"""Two hundred meetings of two people at one document, on each database: one act counts, the other person is told."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from threading import Barrier, Thread
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Table

from tests.core.factories import SmallOffice, assigned, fields, format_checked, numbered, sealed, submitted
from tests.core.lives import World
from voffice_app.actions import assigning, incoming, issuing, recalling
from voffice_app.db.incoming import list_delivered
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.domain.errors import Refused

ROUNDS = 200
LONGEST_S = 0.002
"""Each starts up to so much later than the other, by dice: now this one is first, now that one."""
Act = Callable[[], str | None]


def meet(dice: Random, *acts: Act) -> tuple[str, ...]:
    """What each was told: "" for done, else the first reason of the refusal (or what the act itself returns)."""
    told, start = [""] * len(acts), Barrier(len(acts), timeout=30)
    pauses = [dice.random() * LONGEST_S for _ in acts]

    def run(place: int) -> None:
        start.wait()
        sleep(pauses[place])
        try:
            told[place] = acts[place]() or ""
        except Refused as no:
            told[place] = no.reasons[0].code

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tuple(told)


def row_of(small: SmallOffice, table: Any, number: int) -> dict[str, Any]:
    with small.db.read() as session:
        return dict(session.execute(_table(table).select().where(table.id == number)).mappings().one())


def put_back(small: SmallOffice, table: Any, row: dict[str, Any]) -> None:
    """The document as it was before they met; its history stays."""
    with small.db.act(small.clerk) as tx:
        tx.session.execute(_table(table).update().where(table.id == row["id"]).values(**row))


def _table(model: Any) -> Table:
    return model.__table__  # type: ignore[no-any-return]


Begin = Callable[[SmallOffice], int]
OUT: dict[str, tuple[Begin, str, tuple[str, str], tuple[str, str]]] = {
    "approve x withdraw": (submitted, "approved", ("deputy", "out.approve"), ("officer", "out.withdraw")),
    "sign x send back": (numbered, "leader_signed", ("deputy", "out.sign"), ("deputy", "out.send_back")),
    "sign x take back": (numbered, "leader_signed", ("deputy", "out.sign"), ("officer", "out.revise")),
    "seal x return": (lambda small: signed(small), "sealed", ("clerk", "out.seal"), ("clerk", "out.return_format")),
}  # fmt: skip


def signed(small: SmallOffice) -> int:
    number = numbered(small)
    assert World(small, [number]).take("deputy", "out.sign", 0) == ""
    return number


@pytest.mark.law("ND30:11")
@pytest.mark.parametrize("pair", sorted(OUT))
def test_of_two_acts_at_one_outgoing_document_one_counts(both: SmallOffice, pair: str) -> None:
    begin, reached, *acts = OUT[pair]
    number = begin(both)
    row, dice, orders = row_of(both, OutgoingDocument, number), Random(pair), Counter[tuple[str, ...]]()
    for _ in range(ROUNDS):
        answers = meet(dice, *[partial(World(both, [number]).take, who, act, 0) for who, act in acts])
        assert answers.count("") == 1, answers
        assert (both.document(number).status == reached) == (answers[0] == ""), answers
        orders[answers] += 1
        put_back(both, OutgoingDocument, row)
    assert len(orders) == 2, f"both orders were met: {orders}"


@pytest.mark.law("ND30:15")
def test_of_two_numbers_given_in_one_moment_each_is_its_own_and_none_is_left_out(both: SmallOffice) -> None:
    numbers, dice = [format_checked(both) for _ in range(2)], Random(15)
    rows = [row_of(both, OutgoingDocument, number) for number in numbers]
    given: list[int] = []
    for _ in range(ROUNDS):
        both_and_a_double_click = (*numbers, numbers[0])
        answers = meet(
            dice, *[partial(World(both, [n]).take, "clerk", "out.assign_number", 0) for n in both_and_a_double_click]
        )
        assert answers[1] == ""
        given += [both.document(number).number or 0 for number in numbers]
        for row in rows:
            put_back(both, OutgoingDocument, row)
    assert sorted(given) == list(range(1, 2 * ROUNDS + 1))


@pytest.mark.law("ND30:18")
def test_a_document_is_issued_or_cancelled_and_no_receiver_has_a_cancelled_one(both: SmallOffice) -> None:
    dice, orders = Random(14), Counter[tuple[str, ...]]()
    for _ in range(ROUNDS):
        number = sealed(both)
        steps = (("clerk", "out.issue"), ("head", "out.cancel"))
        answers = meet(dice, *[partial(World(both, [number]).take, who, act, 0) for who, act in steps])
        assert answers.count("") == 1, answers
        with both.db.read() as session:
            assert bool(list_delivered(session, number)) == (answers[0] == "")
        orders[answers] += 1
    assert len(orders) == 2, orders


@pytest.mark.article("8.3")
def test_of_a_new_assignment_and_the_leads_return_one_counts(both: SmallOffice) -> None:
    dice, orders = Random(8), Counter[tuple[str, ...]]()
    wanted = assigning.Assignment(both.colleague.position_id)
    for _ in range(ROUNDS):
        number = assigned(both)
        answers = meet(
            dice,
            lambda n=number: both.act(both.head, assigning.reassign, n, wanted, "Đổi người"),
            lambda n=number: both.act(both.officer, assigning.return_assignment, n, "Không phải việc của tôi"),
        )
        assert answers.count("") == 1, answers
        lead = both.arrived(number).lead_position_id
        assert lead == (both.colleague.position_id if answers[0] == "" else None)
        orders[answers] += 1
    assert len(orders) == 2, orders


def delivered(small: SmallOffice) -> tuple[int, int]:
    """Issued, and what the first school has of it."""
    number = sealed(small)
    small.act(small.clerk, issuing.issue, number)
    with small.db.read() as session:
        arrived = {unit: row for row, unit in list_delivered(session, number)}
    return number, arrived[small.school1_clerk.unit_id]


@pytest.mark.law("ND30:18")
def test_a_recall_meets_the_receivers_registering(both: SmallOffice) -> None:
    """Registered first, the receiver is asked; recalled first, there is nothing to register any more."""
    dice, orders = Random(18), Counter[tuple[str, ...]]()
    for _ in range(ROUNDS):
        number, arrived = delivered(both)
        answers = meet(
            dice,
            lambda n=number: both.act(both.head, recalling.recall, n, "Sai nội dung"),
            lambda n=arrived: both.act(both.school1_clerk, incoming.register, n, fields()),
        )
        row = both.arrived(arrived)
        assert (answers[0], both.document(number).status, row.status) == ("", "recalled", "recalled")
        assert (row.arrival_number is not None) == (answers[1] == "") == (row.recall_state == "asked")
        orders[answers] += 1
    assert len(orders) == 2, orders


@pytest.mark.law("ND30:18")
def test_a_confirmation_meets_the_withdrawal_of_the_recall(both: SmallOffice) -> None:
    dice, orders = Random(19), Counter[tuple[str, ...]]()
    for _ in range(ROUNDS):
        number, arrived = delivered(both)
        both.act(both.school1_clerk, incoming.register, arrived, fields())
        both.act(both.head, recalling.recall, number, "Sai nội dung")
        answers = meet(
            dice,
            lambda n=arrived: both.act(both.school1_clerk, recalling.confirm_recall, n),
            lambda n=number: both.act(both.head, recalling.withdraw_recall, n, "Nhầm"),
        )
        assert answers.count("") == 1, answers
        assert (both.arrived(arrived).status == "recalled") == (answers[0] == ""), answers
        orders[answers] += 1
    assert len(orders) == 2, orders
