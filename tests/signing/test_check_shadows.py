"""What people see cannot be exchanged behind a signature: shadow attacks, attacks on certified files, later boxes."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from signing.check import verify
from signing.demo_ca import Subject
from signing.geometry import AGENCY, LEADER
from signing.visual import Change, verify_fully, what_changed
from tests.signing import attacks
from tests.signing.attacks_shadow import SHADOWS, evil_annotation, signed_over
from tests.signing.conftest import OFFICE, Desk, numbered
from tests.signing.letters import LETTERS, made

CORNER = (20, 20, 120, 60)
TEXT = (80, 500, 520, 760)


def with_field(pdf: bytes, name: str) -> bytes:
    """The file with an empty signature field in the corner of its first page."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    append_signature_field(writer, SigFieldSpec(name, box=CORNER))
    writer.write(out)
    return out.getvalue()


@pytest.mark.law("ND30:21")
@pytest.mark.parametrize(("prepared", "attack"), SHADOWS, ids=lambda each: each.__name__)
def test_a_shadow_prepared_before_signing_never_replaces_what_was_signed(
    desk: Desk, prepared: Callable[[bytes], bytes], attack: Callable[[bytes], bytes]
) -> None:
    signed = signed_over(prepared(made(LETTERS["head"])), desk.head, "leader")
    assert verify(signed, desk.trust).outcome == "valid"
    changed = attack(signed)
    assert verify(changed, desk.trust).outcome == "invalid"
    assert what_changed(changed).changes, "the attack shows nothing new"


@pytest.mark.parametrize("level", [2, 3])
def test_a_certified_document_takes_no_note_and_no_new_signature(desk: Desk, level: int) -> None:
    certified = signed_over(made(LETTERS["head"]), desk.head, "leader", certify=level)
    assert verify(certified, desk.trust).outcome == "valid"
    assert verify(evil_annotation(certified), desk.trust).outcome == "invalid"
    sneaky = verify(signed_over(certified, desk.seal, "agency", TEXT, opaque=True), desk.trust)
    assert sneaky.outcome == "invalid"
    assert "signed_after_certification" in sneaky.reasons


def test_a_certified_document_takes_the_signature_its_own_field_waits_for(desk: Desk) -> None:
    waiting = with_field(made(LETTERS["head"]), "agency")
    certified = signed_over(waiting, desk.head, "leader", certify=2)
    assert verify(signed_over(certified, desk.seal, "agency"), desk.trust).outcome == "valid"
    closed = signed_over(waiting, desk.head, "leader", certify=1)
    assert verify(closed, desk.trust).outcome == "valid"
    assert verify(evil_annotation(closed), desk.trust).outcome == "invalid"


def test_an_uncertified_document_takes_a_second_signature(desk: Desk) -> None:
    signed = signed_over(made(LETTERS["head"]), desk.head, "leader")
    verdict = verify_fully(signed_over(signed, desk.seal, "agency", CORNER), desk.trust)
    assert (verdict.outcome, verdict.reasons) == ("valid", ())


def test_a_confirmation_stands_in_new_room_of_its_own(desk: Desk, issued: bytes) -> None:
    other = desk.key(Subject("Phạm Đức Duy", OFFICE))
    confirmed = verify_fully(signed_over(issued, other, "confirmation1", CORNER), desk.trust)
    assert confirmed.outcome == "valid"
    assert [each.kind_after for each in confirmed.signatures] == ["", "", "confirmation"]
    whole_page = verify(signed_over(issued, other, "confirmation1", (10, 10, 580, 800)), desk.trust)
    assert (whole_page.outcome, whole_page.reasons) == ("invalid", ("later_box_overlaps",))
    for name in ("confirmations", "note", "agency2", "copyright"):
        assert verify(signed_over(issued, other, name, CORNER), desk.trust).reasons == ("undeclared_after_seal",)


def test_a_field_that_waited_since_before_the_seal_is_no_room_of_its_own(desk: Desk) -> None:
    waiting = with_field(made(LETTERS["head"]), "copy1")
    sealed = signed_over(signed_over(waiting, desk.head, "leader"), desk.seal, "agency")
    assert verify(sealed, desk.trust).outcome == "valid"
    assert verify(attacks.signed_by_others(sealed, desk.head, "copy1"), desk.trust).reasons == ("later_field_not_new",)


def test_a_later_signature_that_covers_text_is_seen(desk: Desk) -> None:
    """Rules on objects allow its box; whoever looks at the page sees the text gone."""
    signed = signed_over(made(LETTERS["head"]), desk.head, "leader")
    covered = signed_over(signed, desk.seal, "agency", TEXT, opaque=True)
    assert verify(covered, desk.trust).outcome == "valid"
    verdict = verify_fully(covered, desk.trust)
    assert (verdict.outcome, verdict.reasons) == ("invalid", ("changed_visibly",))
    assert what_changed(covered).changes == (Change(0, "hidden", "leader"),)


@pytest.mark.parametrize("name", ["head", "turned", "turned_over", "turned_back", "cropped", "two_pages"])
def test_head_and_seal_leave_everything_else_as_it_was_however_the_page_lies(desk: Desk, name: str) -> None:
    sealed = desk.sealed(numbered(LETTERS[name]))
    assert what_changed(sealed).changes == ()
    assert verify_fully(sealed, desk.trust).outcome == "valid"


@pytest.mark.parametrize("attack", [attacks.other_content, attacks.cover, attacks.moved_seal, attacks.other_picture])
def test_the_eye_finds_what_the_rules_find(issued: bytes, attack: Callable[[bytes], bytes]) -> None:
    changes = what_changed(attack(issued)).changes
    assert {change.kind for change in changes} <= {"replaced", "hidden"}
    assert changes


def test_pages_that_cannot_be_compared_in_time_are_told_so(desk: Desk, issued: bytes) -> None:
    assert not what_changed(issued, seconds=0).complete
    hurried = verify_fully(issued, desk.trust, seconds=0)
    assert (hurried.outcome, hurried.reasons) == ("valid", ("not_compared",))
    assert verify_fully(issued, desk.trust).reasons == ()


def test_pages_that_cannot_be_drawn_leave_the_file_undetermined(
    desk: Desk, issued: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("signing.visual.pymupdf.open", broken)
    verdict = verify_fully(issued, desk.trust)
    assert (verdict.outcome, verdict.reasons) == ("undetermined", ("not_compared",))
    assert [verdict.find(name) is not None for name in (LEADER, AGENCY)] == [True, True]
