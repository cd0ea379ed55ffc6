"""Issuing: one act, and every school finds the document in its own queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, fields, numbered, sealed, small_office, upload
from tests.core.test_signing_acts import certificate
from voffice_app.actions import assigning, delivery_parts, incoming, issuing
from voffice_app.db.certificates import CertificateKind
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused, TransitionRefused
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import OutgoingStatus


def queues(small: SmallOffice) -> list[IncomingDocument]:
    with small.db.read() as session:
        return list(session.exec(select(IncomingDocument)).all())


@contextmanager
def statements(small: SmallOffice) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile (a bulk insert is one)."""
    sent: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(small.db.engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(small.db.engine, "before_cursor_execute", listen)


@pytest.mark.article("6.2")
@pytest.mark.law("ND30:18")
def test_issuing_puts_the_document_with_its_file_in_every_recipients_queue(small: SmallOffice) -> None:
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    issued = small.document(document_id)
    assert (issued.status, issued.issued_at) == (OutgoingStatus.ISSUED, small.clock.now)
    arrived = queues(small)
    assert {row.unit_id for row in arrived} == set(small.schools)
    for row in arrived:
        assert (row.status, row.source, row.origin_outgoing_id) == ("received", "voffice", document_id)
        assert (row.reference, row.abstract) == (issued.reference, issued.abstract)
        assert (row.issuing_body, row.signer_name) == ("Phòng GD&ĐT Thái Thụy", small.deputy.full_name)
        with small.db.read() as session:
            (file,) = list_files(session, Direction.INCOMING, row.id or 0)
        assert (file.unit_id, file.verdict) == (row.unit_id, {"outcome": "valid"})
        assert small.db.vault.get(file.sha256) == f"{document_id} sealed".encode()


def test_a_double_click_is_one_issue(small: SmallOffice) -> None:
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    with pytest.raises(AlreadyDone) as calm:
        small.act(small.clerk, issuing.issue, document_id)
    assert codes(calm) == ["already_done"]
    assert len(queues(small)) == len(small.schools)
    assert [entry.act for entry in small.history("outgoing", document_id)].count("issue") == 1


def test_two_clicks_at_the_same_moment_are_one_issue(small: SmallOffice) -> None:
    document_id, answers = sealed(small), []

    def click() -> None:
        try:
            small.act(small.clerk, issuing.issue, document_id)
            answers.append("issued")
        except AlreadyDone:
            answers.append("calm")

    clicks = [Thread(target=click) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert sorted(answers) == ["calm", "calm", "calm", "issued"]
    assert len(queues(small)) == len(small.schools)


@pytest.mark.parametrize("who", ["head", "deputy", "officer", "it"])
def test_nobody_but_the_clerk_issues(small: SmallOffice, who: str) -> None:
    document_id = sealed(small)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.people[who], issuing.issue, document_id)
    assert codes(no) == ["wrong_person"]
    assert queues(small) == []


def test_nothing_is_issued_unsealed_or_by_another_unit(small: SmallOffice) -> None:
    unsealed = numbered(small)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.clerk, issuing.issue, unsealed)
    assert codes(no) == ["wrong_state", "leader_signature_missing"]
    with pytest.raises(NotVisible):
        small.act(small.school1_clerk, issuing.issue, unsealed)
    assert queues(small) == []


def test_issuing_to_104_schools_is_one_act_of_few_statements(tmp_path: Path) -> None:
    few, many = small_office(tmp_path / "few", schools=2), small_office(tmp_path / "many", schools=104)
    counts = {}
    for name, small in (("few", few), ("many", many)):
        document_id = sealed(small)
        with statements(small) as sent:
            small.act(small.clerk, issuing.issue, document_id)
        counts[name] = len(sent)
        assert len(queues(small)) == len(small.schools)
        (entry, *_) = small.history("outgoing", document_id)
        assert entry.facts["recipients"] == len(small.schools)
    assert counts["many"] <= counts["few"] + 2, "the number of recipients does not change the number of statements"


