"""Random lives: anybody tries any act on any document, hundreds of times; what must always hold, holds after each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tests.core.factories import SmallOffice, numbered, sealed, submitted, waiting
from tests.core.lives import ACTS, WHO, World
from voffice_app.db import incoming_lists, outgoing_lists
from voffice_app.db.files import DocumentFile, FileKind
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.sequences import next_number
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import FLOW as OUTGOING
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Role

BEGINNINGS = {"": None, "submitted": submitted, "numbered": numbered, "sealed": sealed}
RUNS, ACTS_EACH = 100, 20
ENDS = ("out.cancel", "out.discard", "out.edit", "out.withdraw", "out.revise", "in.void_entry")
EVE, HOUR = 5, timedelta(hours=1)
"""Of ten lives one begins at 23:30 on New Year's Eve in Vietnam; halfway through each an hour passes."""
FORWARD = 0.8
"""So often the life goes on where it could end or turn back."""
EVERYWHERE = ("out.recall", "out.withdraw_recall")
"""These write a line at each receiver too."""
LINES = {"out.assign_number": 2}
"""Any other act that changes something writes one line; the number is one act and its imprint the next."""
WILD = 0.2
"""So often anybody tries anything; else somebody does one of the things offered to them now."""
COUNTED = ("outgoing_document", "incoming_document", "document_file", "audit_entry", "incoming_assignment", "notice")
FROZEN = ("number", "year", "notation", "abstract", "type_key", "issued_on", "current_file_id", "signer_position_id")


def rows_of(world: World) -> list[Any]:
    """Everything an act may change of this life's documents, and how much there is of the rest."""
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in COUNTED)
    with world.small.db.read() as session:
        found: list[Any] = [session.execute(text(f"SELECT {counts}")).one()]
        for table, ids in (("outgoing_document", world.out), ("incoming_document", world.came)):
            wanted = ", ".join(map(str, ids)) or "0"
            found += session.execute(text(f"SELECT * FROM {table} WHERE id IN ({wanted}) ORDER BY id")).all()
    return found


def frozen(world: World) -> dict[int, tuple[Any, ...]]:
    """What stays as it was issued."""
    found = [world.small.document(number) for number in world.out]
    return {row.id or 0: tuple(getattr(row, name) for name in FROZEN) for row in found if row.status == "issued"}


def check_numbers(world: World) -> None:
    """In each register and year the numbers run from one without gap or double, given, held and voided together."""
    with world.small.db.read() as session:
        last = session.execute(text("SELECT register_id, year, last_number FROM register_year")).all()
        for register, year, most in last:
            given = session.exec(
                select(OutgoingDocument.number).where(
                    OutgoingDocument.register_id == register, OutgoingDocument.year == year
                )
            ).all()
            came = session.exec(
                select(IncomingDocument.arrival_number).where(
                    IncomingDocument.register_id == register, IncomingDocument.arrival_year == year
                )
            ).all()
            taken = sorted(number for number in (*given, *came) if number)
            assert taken == list(range(1, most + 1)), (register, year)


def check_signatures(world: World) -> None:
    """No seal without the leader's signature before it, and nothing issued without both."""
    for number in world.out:
        document = world.small.document(number)
        with world.small.db.read() as session:
            query = select(DocumentFile.kind).where(DocumentFile.document_id == number)
            kinds = list(session.exec(query.where(DocumentFile.direction == "outgoing").order_by(text("id"))))
        if FileKind.SEALED in kinds:
            assert FileKind.LEADER_SIGNED in kinds[: kinds.index(FileKind.SEALED)]
        if document.status == "issued":
            assert kinds[-1] is FileKind.SEALED
            assert document.number


def check_reads(world: World) -> None:
    """Each person's lists hold exactly what the unit holds and the person may see, and nothing of another unit."""
    base = world.small.db
    for person in world.small.people.values():
        with base.read() as session:
            out, _ = outgoing_lists.list_outgoing(session, person, outgoing_lists.Filter("all"))
            came, _ = incoming_lists.list_incoming(session, person, base.today(), incoming_lists.Filter("all"))
            seen = {row.id for row in out}, {row.id for row in came}
            mine = {n for n in world.out if session.get_one(OutgoingDocument, n).unit_id == person.unit_id}
            theirs = {n for n in world.came if _may_see(session.get_one(IncomingDocument, n), person)}
        assert (seen[0] & set(world.out), seen[1] & set(world.came)) == (mine, theirs), person


