"""The draft form: recipients by groups, state secrets refused, every fault beneath its field, nothing lost."""

from secrets import token_hex
from typing import Any

import pytest

from signing.geometry import Sizes
from state.outgoing_acts import OutgoingActs
from state.outgoing_draft import OutgoingDraft
from tests.core.conftest import small as small
from tests.core.factories import LAYOUT, SmallOffice, codes, draft, submitted, upload
from tests.pages.outgoing_screen import Screen, furnish, screen
from voffice_app.db.outgoing import load_outgoing
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    monkeypatch.setattr("state.outgoing_draft.find_layout", lambda *_: dict(LAYOUT))
    for module in ("state.outgoing_opened", "voffice_app.actions.placing"):
        monkeypatch.setattr(f"{module}.true_sizes", lambda *_: Sizes())
    return small


def form_of(person: Actor, path: str = "/van-ban-di/soan") -> Screen:
    shown = screen(person, OutgoingDraft).at(path)
    shown.press(OutgoingDraft.look)
    return shown


def sent(office: SmallOffice, **changes: str) -> dict[str, str]:
    """What the browser sends of a form that lacks nothing."""
    plain = {
        "type_key": "QĐ", "abstract": "Về việc kiểm tra", "subject_area": "Thanh tra, kiểm tra", "urgency": "normal",
        "signer": str(office.head.position_id), "secrecy": "none", "reply_due_on": "2026-12-01",
        "main": str(upload(office, office.officer)), "source": "", "request_key": token_hex(16), "draft": "0",
    }  # fmt: skip
    return {**plain, **changes}


