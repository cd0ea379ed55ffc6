"""A draft on its way to the number: acts over a real database, and the same acts refused."""

from typing import Any

import pytest

from tests.core.factories import SmallOffice, approved, codes, draft, form, format_checked, numbered, submitted, upload
from voffice_app.actions import imprinting, outgoing
from voffice_app.db.files import Direction, FileKind, list_files
from voffice_app.db.outgoing import list_recipient_ids
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused, Stale, TransitionRefused
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.secrecy import Secrecy


def current_bytes(small: SmallOffice, document_id: int) -> bytes:
    with small.db.read() as session:
        files = {row.id: row for row in list_files(session, Direction.OUTGOING, document_id)}
    current = files[small.document(document_id).current_file_id]
    return small.db.vault.get(current.sha256)


@pytest.mark.article("7.2.1")
def test_an_officer_drafts_and_the_draft_keeps_what_was_declared(small: SmallOffice) -> None:
    document = small.document(draft(small, abstract="  Về  việc  thi "))
    assert (document.status, document.abstract, document.notation) == ("draft", "Về việc thi", "QĐ-PGDĐT")
    assert document.recipient_count == len(small.schools)
    with small.db.read() as session:
        assert list_recipient_ids(session, document.id or 0) == sorted(small.schools)


def test_an_official_letter_carries_the_drafting_groups_symbol(small: SmallOffice) -> None:
    assert small.document(draft(small, type_key="CV")).notation == "PGDĐT-VP"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type_key": "XX"}, "type_missing"),
        ({"abstract": "  "}, "abstract_missing"),
        ({"abstract": "a" * 501}, "abstract_too_long"),
        ({"signer": "colleague"}, "signer_missing"),
        ({"signer": "school1_head"}, "signer_missing"),
        ({"recipient_ids": (999,)}, "recipient_unknown"),
        ({"recipient_ids": (1,)}, "recipient_unknown"),
    ],
)
def test_a_form_with_a_fault_is_refused_and_nothing_is_kept(small: SmallOffice, changes: Any, code: str) -> None:
    with pytest.raises(Refused) as no:
        draft(small, **changes)
    assert codes(no) == [code]
    assert not small.history("outgoing", 1)


@pytest.mark.article("5.3")
@pytest.mark.article("5.4")
@pytest.mark.parametrize(
    "changes", [{"secrecy": Secrecy.SECRET}, {"secrecy": Secrecy.ABSOLUTE}, {"abstract": "Kế hoạch (TỐI MẬT)"}]
)
def test_a_state_secret_is_refused_in_a_draft(small: SmallOffice, changes: Any) -> None:
    with pytest.raises(Refused) as no:
        draft(small, **changes)
    assert codes(no) == ["state_secret"]


def test_nobody_attaches_another_persons_upload(small: SmallOffice) -> None:
    foreign = upload(small, small.colleague)
    with pytest.raises(NotVisible):
        draft(small, main_upload_id=foreign)


@pytest.mark.article("7.2.2")
def test_initial_goes_on_the_page_once_and_a_new_file_needs_a_new_one(small: SmallOffice) -> None:
    document_id = draft(small)
    imprinting.put_initial(small.office, small.officer, document_id)
    once = current_bytes(small, document_id)
    assert once.endswith(b"|put_initial")
    imprinting.put_initial(small.office, small.officer, document_id)
    assert current_bytes(small, document_id) == once
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, abstract="Bản khác"))
    assert not small.document(document_id).initialed
    with pytest.raises(TransitionRefused) as no:
        small.act(small.officer, outgoing.submit, document_id)
    assert codes(no) == ["initial_missing"]


def test_a_new_file_does_not_keep_the_places_of_the_old_one(small: SmallOffice) -> None:
    document_id = draft(small)
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, layout={}))
    assert small.document(document_id).layout == {}


def test_what_was_edited_without_a_file_keeps_file_initial_and_places(small: SmallOffice) -> None:
    document_id = draft(small)
    imprinting.put_initial(small.office, small.officer, document_id)
    before = small.document(document_id)
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, main_upload_id=None, layout={}))
    after = small.document(document_id)
    assert (after.current_file_id, after.layout, after.initialed) == (before.current_file_id, before.layout, True)


@pytest.mark.law("ND30:11")
def test_the_signer_approves_only_the_version_that_was_read(small: SmallOffice) -> None:
    document_id = submitted(small)
    seen = small.document(document_id).current_file_id or 0
    with pytest.raises(Stale) as no:
        small.act(small.deputy, outgoing.approve, document_id, seen - 1)
    assert codes(no) == ["file_changed"]
    small.act(small.deputy, outgoing.approve, document_id, seen)
    assert small.document(document_id).status is OutgoingStatus.APPROVED


@pytest.mark.law("ND30:11")
def test_an_approved_draft_that_is_changed_must_be_approved_anew(small: SmallOffice) -> None:
    document_id = approved(small)
    with pytest.raises(TransitionRefused):
        small.act(small.officer, outgoing.edit_draft, document_id, form(small))
    small.act(small.officer, outgoing.revise, document_id)
    assert small.document(document_id).status is OutgoingStatus.DRAFT
    with pytest.raises(TransitionRefused):
        small.act(small.clerk, outgoing.accept_format, document_id)


