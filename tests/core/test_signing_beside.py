"""Arrivals, copies, confirmations and appendices by the office's own keys, kept beside what they were signed on."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlmodel import select

from signing.errors import BadSignature, PlaceNotFound, SigningError, WrongOrder
from signing.geometry import MM, Box, Spot
from tests.core.factories import SmallOffice, codes, fields, upload
from tests.core.signing_room import PIN, Room, furnished
from voffice_app.actions import incoming, signing, signing_beside
from voffice_app.actions.arriving import examine
from voffice_app.db.certificates import Certificate, CertificateKind, KeyHome
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.outgoing import load_outgoing
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.reading.child import Workshop
from voffice_app.words.labels import DONE


@pytest.fixture(scope="module")
def child() -> Iterator[Workshop]:
    workshop = Workshop(children=1)
    yield workshop
    workshop.close()


def room_of(small: SmallOffice, child: Workshop) -> Room:
    room = furnished(small, 1).led()
    signing.seal(room.office, small.clerk, room.documents[0], PIN)
    return replace(room, office=replace(room.office, workshop=child))


@pytest.fixture
def room(small: SmallOffice, child: Workshop) -> Room:
    """A document that was signed and sealed, and keys for a leader and the clerk."""
    return room_of(small, child)


def arrived(room: Room, pdf: bytes, **changes: Any) -> int:
    """Came in and was registered."""
    small = room.small
    number = upload(small, small.clerk, content=pdf)
    examine(room.office, small.clerk, number)
    return int(small.act(small.clerk, incoming.receive, fields(**changes), (number,)))


def files(room: Room, document_id: int, direction: Direction = Direction.INCOMING) -> list[DocumentFile]:
    with room.small.db.read() as session:
        return list_files(session, direction, document_id)


def bytes_of(room: Room, file: DocumentFile) -> bytes:
    return room.small.db.vault.get(file.sha256)


def made(room: Room, name: str, who: str, document_id: int, **terms: Any) -> Any:
    return signing_beside.sign(room.office, room.small.people[who], name, document_id, PIN, **terms)


def pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "beside.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


@pytest.mark.article("8.2")
@pytest.mark.law("ND30:25")
def test_arrival_copy_and_confirmation_are_signed_and_what_arrived_stays_as_it_came(
    both: SmallOffice, child: Workshop, tmp_path: Path
) -> None:
    room = room_of(both, child)
    issued = room.bytes_of(room.documents[0])
    document_id = arrived(room, issued)
    for name, who, kind in (
        ("income", "clerk", "arrival"), ("copy", "clerk", "copy"), ("confirm", "deputy", "confirmation"),
        ("confirm_seal", "clerk", "confirmation2"),
    ):  # fmt: skip
        verdict = made(room, name, who, document_id)
        assert (verdict.outcome, verdict.signatures[-1].field) == ("valid", kind)
        assert verdict.signatures[-1].kind_after == kind.rstrip("2")
        act = both.history("incoming", document_id)[0].act
        assert (act, act in DONE) == (f"sign_{name}", True)
    main, *beside = files(room, document_id)
    assert (main.kind, bytes_of(room, main)) == (FileKind.MAIN, issued)
    assert [file.kind for file in beside] == [FileKind.ATTACHMENT] * 4
    assert all(bytes_of(room, file).startswith(issued) for file in beside)
    assert all((file.verdict or {})["outcome"] == "valid" for file in beside)
    assert bytes_of(room, beside[3]).startswith(bytes_of(room, beside[2])), (
        "the seal goes onto what the leader confirmed"
    )
    assert pdfsig(bytes_of(room, beside[3]), tmp_path).count("Signature is Valid") == 4
    with both.db.read() as session:
        rows = session.exec(select(SigningAttempt).where(SigningAttempt.direction == Direction.INCOMING)).all()
    assert {row.status for row in rows} == {AttemptStatus.DONE}
    assert room.office.shelf.list_nonces() == []


@pytest.mark.parametrize(("name", "who"), [("income", "clerk"), ("confirm", "deputy")])
def test_what_was_signed_once_is_not_signed_again(room: Room, name: str, who: str) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    made(room, name, who, document_id)
    with pytest.raises(Refused) as no:
        made(room, name, who, document_id)
    assert codes(no) == ["signed_beside_before"]
    assert len(files(room, document_id)) == 2


def test_copies_may_be_made_as_often_as_they_are_asked_for(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    made(room, "copy", "clerk", document_id)
    made(room, "copy", "clerk", document_id)
    assert [file.name for file in files(room, document_id)][1:] == ["du-thao (sao y).pdf"] * 2


def test_a_paper_that_is_not_registered_gets_no_mark_of_arrival(room: Room) -> None:
    small = room.small
    number = upload(small, small.officer, content=room.bytes_of(room.documents[0]))
    intake = incoming.Intake(incoming.Source.PAPER, "Nhận qua thư", (number,))
    document_id = small.act(small.officer, incoming.pass_to_clerk, intake)
    with pytest.raises(Refused) as no:
        made(room, "income", "clerk", document_id)
    assert codes(no) == ["arrival_number_missing"]


@pytest.mark.parametrize(
    ("name", "who"),
    [("income", "head"), ("income", "officer"), ("copy", "deputy"), ("confirm", "clerk"), ("confirm", "officer"),
     ("confirm_seal", "head"), ("income", "school1_clerk"), ("confirm", "school1_head")],
)  # fmt: skip
def test_neither_another_unit_nor_another_post_finds_anything_to_sign(room: Room, name: str, who: str) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    with pytest.raises(NotVisible):
        made(room, name, who, document_id)


@pytest.mark.law("ND30:32")
def test_the_unit_confirms_only_behind_its_leader(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    with pytest.raises(Refused) as no:
        made(room, "confirm_seal", "clerk", document_id)
    assert codes(no) == ["leader_confirmation_missing"]


def test_who_has_no_certificate_or_keeps_it_no_longer_signs_nothing(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    with pytest.raises(Refused) as no:
        made(room, "confirm", "head", document_id)
    assert codes(no) == ["certificate_missing"]
    other = replace(room.small.clerk, position_id=room.small.colleague.position_id)
    with pytest.raises(Refused) as no:
        signing_beside.sign(room.office, other, "income", document_id, PIN)
    assert codes(no) == ["not_certificate_holder"]


def test_what_only_its_leader_signed_is_not_confirmed_and_has_not_arrived_unsigned(room: Room) -> None:
    pdf = room.bytes_of(room.documents[0])
    unsigned = pdf[: pdf.index(b"%%EOF") + 6]
    document_id = arrived(room, unsigned)
    with pytest.raises(Refused) as no:
        made(room, "confirm", "deputy", document_id)
    assert codes(no) == ["confirmation_needs_issued"]
    with pytest.raises(WrongOrder) as late:
        made(room, "income", "clerk", document_id)
    assert late.value.facts["reason"] == "seal_missing"
    assert len(files(room, document_id)) == 1


@pytest.mark.parametrize("spoil", ["changed", "encrypted", "cut"])
def test_a_broken_locked_or_cut_file_is_not_signed(room: Room, spoil: str) -> None:
    pdf = room.bytes_of(room.documents[0])
    document_id = arrived(room, {"changed": changed, "encrypted": encrypted, "cut": cut}[spoil](pdf))
    with pytest.raises(SigningError):
        made(room, "income", "clerk", document_id)
    with pytest.raises((SigningError, Refused)):
        made(room, "copy", "clerk", document_id)
    assert len(files(room, document_id)) == 1


def changed(pdf: bytes) -> bytes:
    return pdf.replace(b"/Tinos", b"/Tinus", 1)


def cut(pdf: bytes) -> bytes:
    return pdf[: len(pdf) // 3]


def encrypted(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    return out.getvalue()


def test_where_the_page_is_full_a_person_shows_the_place(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    call = Workshop.call

    def full(self: Workshop, target: str, *args: Any, **terms: Any) -> Any:
        if target.endswith(":find_spot"):
            raise PlaceNotFound(what="room", gap_mm=0)
        return call(self, target, *args, **terms)

    monkeypatch.setattr(Workshop, "call", full)
    with pytest.raises(PlaceNotFound):
        made(room, "income", "clerk", document_id)
    with pytest.raises(PlaceNotFound) as outside:
        made(room, "income", "clerk", document_id, spot=Spot(0, Box(-9, 0, 50 * MM, 35 * MM)))
    assert outside.value.facts["what"] == "page_edge"
    shown = Spot(0, Box(20 * MM, 20 * MM, 70 * MM, 55 * MM))
    assert made(room, "income", "clerk", document_id, spot=shown).outcome == "valid"


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.law("ND30:PL1:III.1.d")
def test_an_appendix_of_its_own_is_signed_with_the_documents_number(room: Room, numbered: bool) -> None:
    small, document_id = room.small, room.documents[0]
    blank = room.bytes_of(document_id)
    blank = blank[: blank.index(b"%%EOF") + 6]
    with small.db.act(small.clerk) as tx:
        document = load_outgoing(tx, document_id)
        document.number = document.number if numbered else None
        tx.session.add(
            DocumentFile(
                direction=Direction.OUTGOING, document_id=document_id, unit_id=tx.actor.unit_id,
                kind=FileKind.ATTACHMENT, sha256=small.db.vault.put(blank), name="phu-luc.pdf",
                media_type="application/pdf", size_bytes=len(blank), pages=1, added_at=tx.now,
            )
        )  # fmt: skip
    if not numbered:
        with pytest.raises(Refused) as no:
            made(room, "appendix", "clerk", document_id)
        assert codes(no) == ["appendix_number_missing"]
        return
    assert made(room, "appendix", "clerk", document_id).outcome == "valid"
    kept = files(room, document_id, Direction.OUTGOING)[-1]
    assert kept.name == "phu-luc (phụ lục ký số).pdf"
    assert small.document(document_id).current_file_id != kept.id
    with pytest.raises(Refused) as no:
        made(room, "appendix", "clerk", document_id)
    assert codes(no) == ["signed_beside_before"]


def on_desk(room: Room, kind: CertificateKind) -> None:
    with room.small.db.act(room.small.it) as tx:
        tx.session.exec(select(Certificate).where(Certificate.kind == kind)).one().home = KeyHome.DESK


def test_a_key_at_the_persons_own_desk_completes_once_by_the_same_door(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    on_desk(room, CertificateKind.AGENCY)
    with pytest.raises(Refused) as no:
        made(room, "income", "clerk", document_id)
    assert codes(no) == ["other_way"]
    clerk = room.small.clerk
    opened = signing_beside.begin(room.office, clerk, "income", document_id, Way.DESK)
    with pytest.raises(BadSignature):
        signing.complete(room.office, clerk, opened.nonce, b"no signature")
    opened = signing_beside.begin(room.office, clerk, "income", document_id, Way.DESK)
    raw = raw_of(room, opened)
    with pytest.raises(NotVisible):
        signing.complete(room.office, room.small.deputy, opened.nonce, raw)
    assert signing.complete(room.office, clerk, opened.nonce, raw).outcome == "valid"  # type: ignore[union-attr]
    with pytest.raises(Refused) as no:
        signing.complete(room.office, clerk, opened.nonce, raw)
    assert codes(no) == ["already_done"]
    assert len(files(room, document_id)) == 2


def raw_of(room: Room, opened: Any) -> bytes:
    with room.small.db.read() as session:
        row = session.get_one(Certificate, opened.certificate_id)
    key = room.office.keyring.key(Certificate(**row.model_dump() | {"home": KeyHome.DEMONSTRATION}), PIN)
    assert sha256(row.der).hexdigest() == row.sha256
    return key.sign_many([opened.attributes], opened.digest)[0]


def test_a_new_beginning_of_the_same_person_ends_the_old_and_a_given_up_one_makes_room(room: Room) -> None:
    document_id = arrived(room, room.bytes_of(room.documents[0]))
    on_desk(room, CertificateKind.AGENCY)
    clerk = room.small.clerk
    first = signing_beside.begin(room.office, clerk, "income", document_id, Way.DESK)
    second = signing_beside.begin(room.office, clerk, "copy", document_id, Way.DESK)
    assert room.office.shelf.list_nonces() == [second.nonce]
    with pytest.raises(Refused) as no:
        signing.complete(room.office, clerk, first.nonce, raw_of(room, first))
    assert codes(no) == ["attempt_ended"]
    signing.fail(room.office, clerk, second.nonce, "cancelled", {})
    assert room.office.shelf.list_nonces() == []
