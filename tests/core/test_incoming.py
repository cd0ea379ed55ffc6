"""An incoming document from the hand that receives it to "hoàn thành", and every turn it may not take."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from tests.core.factories import SmallOffice, assigned, codes, fields, numbered, registered, upload, waiting
from voffice_app.actions import assigning, incoming
from voffice_app.actions.assigning import Assignment
from voffice_app.db.files import Direction, FileKind, list_files
from voffice_app.db.incoming import NO_DUE, IncomingAssignment
from voffice_app.db.people import Position
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused, TransitionRefused
from voffice_app.domain.incoming import AssignmentKind, IncomingStatus, Source, Urgency
from voffice_app.domain.secrecy import Secrecy


def parts(small: SmallOffice, document_id: int, *, ended: bool = False) -> dict[int, str]:
    """Who has it in hand, as what."""
    with small.db.read() as session:
        rows = session.exec(select(IncomingAssignment).where(IncomingAssignment.incoming_id == document_id)).all()
    return {row.position_id: row.kind for row in rows if (row.ended_at is not None) == ended}


@pytest.mark.article("5.6")
@pytest.mark.article("7.3")
@pytest.mark.parametrize("who", ["head", "deputy", "officer", "clerk", "school1_officer"])
def test_whoever_receives_a_document_passes_it_to_the_own_units_clerk(small: SmallOffice, who: str) -> None:
    person = small.people[who]
    intake = incoming.Intake(Source.EMAIL, "Sở gửi qua thư", (upload(small, person),))
    document = small.arrived(small.act(person, incoming.pass_to_clerk, intake))
    assert (document.status, document.source, document.unit_id) == ("received", "email", person.unit_id)
    assert (document.received_by_position_id, document.arrival_number) == (person.position_id, None)


def test_an_empty_intake_is_refused(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.PAPER, " "))
    assert codes(no) == ["intake_empty"]


@pytest.mark.article("5.3")
def test_a_state_secret_enters_neither_by_intake_nor_by_the_register(small: SmallOffice) -> None:
    for secrecy in (Secrecy.SECRET, Secrecy.TOP_SECRET, Secrecy.ABSOLUTE):
        with pytest.raises(Refused) as no:
            small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.PAPER, "x", secrecy=secrecy))
        assert codes(no) == ["state_secret"]
        with pytest.raises(Refused) as no:
            small.act(small.clerk, incoming.receive, fields(), (), secrecy)
        assert codes(no) == ["state_secret"]
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.receive, fields(abstract="[MẬT] Kế hoạch"), ())
    assert codes(no) == ["state_secret"]


@pytest.mark.article("6.1")
@pytest.mark.law("ND30:22")
def test_the_clerk_registers_with_number_day_and_every_field_declared(small: SmallOffice) -> None:
    declared = fields(signer_name="Nguyễn Văn A", issued_on=date(2026, 11, 20), subject_area="Chuyên môn")
    document_id = small.act(small.clerk, incoming.receive, declared, (upload(small, small.clerk),))
    document = small.arrived(document_id)
    assert (document.status, document.arrival_number, document.arrival_year) == ("registered", 1, 2026)
    assert (document.registered_on, document.arrived_on) == (date(2026, 11, 23), date(2026, 11, 23))
    assert (document.reference, document.subject_area) == ("123/SGDĐT-GDTrH", "Chuyên môn")
    with small.db.read() as session:
        assert [row.kind for row in list_files(session, Direction.INCOMING, document_id)] == [FileKind.MAIN]
    assert small.arrived(registered(small)).arrival_number == 2


def test_each_unit_has_its_own_series(small: SmallOffice) -> None:
    registered(small)
    document_id = small.act(small.school1_clerk, incoming.receive, fields(), ())
    assert small.arrived(document_id).arrival_number == 1


def test_a_registration_tells_every_fault_at_once_and_takes_no_number(small: SmallOffice) -> None:
    wrong = fields(type_key="XX", abstract=" ", issuing_body="x" * 201, code_number="1" * 12)
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.receive, wrong, ())
    assert codes(no) == ["abstract_missing", "type_missing", "too_long", "too_long"]
    assert small.arrived(registered(small)).arrival_number == 1


@pytest.mark.parametrize("who", ["head", "deputy", "officer", "it"])
def test_nobody_but_the_clerk_registers(small: SmallOffice, who: str) -> None:
    with pytest.raises(TransitionRefused) as no:
        small.act(small.people[who], incoming.receive, fields(), ())
    assert codes(no) == ["wrong_person"]


def test_registering_twice_is_calm_and_costs_one_number(small: SmallOffice) -> None:
    document_id = registered(small)
    with pytest.raises(AlreadyDone):
        small.act(small.clerk, incoming.register, document_id, fields())
    assert small.arrived(registered(small)).arrival_number == 2


@pytest.mark.law("ND30:21")
def test_the_clerk_returns_an_intake_only_with_a_reason(small: SmallOffice) -> None:
    document_id = small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.PAPER, "Gửi nhầm"))
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.return_intake, document_id, " ")
    assert codes(no) == ["comment_missing"]
    small.act(small.clerk, incoming.return_intake, document_id, "Không phải của cơ quan")
    assert small.arrived(document_id).status is IncomingStatus.RETURNED
    assert small.history("incoming", document_id)[0].comment == "Không phải của cơ quan"


@pytest.mark.article("6.1")
@pytest.mark.law("ND30:21")
def test_what_is_addressed_to_a_person_is_passed_on_unregistered_with_a_log_line(small: SmallOffice) -> None:
    document_id = small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.PAPER, "Thư riêng"))
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.pass_on, document_id, small.school1_head.position_id)
    assert codes(no) == ["person_unknown"]
    small.act(small.clerk, incoming.pass_on, document_id, small.colleague.position_id)
    document = small.arrived(document_id)
    assert (document.status, document.arrival_number) == ("passed_on", None)
    assert document.passed_to_position_id == small.colleague.position_id
    entry = small.history("incoming", document_id)[0]
    assert (entry.act, entry.facts) == ("pass_on", {"to": small.colleague.full_name})


@pytest.mark.article("6.1.2")
def test_what_was_assigned_on_mvp_is_archived_and_not_processed(small: SmallOffice) -> None:
    document_id = registered(small, source=Source.MVP)
    small.act(small.clerk, incoming.archive_only, document_id)
    assert small.arrived(document_id).status is IncomingStatus.ARCHIVED_ONLY
    with pytest.raises(TransitionRefused):
        small.act(small.clerk, incoming.submit, document_id)
    paper = registered(small)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.clerk, incoming.archive_only, paper)
    assert codes(no) == ["not_from_mvp"]


@pytest.mark.law("ND30:4")
@pytest.mark.parametrize(
    ("urgency", "due"), [(Urgency.NORMAL, date(2026, 11, 24)), (Urgency.EXPRESS, date(2026, 11, 23))]
)
def test_register_by_the_next_working_day_and_urgent_ones_at_once(small: SmallOffice, urgency: Any, due: date) -> None:
    assert small.arrived(registered(small, urgency=urgency)).register_due_on == due


@pytest.mark.article("8.3")
@pytest.mark.law("ND30:23")
def test_the_head_assigns_lead_support_and_information_with_a_deadline(small: SmallOffice) -> None:
    document_id = waiting(small)
    lead, support, told = (small.people[name].position_id for name in ("officer", "deputy", "colleague"))
    wanted = Assignment(lead, (support,), (told, lead), "Làm ngay", date(2026, 11, 27))
    small.act(small.head, assigning.assign, document_id, wanted)
    document = small.arrived(document_id)
    assert (document.status, document.lead_position_id) == ("assigned", small.officer.position_id)
    assert (document.due_on, document.instruction) == (date(2026, 11, 27), "Làm ngay")
    assert parts(small, document_id) == {
        small.officer.position_id: AssignmentKind.LEAD,
        small.deputy.position_id: AssignmentKind.SUPPORT,
        small.colleague.position_id: AssignmentKind.INFO,
    }


def test_work_without_a_deadline_sorts_behind_all_deadlines(small: SmallOffice) -> None:
    assert small.arrived(assigned(small)).due_sort == NO_DUE


@pytest.mark.parametrize("who", ["deputy", "clerk", "officer", "it"])
def test_nobody_but_the_head_assigns(small: SmallOffice, who: str) -> None:
    document_id = waiting(small)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.people[who], assigning.assign, document_id, Assignment(small.officer.position_id))
    assert codes(no) == ["wrong_person"]
    assert parts(small, document_id) == {}


def test_nobody_outside_the_unit_and_no_past_deadline_is_assigned(small: SmallOffice) -> None:
    document_id, officer = waiting(small), small.officer.position_id
    stranger, it = small.school1_officer.position_id, small.it.position_id
    for wanted, code in (
        (Assignment(stranger), "lead_missing"), (Assignment(999), "lead_missing"), (Assignment(it), "lead_missing"),
        (Assignment(officer, support=(stranger,)), "person_unknown"),
        (Assignment(officer, due_on=date(2026, 11, 22)), "due_in_past"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(small.head, assigning.assign, document_id, wanted)
        assert codes(no) == [code]
    assert small.arrived(document_id).status is IncomingStatus.SUBMITTED


@pytest.mark.article("6.1")
@pytest.mark.article("7.1")
def test_the_lead_reports_progress_and_completes_with_a_result(small: SmallOffice) -> None:
    document_id = assigned(small)
    small.act(small.officer, assigning.record_progress, document_id, "Đã lấy số liệu")
    assert small.arrived(document_id).status is IncomingStatus.IN_PROGRESS
    with pytest.raises(TransitionRefused) as no:
        small.act(small.officer, assigning.complete, document_id, "  ")
    assert codes(no) == ["result_missing"]
    small.act(small.officer, assigning.complete, document_id, "Đã gửi báo cáo")
    document = small.arrived(document_id)
    assert (document.status, document.completed_on, document.result) == (
        "completed", date(2026, 11, 23), "Đã gửi báo cáo",
    )  # fmt: skip
    with pytest.raises(TransitionRefused) as no:
        small.act(small.officer, assigning.complete, document_id, "Kết quả khác")
    assert codes(no) == ["said_before"]
    assert small.arrived(document_id).result == "Đã gửi báo cáo"


def test_an_answer_counts_as_a_result_only_when_it_is_the_units_own_and_issued(small: SmallOffice) -> None:
    document_id, answer = assigned(small), numbered(small)
    for outgoing_id, code in ((answer, "answer_not_issued"), (999, "answer_unknown")):
        with pytest.raises(Refused) as no:
            small.act(small.officer, assigning.complete, document_id, "", outgoing_id)
        assert codes(no) == [code]


@pytest.mark.parametrize("who", ["head", "clerk", "colleague", "deputy"])
def test_nobody_but_the_lead_works_on_it(small: SmallOffice, who: str) -> None:
    document_id = assigned(small)
    for act in (assigning.record_progress, assigning.return_assignment, assigning.complete):
        with pytest.raises(TransitionRefused) as no:
            small.act(small.people[who], act, document_id, "xong")
        assert codes(no) == ["wrong_person"]


def test_returned_and_reassigned_work_keeps_its_history(small: SmallOffice) -> None:
    document_id = assigned(small)
    for act, who, args in (
        (assigning.return_assignment, small.officer, ()), (assigning.record_progress, small.officer, ()),
        (assigning.reassign, small.head, (Assignment(small.colleague.position_id),)),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(who, act, document_id, *args, " ")
        assert codes(no) == ["comment_missing"]
    small.act(small.officer, assigning.return_assignment, document_id, "Không thuộc lĩnh vực")
    assert (small.arrived(document_id).status, parts(small, document_id)) == ("submitted", {})
    small.act(small.head, assigning.assign, document_id, Assignment(small.colleague.position_id))
    small.act(small.head, assigning.reassign, document_id, Assignment(small.deputy.position_id), "Nghỉ ốm")
    assert parts(small, document_id) == {small.deputy.position_id: AssignmentKind.LEAD}
    assert set(parts(small, document_id, ended=True)) == {small.officer.position_id, small.colleague.position_id}
    acts = [entry.act for entry in small.history("incoming", document_id)]
    assert acts[:3] == ["reassign", "assign", "return_assignment"]


@pytest.mark.article("8.1")
def test_the_head_reopens_what_was_completed_too_early(small: SmallOffice) -> None:
    document_id = assigned(small)
    small.act(small.officer, assigning.complete, document_id, "Xong")
    with pytest.raises(Refused):
        small.act(small.head, assigning.reopen, document_id, "")
    small.act(small.head, assigning.reopen, document_id, "Thiếu phụ lục")
    document = small.arrived(document_id)
    assert (document.status, document.completed_on) == ("in_progress", None)


def test_another_unit_finds_no_such_document(small: SmallOffice) -> None:
    document_id = waiting(small)
    for who, act, args in (
        (small.school1_clerk, incoming.submit, ()), (small.school1_clerk, incoming.register, (fields(),)),
        (small.school1_head, assigning.assign, (Assignment(small.school1_officer.position_id),)),
        (small.school1_officer, assigning.complete, ("Xong",)),
    ):  # fmt: skip
        with pytest.raises(NotVisible):
            small.act(who, act, document_id, *args)


def test_a_person_who_left_office_is_assigned_nothing(small: SmallOffice) -> None:
    document_id, colleague = waiting(small), small.colleague.position_id
    with small.db.act(small.head) as tx:
        tx.session.get_one(Position, colleague).valid_to = date(2026, 11, 22)
    with pytest.raises(Refused) as no:
        small.act(small.head, assigning.assign, document_id, Assignment(colleague))
    assert codes(no) == ["lead_missing"]


def test_first_opening_by_an_assigned_person_is_remembered_once(small: SmallOffice) -> None:
    document_id = assigned(small)
    small.act(small.officer, assigning.mark_seen, document_id)
    first = small.clock.now
    small.clock.pass_days(1)
    small.act(small.officer, assigning.mark_seen, document_id)
    small.act(small.colleague, assigning.mark_seen, document_id)
    with small.db.read() as session:
        seen = [row.seen_at for row in session.exec(select(IncomingAssignment)).all()]
    assert seen == [first]