@pytest.mark.parametrize("who", ["head", "clerk", "officer", "colleague", "it"])
def test_nobody_but_the_named_signer_approves(small: SmallOffice, who: str) -> None:
    document_id = submitted(small)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.people[who], outgoing.approve, document_id, small.document(document_id).current_file_id)
    assert codes(no) == ["wrong_person"]


def test_another_unit_does_not_even_learn_that_the_document_exists(small: SmallOffice) -> None:
    document_id = submitted(small)
    for who in (small.school1_head, small.school1_clerk):
        for act, args in ((outgoing.accept_format, ()), (outgoing.approve, (1,)), (outgoing.cancel, ("vì",))):
            with pytest.raises(NotVisible):
                small.act(who, act, document_id, *args)
        with pytest.raises(NotVisible):
            imprinting.put_initial(small.office, who, document_id)


@pytest.mark.parametrize(
    ("act", "who", "make"),
    [
        (outgoing.send_back, "deputy", submitted),
        (outgoing.send_back, "deputy", numbered),
        (outgoing.return_format, "clerk", approved),
        (outgoing.cancel, "head", numbered),
    ],
)
def test_sending_back_needs_a_reason(small: SmallOffice, act: Any, who: str, make: Any) -> None:
    document_id = make(small)
    before = small.document(document_id).status
    with pytest.raises(Refused) as no:
        small.act(small.people[who], act, document_id, "  ")
    assert codes(no) == ["comment_missing"]
    assert small.document(document_id).status is before
    small.act(small.people[who], act, document_id, "Sai căn cứ")
    assert small.history("outgoing", document_id)[0].comment == "Sai căn cứ"


@pytest.mark.article("6.2")
@pytest.mark.law("ND30:15")
def test_the_clerk_gives_a_number_and_it_is_written_into_the_file(small: SmallOffice) -> None:
    document = small.document(numbered(small))
    assert (document.reference, str(document.issued_on)) == ("01/QĐ-PGDĐT", "2026-11-23")
    assert current_bytes(small, document.id or 0).endswith(b"|put_initial|imprint 01 2026-11-23")
    assert document.imprinted
    assert not document.imprint_pending


@pytest.mark.law("ND30:15")
def test_a_number_stays_bound_to_a_document_that_was_sent_back(small: SmallOffice) -> None:
    document_id = numbered(small)
    small.act(small.deputy, outgoing.send_back, document_id, "Sai tên trường")
    returned = small.document(document_id)
    assert (returned.status, returned.number, returned.imprinted) == ("returned", 1, False)
    assert current_bytes(small, document_id).endswith(b"|put_initial"), "back to the un-numbered version"
    other = numbered(small)
    assert small.document(other).number == 2
    small.act(small.officer, outgoing.submit, document_id)
    small.act(small.deputy, outgoing.approve, document_id, small.document(document_id).current_file_id)
    small.act(small.clerk, outgoing.accept_format, document_id)
    small.clock.pass_days(1)
    imprinting.assign_number(small.office, small.clerk, document_id, returned.issued_on)
    again = small.document(document_id)
    assert (again.number, again.issued_on) == (1, returned.issued_on)
    assert current_bytes(small, document_id).count(b"|imprint") == 1


@pytest.mark.law("ND30:15")
def test_a_cancelled_number_stays_in_the_register_and_is_never_given_again(small: SmallOffice) -> None:
    document_id = numbered(small)
    small.act(small.head, outgoing.cancel, document_id, "Ban hành nhầm")
    cancelled = small.document(document_id)
    assert (cancelled.status, cancelled.number) == (OutgoingStatus.CANCELLED, 1)
    assert small.document(numbered(small)).number == 2


def test_every_second_click_is_calm_and_changes_nothing(small: SmallOffice) -> None:
    document_id = submitted(small)
    seen = small.document(document_id).current_file_id
    clicks: list[tuple[str, Any, tuple[Any, ...]]] = [
        ("officer", outgoing.submit, ()), ("deputy", outgoing.approve, (seen,)), ("clerk", outgoing.accept_format, ()),
    ]  # fmt: skip
    for who, act, args in clicks:
        if act is not outgoing.submit:
            small.act(small.people[who], act, document_id, *args)
        before = small.document(document_id).model_dump()
        with pytest.raises(AlreadyDone):
            small.act(small.people[who], act, document_id, *args)
        assert small.document(document_id).model_dump() == before
    imprinting.assign_number(small.office, small.clerk, document_id)
    with pytest.raises(AlreadyDone):
        imprinting.assign_number(small.office, small.clerk, document_id)
    assert small.document(document_id).number == 1


def test_every_version_of_the_file_is_kept(small: SmallOffice) -> None:
    document_id = numbered(small)
    with small.db.read() as session:
        kinds = [row.kind for row in list_files(session, Direction.OUTGOING, document_id)]
    assert kinds == [FileKind.DRAFT, FileKind.INITIALED, FileKind.NUMBERED]


def test_no_step_is_skipped(small: SmallOffice) -> None:
    document_id = submitted(small)
    with pytest.raises(TransitionRefused) as format_first:
        small.act(small.clerk, outgoing.accept_format, document_id)
    with pytest.raises(TransitionRefused) as number_first:
        imprinting.assign_number(small.office, small.clerk, document_id)
    assert codes(format_first) == codes(number_first) == ["wrong_state"]
    assert small.document(format_checked(small)).number is None
