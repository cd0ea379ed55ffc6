"""Whose order a recall is, also while somebody acts for the head; and what rested goes on when a paper is kept."""

from datetime import date

import pytest

from state.after_issue_view import change_entries, read_after
from tests.core.factories import SmallOffice, codes
from tests.core.test_recall import WHY, at_work, issued, papers
from tests.core.test_visible_sets import stand_in
from voffice_app.actions import extensions, opinions, recalling
from voffice_app.db.extensions import list_extensions
from voffice_app.db.opinions import list_rounds
from voffice_app.domain.delegation import Scope
from voffice_app.domain.errors import TransitionRefused
from voffice_app.domain.incoming import ExtensionState, Stance
from voffice_app.domain.permissions import may

LATER = date(2026, 12, 4)


def makers(small: SmallOffice, document_id: int) -> list[str]:
    """Who made each change, as the screen of the issuer's clerk tells it; the newest first."""
    with small.db.read() as session:
        return [e.who for e in change_entries(read_after(session, small.clerk, document_id, small.db.today()))]


@pytest.mark.article("10.3")
def test_whoever_acts_for_the_head_takes_back_from_one_and_from_all_and_is_named(both: SmallOffice) -> None:
    document_id = issued(both)
    acting = stand_in(both, Scope.OUTGOING, "deputy")
    assert may(acting, "outgoing.decide"), "the one permission of both forms"
    both.act(acting, recalling.recall_from, document_id, [both.schools[1]], "Gửi nhầm đơn vị")
    both.act(acting, recalling.recall, document_id, WHY)
    entry = both.history("outgoing", document_id)[0]
    assert entry.facts["ordered_by"] == both.deputy.position_id, "the order was the deputy's, in the head's stead"
    assert makers(both, document_id) == ["deputy Người deputy, thay head Người head"] * 2


def test_a_clerk_who_recalls_is_shown_with_whose_order_it_was_and_the_head_alone(both: SmallOffice) -> None:
    document_id = issued(both)
    both.act(both.clerk, recalling.recall, document_id, WHY, both.head.position_id)
    both.act(both.clerk, recalling.withdraw_recall, document_id, "Nhầm")
    both.act(both.head, recalling.recall, document_id, WHY)
    assert makers(both, document_id) == ["head Người head", "clerk Người clerk, theo lệnh của head Người head"]


@pytest.mark.parametrize("scope", [Scope.INCOMING, Scope.FOLLOWING])
def test_acting_within_another_scope_takes_nothing_back(small: SmallOffice, scope: Scope) -> None:
    document_id = issued(small)
    acting = stand_in(small, scope, "deputy")
    for act, words in ((recalling.recall, (WHY,)), (recalling.recall_from, ([small.schools[0]], WHY))):
        with pytest.raises(TransitionRefused) as no:
            small.act(acting, act, document_id, *words)
        assert codes(no) == ["acting_outside_scope"]
    assert {row.status for row in papers(small, document_id).values()} == {"received"}


def asked(small: SmallOffice) -> tuple[int, int, int, int]:
    """A document at work at a school whose officer has asked for time, closed one round and opened another."""
    document_id = issued(small)
    paper = at_work(small, document_id, date(2026, 11, 27))
    officer, people = small.school1_officer, (small.school1_head.position_id, small.school1_clerk.position_id)
    small.act(officer, opinions.open_round, paper, opinions.Question("Làm trước khối 9?", people))
    small.act(officer, opinions.close_round, paper, "Có")
    waiting = int(small.act(officer, opinions.open_round, paper, opinions.Question("Lùi ngày nộp?", people)))
    request = int(small.act(officer, extensions.ask_extension, paper, LATER, "Chờ số liệu"))
    return document_id, paper, waiting, request


@pytest.mark.law("ND30:18")
@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_requests_and_rounds_that_rested_with_the_recall_go_on_when_the_paper_is_kept(
    both: SmallOffice, answer: str
) -> None:
    document_id, paper, waiting, request = asked(both)
    both.act(both.head, recalling.recall, document_id, WHY)
    with both.db.read() as session:
        assert all(row.closed_at for row in list_rounds(session, paper)), "nobody is asked about a recalled paper"
        assert [row.state for row in list_extensions(session, paper)] == [ExtensionState.LAPSED]
    if answer == "refused":
        both.act(both.school1_head, recalling.refuse_recall, paper, "Đã báo cáo theo văn bản này")
    else:
        both.act(both.head, recalling.withdraw_recall, document_id, "Nhầm")
    with both.db.read() as session:
        assert [row.id for row in list_rounds(session, paper) if row.closed_at is None] == [waiting]
        assert [row.state for row in list_extensions(session, paper)] == [ExtensionState.WAITING]
    both.act(both.school1_head, opinions.answer_round, paper, Stance.AGREE, "")
    both.act(both.school1_head, extensions.grant_extension, paper, request, None)


def test_a_confirmed_recall_leaves_them_ended(both: SmallOffice) -> None:
    document_id, paper, *_ = asked(both)
    both.act(both.head, recalling.recall, document_id, WHY)
    both.act(both.school1_clerk, recalling.confirm_recall, paper)
    with both.db.read() as session:
        assert all(row.closed_at for row in list_rounds(session, paper))
        assert [row.state for row in list_extensions(session, paper)] == [ExtensionState.LAPSED]
    with pytest.raises(TransitionRefused):
        both.act(both.school1_head, opinions.answer_round, paper, Stance.AGREE, "")