def test_a_fault_while_delivering_leaves_nothing_half_issued(small: SmallOffice, monkeypatch: Any) -> None:
    document_id = sealed(small)
    monkeypatch.setattr(delivery_parts, "_deliver_file", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        small.act(small.clerk, issuing.issue, document_id)
    assert small.document(document_id).status is OutgoingStatus.SEALED
    assert queues(small) == []


@pytest.mark.article("10.1")
def test_the_school_registers_what_arrived_and_works_on_it_in_its_own_books(small: SmallOffice) -> None:
    small.act(small.clerk, issuing.issue, sealed(small))
    row = next(row for row in queues(small) if row.unit_id == small.school1_head.unit_id)
    document_id, lead = row.id or 0, small.school1_officer.position_id
    small.act(small.school1_clerk, incoming.register, document_id, fields(abstract=row.abstract))
    small.act(small.school1_clerk, incoming.submit, document_id)
    small.act(small.school1_head, assigning.assign, document_id, assigning.Assignment(lead))
    small.act(small.school1_officer, assigning.complete, document_id, "Đã thực hiện")
    done = small.arrived(document_id)
    assert (done.status, done.arrival_number, done.source) == (IncomingStatus.COMPLETED, 1, "voffice")
    other = next(row for row in queues(small) if row.unit_id != row_unit(small))
    assert other.status is IncomingStatus.RECEIVED, "the other school's queue is its own"


def row_unit(small: SmallOffice) -> int:
    return small.school1_head.unit_id


@pytest.mark.law("ND30:21")
def test_the_school_returns_what_is_not_its_own(small: SmallOffice) -> None:
    small.act(small.clerk, issuing.issue, sealed(small))
    row = next(row for row in queues(small) if row.unit_id == row_unit(small))
    with pytest.raises(Refused):
        small.act(small.school1_clerk, incoming.return_intake, row.id, "")
    small.act(small.school1_clerk, incoming.return_intake, row.id, "Gửi nhầm trường")
    assert small.arrived(row.id or 0).status is IncomingStatus.RETURNED


@pytest.mark.article("5.5")
def test_what_is_enclosed_goes_out_with_the_document_and_a_signed_appendix_instead_of_the_unsigned(
    both: SmallOffice,
) -> None:
    sheet = upload(both, both.officer, content=b"rows", media_type="application/vnd.ms-excel")
    annex = upload(both, both.officer, content=b"annex")
    document_id = sealed(both, attachment_upload_ids=(sheet, annex, annex))
    signed = appendix_signed(both, document_id)
    both.act(both.clerk, issuing.issue, document_id)
    for row in queues(both):
        with both.db.read() as session:
            main, *others = list_files(session, Direction.INCOMING, row.id or 0)
        assert (main.kind, {file.kind for file in others}) == (FileKind.MAIN, {FileKind.ATTACHMENT})
        contents = [both.db.vault.get(file.sha256) for file in others]
        assert contents == [b"rows", signed], "the unsigned appendix stays in the office"
        assert {file.unit_id for file in others} == {row.unit_id}


def appendix_signed(small: SmallOffice, document_id: int) -> bytes:
    """As rows only; the ceremony is proved in test_signing_beside.py."""
    certificate_id = certificate(small, CertificateKind.AGENCY)
    with small.db.act(small.clerk) as tx:
        base = next(f for f in list_files(tx.session, Direction.OUTGOING, document_id) if f.size_bytes == len(b"annex"))
        made = {"sha256": small.db.vault.put(b"annex signed"), "size_bytes": 12}
        tx.session.add(DocumentFile(**base.model_dump(exclude={"id", *made}), **made))
        tx.session.add(
            SigningAttempt(
                nonce="a" * 32, unit_id=base.unit_id, document_id=document_id, base_file_id=base.id,
                base_sha256=base.sha256, kind="appendix", way=Way.SERVER, certificate_id=certificate_id,
                position_id=small.clerk.position_id, status=AttemptStatus.DONE, created_at=tx.now, expires_at=tx.now,
            )
        )  # fmt: skip
    return b"annex signed"
