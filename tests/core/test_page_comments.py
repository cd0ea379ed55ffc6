"""Comments on a place of a page: by whom, until when, answered, settled, and never lost with a new version."""

from typing import Any

import pytest

from tests.core.factories import SmallOffice, approved, codes, draft, form, numbered, sealed, submitted
from voffice_app.actions import outgoing
from voffice_app.actions import page_comments as acts
from voffice_app.db.page_comments import OutgoingComment, list_answers, list_comments
from voffice_app.domain.errors import AlreadyDone, NotVisible, Refused
from voffice_app.domain.page_comments import Anchor

HERE = Anchor(1, 100.0, 700.0, 160.0, 720.0)


def comment(small: SmallOffice, who: str, document_id: int, text: str = "Sai căn cứ", **more: Any) -> int:
    seen = small.document(document_id).current_file_id
    anchor = more.pop("anchor", HERE)
    return int(small.act(small.people[who], acts.comment, document_id, seen, anchor, text, **more))


def kept(small: SmallOffice, document_id: int) -> list[OutgoingComment]:
    with small.db.read() as session:
        return list_comments(session, document_id)


@pytest.mark.law("ND30:10")
def test_the_signer_comments_on_a_place_of_the_version_before_them(both: SmallOffice) -> None:
    document_id = submitted(both)
    comment(both, "deputy", document_id)
    row = kept(both, document_id)[0]
    assert (row.kind, row.page, row.x0, row.text) == ("content", 1, 100.0, "Sai căn cứ")
    assert row.file_id == both.document(document_id).current_file_id
    entry = both.history("outgoing", document_id)[0]
    assert (entry.act, entry.comment, entry.facts) == ("comment", "Sai căn cứ", {"number": 1, "page": 1})


@pytest.mark.law("ND30:12")
@pytest.mark.parametrize(("who", "kind"), [("head", "content"), ("deputy", "content"), ("clerk", "format")])
def test_leaders_speak_of_the_content_and_the_clerk_of_the_format(small: SmallOffice, who: str, kind: str) -> None:
    document_id = submitted(small)
    comment(small, who, document_id)
    assert kept(small, document_id)[0].kind == kind


@pytest.mark.parametrize("who", ["officer", "colleague", "it"])
def test_nobody_comments_who_was_not_asked(small: SmallOffice, who: str) -> None:
    document_id = submitted(small)
    with pytest.raises(Refused) as no:
        comment(small, who, document_id)
    assert codes(no) == ["comment_not_yours"]
    assert kept(small, document_id) == []


def test_a_colleague_who_was_asked_has_an_opinion(both: SmallOffice) -> None:
    document_id = draft(both)
    both.act(both.officer, acts.ask_opinion, document_id, both.colleague.position_id)
    comment(both, "colleague", document_id)
    assert kept(both, document_id)[0].kind == "opinion"
    with pytest.raises(AlreadyDone):
        both.act(both.officer, acts.ask_opinion, document_id, both.colleague.position_id)


def test_only_the_drafter_and_the_signer_ask_and_only_people_of_the_unit(small: SmallOffice) -> None:
    document_id = draft(small)
    for who, whom, code in (
        ("colleague", "head", "ask_not_yours"), ("clerk", "colleague", "ask_not_yours"),
        ("officer", "school1_head", "asked_unknown"), ("officer", "it", "asked_unknown"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(small.people[who], acts.ask_opinion, document_id, small.people[whom].position_id)
        assert codes(no) == [code]


@pytest.mark.parametrize("who", ["school1_head", "school1_clerk"])
def test_another_unit_does_not_learn_that_there_is_a_draft(small: SmallOffice, who: str) -> None:
    document_id = submitted(small)
    with pytest.raises(NotVisible):
        comment(small, who, document_id)


@pytest.mark.article("5.3")
@pytest.mark.parametrize("text", ["Xem Công văn (TỐI MẬT)", "ĐỘ MẬT: Mật"])
def test_a_state_secret_is_refused_in_a_comment_and_in_its_answer(small: SmallOffice, text: str) -> None:
    document_id = submitted(small)
    made = comment(small, "deputy", document_id)
    for act, who, args in (
        (acts.comment, "deputy", (small.document(document_id).current_file_id, HERE, text)),
        (acts.answer_comment, "officer", (made, text)),
    ):
        with pytest.raises(Refused) as no:
            small.act(small.people[who], act, document_id, *args)
        assert codes(no) == ["state_secret"]
    assert len(kept(small, document_id)) == 1


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor(0, 1, 1, 2, 2), Anchor(2, 1, 1, 2, 2), Anchor(1, float("nan"), 1, 2, 2),
        Anchor(1, float("inf"), 1, 2, 2), Anchor(1, 1, 1, 1e9, 2),
    ],
)  # fmt: skip
def test_a_place_on_no_page_is_refused(small: SmallOffice, anchor: Anchor) -> None:
    document_id = submitted(small)
    with pytest.raises(Refused) as no:
        comment(small, "deputy", document_id, anchor=anchor)
    assert codes(no) == ["anchor_off_page"]


