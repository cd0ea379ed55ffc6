"""A closed unit's papers: its successor alone reads them and answers for them; a split or a new name opens nothing."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from state.incoming import read_page
from state.incoming_address import Asked
from state.incoming_rows import line
from tests.core.factories import SmallOffice, codes, draft
from tests.core.test_recall import WHY, at_work, issued, panel, papers, told
from tests.core.test_reshaping import DECISION, NAMES, TODAY, merge
from tests.core.test_visible_sets import EXPECTED, SCHOOL, TAKEN_OFF, World, world  # noqa: F401
from voffice_app.actions import assigning, mistakes, recalling, reshaping, updating
from voffice_app.actions.updating import Correction
from voffice_app.db.books import list_book
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_lists import Filter, list_incoming
from voffice_app.db.outgoing import OutgoingDocument, load_outgoing
from voffice_app.db.outgoing_lists import Filter as Sent
from voffice_app.db.outgoing_lists import list_outgoing
from voffice_app.db.people import find_actor, list_people
from voffice_app.db.unit_history import UnitAct, UnitChange
from voffice_app.domain.errors import NotVisible, TransitionRefused
from voffice_app.domain.incoming import IncomingStatus, Urgency
from voffice_app.domain.outgoing import FLOW, OutgoingStatus
from voffice_app.domain.people import Actor

OPENED = {"at school1"}
INHERITED = {
    "incoming list": OPENED, "incoming by number": OPENED, "outgoing list": {"by school1"},
    "what followed issue": {"by school1"}, "receivers by number": {"by school1"},
    "versions side by side": {"by school1"}, "files by number": {"at school1", "by school1"},
}  # fmt: skip
"""What the successor sees besides its own, view by view; in every other view nothing."""


def finished(small: SmallOffice, document_id: int) -> int:
    with small.db.act(small.school1_clerk) as tx:
        document = tx.session.get_one(IncomingDocument, document_id)
        document.status, document.completed_on = IncomingStatus.COMPLETED, TODAY
        tx.session.add(document)
    return document_id


def issued_by_school(small: SmallOffice) -> int:
    """Issued by the first school, as rows only."""
    number = draft(small, who="school1_officer", signer="school1_head", recipient_ids=(small.head.unit_id,))
    with small.db.act(small.school1_clerk) as tx:
        document = load_outgoing(tx, number)
        document.status, document.number, document.year = OutgoingStatus.ISSUED, 7, 2026
        document.issued_on, document.issued_at = TODAY, tx.now
        document.refold()
        tx.session.add(document)
    return number


def now_of(small: SmallOffice, name: str, unit_id: int) -> Actor:
    """Who this person is today, in the unit they work in now."""
    with small.db.read() as session:
        found = list_people(session, unit_id, TODAY)
        post = next(p.position_id for p in found if p.full_name == f"Người {name}")
        actor = find_actor(session, post, TODAY)
    assert actor is not None
    return actor


def seen(world: World, people: dict[str, Actor], more: dict[str, dict[str, set[str]]]) -> list[str]:  # noqa: F811
    """Every view of the table by everybody: what differs from it, where ``more`` names who sees more in which view."""
    wrong = []
    with world.small.db.read() as session:
        for what, (view, expected) in EXPECTED.items():
            for name, actor in people.items():
                found = view(world, session, actor)
                wanted = expected.get(name, set()) | more.get(name, {}).get(what, set())
                if found != wanted:
                    wrong.append(f"{what}, {name}: saw {sorted(found)}, should see {sorted(wanted)}")
    return wrong


def test_only_the_successor_sees_what_the_closed_unit_had(world: World) -> None:  # noqa: F811
    small = world.small
    paper = next(number for (kind, number), name in world.names.items() if (kind, name) == ("in", "at school1"))
    finished(small, paper)
    mine = issued_by_school(small)
    world.names["out", mine] = "by school1"
    with small.db.read() as session:
        for file in session.exec(select(DocumentFile).where(DocumentFile.document_id == mine)):
            if file.direction is Direction.OUTGOING:
                world.names["file", file.id or 0] = "by school1"
    merge(small)
    people = {name: actor for name, actor in world.people.items() if name not in SCHOOL}
    people |= {name: now_of(small, name, small.schools[1]) for name in TAKEN_OFF}
    assert seen(world, people, dict.fromkeys(TAKEN_OFF, INHERITED)) == []
    newcomers = {"school2_" + name[8:]: now_of(small, name, small.schools[1]) for name in sorted(SCHOOL)}
    assert seen(world, newcomers, dict.fromkeys(newcomers, INHERITED)) == []


def test_a_split_or_a_new_name_opens_no_paper_to_anybody_else(world: World) -> None:  # noqa: F811
    small = world.small
    chosen = (small.school2_officer.position_id,)
    new, _ = small.act(small.it, reshaping.split_unit, small.schools[1], "TH-9", NAMES, None, chosen, DECISION)
    small.act(small.it, reshaping.rename_unit, small.schools[0], NAMES, DECISION)
    people = {name: actor for name, actor in world.people.items() if name != "school2_officer"}
    people |= {name: now_of(small, name, small.schools[0]) for name in SCHOOL}
    people["split off"] = now_of(small, "school2_officer", new)
    assert seen(world, people, {}) == []


def test_a_merger_on_paper_alone_opens_nothing_while_the_unit_still_stands(both: SmallOffice) -> None:
    issued_by_school(both)
    old, new = both.schools
    row = UnitChange(
        act=UnitAct.MERGED, unit_id=old, other_unit_id=new, decided_by="QĐ", happened_on=TODAY, recorded_at=both.clock()
    )
    with both.db.act(both.it) as tx:
        tx.session.add(row)
    head = now_of(both, "school2_head", new)
    with both.db.read() as session:
        assert head.heritage == frozenset()
        assert list_outgoing(session, head, Sent())[0] == []


def test_the_successor_finds_old_papers_by_words_under_the_name_of_their_time(both: SmallOffice) -> None:
    both.act(both.it, reshaping.rename_unit, both.schools[0], NAMES, DECISION)
    number = issued(both)
    paper = finished(both, at_work(both, number))
    mine = issued_by_school(both)
    merge(both)
    clerk = now_of(both, "school2_clerk", both.schools[1])
    with both.db.read() as session:
        found = list_incoming(session, clerk, TODAY, Filter(words="báo cáo"))[0]
        page = read_page(session, clerk, TODAY, Asked(tab="completed"))
        shown = {row.id: line(row, page.beside[row.id], page.asked, TODAY).below for row in page.rows}
        sent = {row.id: row.holder for row in list_outgoing(session, clerk, Sent(words="kiểm tra"))[0]}
    assert paper in {row.id for row in found}
    assert shown[paper].endswith(f"· {NAMES.name}")
    assert sent == {mine: NAMES.name}
    assert {row.unit_name for row in panel(both, number).values()} >= {NAMES.name}


def test_what_was_sent_before_a_rename_tells_the_name_of_its_day(both: SmallOffice) -> None:
    number = issued(both)
    both.clock.pass_days(1)
    tomorrow = reshaping.Decision("Quyết định 89", date(2026, 11, 24))
    both.act(both.it, reshaping.rename_unit, both.schools[0], NAMES, tomorrow)
    later = issued(both, abstract="Về việc khác")
    assert panel(both, number)[both.schools[0]].unit_name == "Trường THCS Số 1"
    assert panel(both, later)[both.schools[0]].unit_name == NAMES.name
    with both.db.read() as session:
        book = both.document(number).register_id
        rows = [row.texts for row in list_book(session, book, 2026, 1, 99)]
    assert "Trường THCS Số 1" in " ".join(rows[0])
    assert NAMES.name in " ".join(rows[1])


def recalled(both: SmallOffice) -> int:
    """A finished paper of the closed school, asked back after the merger."""
    number = issued(both)
    paper = finished(both, at_work(both, number))
    merge(both)
    both.act(both.head, recalling.recall, number, WHY)
    return paper


@pytest.mark.law("ND30:18")
def test_the_successor_answers_a_recall_in_the_closed_units_place(both: SmallOffice) -> None:
    paper = recalled(both)
    clerk, head = (now_of(both, f"school2_{role}", both.schools[1]) for role in ("clerk", "head"))
    assert "recalled" in told(both, clerk.position_id)
    with pytest.raises(NotVisible):
        both.act(both.clerk, recalling.confirm_recall, paper)
    both.act(clerk, recalling.refuse_recall, paper, "Đã thực hiện xong")
    assert (both.arrived(paper).status, both.arrived(paper).unit_id) == ("completed", both.schools[0])
    assert panel(both, both.arrived(paper).origin_outgoing_id or 0)[both.schools[0]].answer is not None
    with pytest.raises(NotVisible):
        both.act(head, assigning.reopen, paper, "Làm tiếp")


@pytest.mark.law("ND30:18")
def test_open_work_that_a_recall_closed_moves_too_and_comes_back_to_the_successor(both: SmallOffice) -> None:
    number = issued(both)
    paper = at_work(both, number)
    both.act(both.head, recalling.recall, number, WHY)
    merge(both)
    assert both.arrived(paper).unit_id == both.schools[1]
    both.act(now_of(both, "school2_head", both.schools[1]), recalling.refuse_recall, paper, "Cần giữ lại")
    assert both.arrived(paper).status == "assigned"


@pytest.mark.article("7.2.3")
def test_the_successor_agrees_to_corrections_and_makes_its_own(both: SmallOffice) -> None:
    number = issued(both)
    paper = finished(both, at_work(both, number))
    mine = issued_by_school(both)
    merge(both)
    better = Correction("Về việc kiểm tra cuối năm", "Chuyên môn", Urgency.NORMAL)
    both.act(both.clerk, updating.update, number, better, "Ghi nhầm")
    clerk, head = (now_of(both, f"school2_{role}", both.schools[1]) for role in ("clerk", "head"))
    both.act(now_of(both, "school1_officer", both.schools[1]), mistakes.check_issued, mine)
    assert both.document(mine).checked_at is not None
    both.act(clerk, updating.agree_update, paper)
    assert both.arrived(paper).abstract == better.abstract
    both.act(clerk, updating.update, mine, better, "Ghi nhầm")
    both.act(head, recalling.recall, mine, WHY)
    assert both.document(mine).status == "recalled"
    for stranger, act in ((both.head, recalling.withdraw_recall), (both.clerk, recalling.recall)):
        with pytest.raises(NotVisible):
            both.act(stranger, act, mine, WHY)


def test_a_receiver_that_was_merged_still_reports_a_mistake(both: SmallOffice) -> None:
    number = issued(both)
    paper = papers(both, number)[both.schools[0]].id or 0
    finished(both, paper)
    merge(both)
    officer: Any = now_of(both, "school1_officer", both.schools[1])
    assert both.act(officer, mistakes.report_mistake, paper, "Sai chính tả")
    with pytest.raises(NotVisible):
        both.act(both.officer, mistakes.report_mistake, paper, "Sai chính tả")


def test_nothing_else_may_be_done_to_a_closed_units_papers(both: SmallOffice) -> None:
    mine = issued_by_school(both)
    merge(both)
    with both.db.act(both.it) as tx:
        tx.session.get_one(OutgoingDocument, mine).status = OutgoingStatus.DRAFT
    head = now_of(both, "school2_head", both.schools[1])
    with pytest.raises(TransitionRefused) as refusal:
        FLOW.decide("cancel", both.document(mine).facts(), head)
    assert "other_unit" in codes(refusal)
