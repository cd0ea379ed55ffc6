"""Registering at the clerk's desk: the form, its faults, duplicates, the next paper of the pile; in schools too."""

from pathlib import Path

import pytest

from state.incoming_acts import IncomingActs
from state.incoming_form import EMPTY, fields_of
from state.incoming_register import IncomingRegister
from tests.core import factories
from tests.core.factories import SmallOffice, small_office
from tests.pages.incoming_screen import FORM, at_desk, drop, furnish, hidden, look, save, steps
from voffice_app.actions import incoming, issuing
from voffice_app.actions.incoming import Intake
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_lists import Filter, list_incoming
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import IncomingStatus, Source
from voffice_app.domain.people import Actor


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    small = small_office(tmp_path)
    furnish(monkeypatch, small)
    return small


def registered(office: SmallOffice, actor: Actor) -> list[IncomingDocument]:
    """Everything the unit holds, the newest first."""
    with office.db.read() as session:
        rows, _ = list_incoming(session, actor, office.db.today(), Filter())
        return [session.get_one(IncomingDocument, row.id) for row in rows]


@pytest.mark.article("6.1")
@pytest.mark.law("ND30:22")
def test_save_and_submit_registers_every_field_and_submits_in_one_act(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    drop(clerk, factories.upload(office, office.clerk))
    assert "/van-ban-den/" in str(
        save(clerk, subject_area="Tổ chức cán bộ", signer_name="Lê Văn A", due_on="2026-12-01")
    )
    (document,) = registered(office, office.clerk)
    assert document.status is IncomingStatus.SUBMITTED
    assert (document.arrival_number, document.reference) == (1, "512/SGDĐT-GDTrH")
    assert (document.subject_area, document.signer_name) == ("Tổ chức cán bộ", "Lê Văn A")
    assert (str(document.issued_on), str(document.signed_on)) == ("2026-11-20", "2026-11-20")
    assert look(office.clerk, document.id or 0).state.files[0].kind == "Tệp chính"


def test_a_whole_reference_typed_into_the_number_is_taken_apart() -> None:
    fields = fields_of(FORM | {"code_number": "226/QĐ-PGDĐT", "code_notation": ""})
    assert (fields.code_number, fields.code_notation) == ("226", "QĐ-PGDĐT")


def test_faults_stand_beside_their_fields_and_nothing_is_saved(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    save(clerk, abstract=" ", issuing_body="", type_key="", code_notation="x" * 31)
    errors = clerk.state.errors
    assert {name for name, told in errors.items() if told} == {"abstract", "issuing_body", "type_key", "code_notation"}
    assert registered(office, office.clerk) == []
    save(clerk)
    assert not any(clerk.state.errors.values())


@pytest.mark.law("ND30:21")
def test_the_same_reference_and_issuer_is_shown_first_and_saved_only_when_the_clerk_insists(
    office: SmallOffice,
) -> None:
    save(at_desk(office.clerk))
    clerk = at_desk(office.clerk)
    save(clerk)
    (found,) = clerk.state.duplicates
    assert found.name.startswith("512/SGDĐT-GDTrH")
    assert found.href == f"/van-ban-den/{registered(office, office.clerk)[0].id}"
    save(clerk)  # pressing the same button again is no insisting
    assert len(registered(office, office.clerk)) == 1
    save(clerk, "anyway")
    assert [document.arrival_number for document in registered(office, office.clerk)] == [2, 1]


def test_the_same_file_is_a_duplicate_whatever_was_typed(office: SmallOffice) -> None:
    first = at_desk(office.clerk)
    drop(first, factories.upload(office, office.clerk, content=b"the same paper"))
    save(first)
    clerk = at_desk(office.clerk)
    drop(clerk, factories.upload(office, office.clerk, content=b"the same paper"))
    save(clerk, code_number="9", issuing_body="UBND xã")
    assert len(clerk.state.duplicates) == 1


def test_another_units_document_is_no_duplicate(office: SmallOffice) -> None:
    save(at_desk(office.clerk))
    clerk = at_desk(office.people["school1_clerk"])
    save(clerk)
    assert clerk.state.duplicates == []
    assert len(registered(office, office.people["school1_clerk"])) == 1


def test_save_and_next_keeps_source_issuer_and_date_and_empties_the_rest(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    turn = clerk.state.turn
    drop(clerk, factories.upload(office, office.clerk))
    assert save(clerk, "next", source="email") is None
    kept = {"source": "email", "issuing_body": FORM["issuing_body"], "issued_on": FORM["issued_on"]}
    assert clerk.state.values == EMPTY | kept
    assert (clerk.state.turn, clerk.state.file_count) == (turn + 1, 0)
    assert registered(office, office.clerk)[0].status is IncomingStatus.REGISTERED
    save(clerk, "next", code_number="513")
    assert not look(office.clerk, registered(office, office.clerk)[0].id or 0).state.files


def test_a_form_that_was_left_is_gone_and_the_next_visit_has_a_key_of_its_own(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    drop(clerk, factories.upload(office, office.clerk))
    first = clerk.state.request_key
    clerk.press(IncomingRegister.leave)
    assert (clerk.state.request_key, clerk.state.values, clerk.state.file_count) == ("", EMPTY, 0)
    clerk.press(IncomingRegister.begin)
    assert clerk.state.request_key not in ("", first)


@pytest.mark.article("6.1.2")
def test_a_document_from_mvp_is_archived_only_and_any_other_is_refused_that(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    save(clerk, "archive", source="mvp")
    (document,) = registered(office, office.clerk)
    assert document.status is IncomingStatus.ARCHIVED_ONLY
    save(clerk, "archive", code_number="513", source="paper")
    assert "MVP" in clerk.state.reasons[0]
    assert len(registered(office, office.clerk)) == 1


@pytest.mark.article("7.3")
def test_a_document_passed_to_the_clerk_is_registered_from_its_own_page(office: SmallOffice) -> None:
    document_id = _passed(office)
    assert "register" in steps(look(office.clerk, document_id))
    clerk = at_desk(office.clerk, f"/van-ban-den/{document_id}")
    assert clerk.state.values["source"] == "email"
    assert save(clerk, source="email") == IncomingActs.look
    document = office.arrived(document_id)
    assert (document.status, document.arrival_number) == (IncomingStatus.SUBMITTED, 1)


def _passed(office: SmallOffice) -> int:
    files = (factories.upload(office, office.officer),)
    return int(office.act(office.officer, incoming.pass_to_clerk, Intake(Source.EMAIL, "Sở gửi", files)))


@pytest.mark.parametrize("name", ["head", "officer", "school1_clerk"])
def test_nobody_but_the_units_clerk_gets_the_form_of_a_received_document(name: str, office: SmallOffice) -> None:
    document_id = _passed(office)
    person = at_desk(office.people[name], f"/van-ban-den/{document_id}")
    assert (person.state.registering_id, person.state.values) == (0, EMPTY)
    with pytest.raises(Refused):
        office.act(office.people[name], incoming.register, document_id, fields_of(FORM))
    assert office.arrived(document_id).status is IncomingStatus.RECEIVED


@pytest.mark.article("6.1")
def test_a_letter_to_a_named_person_is_passed_on_without_a_number(office: SmallOffice) -> None:
    document_id = _passed(office)
    clerk = look(office.clerk, document_id)
    clerk.press(IncomingActs.pass_on, {"person": str(office.deputy.position_id)})
    document = office.arrived(document_id)
    assert (document.status, document.arrival_number) == (IncomingStatus.PASSED_ON, None)
    assert clerk.state.history[0].act == "chuyển đích danh cho Người deputy"


def test_returning_what_was_passed_needs_a_reason(office: SmallOffice) -> None:
    document_id = _passed(office)
    clerk = look(office.clerk, document_id)
    with pytest.raises(Refused):
        clerk.press(IncomingActs.return_intake, {"comment": ""})
    clerk.press(IncomingActs.return_intake, {"comment": "Không phải văn bản của đơn vị"})
    sender = look(office.officer, document_id)
    assert (sender.state.status, sender.state.returned_because) == ("returned", "Không phải văn bản của đơn vị")


@pytest.mark.article("10.1")
def test_a_school_registers_what_the_office_issued_with_one_click(office: SmallOffice) -> None:
    office.act(office.clerk, issuing.issue, factories.sealed(office))
    who = office.people["school1_clerk"]
    (arrived,) = registered(office, who)
    clerk = at_desk(who, f"/van-ban-den/{arrived.id}")
    filled = clerk.state.values
    assert (filled["code_number"], filled["issuing_body"]) == ("01", "Phòng GD&ĐT Thái Thụy")
    assert clerk.state.inside
    clerk.press(IncomingRegister.intend, "submit")
    clerk.press(IncomingRegister.save, filled | hidden(clerk) | {"secrecy": "none"})
    document = office.arrived(arrived.id or 0)
    assert (document.status, document.arrival_number, document.source) == (IncomingStatus.SUBMITTED, 1, Source.VOFFICE)
