"""The audit log: every act is one row, rows are never changed, and whoever changes them behind our back is seen."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from tests.core.factories import LAYOUT, SmallOffice, assigned, draft, fields, form, registered, sealed, upload, waiting
from tests.core.lives import ACTS
from voffice_app.actions import answering, assigning, imprinting, incoming, issuing, mistakes, outgoing, updating
from voffice_app.actions.assigning import Assignment
from voffice_app.db import audit
from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import Direction
from voffice_app.db.links import add_link
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import FLOW as INCOMING_FLOW
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.links import LinkKind
from voffice_app.domain.outgoing import FLOW as OUTGOING_FLOW


def total(small: SmallOffice) -> int:
    with small.db.read() as session:
        return int(session.connection().execute(text("SELECT count(*) FROM audit_entry")).scalar_one())


def latest(small: SmallOffice, limit: int) -> list[AuditEntry]:
    with small.db.read() as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(limit)).all())


def chain(small: SmallOffice) -> list[int]:
    with small.db.read() as session:
        return list(audit.broken_links(session, small.clerk.unit_id))


def outgoing_life(small: SmallOffice) -> list[tuple[str, Any]]:
    """A call for every step of an outgoing document that needs no key, each from the state it starts in."""
    o, office = outgoing, small.office
    ready = draft(small)

    def seen() -> int | None:
        return small.document(ready).current_file_id

    return [
        ("edit", lambda: small.act(small.officer, o.edit_draft, ready, form(small))),
        ("initial", lambda: imprinting.put_initial(office, small.officer, ready)),
        ("submit", lambda: small.act(small.officer, o.submit, ready)),
        ("withdraw", lambda: small.act(small.officer, o.withdraw, ready)),
        ("submit", lambda: small.act(small.officer, o.submit, ready)),
        ("send_back", lambda: small.act(small.deputy, o.send_back, ready, "Sửa")),
        ("submit", lambda: small.act(small.officer, o.submit, ready)),
        ("approve", lambda: small.act(small.deputy, o.approve, ready, seen())),
        ("revise", lambda: small.act(small.officer, o.revise, ready)),
        ("submit", lambda: small.act(small.officer, o.submit, ready)),
        ("approve", lambda: small.act(small.deputy, o.approve, ready, seen())),
        ("return_format", lambda: small.act(small.clerk, o.return_format, ready, "Sai lề")),
        ("submit", lambda: small.act(small.officer, o.submit, ready)),
        ("approve", lambda: small.act(small.deputy, o.approve, ready, seen())),
        ("accept_format", lambda: small.act(small.clerk, o.accept_format, ready)),
        ("cancel", lambda: small.act(small.head, o.cancel, ready, "Thôi")),
    ]


def incoming_life(small: SmallOffice) -> list[tuple[str, Any]]:
    a, i = assigning, incoming
    returned = small.act(small.officer, i.pass_to_clerk, i.Intake(Source.PAPER, "một"))
    passed = small.act(small.officer, i.pass_to_clerk, i.Intake(Source.PAPER, "hai"))
    mine = small.act(small.officer, i.pass_to_clerk, i.Intake(Source.PAPER, "ba"))
    mvp = registered(small, source=Source.MVP)
    lead, other = Assignment(small.officer.position_id), Assignment(small.colleague.position_id)
    return [
        ("return_intake", lambda: small.act(small.clerk, i.return_intake, returned, "Nhầm")),
        ("pass_on", lambda: small.act(small.clerk, i.pass_on, passed, small.officer.position_id)),
        ("hand_back", lambda: small.act(small.officer, i.hand_back, passed, "Việc của cơ quan")),
        ("archive_only", lambda: small.act(small.clerk, i.archive_only, mvp)),
        ("register", lambda: small.act(small.clerk, i.register, mine, fields())),
        ("submit", lambda: small.act(small.clerk, i.submit, mine)),
        ("assign", lambda: small.act(small.head, a.assign, mine, lead)),
        ("return_assignment", lambda: small.act(small.officer, a.return_assignment, mine, "Không phải")),
        ("assign", lambda: small.act(small.head, a.assign, mine, other)),
        ("reassign", lambda: small.act(small.head, a.reassign, mine, lead, "Đổi")),
        ("record_progress", lambda: small.act(small.officer, a.record_progress, mine, "Nửa")),
        ("complete", lambda: small.act(small.officer, a.complete, mine, "Xong")),
        ("reopen", lambda: small.act(small.head, a.reopen, mine, "Thiếu")),
    ]


NEEDS_MORE = {"assign_number", "sign", "seal", "issue", "discard"}
"""Proved one by one below, and in tests/signing."""
LIVED = {act.partition(".")[2] for act in ACTS}
"""Held to their one line each in the random lives (test_lives)."""
AFTERWARDS = {"ask_correction", "update", "replace", "draft_answer"}
"""Proved below."""


@pytest.mark.parametrize(("life", "flow"), [(outgoing_life, OUTGOING_FLOW), (incoming_life, INCOMING_FLOW)])
def test_every_act_leaves_exactly_one_row_with_who_from_where_to_where(
    small: SmallOffice, life: Any, flow: Any
) -> None:
    calls = life(small)
    known = {name for name, _ in calls} | NEEDS_MORE | LIVED | AFTERWARDS
    assert known >= set(flow.steps), "a step of the table is not called"
    for name, call in calls:
        before = total(small)
        call()
        assert total(small) == before + 1, name
        (entry,) = latest(small, 1)
        step = flow.steps[name]
        assert (entry.act, entry.from_state in step.sources) == (name, True)
        assert entry.to_state == (step.target or entry.from_state)
        assert (entry.at, bool(entry.actor_name), bool(entry.actor_title)) == (small.clock.now, True, True)
    assert chain(small) == []


def test_issue_and_discard_are_one_row_each_and_numbering_is_two(small: SmallOffice) -> None:
    """Number and imprint are two acts: the second may come after a crash."""
    dropped, ready = draft(small), sealed(small)
    for act, who, document_id in ((outgoing.discard, small.officer, dropped), (issuing.issue, small.clerk, ready)):
        before = total(small)
        small.act(who, act, document_id)
        assert total(small) == before + 1
    acts = [entry.act for entry in small.history("outgoing", ready)]
    assert (acts.count("assign_number"), acts.count("imprint")) == (1, 1)


def test_what_follows_issue_is_one_row_at_the_issuer(small: SmallOffice) -> None:
    """Receivers have their own rows in their own units; a replacement is two acts of one moment."""
    old, new = sealed(small), sealed(small)
    small.act(small.clerk, issuing.issue, old)
    right = updating.Correction("Về việc khác", "Chuyên môn", Urgency.NORMAL)
    mine = draft(small)
    acts = (
        ("ask_correction", small.officer, mistakes.ask_correction, (old, "abstract", "Về việc khác", "Ghi nhầm")),
        ("update", small.clerk, updating.update, (old, right, "Ghi nhầm")),
        ("draft_answer", small.officer, answering.link_answer, (assigned(small), mine)),
    )
    for name, who, act, told in acts:
        before = total(small)
        small.act(who, act, *told)
        written = [entry for entry in latest(small, total(small) - before) if entry.actor_name == who.full_name]
        assert [entry.act for entry in written if not entry.act.endswith("_by_issuer")] == [name]
    with small.db.act(small.officer) as tx:
        add_link(tx, LinkKind.REPLACES, (Direction.OUTGOING, new), (Direction.OUTGOING, old))
    before = total(small)
    small.act(small.clerk, issuing.issue, new)
    assert sorted(entry.act for entry in latest(small, total(small) - before)) == ["issue", "replace"]


def test_a_refused_act_leaves_no_row(small: SmallOffice) -> None:
    document_id = waiting(small)
    before = total(small)
    with pytest.raises(Refused):
        small.act(small.officer, assigning.assign, document_id, Assignment(small.officer.position_id))
    assert total(small) == before


def test_the_database_itself_refuses_to_change_or_remove_a_row(small: SmallOffice) -> None:
    assigned(small)
    for statement in ("UPDATE audit_entry SET comment = 'khác'", "DELETE FROM audit_entry"):
        with small.db.engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
            connection.execute(text(statement))
    assert chain(small) == []


def forge(small: SmallOffice, *statements: str) -> None:
    """Somebody with the database's own password and time to spare."""
    with small.db.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_no_update")
        connection.exec_driver_sql("DROP TRIGGER audit_entry_no_delete")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


