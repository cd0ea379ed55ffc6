"""Electronic only or on paper too: the head's word; and each stamped paper copy on record (QC 8.3, 6.2)."""

from typing import Any

import pytest

from tests.core.factories import SmallOffice, codes, draft, form, numbered, sealed, submitted
from voffice_app.actions import issuing, outgoing, paper
from voffice_app.db.paper_copies import list_paper_copies
from voffice_app.db.paper_prints import list_prints
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused


def issued(small: SmallOffice) -> int:
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    return document_id


@pytest.mark.article("8.3")
def test_the_head_decides_and_may_change_it_until_the_issue(both: SmallOffice) -> None:
    document_id = submitted(both)
    both.act(both.head, paper.decide_paper, document_id, True)
    assert both.document(document_id).also_paper
    with pytest.raises(AlreadyDone):
        both.act(both.head, paper.decide_paper, document_id, True)
    both.act(both.head, paper.decide_paper, document_id, False)
    document = both.document(document_id)
    assert (document.also_paper, document.paper_decided_by) == (False, both.head.position_id)
    assert [row.facts for row in both.history("outgoing", document_id)[:2]] == [
        {"also_paper": False}, {"also_paper": True},
    ]  # fmt: skip


@pytest.mark.article("8.3")
def test_the_signing_deputy_decides_until_the_head_has_spoken(small: SmallOffice) -> None:
    document_id = submitted(small)
    small.act(small.deputy, paper.decide_paper, document_id, True)
    small.act(small.head, paper.decide_paper, document_id, False)
    with pytest.raises(Refused) as no:
        small.act(small.deputy, paper.decide_paper, document_id, True)
    assert codes(no) == ["paper_not_yours"]
    assert not small.document(document_id).also_paper


@pytest.mark.article("8.3")
@pytest.mark.parametrize("who", ["officer", "colleague", "clerk", "it"])
def test_nobody_else_decides(small: SmallOffice, who: str) -> None:
    document_id = submitted(small)
    with pytest.raises(Refused) as no:
        small.act(small.people[who], paper.decide_paper, document_id, True)
    assert codes(no) == ["paper_not_yours"]


def test_a_deputy_decides_nothing_where_the_head_signs(small: SmallOffice) -> None:
    document_id = submitted(small, signer="head")
    with pytest.raises(Refused) as no:
        small.act(small.deputy, paper.decide_paper, document_id, True)
    assert codes(no) == ["paper_not_yours"]


@pytest.mark.parametrize("make", [draft, issued])
def test_before_leaders_have_it_and_after_the_issue_there_is_nothing_to_decide(small: SmallOffice, make: Any) -> None:
    document_id = make(small)
    with pytest.raises(Refused) as no:
        small.act(small.head, paper.decide_paper, document_id, True)
    assert codes(no) == ["paper_too_late"]


@pytest.mark.article("8.3")
def test_a_corrected_draft_keeps_the_heads_word(small: SmallOffice) -> None:
    document_id = submitted(small)
    small.act(small.head, paper.decide_paper, document_id, True)
    small.act(small.deputy, outgoing.send_back, document_id, "Sửa")
    small.act(small.officer, outgoing.edit_draft, document_id, form(small, also_paper=False))
    assert small.document(document_id).also_paper


@pytest.mark.article("6.2")
@pytest.mark.law("ND30:18")
def test_a_stamped_paper_copy_is_on_record_with_copies_and_to_whom(both: SmallOffice) -> None:
    document_id = issued(both)
    code = both.act(both.clerk, paper.record_paper_copy, document_id, 3, "Kho bạc huyện", "k" * 32)
    assert both.act(both.clerk, paper.record_paper_copy, document_id, 3, "Kho bạc huyện", "k" * 32) == code
    with both.db.read() as session:
        (row,) = list_paper_copies(session, document_id)
        (printed,) = list_prints(session, both.clerk, "outgoing", document_id)
    assert (row.copies, row.given_to, row.stamped, row.code) == (3, "Kho bạc huyện", True, code)
    assert (printed.copies, printed.stamped) == (3, True)
    entry = both.history("outgoing", document_id)[0]
    assert (entry.act, entry.facts["given_to"]) == ("paper_copy", "Kho bạc huyện")


@pytest.mark.parametrize(
    ("copies", "whom", "code"),
    [(0, "Kho bạc", "copies_count_wrong"), (501, "Kho bạc", "copies_count_wrong"), (1, " ", "paper_given_to_missing"),
     (1, "Ông Bình (TỐI MẬT)", "state_secret")],
)  # fmt: skip
def test_a_paper_copy_without_count_or_receiver_is_refused(
    small: SmallOffice, copies: int, whom: str, code: str
) -> None:
    document_id = issued(small)
    with pytest.raises(Refused) as no:
        small.act(small.clerk, paper.record_paper_copy, document_id, copies, whom)
    assert codes(no) == [code]


def test_no_paper_copy_of_what_is_not_issued_and_by_nobody_but_the_clerk(small: SmallOffice) -> None:
    document_id = numbered(small)
    with pytest.raises(Refused) as no:
        small.act(small.clerk, paper.record_paper_copy, document_id, 1, "Kho bạc")
    assert codes(no) == ["paper_not_issued"]
    done = issued(small)
    for who in ("head", "officer", "it"):
        with pytest.raises(NotVisible):
            small.act(small.people[who], paper.record_paper_copy, done, 1, "Kho bạc")
    with pytest.raises(NotVisible):
        small.act(small.school1_clerk, paper.record_paper_copy, done, 1, "Kho bạc")
