"""What goes out beside a draft: taken off, put in order, the .docx sent by choice (QC 5.5)."""

import pytest

from tests.core.factories import SmallOffice, codes, draft, form, sealed, submitted, upload
from voffice_app.actions import enclosures as acts
from voffice_app.actions import issuing, outgoing
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_enclosed, list_files
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused, TransitionRefused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def with_two(small: SmallOffice) -> tuple[int, int, int]:
    """A draft with two enclosures: document and both files."""
    ids = tuple(upload(small, small.officer, content=name) for name in (b"phu luc 1", b"phu luc 2"))
    document_id = draft(small, attachment_upload_ids=ids)
    first, second = enclosed(small, document_id)
    return document_id, first, second


def enclosed(small: SmallOffice, document_id: int) -> list[int]:
    with small.db.read() as session:
        return [row.id or 0 for row in list_enclosed(session, Direction.OUTGOING, document_id)]


def received(small: SmallOffice, direction: Direction = Direction.INCOMING) -> list[bytes]:
    """What the first school got beside the paper."""
    with small.db.read() as session:
        files = list_files(session, direction, 1)
    return [small.db.vault.get(row.sha256) for row in files if row.kind is FileKind.ATTACHMENT]


@pytest.mark.article("5.5")
def test_a_withdrawn_enclosure_stays_on_record_and_goes_out_to_nobody(both: SmallOffice) -> None:
    ids = tuple(upload(both, both.officer, content=name) for name in (b"phu luc 1", b"phu luc 2"))
    document_id = draft(both, attachment_upload_ids=ids)
    first, second = enclosed(both, document_id)
    both.act(both.officer, acts.withdraw_file, document_id, first)
    assert enclosed(both, document_id) == [second]
    with both.db.read() as session:
        row = session.get_one(DocumentFile, first)
    assert (row.withdrawn_by, row.withdrawn_at is None) == (both.officer.position_id, False)
    assert both.db.vault.get(row.sha256) == b"phu luc 1"
    assert both.history("outgoing", document_id)[0].act == "withdraw_file"
    with pytest.raises(AlreadyDone):
        both.act(both.officer, acts.withdraw_file, document_id, first)


@pytest.mark.article("5.5")
def test_recipients_get_the_enclosures_in_their_order_and_not_what_was_taken_off(both: SmallOffice) -> None:
    names = (b"phu luc 1", b"phu luc 2", b"phu luc 3")
    document_id = sealed(both, attachment_upload_ids=tuple(upload(both, both.officer, content=n) for n in names))
    first, _, third = enclosed(both, document_id)
    with both.db.act(both.officer) as tx:  # as if done while it was a draft
        tx.session.get_one(DocumentFile, first).withdrawn_at = tx.now
        tx.session.get_one(DocumentFile, third).sort_order = -1
    both.act(both.clerk, issuing.issue, document_id)
    assert received(both) == [b"phu luc 3", b"phu luc 2"]


def test_the_drafter_puts_them_in_order(small: SmallOffice) -> None:
    document_id, first, second = with_two(small)
    small.act(small.officer, acts.order_files, document_id, (second, first))
    assert enclosed(small, document_id) == [second, first]
    for wrong in ((first,), (first, second, second), (first, 999)):
        with pytest.raises(Refused) as no:
            small.act(small.officer, acts.order_files, document_id, wrong)
        assert codes(no) == ["order_unknown"]


def test_only_the_drafter_of_a_draft_touches_them(small: SmallOffice) -> None:
    document_id, first, _ = with_two(small)
    for who in ("head", "clerk", "colleague"):
        with pytest.raises(TransitionRefused):
            small.act(small.people[who], acts.withdraw_file, document_id, first)
    with pytest.raises(NotVisible):
        small.act(small.school1_officer, acts.withdraw_file, document_id, first)
    other = submitted(small)
    with pytest.raises(TransitionRefused):
        small.act(small.officer, acts.send_source, other, True)


def test_the_paper_itself_and_other_documents_files_are_no_enclosures(small: SmallOffice) -> None:
    _, first, _ = with_two(small)
    other = draft(small)
    main = small.document(other).current_file_id
    for file_id in (main, first, 999):
        with pytest.raises(Refused) as no:
            small.act(small.officer, acts.withdraw_file, other, file_id)
        assert codes(no) == ["enclosure_absent"]


@pytest.mark.article("5.5")
@pytest.mark.parametrize("sends", [True, False])
def test_the_source_goes_out_only_when_the_drafter_says_so(both: SmallOffice, sends: bool) -> None:
    source = upload(both, both.officer, content=b"docx", media_type=DOCX)
    document_id = sealed(both, source_upload_id=source, sends_source=sends)
    both.act(both.clerk, issuing.issue, document_id)
    assert received(both) == ([b"docx"] if sends else [])


def test_without_a_source_there_is_none_to_send(small: SmallOffice) -> None:
    document_id = draft(small)
    with pytest.raises(Refused) as no:
        small.act(small.officer, acts.send_source, document_id, True)
    assert codes(no) == ["source_absent"]
    source = upload(small, small.officer, content=b"docx", media_type=DOCX)
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, source_upload_id=source))
    small.act(small.officer, acts.send_source, document_id, True)
    assert small.document(document_id).sends_source


def test_a_new_version_keeps_why_it_was_made(small: SmallOffice) -> None:
    document_id = draft(small)
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, abstract="Mới", change_note="Sửa căn cứ"))
    with small.db.read() as session:
        notes = [row.note for row in list_files(session, Direction.OUTGOING, document_id)]
    assert notes == ["", "Sửa căn cứ"]
