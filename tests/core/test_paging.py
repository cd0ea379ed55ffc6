"""Lists page by key: every row once, in order, whatever arrives meanwhile, and no page sorts the register anew."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bench.paging import fill, measure
from tests.core.factories import NOON, SmallOffice, draft, numbered, registered
from voffice_app.db.incoming import load_incoming
from voffice_app.db.incoming_lists import ORDERS, Filter, IncomingRow, list_incoming
from voffice_app.db.outgoing import load_outgoing
from voffice_app.db.outgoing_lists import Filter as OutgoingFilter
from voffice_app.db.outgoing_lists import list_outgoing
from voffice_app.db.paging import PAGE_SIZE
from voffice_app.db.passed_on import list_passed
from voffice_app.db.session import Session

KEY = {"arrived": "arrived_on", "due": "due_sort", "number": "book_order", "queue": "queue_on"}
TODAY = date(2026, 11, 23)
BOOKS = {30: 2026, 1204: 2025, 40: 2026, 5: 2024}
"""Numbers of this year's book and of older ones, as they were found."""


def pages(small: SmallOffice, order: str, descending: bool, between: Any = None) -> list[IncomingRow]:
    """Turn every page of the clerk's register."""
    seen: list[IncomingRow] = []
    after, more = None, True
    while more:
        with small.db.read() as session:
            rows, more = list_incoming(session, small.clerk, TODAY, Filter(), order, descending, after)
        seen += rows
        after = (getattr(rows[-1], KEY[order]), rows[-1].id) if rows else None
        if between:
            between()
    return seen


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("order", ORDERS)
def test_turning_all_pages_shows_every_document_once_and_in_order(
    both: SmallOffice, order: str, descending: bool
) -> None:
    fill(both.db, both.clerk, 4 * PAGE_SIZE + 7)
    seen = pages(both, order, descending)
    assert sorted(row.id for row in seen) == list(range(1, 4 * PAGE_SIZE + 8))
    keys = [(getattr(row, KEY[order]), row.id) for row in seen]
    assert keys == sorted(keys, reverse=descending)


def test_lists_by_number_read_one_year_after_the_other(both: SmallOffice) -> None:
    come = {registered(both): place for place in BOOKS.items()}
    gone = {numbered(both): place for place in BOOKS.items()}
    with both.db.act(both.clerk) as tx:
        for document_id, (number, year) in come.items():
            came = load_incoming(tx, document_id)
            came.arrival_number, came.arrival_year = number, year
        for document_id, (number, year) in gone.items():
            sent = load_outgoing(tx, document_id)
            sent.number, sent.year = number, year
    draft(both)
    with both.db.read() as session:
        for descending in (True, False):
            arrived, _ = list_incoming(session, both.clerk, TODAY, Filter(), "number", descending)
            issued, _ = list_outgoing(session, both.clerk, OutgoingFilter(), "number", descending)
            wanted = [40, 30, 1204, 5][:: 1 if descending else -1]
            assert [row.arrival_number for row in arrived] == wanted
            assert [row.number for row in issued] == wanted, "and what has no number is not among them"
            behind, _ = list_outgoing(
                session, both.clerk, OutgoingFilter(), "number", descending, (issued[1].book_order, issued[1].id)
            )
            assert [row.number for row in behind] == wanted[2:]


def test_a_document_that_arrives_while_pages_are_turned_moves_no_other(small: SmallOffice) -> None:
    fill(small.db, small.clerk, 3 * PAGE_SIZE)
    seen = pages(small, "arrived", True, between=lambda: registered(small, code_number="9"))
    ids = [row.id for row in seen if row.id <= 3 * PAGE_SIZE]
    assert len(ids) == len(set(ids)) == 3 * PAGE_SIZE


def test_a_page_of_one_unit_never_shows_another_units_row(small: SmallOffice) -> None:
    fill(small.db, small.school1_clerk, 5)
    mine = registered(small)
    assert [row.id for row in pages(small, "arrived", True)] == [mine]


