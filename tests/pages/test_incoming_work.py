"""Assigning, working and completing on the screen; what its life reads like."""

from datetime import date
from pathlib import Path

import pytest

from state.incoming_acts import IncomingActs
from tests.core import factories
from tests.core.factories import SmallOffice, small_office
from tests.pages.incoming_screen import furnish, look
from voffice_app.actions import issuing
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_lists import Filter, list_incoming
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import IncomingStatus


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    small = small_office(tmp_path)
    furnish(monkeypatch, small)
    return small


def seat(office: SmallOffice, name: str) -> str:
    return str(office.people[name].position_id)


@pytest.mark.article("8.3")
@pytest.mark.law("ND30:23")
def test_the_head_names_one_lead_supporters_and_those_who_are_told_with_words_and_a_deadline(
    office: SmallOffice,
) -> None:
    document_id = factories.waiting(office)
    head = look(office.head, document_id)
    head.press(
        IncomingActs.assign,
        {
            "lead": seat(office, "officer"), "support": seat(office, "colleague"), "info": seat(office, "deputy"),
            "instruction": "Báo cáo trước thứ Sáu", "due_on": "2026-11-27",
        },
    )  # fmt: skip
    document = office.arrived(document_id)
    assert document.status is IncomingStatus.ASSIGNED
    assert document.due_on == date(2026, 11, 27)
    assert [link.kind for link in head.state.work.tree] == ["Chủ trì", "Phối hợp", "Để biết"]
    assert head.state.told == "Báo cáo trước thứ Sáu"
    told = "phân công: Người officer chủ trì; Người colleague phối hợp; Người deputy để biết; hạn 27/11/2026"
    assert head.state.history[0].act == told


def test_without_a_lead_nothing_is_assigned(office: SmallOffice) -> None:
    document_id = factories.waiting(office)
    with pytest.raises(Refused) as refusal:
        look(office.head, document_id).press(IncomingActs.assign, {"lead": "", "support": seat(office, "officer")})
    assert factories.codes(refusal) == ["lead_missing"]
    assert office.arrived(document_id).status is IncomingStatus.SUBMITTED


def test_quick_deadlines_count_working_days_only(office: SmallOffice) -> None:
    head = look(office.head, factories.waiting(office))  # Monday 23/11/2026
    choices = {choice.label: choice.value for choice in head.state.due_choices}
    assert choices["1"] == "2026-11-24"
    assert choices["5"] == "2026-11-30"
    head.press(IncomingActs.choose_due, choices["5"])
    assert head.state.due_on == "2026-11-30"


def test_a_template_is_added_behind_what_was_typed(office: SmallOffice) -> None:
    head = look(office.head, factories.waiting(office))
    head.press(IncomingActs.keep_instruction, "Gấp.")
    head.press(IncomingActs.add_instruction, "Lưu, theo dõi.")
    head.press(IncomingActs.add_instruction, "Lưu, theo dõi.")
    assert head.state.instruction == "Gấp. Lưu, theo dõi."


def test_the_head_sees_whether_the_lead_has_opened_it(office: SmallOffice) -> None:
    document_id = factories.assigned(office)
    assert look(office.head, document_id).state.work.tree[0].seen == "chưa xem"
    look(office.colleague, document_id)
    assert look(office.head, document_id).state.work.tree[0].seen == "chưa xem"
    look(office.officer, document_id)
    assert look(office.head, document_id).state.work.tree[0].seen == "đã xem 12:00"


@pytest.mark.article("8.3")
def test_reassigning_needs_a_reason_and_keeps_the_history(office: SmallOffice) -> None:
    document_id = factories.assigned(office)
    head = look(office.head, document_id)
    with pytest.raises(Refused):
        head.press(IncomingActs.reassign, {"lead": seat(office, "colleague"), "comment": " "})
    head.press(IncomingActs.reassign, {"lead": seat(office, "colleague"), "comment": "Đúng lĩnh vực"})
    assert [link.who for link in head.state.work.tree] == ["Người colleague"]
    assert [entry.act.partition(":")[0] for entry in head.state.history[:2]] == ["phân công lại", "phân công"]
    assert head.state.history[0].note == "Đúng lĩnh vực"