def test_a_saved_draft_lies_before_its_drafter_ready_for_the_initial(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    shown.press(OutgoingDraft.pick_group, "schools")
    move = shown.press(OutgoingDraft.save, sent(office))
    assert f"/van-ban-di/{shown.state.draft_id}" in str(move)
    opened = screen(office.officer).look(shown.state.draft_id)
    assert opened.state.title == "Ký nháy dự thảo Quyết định"
    assert opened.state.recipient_count == len(office.schools)


def test_pressed_twice_it_is_one_draft(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    wanted = sent(office)
    shown.press(OutgoingDraft.save, wanted)
    first = shown.state.draft_id
    shown.press(OutgoingDraft.save, wanted)
    assert shown.state.draft_id == first


@pytest.mark.article("5.3")
@pytest.mark.parametrize("level", ["mat", "toi_mat", "tuyet_mat", "lạ"])
def test_a_state_secret_is_refused_in_words_and_leaves_a_mark(office: SmallOffice, level: str) -> None:
    shown = form_of(office.officer)
    shown.press(OutgoingDraft.save, sent(office, secrecy=level))
    assert "bí mật nhà nước" in shown.state.errors["secrecy"]
    assert shown.state.draft_id == 0
    assert [entry.act for entry in office.history("upload", 0)] == ["secret_refused"]


def test_every_fault_stands_beneath_its_field(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    shown.press(OutgoingDraft.save, sent(office, type_key="", abstract=" ", signer="0"))
    wrong = {name for name, told in shown.state.errors.items() if told}
    assert wrong == {"type_key", "abstract", "signer"}
    assert len(shown.state.reasons) == 3


def test_nobody_but_a_leader_of_the_unit_can_be_the_signer(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    offered = {option.value for option in shown.state.signers}
    assert offered == {f"{office.head.position_id}:own", f"{office.deputy.position_id}:kt"}
    for stranger in (office.clerk, office.school1_head):
        shown.press(OutgoingDraft.save, sent(office, signer=str(stranger.position_id)))
        assert shown.state.errors["signer"]


def test_a_group_is_chosen_whole_and_taken_off_whole(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    shown.press(OutgoingDraft.pick, office.schools[0])
    shown.press(OutgoingDraft.pick_group, "schools")
    assert shown.state.picked == sorted(office.schools)
    shown.press(OutgoingDraft.pick_group, "schools")
    assert shown.state.picked == []


def test_a_unit_that_is_not_offered_cannot_be_chosen(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    for unit_id in (office.officer.unit_id, 9999):
        shown.press(OutgoingDraft.pick, unit_id)
    assert shown.state.picked == []


def test_the_search_finds_units_without_diacritics_and_keeps_what_is_chosen(office: SmallOffice) -> None:
    shown = form_of(office.officer)
    shown.press(OutgoingDraft.pick_group, "schools")
    shown.press(OutgoingDraft.seek, "truong so 1")
    assert [choice.id for choice in shown.state.shown] == [office.schools[0]]
    assert len(shown.state.picked) == len(office.schools)


def test_only_the_office_writes_to_all_schools_at_once(office: SmallOffice) -> None:
    assert "schools" in {group.key for group in form_of(office.officer).state.groups}
    school = form_of(office.school1_officer).state.groups
    assert {group.key for group in school} == {"office", "thcs"}


def test_another_drafter_and_a_submitted_draft_cannot_be_edited(office: SmallOffice) -> None:
    mine, away = draft(office), submitted(office)
    assert form_of(office.officer, f"/van-ban-di/{mine}/sua").state.abstract == "Về việc kiểm tra"
    assert form_of(office.colleague, f"/van-ban-di/{mine}/sua").state.absent
    assert form_of(office.school1_officer, f"/van-ban-di/{mine}/sua").state.absent
    assert form_of(office.officer, f"/van-ban-di/{away}/sua").state.absent


def test_a_stranger_s_upload_is_no_file_of_mine(office: SmallOffice) -> None:
    theirs = upload(office, office.colleague)
    shown = form_of(office.officer)
    with pytest.raises(Exception, match="not_visible"):
        shown.press(OutgoingDraft.save, sent(office, main=str(theirs)))


def test_a_new_file_on_which_nothing_is_found_forgets_the_old_places(office: SmallOffice, monkeypatch: Any) -> None:
    monkeypatch.setattr("state.outgoing_draft.find_layout", lambda *_: {})
    document_id = draft(office)
    form_of(office.officer, f"/van-ban-di/{document_id}/sua").press(
        OutgoingDraft.save, sent(office, draft=str(document_id))
    )
    shown = screen(office.officer).look(document_id)
    assert shown.state.missing == "place"
    assert shown.state.placing == "place"
    assert "submit" in shown.steps - shown.pressable


def test_the_drafter_drags_the_initial_s_box_and_it_stays_there(office: SmallOffice) -> None:
    document_id = draft(office)
    shown = screen(office.officer).look(document_id)
    shown.press(OutgoingActs.move_box, "mark")
    shown.press(OutgoingActs.placed, 1, 200.0, 300.0, 251.0, 325.5)
    assert (shown.state.place.x0, shown.state.place.y0) == (pytest.approx(200.0), pytest.approx(300.0, abs=0.1))
    assert office.document(document_id).layout["mark_by_hand"] is True


def test_nobody_else_moves_a_box(office: SmallOffice) -> None:
    document_id = draft(office)
    shown = screen(office.colleague).look(document_id)
    shown.press(OutgoingActs.move_box, "mark")
    assert shown.state.placing == ""
    shown.press(OutgoingActs.placed, 1, 200.0, 300.0, 251.0, 325.5)
    assert "mark_by_hand" not in office.document(document_id).layout


def test_number_and_date_are_asked_for_one_after_the_other_and_dragged_on_page_one(office: SmallOffice) -> None:
    document_id = draft(office)
    with office.db.act(office.officer) as tx:
        document = load_outgoing(tx, document_id)
        document.layout = {name: place for name, place in document.layout.items() if name != "blanks"}
    shown = screen(office.officer).look(document_id)
    assert (shown.state.missing, shown.state.placing, shown.state.place.label) == ("number", "number", "Số")
    with pytest.raises(Refused) as no:
        shown.press(OutgoingActs.placed, 2, 90.0, 700.0, 150.0, 720.0)
    assert codes(no) in (["place_missing"], ["blank_not_on_page_one"])
    shown.press(OutgoingActs.placed, 1, 90.0, 700.0, 150.0, 720.0)
    assert shown.state.missing == "date"
    shown.press(OutgoingActs.move_box, "date")
    shown.press(OutgoingActs.placed, 1, 330.0, 700.0, 520.0, 720.0)
    assert shown.state.missing == ""
    document = office.document(document_id)
    assert document.missing_blanks() == []
    assert document.shown_blanks()["number"] == {"x0": 90.0, "y0": 700.0, "x1": 150.0, "y1": 720.0}


def test_without_a_place_for_number_and_date_a_draft_is_not_submitted(office: SmallOffice) -> None:
    document_id = draft(office)
    with office.db.act(office.officer) as tx:
        document = load_outgoing(tx, document_id)
        document.layout = {**document.layout, "blanks": False, "gaps": ["number"]}
    assert office.document(document_id).missing_blanks() == ["date"]
    shown = screen(office.officer).look(document_id)
    assert "submit" in shown.steps - shown.pressable
