"""Arrivals, copies, comments and appendices: signed at the service, kept beside what they were signed on."""

from typing import Any

import pytest

from tests.core.factories import codes, fields, upload
from tests.plugin.conftest import Rig
from tests.plugin.stand_in import SPOILED
from voffice_app.actions import incoming, plugin
from voffice_app.actions.arriving import examine
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import load_outgoing
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.incoming import IncomingStatus, RecallState
from voffice_app.words.labels import DONE


def arrived(rig: Rig, pdf: bytes) -> int:
    files = (upload(rig.small, rig.small.clerk, content=pdf),)
    return int(rig.small.act(rig.small.clerk, incoming.receive, fields(), files))


def content(rig: Rig, file: DocumentFile) -> bytes:
    return rig.small.db.vault.get(file.sha256)


@pytest.mark.law("ND30:25")
@pytest.mark.parametrize(("name", "role"), [("income", "arrival"), ("copy", "copy")])
def test_the_clerk_signs_an_arrival_or_a_copy_and_what_arrived_stays_as_it_came(
    rig: Rig, issued: bytes, name: str, role: str
) -> None:
    document_id = arrived(rig, issued)
    call = rig.begin(name, document_id=document_id)
    assert rig.run(call)["Status"] == 0, rig.service.answers
    main, beside = rig.files(Direction.INCOMING, document_id)
    assert (main.kind, content(rig, main)) == (FileKind.MAIN, issued)
    assert (beside.kind, content(rig, beside)[: len(issued)]) == (FileKind.ATTACHMENT, issued)
    assert (beside.verdict or {})["outcome"] == "valid"
    assert (beside.verdict or {})["signatures"][-1]["role"] == role
    act = rig.small.history("incoming", document_id)[0].act
    assert (act, act in DONE) == (f"sign_{name}", True)
    assert rig.state(call, rig.small.clerk).name == "accepted"


@pytest.mark.law("ND30:18")
def test_a_file_whose_issuer_took_it_back_is_not_handed_to_the_service_though_the_ticket_was_given(
    rig: Rig, issued: bytes
) -> None:
    document_id = arrived(rig, issued)
    call = rig.begin("copy", document_id=document_id)
    stand(rig, document_id, IncomingStatus.RECALLED)
    with pytest.raises(Refused) as no:
        plugin.fetch(rig.office, call.download)
    assert codes(no) == ["content_recalled"]
    stand(rig, document_id, None)
    assert plugin.fetch(rig.office, call.download) == issued, "the refused fetch used no ticket up"


def stand(rig: Rig, document_id: int, recalled: IncomingStatus | None) -> None:
    """Taken back by its issuer, or given again; how that comes about is tests/core/test_recall.py's matter."""
    with rig.small.db.act(rig.small.clerk) as tx:
        row = tx.session.get_one(IncomingDocument, document_id)
        row.recalled_from = row.status if recalled else None
        row.recall_state = RecallState.ASKED if recalled else None
        row.status = recalled or IncomingStatus.REGISTERED


@pytest.mark.article("8.2")
def test_a_leader_confirms_at_the_service_what_a_school_issued_once(rig: Rig, issued: bytes) -> None:
    small, files = rig.small, (upload(rig.small, rig.small.clerk, content=issued),)
    examine(rig.office, small.clerk, files[0])
    document_id = int(small.act(small.clerk, incoming.receive, fields(), files))
    assert rig.run(rig.begin("confirm", small.deputy, document_id=document_id))["Status"] == 0, rig.service.answers
    kept = rig.files(Direction.INCOMING, document_id)[-1]
    last = (kept.verdict or {})["signatures"][-1]
    assert ((kept.verdict or {})["outcome"], last["role"]) == ("valid", "confirmation")
    with pytest.raises(Refused) as no:
        rig.begin("confirm", small.deputy, document_id=document_id)
    assert codes(no) == ["signed_beside_before"]


def test_a_leader_confirms_no_paper_that_was_only_scanned(rig: Rig, head_letter: bytes) -> None:
    document_id = arrived(rig, head_letter)
    with pytest.raises(Refused) as no:
        rig.begin("confirm", rig.small.deputy, document_id=document_id)
    assert codes(no) == ["confirmation_needs_issued"]


