"""Cases that a careful reader of the office found: dates, second thoughts, closed units, races of first acts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.core.factories import (
    SmallOffice,
    assigned,
    codes,
    fields,
    form,
    format_checked,
    numbered,
    sealed,
    submitted,
    upload,
)
from voffice_app.actions import assigning, imprinting, incoming, issuing, outgoing, people
from voffice_app.actions.assigning_onward import assign_onward
from voffice_app.actions.people import PositionForm, UnitForm
from voffice_app.db import audit
from voffice_app.db.calendar import CalendarDay
from voffice_app.db.files import DocumentFile, find_readable
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_details import read_document
from voffice_app.db.people import Unit
from voffice_app.domain.calendar import DayKind
from voffice_app.domain.errors import NotVisible, Refused, Stale, TransitionRefused
from voffice_app.domain.incoming import IncomingStatus, Source, Urgency
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Level, Role, UnitKind

ZERO_WIDTH = "\u200b"


def delivered(office: SmallOffice, document_id: int) -> dict[int, IncomingDocument]:
    with office.db.read() as session:
        rows = session.exec(select(IncomingDocument).where(IncomingDocument.origin_outgoing_id == document_id)).all()
        return {row.unit_id: row for row in rows}


@pytest.mark.law("ND30:15")
def test_a_documents_date_is_today_or_the_one_it_had(small: SmallOffice) -> None:
    document_id = format_checked(small)
    days = {date(2026, 12, 31): "entry_day_in_future", date(2026, 1, 2): "backdate_not_permitted"}
    for strange, code in days.items():
        with pytest.raises(Refused) as no:
            imprinting.assign_number(small.office, small.clerk, document_id, strange)
        assert codes(no) == [code]
    assert small.document(document_id).number is None, "no number was used up"
    imprinting.assign_number(small.office, small.clerk, document_id)
    assert small.document(document_id).issued_on == date(2026, 11, 23)


@pytest.mark.law("ND30:32")
def test_a_signed_document_can_still_go_back_and_then_needs_its_signature_anew(small: SmallOffice) -> None:
    document_id = sealed(small)
    small.act(small.head, outgoing.cancel, document_id, "Sai nội dung")
    assert small.document(document_id).status is OutgoingStatus.CANCELLED
    other = numbered(small)
    with small.db.act(small.deputy) as tx:
        document = outgoing.load_outgoing(tx, other)
        document.status, document.leader_signature_holds = OutgoingStatus.LEADER_SIGNED, True
        tx.session.add(document)
    small.act(small.clerk, outgoing.return_format, other, "Thiếu phụ lục")
    back = small.document(other)
    assert (back.status, back.leader_signature_holds) == (OutgoingStatus.RETURNED, False)
    assert back.number is not None, "the number stays bound"


def test_nobody_drafts_for_their_own_signature(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        small.act(small.deputy, outgoing.create_draft, form(small, who=small.deputy, signer="deputy"))
    assert codes(no) == ["signer_is_drafter"]


def test_it_and_clerk_open_no_drafts(small: SmallOffice) -> None:
    for who in (small.it, small.clerk, small.head):
        with pytest.raises(NotVisible):
            small.act(who, outgoing.create_draft, form(small, who=who))
    with pytest.raises(NotVisible):
        small.act(small.it, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "thư"))


@pytest.mark.law("ND30:11")
def test_the_signer_does_not_approve_what_changed_behind_the_screen(small: SmallOffice) -> None:
    document_id = submitted(small)
    seen = small.document(document_id)
    small.clock.now += timedelta(minutes=1)
    small.act(small.officer, outgoing.withdraw, document_id)
    changed = form(small, abstract="Nội dung khác hẳn", main_upload_id=None, layout={})
    small.act(small.officer, outgoing.edit_draft, document_id, changed)
    small.act(small.officer, outgoing.submit, document_id)
    with pytest.raises(Stale) as no:
        small.act(small.deputy, outgoing.approve, document_id, seen.current_file_id, seen.changed_at)
    assert codes(no) == ["document_changed"]
    fresh = small.document(document_id)
    small.act(small.deputy, outgoing.approve, document_id, fresh.current_file_id, fresh.changed_at)


def test_a_second_assignment_is_told_not_swallowed(small: SmallOffice) -> None:
    document_id = assigned(small)
    other = assigning.Assignment(small.colleague.position_id)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.head, assigning.assign, document_id, other)
    assert codes(no) == ["said_before"]
    assert small.arrived(document_id).lead_position_id == small.officer.position_id


@pytest.mark.article("6.1")
def test_a_reopened_document_is_not_completed_by_its_old_result(small: SmallOffice) -> None:
    document_id = assigned(small)
    small.act(small.officer, assigning.complete, document_id, "Đã báo cáo")
    small.act(small.head, assigning.reopen, document_id, "Còn thiếu số liệu")
    for nothing in ("", " ", ZERO_WIDTH):
        with pytest.raises(TransitionRefused) as no:
            small.act(small.officer, assigning.complete, document_id, nothing)
        assert codes(no) == ["result_missing"]
    for silence in ("", ZERO_WIDTH):
        with pytest.raises(Refused) as no:
            small.act(small.officer, assigning.return_assignment, document_id, silence)
        assert codes(no) == ["comment_missing"]


@pytest.mark.article("8.3")
def test_a_leading_deputy_assigns_onward(small: SmallOffice) -> None:
    document_id = assigned(small, lead="deputy")
    onward = assigning.Assignment(small.officer.position_id, support=(small.colleague.position_id,))
    small.act(small.deputy, assign_onward, document_id, onward)
    assert small.arrived(document_id).lead_position_id == small.officer.position_id
    with pytest.raises(TransitionRefused):
        small.act(small.deputy, assign_onward, document_id, onward)
    with pytest.raises(TransitionRefused):
        small.act(small.deputy, assigning.reassign, document_id, onward, "Đổi người của Trưởng phòng")


@pytest.mark.law("ND30:21")
def test_what_is_addressed_to_a_person_is_that_persons_until_handed_back(small: SmallOffice) -> None:
    files = (upload(small, small.officer),)
    intake = incoming.Intake(Source.PAPER, "Thư gửi đích danh", files)
    document_id = small.act(small.officer, incoming.pass_to_clerk, intake)
    small.act(small.clerk, incoming.pass_on, document_id, small.colleague.position_id)
    with small.db.read() as session:
        file_id = session.exec(select(DocumentFile.id).where(DocumentFile.document_id == document_id)).one()
        for person, sees in ((small.colleague, True), (small.officer, True), (small.clerk, True), (small.head, False)):
            assert (find_readable(session, person, file_id) is not None) is sees, person.full_name
            if sees:
                read_document(session, person, document_id)
            else:
                with pytest.raises(NotVisible):
                    read_document(session, person, document_id)
    with pytest.raises(TransitionRefused):
        small.act(small.head, incoming.hand_back, document_id, "việc cơ quan")
    small.act(small.colleague, incoming.hand_back, document_id, "Đây là việc của cơ quan")
    assert small.arrived(document_id).status is IncomingStatus.RECEIVED


def test_it_receives_nothing_addressed_to_a_person(small: SmallOffice) -> None:
    document_id = small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.PAPER, "Thư"))
    with pytest.raises(Refused) as no:
        small.act(small.clerk, incoming.pass_on, document_id, small.it.position_id)
    assert codes(no) == ["person_unknown"]


@pytest.mark.law("ND30:4")
def test_each_schools_terms_run_by_its_own_calendar_and_closed_schools_get_nothing(both: SmallOffice) -> None:
    first, second = both.schools[:2]
    document_id = sealed(both, reply_due_on=date(2026, 11, 28))
    with both.db.act(both.it) as tx:
        for day in (24, 25):
            off = CalendarDay(unit_id=first, day=date(2026, 11, day), kind=DayKind.OFF, name="Nghỉ", decided_by="QĐ")
            tx.session.add(off)
    both.act(both.clerk, issuing.issue, document_id)
    rows = delivered(both, document_id)
    assert rows[first].register_due_on == date(2026, 11, 26)
    assert rows[second].register_due_on == date(2026, 11, 24)
    assert {row.due_on for row in rows.values()} == {date(2026, 11, 28)}
    assert {row.due_sort for row in rows.values()} == {date(2026, 11, 30)}, "a Saturday: judged on Monday"
    later = sealed(both)
    with both.db.act(both.it) as tx:
        tx.session.get_one(Unit, second).active = False
    both.act(both.clerk, issuing.issue, later)
    assert set(delivered(both, later)) == {first}


def test_urgency_given_at_registration_moves_the_term(small: SmallOffice) -> None:
    document_id = small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "Hỏa tốc"))
    assert small.arrived(document_id).register_due_on == date(2026, 11, 24)
    small.act(small.clerk, incoming.register, document_id, fields(urgency=Urgency.EXPRESS))
    assert small.arrived(document_id).register_due_on == date(2026, 11, 23)


def test_first_acts_of_a_unit_at_once_make_one_chain(both: SmallOffice) -> None:
    def act(number: int) -> None:
        with both.db.act(both.school1_clerk) as tx:
            tx.record("looked", "unit", number)

    with ThreadPoolExecutor(6) as desks:
        list(desks.map(act, range(6)))
    with both.db.read() as session:
        assert list(audit.broken_links(session, both.schools[0])) == []
        assert len(audit.list_history(session, "unit", 3)) == 1


def test_two_heads_entered_at_once_make_one_head(both: SmallOffice) -> None:
    def enter(_: int) -> str:
        post = PositionForm(both.officer.account_id, both.schools[1], Role.HEAD, "Hiệu trưởng", date(2026, 11, 1))
        try:
            both.act(both.it, people.add_position, post)
        except Refused as refused:
            return refused.reasons[0].code
        return "entered"

    with both.db.act(both.it) as tx:
        people.end_position(tx, both.school2_head.position_id, date(2026, 11, 22))
    with ThreadPoolExecutor(4) as desks:
        outcomes = sorted(desks.map(enter, range(4)))
    assert outcomes == ["entered", "head_exists", "head_exists", "head_exists"]


def test_a_unit_never_stands_under_itself_in_the_tree(small: SmallOffice) -> None:
    school = small.schools[0]
    under = UnitForm("X", UnitKind.SCHOOL, Level.TH, "Điểm trường", "", "X", "Thái Thụy", parent_id=school)
    branch = small.act(small.it, people.save_unit, under)
    above = UnitForm("S1", UnitKind.SCHOOL, Level.TH, "Trường", "", "S1", "Thái Thụy", parent_id=branch)
    for unit_id, form_ in ((school, above), (branch, replace(under, parent_id=branch))):
        with pytest.raises(Refused) as no:
            small.act(small.it, people.save_unit, form_, unit_id)
        assert codes(no) == ["unit_under_itself"]
    small.act(small.it, people.save_unit, replace(under, parent_id=None), branch)


def test_what_stands_on_issued_documents_changes_by_a_decision_alone(small: SmallOffice) -> None:
    now = UnitForm("X", UnitKind.SCHOOL, Level.TH, "Điểm trường", "UBND xã", "X", "Thái Thụy")
    school = small.act(small.it, people.save_unit, now)
    small.act(small.it, people.save_unit, replace(now, phone="0227 385"), school)
    for other in ({"name": "Trường mới"}, {"parent_name": "UBND"}, {"symbol": "Y"}, {"place_name": "Thái Bình"}):
        with pytest.raises(Refused) as no:
            small.act(small.it, people.save_unit, replace(now, **other), school)
        assert codes(no) == ["unit_renamed_by_act"]