@pytest.mark.article("7.1")
def test_the_lead_records_progress_and_completes_with_a_result(office: SmallOffice) -> None:
    document_id = factories.assigned(office)
    lead = look(office.officer, document_id)
    lead.press(IncomingActs.record_progress, {"comment": "Đã soạn dự thảo"})
    assert lead.state.status == "in_progress"
    assert lead.state.history[0].note == "Đã soạn dự thảo"
    with pytest.raises(Refused) as refusal:
        lead.press(IncomingActs.complete, {"result": "", "answer": ""})
    assert factories.codes(refusal) == ["result_missing"]
    lead.press(IncomingActs.complete, {"result": "Đã báo cáo Sở", "answer": ""})
    assert lead.state.status == "completed"
    assert lead.state.result == "Đã báo cáo Sở"


def test_an_issued_document_of_the_unit_answers_and_is_linked(office: SmallOffice) -> None:
    document_id = factories.assigned(office)
    answer_id = factories.sealed(office, abstract="Về việc trả lời Sở")
    lead = look(office.officer, document_id)
    lead.press(IncomingActs.find_answer, "tra loi so")
    assert lead.state.answers == []
    office.act(office.clerk, issuing.issue, answer_id)
    lead.press(IncomingActs.find_answer, "tra loi so")
    assert [option.value for option in lead.state.answers] == [str(answer_id)]
    lead.press(IncomingActs.complete, {"result": "", "answer": str(answer_id)})
    assert lead.state.status == "completed"
    assert lead.state.answer_href == f"/van-ban-di/{answer_id}"


def test_a_school_cannot_find_the_answers_of_the_office(office: SmallOffice) -> None:
    answer_id = factories.sealed(office, abstract="Về việc trả lời Sở")
    office.act(office.clerk, issuing.issue, answer_id)
    outsider = look(office.people["school1_officer"], 0)
    outsider.press(IncomingActs.find_answer, "tra loi")
    assert outsider.state.answers == []


@pytest.mark.article("8.1")
def test_the_head_opens_a_completed_document_again_and_the_lead_reads_why(office: SmallOffice) -> None:
    document_id = factories.assigned(office)
    look(office.officer, document_id).press(IncomingActs.complete, {"result": "Xong"})
    look(office.head, document_id).press(IncomingActs.reopen, {"comment": "Thiếu biểu số 2"})
    lead = look(office.officer, document_id)
    assert lead.state.returned_because == "Thiếu biểu số 2"
    assert lead.state.status == "in_progress"


def test_a_lead_gives_it_back_with_a_reason_and_the_head_assigns_anew(office: SmallOffice) -> None:
    document_id = factories.assigned(office)
    look(office.officer, document_id).press(IncomingActs.return_assignment, {"comment": "Không thuộc lĩnh vực"})
    head = look(office.head, document_id)
    assert head.state.returned_because == "Không thuộc lĩnh vực"
    assert head.state.may_assign


def test_the_first_entry_of_a_document_from_inside_is_its_arrival(office: SmallOffice) -> None:
    document_id = _delivered(office)
    clerk = look(office.people["school1_clerk"], document_id)
    first = clerk.state.history[-1]
    assert (first.who, first.act.startswith("gửi ")) == ("Phòng GD&ĐT Thái Thụy", True)


def _delivered(office: SmallOffice) -> int:
    office.act(office.clerk, issuing.issue, factories.sealed(office))
    with office.db.read() as session:
        rows, _ = list_incoming(session, office.people["school1_clerk"], office.db.today(), Filter())
        return session.get_one(IncomingDocument, rows[0].id).id or 0


def test_previous_and_next_walk_the_list_it_was_opened_from(office: SmallOffice) -> None:
    """What waits longest for the head stands first in the queue of what is to assign."""
    first, second, third = (factories.waiting(office, code_number=str(n)) for n in (1, 2, 3))
    middle = look(office.head, second, "?tab=to_assign")
    assert middle.state.previous == f"/van-ban-den/{first}?tab=to_assign"
    assert middle.state.following == f"/van-ban-den/{third}?tab=to_assign"
    middle.press(IncomingActs.assign, {"lead": seat(office, "officer")})
    assert middle.state.following == f"/van-ban-den/{third}?tab=to_assign"
