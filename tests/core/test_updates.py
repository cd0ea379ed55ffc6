"""After issue: corrected data, links that take effect, the drafter's check, reports of mistakes, reminders."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, draft, sealed
from tests.core.test_recall import WHY, at_work, issued, panel, papers, told
from voffice_app.actions import issuing, linking, mistakes, recalling, reminding, updating
from voffice_app.db.changes import IssuedChange
from voffice_app.db.files import Direction
from voffice_app.db.incoming import mark_opened
from voffice_app.db.links import add_link, list_linked, list_received
from voffice_app.db.mistakes import Mistake, list_mistakes
from voffice_app.domain.changes import MistakeAnswer, Reminded
from voffice_app.domain.errors import NotVisible, Refused, TransitionRefused
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.links import LinkKind
from voffice_app.domain.outgoing import OutgoingStatus

RIGHT = updating.Correction("Về việc kiểm tra học kỳ I", "Chuyên môn", Urgency.URGENT, date(2026, 12, 4))


@pytest.mark.article("7.2.3")
def test_corrected_data_reach_unread_papers_at_once_and_are_offered_to_the_others(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    both.act(both.clerk, updating.update, document_id, RIGHT, "Ghi nhầm trích yếu")
    document = both.document(document_id)
    assert (document.abstract, document.urgency, document.reply_due_on) == (RIGHT.abstract, "urgent", date(2026, 12, 4))
    first, second = (papers(both, document_id)[school] for school in both.schools)
    assert (first.abstract, second.abstract, second.due_on) == (
        "Về việc báo cáo đầu năm",
        RIGHT.abstract,
        date(2026, 12, 4),
    )
    assert [panel(both, document_id)[school].answer.state for school in both.schools] == ["asked", "at_once"]
    both.act(both.school1_clerk, updating.agree_update, paper)
    assert both.arrived(paper).abstract == RIGHT.abstract
    assert panel(both, document_id)[both.schools[0]].answer.code == "15"
    with both.db.read() as session:
        change = session.exec(select(IssuedChange)).one()
    assert (change.number, change.after["urgency"], change.before["urgency"]) == (1, "urgent", "normal")
    with pytest.raises(Refused) as no:
        both.act(both.school1_clerk, updating.agree_update, paper)
    assert codes(no) == ["update_not_asked"]


def test_a_receiver_that_refuses_corrected_data_keeps_its_own_and_says_why(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    both.act(both.clerk, updating.update, document_id, RIGHT, "Ghi nhầm")
    with pytest.raises(Refused) as no:
        both.act(both.school1_officer, updating.refuse_update, paper, "Không")
    assert codes(no) == ["wrong_person"]
    both.act(both.school1_head, updating.refuse_update, paper, "Đã in sổ")
    assert both.arrived(paper).abstract == "Về việc báo cáo đầu năm"
    assert panel(both, document_id)[both.schools[0]].answer.reason == "Đã in sổ"


@pytest.mark.law("ND30:18")
def test_an_update_never_touches_what_is_on_the_signed_paper(both: SmallOffice) -> None:
    document_id = issued(both)
    kept = ("number", "year", "notation", "issued_on", "current_file_id", "type_key", "signer_position_id")
    before = [getattr(both.document(document_id), name) for name in kept]
    both.act(both.clerk, updating.update, document_id, RIGHT, "Ghi nhầm")
    assert [getattr(both.document(document_id), name) for name in kept] == before
    for wanted, code in (
        (RIGHT, "nothing_changed"),
        (updating.Correction(" ", "Chuyên môn", Urgency.URGENT), "abstract_missing"),
        (updating.Correction("x" * 501, "Chuyên môn", Urgency.URGENT), "too_long"),
        (updating.Correction("TUYỆT MẬT: danh sách", "", Urgency.URGENT), "state_secret"),
    ):
        with pytest.raises(Refused) as no:
            both.act(both.clerk, updating.update, document_id, wanted, "Vì")
        assert codes(no) == [code]
    for who in (both.head, both.officer, both.school1_clerk):
        with pytest.raises((TransitionRefused, NotVisible)):
            both.act(who, updating.update, document_id, RIGHT, "Vì")
    both.act(both.head, recalling.recall, document_id, WHY)
    with pytest.raises(TransitionRefused) as frozen:
        both.act(both.clerk, updating.update, document_id, RIGHT, "Vì")
    assert codes(frozen) == ["wrong_state"], "a recalled document is frozen"


@pytest.mark.law("ND30:18")
def test_a_replacement_takes_effect_when_it_is_issued_and_is_seen_from_both_ends(both: SmallOffice) -> None:
    old = issued(both)
    new = sealed_with(both, LinkKind.REPLACES, old)
    assert both.document(old).status is OutgoingStatus.ISSUED, "a declaration alone replaces nothing"
    with both.db.read() as session:
        assert list_received(session, both.school1_clerk, papers(both, old)[both.schools[0]]) == []
    both.act(both.clerk, issuing.issue, new)
    assert both.document(old).status is OutgoingStatus.REPLACED
    with both.db.read() as session:
        back = list_linked(session, both.officer, (Direction.OUTGOING, old))
        assert [(row.kind, row.forward, row.document_id) for row in back] == [("replaces", False, new)]
        paper = papers(both, old)[both.schools[0]]
        seen = list_received(session, both.school1_officer, paper)
        assert [(row.forward, row.document_id) for row in seen] == [(False, papers(both, new)[both.schools[0]].id)]
        assert list_linked(session, both.school1_clerk, (Direction.OUTGOING, old)) == [], "not another unit's own"
    assert "replaced" in told(both, both.school1_clerk.position_id)


def sealed_with(both: SmallOffice, kind: LinkKind, target: int, **changes: object) -> int:
    """A sealed document whose drafter declared a link while it was a draft (written where the draft would)."""
    new = sealed(both, abstract="Thay thế", **changes)
    with both.db.act(both.officer) as tx:
        add_link(tx, kind, (Direction.OUTGOING, new), (Direction.OUTGOING, target))
    return new


def test_a_receiver_without_the_new_document_only_learns_that_the_old_one_is_replaced(both: SmallOffice) -> None:
    old = issued(both)
    new = sealed_with(both, LinkKind.REPLACES, old, recipient_ids=both.schools[1:])
    both.act(both.clerk, issuing.issue, new)
    with both.db.read() as session:
        seen = list_received(session, both.school1_clerk, papers(both, old)[both.schools[0]])
    assert [(row.document_id, row.reference) for row in seen] == [(0, "")]


def test_only_the_drafter_declares_and_only_of_an_issued_document_of_the_unit(both: SmallOffice) -> None:
    old, new = issued(both), draft(both, abstract="Mới")
    for target in (0, new, 9999):
        with pytest.raises(Refused) as no:
            both.act(both.officer, linking.declare, new, LinkKind.CORRECTS, target)
        assert codes(no) == ["link_target_unknown"]
    with pytest.raises(TransitionRefused):
        both.act(both.colleague, linking.declare, new, LinkKind.CORRECTS, old)
    both.act(both.officer, linking.declare, new, LinkKind.CORRECTS, old)
    both.act(both.officer, linking.declare, new, LinkKind.AMENDS, old)
    with both.db.read() as session:
        assert [row.kind for row in list_linked(session, both.officer, (Direction.OUTGOING, new))] == ["amends"]
    both.act(both.officer, linking.declare, new, None)
    with both.db.read() as session:
        assert list_linked(session, both.officer, (Direction.OUTGOING, new)) == []


@pytest.mark.article("7.2.3")
def test_the_drafter_checks_the_data_or_asks_the_clerk_whose_update_answers(both: SmallOffice) -> None:
    document_id = issued(both)
    both.act(both.officer, mistakes.check_issued, document_id)
    both.act(both.officer, mistakes.check_issued, document_id)
    acts = [entry.act for entry in both.history("outgoing", document_id)]
    assert acts.count("check_issued") == 1
    with pytest.raises(TransitionRefused):
        both.act(both.colleague, mistakes.check_issued, document_id)
    asked = both.act(both.officer, mistakes.ask_correction, document_id, "abstract", RIGHT.abstract, "Thiếu chữ")
    assert "mistake_reported" in told(both, both.clerk.position_id)
    both.act(both.clerk, updating.update, document_id, RIGHT, "Theo đề nghị", asked)
    with both.db.read() as session:
        assert session.get_one(Mistake, asked).answer is MistakeAnswer.UPDATED
    with pytest.raises(Refused) as no:
        both.act(both.clerk, mistakes.answer_mistake, asked, MistakeAnswer.NO_MISTAKE, "Không sai")
    assert codes(no) == ["mistake_answered"]
    with pytest.raises(Refused) as no:
        both.act(both.officer, mistakes.ask_correction, document_id, "number", "7", "Sai số")
    assert codes(no) == ["nothing_changed"]


@pytest.mark.article("10.3")
def test_a_receiver_reports_a_mistake_and_is_answered_by_what_was_done(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = papers(both, document_id)[both.schools[0]].id or 0
    for words, page, code in ((" ", 0, "comment_missing"), ("Sai", 9, "page_outside"), ("Sai", -1, "page_outside")):
        with pytest.raises(Refused) as no:
            both.act(both.school1_officer, mistakes.report_mistake, paper, words, page)
        assert codes(no) == [code]
    reported = both.act(both.school1_officer, mistakes.report_mistake, paper, "Sai ngày họp", 1)
    for how in (MistakeAnswer.RECALLED, MistakeAnswer.REPLACED, MistakeAnswer.CORRECTED, MistakeAnswer.UPDATED):
        with pytest.raises(Refused) as no:
            both.act(both.clerk, mistakes.answer_mistake, reported, how, "")
        assert codes(no) == ["answer_without_act"]
    with pytest.raises(Refused) as no:
        both.act(both.clerk, mistakes.answer_mistake, reported, MistakeAnswer.NO_MISTAKE, "")
    assert codes(no) == ["comment_missing"]
    for who in (both.colleague, both.head):
        with pytest.raises(Refused) as no:
            both.act(who, mistakes.answer_mistake, reported, MistakeAnswer.NO_MISTAKE, "Đúng")
        assert codes(no) == ["wrong_person"]
    with pytest.raises(Refused) as no:
        both.act(both.school1_clerk, mistakes.answer_mistake, reported, MistakeAnswer.NO_MISTAKE, "Đúng")
    assert codes(no) == ["mistake_unknown"]
    both.act(both.head, recalling.recall, document_id, WHY)
    both.act(both.officer, mistakes.answer_mistake, reported, MistakeAnswer.RECALLED, "Cảm ơn trường")
    assert "mistake_answered" in told(both, both.school1_officer.position_id)
    with both.db.read() as session:
        assert [row.mistake.page for row in list_mistakes(session, incoming_id=paper)] == [1]


def test_reminders_are_numbered_and_go_to_those_that_owe_it_once_an_hour(both: SmallOffice) -> None:
    document_id = issued(both)
    at_work(both, document_id)
    assert both.act(both.officer, reminding.remind, document_id, Reminded.REGISTER) == 1
    assert told(both, both.school2_clerk.position_id).count("delivery_reminded") == 1
    with pytest.raises(Refused) as no:
        both.act(both.clerk, reminding.remind, document_id, Reminded.REGISTER)
    assert codes(no) == ["nobody_to_remind"]
    both.clock.now += timedelta(hours=2)
    both.act(both.clerk, reminding.remind, document_id, Reminded.REGISTER)
    assert panel(both, document_id)[both.schools[1]].reminders == 2
    with pytest.raises(Refused) as no:
        both.act(both.colleague, reminding.remind, document_id, Reminded.REGISTER)
    assert codes(no) == ["wrong_person"]
    both.act(both.head, recalling.recall, document_id, WHY)
    assert both.act(both.head, reminding.remind, document_id, Reminded.ANSWER) == 1


def test_a_paper_is_opened_by_the_first_of_its_unit_and_then_a_recall_must_ask(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = papers(both, document_id)[both.schools[0]].id or 0
    both.act(both.school2_clerk, mark_opened, paper)
    assert both.arrived(paper).opened_at is None, "another unit opens nothing here"
    both.act(both.school1_officer, mark_opened, paper)
    first = both.arrived(paper).opened_at
    both.clock.now += timedelta(hours=1)
    both.act(both.school1_clerk, mark_opened, paper)
    assert both.arrived(paper).opened_at == first
    both.act(both.head, recalling.recall, document_id, WHY)
    assert panel(both, document_id)[both.schools[0]].answer.state == "asked"