FORGERIES = {
    "a word of a comment": "UPDATE audit_entry SET comment = 'khác' WHERE seq = 2",
    "who did it": "UPDATE audit_entry SET actor_name = 'Người khác' WHERE seq = 2",
    "when": "UPDATE audit_entry SET at = '2026-01-01 00:00:00.000000' WHERE seq = 2",
    "the facts": "UPDATE audit_entry SET facts = '{}' WHERE seq = (SELECT max(seq) FROM audit_entry)",
    "a row taken out of the middle": "DELETE FROM audit_entry WHERE seq = 2",
    "the tail cut off": "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
    "everything removed": "DELETE FROM audit_entry",
    "the first row removed": "DELETE FROM audit_entry WHERE seq = 1",
}


@pytest.mark.parametrize("what", FORGERIES)
def test_tampering_is_found(small: SmallOffice, what: str) -> None:
    assigned(small)
    assert chain(small) == []
    forge(small, FORGERIES[what])
    assert chain(small) != []


def test_an_untouched_log_is_whole_also_with_accents_and_layouts(small: SmallOffice) -> None:
    file = upload(small, small.officer)
    draft(small, abstract="Về việc “kiểm tra” 100%", main_upload_id=file, layout=LAYOUT)
    assert chain(small) == []


def test_each_unit_has_its_own_chain(small: SmallOffice) -> None:
    registered(small)
    small.act(small.school1_clerk, incoming.receive, fields(), ())
    assert [entry.previous_hash for entry in latest(small, 50) if entry.seq == 1] == ["", ""]
