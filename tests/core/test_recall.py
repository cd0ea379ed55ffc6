"""Recall: the issuer's order, each receiver's answer, and what nobody may do with what was taken back."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, fields, sealed
from voffice_app.actions import assigning, incoming, issuing, recalling, receivers
from voffice_app.actions.assigning_parts import Assignment
from voffice_app.db.changes import ChangeAnswer
from voffice_app.db.deliveries import Delivery, list_deliveries
from voffice_app.db.files import Direction, find_readable, list_files
from voffice_app.db.incoming import IncomingDocument, mark_opened
from voffice_app.db.incoming_work import list_in_hand
from voffice_app.db.notices import Notice
from voffice_app.domain.changes import AnswerState
from voffice_app.domain.errors import Refused, TransitionRefused
from voffice_app.domain.incoming import IncomingStatus, RecallState
from voffice_app.domain.outgoing import OutgoingStatus

WHY = "Sai số liệu ở bảng 2"


def issued(small: SmallOffice, **changes: object) -> int:
    document_id = sealed(small, **changes)
    small.act(small.clerk, issuing.issue, document_id)
    return document_id


def papers(small: SmallOffice, document_id: int) -> dict[int, IncomingDocument]:
    """The receivers' papers of a document, by unit: the one each recipient's row points at."""
    with small.db.read() as session:
        rows = session.exec(select(IncomingDocument).where(IncomingDocument.origin_outgoing_id == document_id))
        return {row.unit_id: row for row in rows if row.recipient_id}


def panel(small: SmallOffice, document_id: int) -> dict[int, Delivery]:
    with small.db.read() as session:
        return {row.unit_id: row for row in list_deliveries(session, small.clerk, document_id, small.db.today())}


def at_work(small: SmallOffice, document_id: int, due_on: date | None = None) -> int:
    """The first school has registered it and given it to its officer."""
    paper = papers(small, document_id)[small.schools[0]].id or 0
    given = fields(code_number="", due_on=None)
    small.act(small.school1_clerk, mark_opened, paper)
    small.act(small.school1_clerk, incoming.register, paper, given)
    small.act(small.school1_clerk, incoming.submit, paper)
    wanted = Assignment(small.school1_officer.position_id, due_on=due_on)
    small.act(small.school1_head, assigning.assign, paper, wanted)
    return paper


def told(small: SmallOffice, position_id: int) -> Sequence[str]:
    with small.db.read() as session:
        return [n.kind for n in session.exec(select(Notice).where(Notice.position_id == position_id))]


@pytest.mark.article("10.3")
@pytest.mark.law("ND30:18")
def test_a_recall_closes_every_paper_asks_where_it_was_opened_and_holds_at_once_where_it_was_not(
    both: SmallOffice,
) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    both.act(both.head, recalling.recall, document_id, WHY)
    assert both.document(document_id).status is OutgoingStatus.RECALLED
    first, second = (papers(both, document_id)[school] for school in both.schools)
    assert (first.status, first.recalled_from, first.recall_state) == ("recalled", "assigned", RecallState.ASKED)
    assert (second.status, second.recalled_from, second.recall_state) == ("recalled", "received", RecallState.AT_ONCE)
    assert first.arrival_number == 1, "the row of the register stays"
    with both.db.read() as session:
        assert list_in_hand(session, paper) == [], "the work on it has ended"
    assert "recalled" in told(both, both.school1_officer.position_id), "and the lead was told"
    assert "recalled" in told(both, both.school2_clerk.position_id)
    shown = panel(both, document_id)
    assert [shown[school].answer.code for school in both.schools] == ["13", "13"]
    assert {e.act for e in both.history("incoming", paper)} >= {"recalled_by_issuer", "register"}


@pytest.mark.law("ND30:18")
def test_a_receiver_confirms_or_refuses_and_the_issuer_sees_which(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    both.act(both.head, recalling.recall, document_id, WHY)
    with pytest.raises(Refused) as no:
        both.act(both.school1_clerk, recalling.refuse_recall, paper, "  ")
    assert codes(no) == ["comment_missing"]
    both.act(both.school1_head, recalling.refuse_recall, paper, "Đã báo cáo theo văn bản này")
    row = panel(both, document_id)[both.schools[0]]
    assert (row.answer.code, row.answer.reason) == ("16", "Đã báo cáo theo văn bản này")
    back = papers(both, document_id)[both.schools[0]]
    assert (back.status, back.recalled_from, back.recall_state) == ("assigned", None, None)
    with both.db.read() as session:
        assert [a.position_id for a in list_in_hand(session, paper)] == [both.school1_officer.position_id]
    assert "change_refused" in told(both, both.clerk.position_id)
    both.act(both.school1_officer, assigning.complete, paper, "Xong", None)


def test_a_confirmed_recall_is_code_15_and_is_answered_once(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    both.act(both.head, recalling.recall, document_id, WHY)
    both.act(both.school1_clerk, recalling.confirm_recall, paper)
    assert panel(both, document_id)[both.schools[0]].answer.code == "15"
    for act, words in ((recalling.confirm_recall, ()), (recalling.refuse_recall, ("Muộn",))):
        with pytest.raises(TransitionRefused) as no:
            both.act(both.school1_clerk, act, paper, *words)
        assert codes(no) == ["recall_not_asked"]
    with pytest.raises(TransitionRefused) as no:
        both.act(both.head, recalling.withdraw_recall, document_id, "Nhầm")
    assert codes(no) == ["recall_confirmed"]


def test_a_withdrawn_recall_gives_everything_back_as_it_was(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    before = {unit: row.model_dump(exclude={"fold"}) for unit, row in papers(both, document_id).items()}
    both.act(both.head, recalling.recall, document_id, WHY)
    both.act(both.clerk, recalling.withdraw_recall, document_id, "Nhầm văn bản")
    assert both.document(document_id).status is OutgoingStatus.ISSUED
    assert {unit: row.model_dump(exclude={"fold"}) for unit, row in papers(both, document_id).items()} == before
    with both.db.read() as session:
        assert {row.state for row in session.exec(select(ChangeAnswer))} == {AnswerState.WITHDRAWN}
        assert len(list_in_hand(session, paper)) == 1
    both.act(both.head, recalling.recall, document_id, "Lần này đúng")
    assert both.document(document_id).status is OutgoingStatus.RECALLED


def test_the_clerk_recalls_on_the_order_of_the_head_or_the_signer_and_nobody_else_recalls(both: SmallOffice) -> None:
    document_id = issued(both)
    for named in (None, both.officer.position_id, both.school1_head.position_id, both.clerk.position_id):
        with pytest.raises(Refused) as no:
            both.act(both.clerk, recalling.recall, document_id, WHY, named)
        assert codes(no) == ["recall_order_missing"]
    for who in (both.deputy, both.officer, both.colleague, both.it):
        with pytest.raises(TransitionRefused) as no:
            both.act(who, recalling.recall, document_id, WHY, both.head.position_id)
        assert codes(no) == ["wrong_person"]
    both.act(both.clerk, recalling.recall, document_id, WHY, both.deputy.position_id)
    assert both.history("outgoing", document_id)[0].facts["ordered_by"] == both.deputy.position_id


def test_what_was_recalled_opens_for_no_receiver_and_moves_no_further(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    with both.db.read() as session:
        file = list_files(session, Direction.INCOMING, paper)[0].id or 0
        assert find_readable(session, both.school1_officer, file) is not None
    both.act(both.head, recalling.recall, document_id, WHY)
    for who in (both.school1_officer, both.school1_head, both.school1_clerk):
        with both.db.read() as session, pytest.raises(Refused) as no:
            find_readable(session, who, file)
        assert codes(no) == ["content_recalled"]
    for who, act, args in (
        (both.school1_officer, assigning.record_progress, ("Đang làm",)),
        (both.school1_officer, assigning.complete, ("Xong", None)),
        (both.school1_head, assigning.reassign, (Assignment(both.school1_officer.position_id), "Khác")),
    ):
        with pytest.raises(TransitionRefused) as no:
            both.act(who, act, paper, *args)
        assert "wrong_state" in codes(no)


def test_a_paper_that_was_refused_is_not_asked_for(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = papers(both, document_id)[both.schools[0]].id or 0
    both.act(both.school1_clerk, incoming.return_intake, paper, "Gửi nhầm trường")
    both.act(both.head, recalling.recall, document_id, WHY)
    row = panel(both, document_id)[both.schools[0]]
    assert (row.code, row.refused_because, row.answer) == ("02", "Gửi nhầm trường", None)


def test_one_receiver_is_taken_off_the_list_and_put_on_it_again_with_a_new_paper(both: SmallOffice) -> None:
    document_id = issued(both)
    first, second = both.schools
    old = papers(both, document_id)[first].id
    both.act(both.head, recalling.recall_from, document_id, [first], "Không liên quan")
    assert both.document(document_id).status is OutgoingStatus.ISSUED
    assert both.document(document_id).recipient_count == 1
    assert papers(both, document_id)[first].status is IncomingStatus.RECALLED
    assert papers(both, document_id)[second].status is IncomingStatus.RECEIVED
    assert (panel(both, document_id)[first].removed, panel(both, document_id)[second].removed) == (True, False)
    assert both.act(both.clerk, receivers.add_receivers, document_id, [first, second], "Vẫn cần") == 1
    new = papers(both, document_id)[first]
    assert (new.status, new.id != old, both.arrived(old or 0).status) == ("received", True, "recalled")
    with both.db.read() as session:
        assert [f.kind for f in list_files(session, Direction.INCOMING, new.id or 0)] == ["main"]
    assert both.document(document_id).recipient_count == 2


def test_taking_off_the_list_names_known_receivers_and_leaves_one(both: SmallOffice) -> None:
    document_id = issued(both)
    for units, code in (([], "recipient_unknown"), ([999], "recipient_unknown"), (both.schools, "recall_all")):
        with pytest.raises(Refused) as no:
            both.act(both.head, recalling.recall_from, document_id, units, WHY)
        assert codes(no) == [code]
    at_work(both, document_id)
    both.act(both.head, recalling.recall_from, document_id, both.schools[:1], WHY)
    with pytest.raises(Refused) as no:
        both.act(both.clerk, receivers.add_receivers, document_id, both.schools[:1], WHY)
    assert codes(no) == ["recipient_asked"]