def test_a_rectangle_drawn_backwards_is_the_same_rectangle_and_a_point_is_enough(small: SmallOffice) -> None:
    document_id = submitted(small)
    comment(small, "deputy", document_id, anchor=Anchor(1, 160, 720, 100, 700))
    comment(small, "deputy", document_id, anchor=Anchor(1, 50, 60, 50, 60))
    backwards, point = kept(small, document_id)
    assert (backwards.x0, backwards.y0, backwards.x1, backwards.y1) == (100, 700, 160, 720)
    assert (point.x0, point.x1) == (50, 50)


def test_a_comment_without_words_or_on_another_documents_file_is_refused(small: SmallOffice) -> None:
    document_id, other = submitted(small), submitted(small)
    with pytest.raises(Refused) as no:
        comment(small, "deputy", document_id, "  ")
    assert codes(no) == ["comment_missing"]
    foreign = small.document(other).current_file_id
    with pytest.raises(NotVisible):
        small.act(small.deputy, acts.comment, document_id, foreign, HERE, "Sai")


def test_sent_twice_it_is_one_comment(both: SmallOffice) -> None:
    document_id = submitted(both)
    first = comment(both, "deputy", document_id, request_key="a" * 32)
    assert comment(both, "deputy", document_id, request_key="a" * 32) == first
    assert len(kept(both, document_id)) == 1


def test_the_drafter_answers_and_settles_and_the_author_opens_it_again(both: SmallOffice) -> None:
    document_id = submitted(both)
    made = comment(both, "deputy", document_id)
    both.act(both.officer, acts.answer_comment, document_id, made, "Đã sửa thành Quyết định 15")
    both.act(both.officer, acts.settle_comment, document_id, made)
    with pytest.raises(AlreadyDone):
        both.act(both.officer, acts.settle_comment, document_id, made)
    assert kept(both, document_id)[0].settled_by == both.officer.position_id
    both.act(both.deputy, acts.reopen_comment, document_id, made)
    assert kept(both, document_id)[0].settled_at is None
    with both.db.read() as session:
        assert [answer.text for answer in list_answers(session, document_id)] == ["Đã sửa thành Quyết định 15"]
    told = [entry.act for entry in both.history("outgoing", document_id)[:4]]
    assert told == ["reopen_comment", "settle_comment", "answer_comment", "comment"]


@pytest.mark.parametrize(
    ("act", "who", "code"),
    [
        (acts.settle_comment, "colleague", "settle_not_yours"), (acts.settle_comment, "clerk", "settle_not_yours"),
        (acts.reopen_comment, "officer", "reopen_not_yours"), (acts.reopen_comment, "head", "reopen_not_yours"),
    ],
)  # fmt: skip
def test_others_neither_settle_it_nor_open_it_again(small: SmallOffice, act: Any, who: str, code: str) -> None:
    document_id = submitted(small)
    made = comment(small, "deputy", document_id)
    with pytest.raises(Refused) as no:
        small.act(small.people[who], act, document_id, made)
    assert codes(no) == [code]


def test_a_bystander_does_not_answer(small: SmallOffice) -> None:
    document_id = submitted(small)
    made = comment(small, "deputy", document_id)
    with pytest.raises(Refused) as no:
        small.act(small.colleague, acts.answer_comment, document_id, made, "Tôi nghĩ")
    assert codes(no) == ["comment_not_yours"]


def test_what_is_sealed_or_cancelled_is_not_commented_on(small: SmallOffice) -> None:
    gone = submitted(small)
    small.act(small.head, outgoing.cancel, gone, "Không cần nữa")
    for document_id in (sealed(small), gone):
        with pytest.raises(Refused) as no:
            comment(small, "deputy", document_id)
        assert codes(no) == ["comment_too_late"]


def test_a_new_version_keeps_the_comments_of_the_old_one(both: SmallOffice) -> None:
    document_id = submitted(both)
    comment(both, "deputy", document_id)
    old = both.document(document_id).current_file_id
    both.act(both.deputy, outgoing.send_back, document_id, "Sửa căn cứ")
    both.act(both.officer, outgoing.edit_draft, document_id, form(both, abstract="Bản khác"))
    assert both.document(document_id).current_file_id != old
    assert [row.file_id for row in kept(both, document_id)] == [old]


@pytest.mark.article("7.2.2")
@pytest.mark.parametrize(
    ("act", "who", "make"),
    [
        (outgoing.send_back, "deputy", submitted), (outgoing.send_back, "deputy", numbered),
        (outgoing.return_format, "clerk", approved),
    ],
)  # fmt: skip
def test_comments_on_the_page_are_reason_enough_to_send_it_back(
    small: SmallOffice, act: Any, who: str, make: Any
) -> None:
    document_id = make(small)
    comment(small, who, document_id)
    small.act(small.people[who], act, document_id, "")
    entry = small.history("outgoing", document_id)[0]
    assert (entry.act, entry.comment, entry.facts["comments"]) == (act.__name__, "", 1)


@pytest.mark.parametrize("how", ["settled", "another's"])
def test_a_settled_comment_or_another_persons_is_no_reason(small: SmallOffice, how: str) -> None:
    document_id = submitted(small)
    made = comment(small, "deputy" if how == "settled" else "clerk", document_id)
    if how == "settled":
        small.act(small.deputy, acts.settle_comment, document_id, made)
    with pytest.raises(Refused) as no:
        small.act(small.deputy, outgoing.send_back, document_id, "")
    assert codes(no) == ["comment_missing"]
