"""A button pressed twice, and a file that turns out secret, on the forms as people have them."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from state.incoming_intake import IncomingIntake
from state.incoming_register import IncomingRegister
from state.outgoing_draft import OutgoingDraft
from tests.core import factories
from tests.core.factories import LAYOUT, SmallOffice, small_office
from tests.pages import outgoing_screen
from tests.pages.incoming_screen import FORM, at_desk, drop, furnish, hidden, save
from tests.pages.outgoing_screen import Screen, screen
from voffice_app.actions import imprinting, incoming
from voffice_app.actions.incoming import Intake
from voffice_app.db.files import DocumentFile, Upload
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import IncomingStatus, Source


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    small = small_office(tmp_path)
    furnish(monkeypatch, small)
    outgoing_screen.furnish(monkeypatch, small)
    monkeypatch.setattr("state.outgoing_draft.find_layout", lambda *_: dict(LAYOUT))
    return small


def rows(office: SmallOffice, table: Any) -> list[Any]:
    with office.db.read() as session:
        return list(session.exec(select(table)).all())


def press_twice(clerk: Screen, button: str, form: dict[str, str]) -> list[Any]:
    """The second click was sent before the answer to the first one came."""
    answers = []
    for _ in range(2):
        clerk.press(IncomingRegister.intend, button)
        answers.append(clerk.press(IncomingRegister.save, form))
    return answers


def goes_to(answer: Any, path: str) -> bool:
    return path in str(answer)


@pytest.mark.parametrize(
    ("button", "status"),
    [
        ("submit", IncomingStatus.SUBMITTED),
        ("archive", IncomingStatus.ARCHIVED_ONLY),
        ("next", IncomingStatus.REGISTERED),
    ],
)
@pytest.mark.parametrize("with_file", [True, False])
def test_a_paper_saved_by_a_double_click_has_one_number(
    button: str, status: IncomingStatus, with_file: bool, office: SmallOffice
) -> None:
    clerk = at_desk(office.clerk)
    if with_file:
        drop(clerk, factories.upload(office, office.clerk))
    answers = press_twice(clerk, button, FORM | hidden(clerk) | {"source": "mvp"})
    (document,) = rows(office, IncomingDocument)
    assert (document.status, document.arrival_number) == (status, 1)
    assert all(
        answer is None if button == "next" else goes_to(answer, f"/van-ban-den/{document.id}") for answer in answers
    )
    assert (clerk.state.duplicates, clerk.state.reasons, clerk.state.notice_kind) == ([], [], "done")
    assert len(rows(office, DocumentFile)) == int(with_file)


def test_a_received_document_registered_by_a_double_click_is_one_document(office: SmallOffice) -> None:
    received = int(office.act(office.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "Sở gửi")))
    clerk = at_desk(office.clerk, f"/van-ban-den/{received}")
    press_twice(clerk, "submit", FORM | hidden(clerk))
    (document,) = rows(office, IncomingDocument)
    assert (document.id, document.status, document.arrival_number) == (received, IncomingStatus.SUBMITTED, 1)
    assert (clerk.state.reasons, clerk.state.duplicates) == ([], [])


def test_a_second_clerk_is_told_that_it_was_registered_meanwhile(office: SmallOffice) -> None:
    received = int(office.act(office.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "Sở gửi")))
    one, other = (at_desk(office.clerk, f"/van-ban-den/{received}") for _ in range(2))
    save(one)
    save(other, abstract="Khác hẳn")
    assert other.state.reasons
    assert office.arrived(received).abstract == FORM["abstract"]


def test_the_next_paper_of_the_pile_is_another_document(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    save(clerk, "next")
    save(clerk, "next", code_number="513")
    assert [document.arrival_number for document in rows(office, IncomingDocument)] == [1, 2]


def test_an_intake_sent_by_a_double_click_is_one_intake(office: SmallOffice) -> None:
    person = screen(office.officer, IncomingIntake)
    person.press(IncomingIntake.begin)
    form = {"source": "email", "note": "Sở gửi", "secrecy": "none", "request_key": person.state.request_key}
    form["files"] = str(factories.upload(office, office.officer))
    answers = [person.press(IncomingIntake.send, form) for _ in range(2)]
    assert len(rows(office, IncomingDocument)) == len(rows(office, DocumentFile)) == 1
    (document,) = rows(office, IncomingDocument)
    assert all(goes_to(answer, f"/van-ban-den/{document.id}") for answer in answers)
    assert person.state.reasons == []
    assert person.state.request_key != form["request_key"]


def draft_form(office: SmallOffice, shown: Screen, **changes: str) -> dict[str, str]:
    return {
        "type_key": "QĐ", "abstract": "Về việc kiểm tra", "subject_area": "", "urgency": "normal", "draft": "0",
        "signer": str(office.head.position_id), "secrecy": "none", "main": "", "source": "",
        "request_key": shown.state.request_key,
    } | changes  # fmt: skip


def drafting(office: SmallOffice) -> Screen:
    shown = screen(office.officer, OutgoingDraft).at("/van-ban-di/soan")
    shown.press(OutgoingDraft.look)
    return shown


def test_a_draft_saved_by_a_double_click_is_one_draft(office: SmallOffice) -> None:
    shown = drafting(office)
    form = draft_form(office, shown, main=str(factories.upload(office, office.officer)))
    answers = [shown.press(OutgoingDraft.save, form) for _ in range(2)]
    assert len(rows(office, OutgoingDocument)) == len(rows(office, DocumentFile)) == 1
    assert all(goes_to(answer, f"/van-ban-di/{shown.state.draft_id}") for answer in answers)
    assert shown.state.reasons == []


def test_the_next_draft_has_a_key_of_its_own(office: SmallOffice) -> None:
    shown = drafting(office)
    shown.press(OutgoingDraft.save, draft_form(office, shown))
    shown.at("/van-ban-di/soan").press(OutgoingDraft.look)
    shown.press(OutgoingDraft.save, draft_form(office, shown))
    assert len(rows(office, OutgoingDocument)) == 2


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("pages", "1000"),
        ("pages", "-5"),
        ("pages", "12345"),
        ("pages", "ba"),
        ("copies", "0"),
        ("due_on", "2026-11-01"),
    ],
)
def test_a_count_or_deadline_out_of_bounds_is_told_beside_its_field(name: str, sent: str, office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    save(clerk, **{name: sent})
    assert {field for field, told in clerk.state.errors.items() if told} == {name}
    assert rows(office, IncomingDocument) == []
    save(clerk, pages="", copies="")
    (document,) = rows(office, IncomingDocument)
    assert (document.pages, document.copies) == (0, 1)


@pytest.mark.article("5.3")
@pytest.mark.parametrize("changes", [{"secrecy": "toi_mat"}, {"abstract": "Kế hoạch (MẬT)"}, {"subject_area": "MẬT"}])
def test_a_secret_declared_on_a_draft_leaves_no_bytes_and_one_audit_row(
    changes: dict[str, str], office: SmallOffice
) -> None:
    shown = drafting(office)
    files = [factories.upload(office, office.officer, content=text) for text in (b"a secret", b"its source")]
    turn = shown.state.turn
    shown.press(OutgoingDraft.save, draft_form(office, shown, main=str(files[0]), source=str(files[1]), **changes))
    assert "bí mật nhà nước" in shown.state.errors["secrecy"]
    kept = {path.read_bytes() for path in office.db.vault.root.rglob("*") if path.is_file()}
    assert not kept & {b"a secret", b"its source"}
    assert (rows(office, Upload), rows(office, OutgoingDocument)) == ([], [])
    (entry,) = office.history("upload", 0)
    assert (entry.act, entry.facts) == ("secret_refused", {"level": changes.get("secrecy", "none")})
    assert shown.state.turn == turn + 1  # the form forgets the files that are gone


@pytest.mark.article("5.3")
def test_a_kept_draft_that_turns_out_secret_loses_every_version_of_its_file(office: SmallOffice) -> None:
    document_id = factories.draft(office, abstract="Kế hoạch đặc biệt")
    imprinting.put_initial(office.office, office.officer, document_id)
    hashes = [row.sha256 for row in rows(office, DocumentFile)]
    shown = screen(office.officer, OutgoingDraft).at(f"/van-ban-di/{document_id}/sua")
    shown.press(OutgoingDraft.look)
    shown.press(OutgoingDraft.save, draft_form(office, shown, draft=str(document_id), secrecy="mat"))
    assert "bí mật nhà nước" in shown.state.errors["secrecy"]
    assert len(hashes) == 2
    assert not any(office.db.vault.path(sha256).exists() for sha256 in hashes)
    document = office.document(document_id)
    assert (document.abstract, document.current_file_id, document.initialed) == ("", None, False)
    assert rows(office, DocumentFile) == []
    assert "secret_refused" in [entry.act for entry in office.history("outgoing", document_id)]


@pytest.mark.article("5.3")
def test_a_received_document_that_turns_out_secret_leaves_neither_bytes_nor_the_files_name(office: SmallOffice) -> None:
    files = (factories.upload(office, office.officer, content=b"a secret"),)
    received = int(office.act(office.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "Sở gửi", files)))
    clerk = at_desk(office.clerk, f"/van-ban-den/{received}")
    with pytest.raises(Refused):
        save(clerk, secrecy="mat")
    kept = {path.read_bytes() for path in office.db.vault.root.rglob("*") if path.is_file()}
    assert b"a secret" not in kept
    assert rows(office, Upload) == rows(office, DocumentFile) == []


@pytest.mark.article("5.3")
def test_nobody_empties_anothers_draft_by_calling_it_secret(office: SmallOffice) -> None:
    document_id = factories.draft(office)
    shown = screen(office.colleague, OutgoingDraft).at("/van-ban-di/soan")
    shown.press(OutgoingDraft.look)
    shown.press(OutgoingDraft.save, draft_form(office, shown, draft=str(document_id), secrecy="mat"))
    assert shown.state.reasons
    assert office.document(document_id).abstract == "Về việc kiểm tra"
    assert office.db.vault.path(rows(office, DocumentFile)[0].sha256).exists()


@pytest.mark.article("5.3")
def test_no_text_of_the_clerks_form_brings_a_secret_in(office: SmallOffice) -> None:
    clerk = at_desk(office.clerk)
    drop(clerk, factories.upload(office, office.clerk, content=b"a secret"))
    with pytest.raises(Refused):
        save(clerk, signer_title="Độ mật: Mật")
    assert rows(office, Upload) == rows(office, IncomingDocument) == []
