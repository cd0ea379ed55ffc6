"""The chain, requests for time, rounds and quick choices on the screen of the document, each person at their own."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from state.incoming import read_page
from state.incoming_acts import IncomingActs
from state.incoming_address import Asked
from state.incoming_quick import IncomingQuick
from state.incoming_rows import line
from state.incoming_work import IncomingWork
from tests.core.factories import SmallOffice, assigned, codes, sealed, small_office, waiting
from tests.core.test_chains import led, onward, post
from tests.core.test_extensions import asked
from tests.pages.incoming_screen import furnish, look, steps
from tests.pages.outgoing_screen import Screen
from voffice_app.actions import deputising, issuing
from voffice_app.actions.calendar import DayForm, set_day
from voffice_app.actions.deputising import Period
from voffice_app.db.answering import link
from voffice_app.db.incoming import IncomingDocument
from voffice_app.domain.calendar import DayKind
from voffice_app.domain.errors import Refused, Stale
from voffice_app.domain.incoming import OPEN_WORK


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    small = small_office(tmp_path)
    furnish(monkeypatch, small)
    return small


def at(office: SmallOffice, name: str, document_id: int, kind: Any = IncomingWork) -> Screen:
    return look(office.people[name], document_id, kind=kind)


def drawn(person: Screen) -> list[tuple[int, str, str, str]]:
    """The tree: depth, who, seen, how far."""
    return [(row.depth, row.who, row.seen, row.stands) for row in person.state.work.tree]


@pytest.mark.article("8.3")
def test_everybody_sees_the_same_tree_with_who_has_seen_it_and_how_far_it_is(office: SmallOffice) -> None:
    document_id = led(office)
    deputy = at(office, "deputy", document_id)
    assert "assign_onward" in steps(deputy)
    deputy.press(IncomingActs.ask, "assign_onward")
    assert (deputy.state.lead, deputy.state.due_on) == ([], "2026-11-27"), "nobody is chosen; at most the own deadline"
    form = {"lead": str(post(office, "officer")), "instruction": "Lấy số liệu", "due_on": "2026-11-25"}
    deputy.press(IncomingWork.assign_onward, form)
    at(office, "officer", document_id)
    for name in ("head", "deputy", "officer"):
        assert drawn(at(office, name, document_id)) == [
            (0, "Người deputy", "đã xem 12:00", "đã giao tiếp"),
            (1, "Người officer", "đã xem 12:00", "đang xử lý"),
            (0, "Người clerk", "chưa xem", ""),
        ]
    assert [row.words for row in deputy.state.work.tree] == ["", "Lấy số liệu", ""]
    officer = at(office, "officer", document_id)
    officer.press(IncomingActs.complete, {"result": "Đã báo cáo"})
    assert {row[3] for row in drawn(at(office, "head", document_id))} == {"đã hoàn thành", ""}


def test_a_form_opened_before_somebody_else_assigned_is_told_so(office: SmallOffice) -> None:
    document_id = led(office)
    head = at(office, "head", document_id)
    onward(office, document_id)
    with pytest.raises(Stale) as no:
        head.press(IncomingActs.reassign, {"lead": str(post(office, "colleague")), "comment": "Đổi"})
    assert codes(no) == ["assignment_changed"]
    assert drawn(head)[1][1] == "Người officer", "the screen shows what is there now"


def test_the_head_answers_a_request_in_place_with_the_wished_day_filled_in(office: SmallOffice) -> None:
    document_id = led(office)
    lead = at(office, "deputy", document_id)
    lead.press(IncomingWork.ask_extension, {"wished_on": "2026-11-30", "reason": "Chờ số liệu"})
    assert not lead.state.work.requests[0].waits_for_me
    head = at(office, "head", document_id)
    request = head.state.work.requests[0]
    assert (request.waits_for_me, request.wished_on, request.stands) == (True, "2026-11-30", "chờ trả lời")
    form = {"request": str(request.id), "granted_on": "2026-12-01", "answer": "Không gia hạn thêm"}
    head.press(IncomingWork.grant_extension, form)
    assert head.state.work.requests[0].stands == "đã gia hạn đến 01/12/2026"
    assert head.state.history[0].act.endswith("hạn 01/12/2026")
    assert head.state.work.tree[0].due == "01/12/2026"


@pytest.mark.parametrize("name", ["deputy", "officer", "clerk", "colleague", "school1_head"])
def test_who_was_not_asked_for_time_cannot_grant_it_by_hand(office: SmallOffice, name: str) -> None:
    document_id = led(office)
    request = asked(office, document_id)
    with pytest.raises(Refused):
        at(office, name, document_id).press(IncomingWork.grant_extension, {"request": str(request)})
    assert office.arrived(document_id).due_on.isoformat() == "2026-11-27"  # type: ignore[union-attr]


def test_a_round_shows_its_totals_to_all_and_its_form_to_those_asked(office: SmallOffice) -> None:
    document_id = led(office)
    lead = at(office, "deputy", document_id)
    people = ",".join(str(post(office, name)) for name in ("officer", "colleague"))
    lead.press(IncomingWork.open_round, {"question": "Lùi ngày?", "people": people, "due_on": "2026-11-24"})
    officer = at(office, "officer", document_id)
    assert "answer_round" in officer.state.work.may
    assert "answer_round" not in at(office, "clerk", document_id).state.work.may
    officer.press(IncomingWork.answer_round, {"stance": "disagree", "said": "Trùng lịch"})
    lead.press(IncomingWork.refresh)
    totals = {fact.label: fact.value for fact in lead.state.work.round.totals}
    assert totals == {"Đồng ý": "0", "Không đồng ý": "1", "Ý kiến khác": "0", "Chưa trả lời": "1"}
    assert [(voice.stance, voice.said) for voice in lead.state.work.round.voices] == [
        ("Không đồng ý", "Trùng lịch"), ("Chưa trả lời", ""),
    ]  # fmt: skip
    lead.press(IncomingWork.close_round, {"conclusion": "Giữ nguyên"})
    assert lead.state.work.round.conclusion == "Giữ nguyên"
    with pytest.raises(Refused):
        officer.press(IncomingWork.answer_round, {"stance": "agree", "said": ""})


def test_a_supporters_words_stand_beside_the_document_for_the_lead(office: SmallOffice) -> None:
    document_id = led(office)
    at(office, "clerk", document_id).press(IncomingWork.give_opinion, {"said": "Thêm biểu 2", "file": ""})
    lead = at(office, "deputy", document_id)
    assert [(voice.who, voice.said) for voice in lead.state.work.opinions] == [("Người clerk", "Thêm biểu 2")]
    assert drawn(lead)[1] == (0, "Người clerk", "đã xem 12:00", "đã cho ý kiến")


def test_a_set_kept_from_the_form_fills_the_next_one(office: SmallOffice) -> None:
    head = at(office, "head", waiting(office), IncomingQuick)
    head.press(IncomingQuick.pick_lead, [str(post(office, "officer"))])
    head.press(IncomingQuick.pick_support, [str(post(office, "colleague")), "999", str(post(office, "school1_head"))])
    head.press(IncomingQuick.name_set, "Tổ THCS")
    head.press(IncomingQuick.save_set)
    other = at(office, "head", waiting(office), IncomingQuick)
    other.press(IncomingQuick.use_set, other.state.work.sets[0].value)
    assert [o.label for o in (*other.state.lead, *other.state.support)] == ["Người officer", "Người colleague"]
    deputy = at(office, "deputy", led(office), IncomingQuick)
    assert deputy.state.work.sets == []
    deputy.press(IncomingQuick.use_set, other.state.work.sets[0].value)
    assert [o.label for o in deputy.state.support] == ["Người clerk"], "a set of somebody else fills nothing in"


def test_what_is_written_becomes_a_template_of_the_unit(office: SmallOffice) -> None:
    head = at(office, "head", waiting(office), IncomingQuick)
    head.press(IncomingActs.keep_instruction, "Tham mưu văn bản triển khai")
    head.press(IncomingQuick.add_template)
    deputy = at(office, "deputy", led(office), IncomingQuick)
    assert [template.label for template in deputy.state.work.templates] == ["Tham mưu văn bản triển khai"]


def test_another_unit_sees_nothing_of_the_work(office: SmallOffice) -> None:
    document_id = led(office)
    asked(office, document_id)
    stranger = at(office, "school1_head", document_id)
    assert stranger.state.absent
    assert (stranger.state.work.tree, stranger.state.work.requests) == ([], [])
    assert office.arrived(document_id).status in OPEN_WORK


@pytest.mark.law("ND30:24")
def test_the_list_shows_the_readers_own_narrower_deadline_and_says_whose_it_is(office: SmallOffice) -> None:
    document_id = led(office)
    onward(office, document_id, due_on=date(2026, 11, 25))
    told = {}
    for name in ("head", "deputy", "officer"):
        with office.db.read() as session:
            page = read_page(session, office.people[name], office.db.today(), Asked(tab="open"))
        row = line(page.rows[0], page.beside[document_id], page.asked, page.today)
        told[name] = (row.due_note, row.due == line(page.rows[0], replace(page.beside[document_id], own_due=None),
                                                    page.asked, page.today).due)  # fmt: skip
    assert told == {"head": ("", True), "deputy": ("", True), "officer": ("hạn của bạn", False)}


@pytest.mark.article("8.3")
def test_the_deputy_in_charge_of_the_field_is_offered_as_lead_with_the_basis(office: SmallOffice) -> None:
    period = Period(office.db.today(), None, "Thông báo 15/TB-PGDĐT")
    unit, deputy = office.head.unit_id, office.deputy.position_id
    office.act(office.head, deputising.assign_field, unit, deputy, "Chuyên môn", period)
    offered, strange = waiting(office), waiting(office)
    with office.db.act(office.clerk) as tx:
        tx.session.get_one(IncomingDocument, offered).subject_area = "Chuyên môn"
        tx.session.get_one(IncomingDocument, strange).subject_area = "Tài chính"
    head = at(office, "head", offered, IncomingQuick)
    assert [(o.label, o.note) for o in head.state.suggested] == [
        ("Người deputy", "phụ trách Chuyên môn (Thông báo 15/TB-PGDĐT)")
    ]
    head.press(IncomingQuick.pick_lead, [head.state.suggested[0].value])
    assert [o.label for o in head.state.lead] == ["Người deputy"]
    assert at(office, "head", strange, IncomingQuick).state.suggested == [], "a field nobody was given suggests nobody"
    assert at(office, "school1_head", offered, IncomingQuick).state.suggested == []


def test_completing_offers_the_issued_answer_first_and_no_draft(office: SmallOffice) -> None:
    document_id = assigned(office)
    answer = sealed(office)
    with office.db.act(office.officer) as tx:
        link(tx, document_id, answer)
    officer = at(office, "officer", document_id)
    officer.press(IncomingActs.ask, "complete")
    assert officer.state.answer == [], "what is not issued yet answers nobody"
    office.act(office.clerk, issuing.issue, answer)
    officer.press(IncomingActs.ask, "complete")
    officer.press(IncomingActs.ask, "complete")
    assert [o.value for o in officer.state.answer] == [str(answer)]


def test_each_persons_deadline_moves_with_the_calendar_of_now(office: SmallOffice) -> None:
    document_id = led(office)
    deputy = at(office, "deputy", document_id)
    form = {"lead": str(post(office, "officer")), "instruction": "Lấy số liệu", "due_on": "2026-11-25"}
    deputy.press(IncomingWork.assign_onward, form)
    office.clock.pass_days(3)

    def told() -> tuple[str, str]:
        row = at(office, "head", document_id).state.work.tree[1]
        return row.due, row.due_tone

    assert told() == ("Quá 1 ngày", "late")
    office.act(office.it, set_day, date(2026, 11, 25), DayKind.OFF, DayForm("Nghỉ phòng chống bão", "Công điện 15"))
    assert told() == ("Hôm nay", "today")
