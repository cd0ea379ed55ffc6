"""The two document tables are remade with their rules, indexes and words, forth and back, and no row is lost."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.core.factories import SmallOffice, assigned, sealed
from tests.core.test_signing_migration import to
from voffice_app.actions import issuing
from voffice_app.db import migrate
from voffice_app.db.incoming_lists import Filter, list_incoming

MADE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY name",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
}


def ask(small: SmallOffice, statement: str) -> list[Any]:
    with small.db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def run(small: SmallOffice, statement: str) -> None:
    with small.db.engine.begin() as connection:
        connection.execute(text(statement))


def made(small: SmallOffice) -> list[Any]:
    """Indexes and triggers of the two tables, whichever table they belong to."""
    rows = ask(small, MADE[small.db.engine.dialect.name])
    return [row for row in rows if "coming" in str(row) or "going" in str(row)]


@pytest.mark.filterwarnings("ignore")
def test_recalled_papers_go_back_to_what_they_were_and_every_index_and_word_comes_again(both: SmallOffice) -> None:
    document_id, paper = sealed(both), assigned(both)
    both.act(both.clerk, issuing.issue, document_id)
    everything = made(both)
    run(both, "UPDATE outgoing_document SET status = 'recalled'")
    run(both, "UPDATE incoming_document SET recall_state = 'asked', recalled_from = status, status = 'recalled'")
    both.db.engine.dispose()
    to(both, "0015")
    assert ask(both, "SELECT status FROM outgoing_document") == [("issued",)]
    assert sorted(ask(both, "SELECT status FROM incoming_document")) == [("assigned",), ("received",), ("received",)]
    with pytest.raises(DatabaseError):
        run(both, "UPDATE outgoing_document SET status = 'recalled'")
    migrate.upgrade(both.db.engine)
    assert made(both) == everything
    with both.db.read() as session:
        found, _ = list_incoming(session, both.clerk, both.db.today(), Filter(words="báo cáo đầu năm"))
        assert [row.id for row in found] == [paper], "the words of the search were put up again"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incoming_document SET status = 'recalled'",
        "UPDATE incoming_document SET recalled_from = 'received', recall_state = 'asked'",
        "UPDATE incoming_document SET status = 'recalled', recalled_from = 'gone', recall_state = 'asked'",
        "UPDATE incoming_document SET status = 'recalled', recalled_from = 'received', recall_state = 'perhaps'",
        "UPDATE outgoing_document SET status = 'recalled', number = NULL",
        "UPDATE outgoing_document SET status = 'replaced', number = NULL",
        "INSERT INTO document_link (unit_id, kind, source_direction, source_id, target_direction, target_id, made_at) "
        "VALUES (1, 'replaces', 'outgoing', 1, 'outgoing', 1, '2026-11-23')",
        "INSERT INTO document_link (unit_id, kind, source_direction, source_id, target_direction, target_id, made_at) "
        "VALUES (1, 'likes', 'outgoing', 1, 'outgoing', 2, '2026-11-23')",
        "INSERT INTO issued_change (outgoing_id, unit_id, number, kind, reason, before, after, made_at) "
        "VALUES (1, 1, 1, 'recall', 'vì', '{}', '{}', '2026-11-23')",
        "INSERT INTO issued_change (outgoing_id, unit_id, number, kind, reason, before, after, made_at) "
        "VALUES (1, 1, 0, 'update', 'vì', '{}', '{}', '2026-11-23')",
        "INSERT INTO mistake (outgoing_id, unit_id, reporter_unit_id, reporter_position_id, page, field, right_value, "
        "words, answer, answer_text, answered_at, made_at) VALUES (1, 1, 1, 1, 0, '', '', 'sai', 'no_mistake', '', "
        "'2026-11-23', '2026-11-23')",
        "INSERT INTO mistake (outgoing_id, unit_id, reporter_unit_id, reporter_position_id, page, field, right_value, "
        "words, answer, answer_text, made_at) VALUES (1, 1, 1, 1, 0, '', '', 'sai', 'updated', '', '2026-11-23')",
    ],
)  # fmt: skip
def test_the_database_refuses_what_no_act_would_write(both: SmallOffice, statement: str) -> None:
    both.act(both.clerk, issuing.issue, sealed(both))
    with pytest.raises(DatabaseError):
        run(both, statement)


def test_an_answer_to_a_change_has_its_time_and_a_refusal_its_reason(both: SmallOffice) -> None:
    both.act(both.clerk, issuing.issue, sealed(both))
    run(
        both,
        "INSERT INTO issued_change (id, outgoing_id, unit_id, number, kind, reason, before, after, made_at) "
        "VALUES (1, 1, 1, 1, 'update', 'vì', '{}', '{}', '2026-11-23')",
    )
    answer = (
        "INSERT INTO change_answer (change_id, incoming_id, unit_id, state, reason, asked_at, answered_at) "
        "SELECT 1, id, unit_id, '{state}', '{reason}', '2026-11-23', {at} FROM incoming_document"
    )
    for state, reason, at in (("asked", "", "'2026-11-23'"), ("agreed", "", "NULL"), ("refused", "", "'2026-11-23'")):
        with pytest.raises(DatabaseError):
            run(both, answer.format(state=state, reason=reason, at=at))
    run(both, answer.format(state="refused", reason="đã dùng", at="'2026-11-23'"))
    assert ask(both, "SELECT count(*) FROM change_answer") == [(2,)]
