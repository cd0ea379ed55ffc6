"""What was taken back is not copied, signed beside or handed to a signing key either (ND30 Đ18; Đ25)."""

import pytest

from tests.core.factories import SmallOffice, codes
from tests.core.test_recall import WHY, at_work, issued
from voffice_app.actions import recalling
from voffice_app.actions.beside_parts import BESIDE, list_signable
from voffice_app.actions.certified_copies import CopyWanted, number_copy
from voffice_app.db.certified_copies import CopyForm
from voffice_app.db.files import Direction
from voffice_app.domain.errors import Refused


def ask_for_copy(small: SmallOffice, paper: int) -> int:
    wanted = CopyWanted(
        Direction.INCOMING, paper, form=CopyForm.TRUE, signer_position_id=small.school1_head.position_id
    )
    return int(small.act(small.school1_clerk, number_copy, wanted))


@pytest.mark.law("ND30:18")
def test_a_recalled_paper_is_copied_no_more_and_again_once_the_recall_is_withdrawn(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    assert ask_for_copy(both, paper) == 1
    both.act(both.head, recalling.recall, document_id, WHY)
    with pytest.raises(Refused) as no:
        ask_for_copy(both, paper)
    assert codes(no) == ["copy_of_recalled"]
    both.act(both.head, recalling.withdraw_recall, document_id, "Nhầm")
    assert ask_for_copy(both, paper) == 2, "the refused copy took no number"


def test_nothing_is_signed_beside_a_recalled_paper_by_anybody_of_its_receiver(both: SmallOffice) -> None:
    document_id = issued(both)
    paper = at_work(both, document_id)
    both.act(both.head, recalling.recall, document_id, WHY)
    tried = 0
    for operation in BESIDE.values():
        for who in (both.school1_head, both.school1_clerk):
            if operation.direction is not Direction.INCOMING:
                continue
            with both.db.read() as session, pytest.raises(Refused) as no:
                list_signable(session, who, operation, paper)
            assert codes(no)[0] in ("copy_of_recalled", "not_visible"), operation.name
            tried += codes(no) == ["copy_of_recalled"]
    assert tried >= 6, "for each, the person who signs it was told of the recall"
