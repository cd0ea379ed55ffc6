"""Every step of every table, by whoever may take it: each person hears once of it, and a retry tells nothing anew."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, assigned, sealed
from tests.core.lives import ACTS, WHO, World
from tests.core.test_every_transition import permits, put
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.notices import Notice, NoticeChoice
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Position
from voffice_app.domain.incoming import FLOW as INCOMING
from voffice_app.domain.notices import INCOMING as TOLD_IN
from voffice_app.domain.notices import OUTGOING as TOLD_OUT
from voffice_app.domain.outgoing import FLOW as OUTGOING


def told(small: SmallOffice) -> list[tuple[int, Notice]]:
    """Every notice with the account it is for."""
    with small.db.read() as session:
        rows = session.exec(select(Notice, Position.account_id).join(Position, Position.id == Notice.position_id))  # type: ignore[arg-type]
        return [(account, row) for row, account in rows.all()]


def fresh(small: SmallOffice, before: set[int | None]) -> list[tuple[int, Notice]]:
    return [(account, row) for account, row in told(small) if row.id not in before]


def states(step: Any) -> Iterator[dict[str, Any]]:
    """What a document put by hand into each state of the step needs besides."""
    for status in step.sources:
        recalled = {"recalled_from": "assigned", "recall_state": "asked"}
        more = {"recalled": recalled, "completed": {"completed_on": date(2026, 11, 23)}}.get(str(status), {})
        yield {"status": status, **(more if step in set(INCOMING) else {})}


def lives(both: SmallOffice, direction: str, number: int, facts: Any) -> Iterator[str]:
    flow, table = (OUTGOING, OutgoingDocument) if direction == "out" else (INCOMING, IncomingDocument)
    world = World(both, [number] if direction == "out" else [], [number] if direction == "in" else [])
    with both.db.read() as session:
        row = dict(session.execute(table.__table__.select().where(table.id == number)).mappings().one())  # type: ignore[attr-defined]
    for step in flow:
        act = f"{direction}.{step.name}"
        for state in states(step) if act in ACTS else ():
            put(both, table, number, **{**row, **state})
            for who in (who for who in WHO if permits(flow, step.name, facts(), both.people[who])):
                yield from heard(world, who, act)
                put(both, table, number, **{**row, **state})


def heard(world: World, who: str, act: str) -> Iterator[str]:
    """One act and its retry a minute later: what was told wrongly."""
    small = world.small
    small.clock.now += timedelta(minutes=1)
    before = {row.id for _, row in told(small)}
    if world.take(who, act, 0):
        return
    first = fresh(small, before)
    HEARD.update(row.kind for _, row in first)
    twice = [account for account, times in Counter(account for account, _ in first).items() if times > 1]
    if twice:
        yield f"{act} by {who}: {len(twice)} were told more than once: {sorted(row.kind for _, row in first)}"
    if small.people[who].account_id in {account for account, _ in first}:
        yield f"{act} by {who}: told to who acted"
    small.clock.now += timedelta(minutes=1)
    if world.take(who, act, 0) and fresh(small, before | {row.id for _, row in first}):
        yield f"{act} by {who}: the retry was refused and told again"


HEARD: Counter[str] = Counter()


def facts_in(both: SmallOffice, number: int) -> Any:
    def facts() -> Any:
        with both.db.read() as session:
            return facts_of(session, session.get_one(IncomingDocument, number), both.db.today(), has_result=True)

    return facts


@pytest.mark.article("7.1")
def test_each_step_of_an_incoming_document_is_told_once_to_each_and_not_again(both: SmallOffice) -> None:
    HEARD.clear()
    number = assigned(both)
    assert list(lives(both, "in", number, facts_in(both, number))) == []
    assert set(HEARD) >= {"to_assign", "completed", "reopened"}, "the table was really walked"


@pytest.mark.article("7.2.2")
def test_each_step_of_an_outgoing_document_is_told_once_to_each_and_not_again(both: SmallOffice) -> None:
    HEARD.clear()
    number = sealed(both)
    assert list(lives(both, "out", number, lambda: both.document(number).facts())) == []
    wanted = {str(notice.kind) for notices in TOLD_OUT.values() for notice in notices}
    assert set(HEARD) >= wanted - {"to_sign"}, "the table was really walked"


def test_whoever_switched_every_kind_off_hears_of_no_step(both: SmallOffice) -> None:
    with both.db.act(both.it) as tx:
        for kind in {notice.kind for notices in (*TOLD_IN.values(), *TOLD_OUT.values()) for notice in notices}:
            tx.session.add_all(NoticeChoice(position_id=a.position_id, kind=kind) for a in both.people.values())
    HEARD.clear()
    number = sealed(both)
    assert list(lives(both, "out", number, lambda: both.document(number).facts())) == []
    assert set(HEARD) & {str(notice.kind) for notices in TOLD_OUT.values() for notice in notices} == set()