def test_a_leaders_comment_is_signed_on_a_paper_that_was_scanned(rig: Rig, head_letter: bytes) -> None:
    document_id = arrived(rig, head_letter)
    assert rig.run(rig.begin("comment", document_id=document_id, who=rig.small.deputy))["Status"] == 0
    assert [file.kind for file in rig.files(Direction.INCOMING, document_id)] == [FileKind.MAIN, FileKind.ATTACHMENT]


@pytest.mark.parametrize("mischief", [*SPOILED, "wrong certificate"])
def test_nothing_is_kept_of_an_arrival_that_was_spoiled(rig: Rig, issued: bytes, mischief: str) -> None:
    document_id = arrived(rig, issued)
    rig.service.mischief = mischief
    call = rig.begin("income", document_id=document_id)
    assert rig.run(call)["Status"] != 0
    assert rig.state(call, rig.small.clerk).name == "ended"
    assert len(rig.files(Direction.INCOMING, document_id)) == 1


def test_an_appendix_in_a_file_of_its_own_carries_the_documents_number(rig: Rig, head_letter: bytes) -> None:
    with rig.small.db.act(rig.small.clerk) as tx:
        outgoing_db_file = DocumentFile(
            direction=Direction.OUTGOING, document_id=rig.document_id, unit_id=tx.actor.unit_id,
            kind=FileKind.ATTACHMENT, sha256=rig.small.db.vault.put(head_letter), name="phu-luc.pdf",
            media_type="application/pdf", size_bytes=len(head_letter), pages=1, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(outgoing_db_file)
    call = rig.begin("appendix")
    assert call.page == {"DocNumber": rig.small.document(rig.document_id).reference}
    assert rig.run(call)["Status"] == 0
    kept = rig.files(Direction.OUTGOING, rig.document_id)[-1]
    assert (kept.name, (kept.verdict or {})["outcome"]) == ("phu-luc (phụ lục ký số).pdf", "valid")
    assert kept.id != rig.small.document(rig.document_id).current_file_id


@pytest.mark.parametrize(
    ("name", "who"),
    [("income", "head"), ("income", "officer"), ("copy", "officer"), ("comment", "clerk"), ("comment", "officer")],
)
def test_only_the_clerk_signs_arrivals_and_only_a_leader_comments(rig: Rig, issued: bytes, name: str, who: str) -> None:
    document_id = arrived(rig, issued)
    with pytest.raises(Refused):
        rig.begin(name, rig.small.people[who], document_id=document_id)


def test_another_units_clerk_finds_no_document(rig: Rig, issued: bytes) -> None:
    document_id = arrived(rig, issued)
    with pytest.raises(NotVisible):
        rig.begin("income", rig.small.school1_clerk, document_id=document_id)


def test_a_document_without_a_pdf_has_nothing_to_sign(rig: Rig) -> None:
    with pytest.raises(Refused) as no:
        rig.begin("appendix")
    assert codes(no) == ["main_pdf_missing"]


@pytest.mark.law("ND30:15")
def test_without_number_and_date_on_the_page_the_service_writes_them_and_seals_in_three_signatures(rig: Rig) -> None:
    assert rig.run(rig.begin("approved"))["Status"] == 0
    assert rig.begin("issued").page == {"DocNumber": "", "IssuedDate": ""}, "they are on the page already"
    with rig.small.db.act(rig.small.clerk) as tx:
        load_outgoing(tx, rig.document_id).imprinted = False
    call = rig.begin("issued")
    document = rig.small.document(rig.document_id)
    assert call.page == {"DocNumber": document.reference, "IssuedDate": "2026-11-23T00:00:00+07:00"}
    assert rig.run(call)["Status"] == 0, rig.service.answers
    roles = [row["role"] for row in _verdict(rig)["signatures"]]
    assert roles == ["leader", "agency", "agency", "agency"]


def test_with_number_and_date_on_the_page_three_signatures_are_too_many(rig: Rig) -> None:
    assert rig.run(rig.begin("approved"))["Status"] == 0
    rig.service.mischief = "two signatures"
    call = rig.begin("issued")
    assert rig.run(call)["Status"] != 0
    assert rig.state(call, rig.small.clerk).code == "too_many_signatures"


def _verdict(rig: Rig) -> Any:
    with rig.small.db.read() as session:
        return session.get_one(DocumentFile, rig.small.document(rig.document_id).current_file_id).verdict