def _may_see(document: IncomingDocument, person: Any) -> bool:
    """Written anew from the regulation: the unit's own, and what was addressed to a person only to those concerned."""
    concerned = {document.passed_to_position_id, document.received_by_position_id}
    private = document.status is IncomingStatus.PASSED_ON and person.role is not Role.CLERK
    return document.unit_id == person.unit_id and (not private or person.position_id in concerned)


def live(small: SmallOffice, dice: Random) -> World:
    """Play a life, each try held against what must be so after it."""
    world = World(small)
    if begin := BEGINNINGS[dice.choice(sorted(BEGINNINGS))]:
        world.out.append(begin(small))
    world.came.append(waiting(small))
    for turn in range(ACTS_EACH):
        if turn == ACTS_EACH // 2:
            small.clock.now += HOUR
        who, act, which = wish(world, dice)
        before, lines, issued = rows_of(world), count_lines(small), frozen(world)
        refused = world.take(who, act, which)
        changed, wrote = rows_of(world) != before, count_lines(small) - lines
        told = f"{act} by {who} ({refused or 'done'}) wrote {wrote} lines of history"
        if act in EVERYWHERE:
            assert changed <= wrote <= 1 + len(world.came), told
        else:
            assert wrote == (LINES.get(act, 1) if changed else 0), told
        assert not (refused and changed), f"{act} by {who} was refused ({refused}) and changed something"
        still = frozen(world)
        assert {n: still.get(n, row) for n, row in issued.items()} == issued, f"{act} by {who} changed what was issued"
    check_numbers(world)
    check_signatures(world)
    check_reads(world)
    return world


def wish(world: World, dice: Random) -> tuple[str, str, int]:
    """Who tries what on which document; every act that is offered has the same chance, however many may take it."""
    offered = [one for one in world.possible() if one[1] in ACTS]
    if dice.random() < WILD or not offered:
        return dice.choice(WHO), dice.choice(sorted(ACTS)), dice.randrange(8)
    acts = sorted({act for _, act, _ in offered})
    act = (
        dice.choice([act for act in acts if act not in ENDS] or acts) if dice.random() < FORWARD else dice.choice(acts)
    )
    return dice.choice([one for one in offered if one[1] == act])


def count_lines(small: SmallOffice) -> int:
    with small.db.read() as session:
        return int(session.execute(text("SELECT count(*) FROM audit_entry")).scalar_one())


@pytest.mark.article("6.1")
@pytest.mark.article("6.2")
@pytest.mark.law("ND30:15")
def test_whatever_anybody_tries_numbers_signatures_history_and_walls_hold(both: SmallOffice) -> None:
    live_all(both)
    with both.db.read() as session:
        years = session.execute(text("SELECT DISTINCT year FROM register_year")).scalars().all()
    assert len(years) >= RUNS // 10, "the lives went through New Years, each with its own series from one"


def live_all(small: SmallOffice) -> None:
    for seed in range(RUNS):
        if seed % 10 == EVE:
            small.clock.now = datetime(small.db.today().year, 12, 31, 16, 30, tzinfo=UTC)
        try:
            live(small, Random(seed))
        except AssertionError as found:
            raise AssertionError(f"life {seed}: {found}") from found


def seal_early(monkeypatch: Any) -> None:
    step = replace(OUTGOING.steps["seal"], sources=(OutgoingStatus.NUMBERED,), guards=())
    monkeypatch.setitem(OUTGOING.steps, "seal", step)


def edit_what_was_issued(monkeypatch: Any) -> None:
    step = OUTGOING.steps["edit"]
    monkeypatch.setitem(OUTGOING.steps, "edit", replace(step, sources=(*step.sources, OutgoingStatus.ISSUED)))


def skip_a_number(monkeypatch: Any) -> None:
    def skipping(session: Any, register_id: int, year: int, count: int = 1) -> int:
        next_number(session, register_id, year)
        return next_number(session, register_id, year, count)

    monkeypatch.setattr("voffice_app.actions.register_parts.next_number", skipping)


def forget_the_history(monkeypatch: Any) -> None:
    monkeypatch.setattr("voffice_app.db.session.Tx.record", lambda *_args, **_facts: None)


def forget_the_walls(monkeypatch: Any) -> None:
    monkeypatch.setattr(outgoing_lists, "conditions", lambda *_: [])


@pytest.mark.parametrize(
    "sabotage", [seal_early, edit_what_was_issued, skip_a_number, forget_the_history, forget_the_walls]
)
def test_an_office_with_a_broken_rule_would_be_found_out(small: SmallOffice, monkeypatch: Any, sabotage: Any) -> None:
    sabotage(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError)):
        live_all(small)
