"""Who hears of what: each event once for each person, never who acted, nothing of a kind that was switched off."""

from dataclasses import replace
from string import Formatter

import pytest
from sqlalchemy import event

from tests.core.factories import SmallOffice, assigned, fields, registered, sealed
from voffice_app.actions import assigning, incoming, issuing
from voffice_app.db import notice_lists, notices
from voffice_app.domain.incoming import FLOW as INCOMING_FLOW
from voffice_app.domain.incoming import Source
from voffice_app.domain.notices import AT_ISSUE, INCOMING, OUTGOING, NoticeKind
from voffice_app.domain.outgoing import AT_ISSUE as AT_ISSUE_FLOW
from voffice_app.domain.outgoing import FLOW as OUTGOING_FLOW
from voffice_app.domain.people import Actor
from voffice_app.words.notices import KINDS, UNKNOWN, notice


def heard(small: SmallOffice, who: Actor) -> list[str]:
    with small.db.read() as session:
        return [row.kind for row in notice_lists.list_notices(session, who)]


@pytest.mark.article("6.1")
def test_each_turn_of_an_incoming_document_is_told_to_whose_turn_it_is(both: SmallOffice) -> None:
    document_id = registered(both)
    both.act(both.clerk, incoming.submit, document_id)
    wanted = assigning.Assignment(both.officer.position_id, (both.colleague.position_id,), (both.deputy.position_id,))
    both.act(both.head, assigning.assign, document_id, wanted)
    both.act(both.officer, assigning.complete, document_id, "Đã trả lời.")
    assert heard(both, both.head) == ["completed", "to_assign"]
    assert [heard(both, who) for who in (both.officer, both.colleague, both.deputy)] == [
        ["assigned"], ["supporting"], ["informed"],
    ]  # fmt: skip
    assert heard(both, both.clerk) == []


def test_what_is_issued_is_told_to_the_clerks_of_each_recipient_with_its_own_document(both: SmallOffice) -> None:
    document_id = sealed(both)
    both.act(both.clerk, issuing.issue, document_id)
    with both.db.read() as session:
        (told,) = notice_lists.list_notices(session, both.school1_clerk)
    arrived = both.arrived(told.subject_id)
    assert (told.kind, arrived.origin_outgoing_id, arrived.unit_id) == (
        "arrived", document_id, both.school1_clerk.unit_id,
    )  # fmt: skip
    assert both.document(document_id).reference in notice(told.kind, told.facts)
    assert heard(both, both.school2_head) == []


def test_a_person_is_told_once_of_one_act_and_never_of_the_own(both: SmallOffice) -> None:
    with both.db.act(both.clerk) as tx:
        for _ in range(2):
            posts = [both.head.position_id, both.head.position_id, both.clerk.position_id, None]
            notices.tell(tx, NoticeKind.TO_ASSIGN, posts, "incoming", 1)
    assert (heard(both, both.head), heard(both, both.clerk)) == (["to_assign"], [])


def test_two_documents_told_in_the_same_instant_are_two_notices(both: SmallOffice) -> None:
    with both.db.act(both.clerk) as tx:
        for subject_id in (1, 2, 1):
            notices.tell(tx, NoticeKind.TO_ASSIGN, [both.head.position_id], "incoming", subject_id)
        notices.tell_each(tx, NoticeKind.TO_ASSIGN, "incoming", {both.head.position_id: 3, both.deputy.position_id: 1})
    with both.db.read() as session:
        told = [[row.subject_id for row in notice_lists.list_notices(session, who)] for who in (both.head, both.deputy)]
    assert [sorted(ids) for ids in told] == [[1, 2, 3], [1]]


def test_a_kind_that_was_switched_off_is_not_told_until_it_is_on_again(both: SmallOffice) -> None:
    both.act(both.clerk, notice_lists.choose, NoticeKind.TO_REGISTER, False)
    both.act(both.clerk, notice_lists.choose, NoticeKind.TO_REGISTER, False)
    both.act(both.officer, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "Thư mời họp"))
    assert heard(both, both.clerk) == []
    both.act(both.clerk, notice_lists.choose, NoticeKind.TO_REGISTER, True)
    both.act(both.officer, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "Thư mời họp"))
    assert heard(both, both.clerk) == ["to_register"]


def test_reading_is_of_the_own_notices_only(both: SmallOffice) -> None:
    assigned(both)
    with both.db.read() as session:
        (told,) = notice_lists.list_notices(session, both.officer)
        assert notice_lists.count_unread(session, both.officer) == 1
    both.act(both.colleague, notice_lists.mark_read, told.id)
    with both.db.read() as session:
        assert notice_lists.count_unread(session, both.officer) == 1
    both.act(both.officer, notice_lists.mark_subject_read, "incoming", told.subject_id)
    with both.db.read() as session:
        assert notice_lists.count_unread(session, both.officer) == 0


def test_telling_a_hundred_takes_no_more_statements_than_telling_two(small: SmallOffice) -> None:
    def statements(subjects: dict[int, int]) -> int:
        seen: list[str] = []
        event.listen(small.db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
        with small.db.act(small.clerk) as tx:
            notices.tell_each(tx, NoticeKind.ARRIVED, "incoming", subjects)
        return len(seen)

    two = {small.head.position_id: 1, small.officer.position_id: 2}
    everybody = {who.position_id: n for n, who in enumerate(small.people.values())}
    assert statements(two) >= 3
    small.clock.pass_days(1)
    assert statements(everybody) <= statements(two) * 2


def test_every_step_that_tells_is_a_step_of_its_table_and_every_kind_has_its_sentence() -> None:
    assert set(INCOMING) <= set(INCOMING_FLOW.steps)
    assert set(OUTGOING) <= set(OUTGOING_FLOW.steps)
    assert set(AT_ISSUE) <= set(AT_ISSUE_FLOW.steps)
    assert set(KINDS) == {str(kind) for kind in NoticeKind}
    facts: dict[str, str | int] = {"who": "Lan", "reference": "01/QĐ", "abstract": "Về việc", "from_unit": "Phòng"}
    for kind, (_, text) in KINDS.items():
        told = {name: "Lan" for _, name, _, _ in Formatter().parse(text) if name}
        assert notice(kind, told) != UNKNOWN, kind
    assert notice("of_a_later_version", facts) == UNKNOWN


def test_the_clerk_enters_what_came_without_telling_anybody_of_it(both: SmallOffice) -> None:
    both.act(both.clerk, incoming.receive, fields(), ())
    assert all(heard(both, who) == [] for who in both.people.values())


def test_whoever_acts_for_the_head_hears_the_own_bell_not_the_heads(both: SmallOffice) -> None:
    both.act(both.clerk, notices.tell, NoticeKind.TO_ASSIGN, [both.head.position_id], "incoming", 1)
    acting = replace(both.head, account_id=both.deputy.account_id, acting_position_id=both.deputy.position_id)
    with both.db.read() as session:
        assert notice_lists.list_notices(session, acting) == []
        assert notice_lists.count_unread(session, both.head) == 1
