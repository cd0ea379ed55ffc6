"""Every step of every flow, from every state, by every person of three units, on both databases: the act does what
the table says and nothing else, and a refusal leaves nothing behind."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table

from tests.core.factories import SmallOffice, assigned, sealed
from tests.core.lives import ACTS, WHO, World
from tests.core.test_lives import rows_of
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import FLOW as INCOMING
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import FLOW as OUTGOING
from voffice_app.domain.outgoing import OutgoingStatus

FURTHER = {
    "out.edit": {"signer_is_drafter"},
    "out.withdraw_recall": {"recall_not_in_force"},
    "in.ask_extension": {"not_visible", "extension_waiting"},
    "in.confirm_recall": {"recall_not_asked"},
    "in.refuse_recall": {"recall_not_asked"},
    "in.grant_extension": {"not_visible", "extension_closed"},
    "in.refuse_extension": {"not_visible", "extension_closed"},
}
"""What an act asks besides its table: of rows that a state put by hand does not have, or an earlier try ended."""


def put(small: SmallOffice, table: Any, row_id: int, /, **values: Any) -> None:
    columns: Table = table.__table__
    with small.db.act(small.it) as tx:
        tx.session.execute(columns.update().where(columns.c.id == row_id).values(**values))


def tries(world: World, flow: Any, direction: str, facts: Any) -> Iterator[str]:
    """Every person at every step; yields what went otherwise than the table says."""
    table: Any = OutgoingDocument if direction == "out" else IncomingDocument
    number = world.out[0] if direction == "out" else world.came[0]
    with world.small.db.read() as session:
        row = dict(session.execute(table.__table__.select().where(table.id == number)).mappings().one())
    before, known = rows_of(world), facts()
    for step in flow:
        act = f"{direction}.{step.name}"
        for who in WHO if act in ACTS else ():
            allowed = permits(flow, step.name, known, world.small.people[who])
            told, after = world.take(who, act, 0), rows_of(world)
            if told and after != before:
                yield f"{act} by {who} was refused ({told}) and changed something"
            if not allowed and not told and after != before:
                yield f"{act} by {who} was done against the table"
            if allowed and told and told not in FURTHER.get(act, ()):
                yield f"{act} by {who} was refused ({told}) against the table"
            if after != before:
                put(world.small, table, number, **row)
                before, known = rows_of(world), facts()


def permits(flow: Any, step: str, facts: Any, actor: Any) -> bool:
    try:
        flow.decide(step, facts, actor)
    except Refused:
        return False
    return True


@pytest.mark.article("8.2")
@pytest.mark.parametrize("status", OutgoingStatus)
def test_every_step_of_an_outgoing_document_from(both: SmallOffice, status: OutgoingStatus) -> None:
    number = sealed(both)
    put(both, OutgoingDocument, number, status=status)
    found = tries(World(both, [number]), OUTGOING, "out", lambda: both.document(number).facts())
    assert list(found) == []


@pytest.mark.article("6.1")
@pytest.mark.parametrize("status", IncomingStatus)
def test_every_step_of_an_incoming_document_from(both: SmallOffice, status: IncomingStatus) -> None:
    number = assigned(both)
    recalled = {"recalled_from": "assigned", "recall_state": "asked"} if status is IncomingStatus.RECALLED else {}
    done = {"completed_on": date(2026, 11, 23)} if status is IncomingStatus.COMPLETED else {}
    put(both, IncomingDocument, number, status=status, **recalled, **done)

    def facts() -> Any:
        with both.db.read() as session:
            return facts_of(session, session.get_one(IncomingDocument, number), both.db.today(), has_result=True)

    found = tries(World(both, [], [number]), INCOMING, "in", facts)
    assert list(found) == []