def plan(session: Session, work: Any) -> list[str]:
    """What SQLite says it will do for the last statement the work sent."""
    sent: list[tuple[str, Any]] = []
    connection = session.connection()
    raw = connection.connection.driver_connection
    raw.set_trace_callback(lambda statement: sent.append((statement, None)))
    work()
    raw.set_trace_callback(None)
    selects = [statement for statement, _ in sent if statement.lstrip().upper().startswith("SELECT")]
    return [
        str(row[-1])
        for row in connection.execute(text(f"EXPLAIN QUERY PLAN {selects[-1].replace(':', chr(92) + ':')}"))
    ]


def begins_behind_the_key(steps: list[str]) -> bool:
    """Not at the beginning of the register, which every later page would walk farther from."""
    return any("<?" in step or "<(?" in step for step in steps)


@pytest.mark.parametrize("order", ORDERS)
def test_no_page_of_the_register_is_sorted_it_walks_an_index(small: SmallOffice, order: str) -> None:
    registered(small)
    after = {"arrived": TODAY, "due": TODAY + timedelta(days=1), "number": 2026_000005, "queue": TODAY}[order]
    with small.db.read() as session:
        for key in (None, (after, 10**6)):
            steps = plan(session, lambda k=key: list_incoming(session, small.clerk, TODAY, Filter(), order, True, k))  # type: ignore[misc]
            assert not any("TEMP B-TREE" in step for step in steps), steps
            assert any("ix_incoming_unit" in step for step in steps), steps
            assert key is None or begins_behind_the_key(steps), steps


@pytest.mark.parametrize("order", ["newest", "number", "queue"])
def test_the_outgoing_register_walks_an_index_too(small: SmallOffice, order: str) -> None:
    numbered(small)
    index = {"newest": "ix_outgoing_unit (", "number": "ix_outgoing_unit_number", "queue": "ix_outgoing_unit_queue"}[
        order
    ]
    with small.db.read() as session:
        for key in (None, (1 if order == "queue" else 2026_000005, 5)):
            steps = plan(session, lambda k=key: list_outgoing(session, small.clerk, OutgoingFilter(), order, True, k))  # type: ignore[misc]
            assert not any("TEMP B-TREE" in step for step in steps), steps
            assert any(index in step for step in steps), steps
            assert key is None or begins_behind_the_key(steps), steps
        done = plan(session, lambda: list_outgoing(session, small.clerk, OutgoingFilter("issued"), order))
    assert not any("TEMP B-TREE" in step for step in done), done
    assert any("status=?" in step for step in done), done


def test_the_measurement_itself_runs(small: SmallOffice) -> None:
    small.clock.now = NOON
    fill(small.db, small.clerk, 2 * PAGE_SIZE)
    assert set(measure(small.db, small.clerk, "arrived")) == {"first", "last", "offset"}


@pytest.mark.parametrize("order", ORDERS)
def test_the_completed_are_not_sorted_either_and_the_few_open_ones_are_not_searched_among_them(
    small: SmallOffice, order: str
) -> None:
    """One status holds nearly all documents, and SQLite was told so (db/planning.py)."""
    registered(small)
    with small.db.read() as session:
        done = plan(session, lambda: list_incoming(session, small.clerk, TODAY, Filter("completed"), order))
        assert not any("TEMP B-TREE" in step for step in done), done
        for tab in ("open", "overdue", "mine", "to_register"):
            steps = plan(session, lambda tab=tab: list_incoming(session, small.officer, TODAY, Filter(tab), order))  # type: ignore[misc]
            assert "(unit_id=? AND status=?" in steps[0], steps


def test_what_a_person_passed_on_is_found_by_an_index(small: SmallOffice) -> None:
    registered(small)
    with small.db.read() as session:
        steps = plan(session, lambda: list_passed(session, small.officer))
    assert any("ix_incoming_received_by" in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
