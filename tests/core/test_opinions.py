"""Supporters say what they think, the lead asks others in a round, and every answer counts once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tests.core.factories import SmallOffice, codes, upload
from tests.core.test_chains import led, post
from voffice_app.actions import assigning
from voffice_app.actions.opinions import Question, answer_round, close_round, give_opinion, open_round
from voffice_app.db.files import Direction, FileKind, list_files
from voffice_app.db.notices import Notice
from voffice_app.db.opinions import list_answers, list_opinions, list_rounds
from voffice_app.domain.errors import NotVisible, Refused, TransitionRefused
from voffice_app.domain.incoming import Stance


def question(small: SmallOffice, *people: str, due_on: date | None = date(2026, 11, 25)) -> Question:
    return Question("Có lùi ngày thi không?", tuple(post(small, name) for name in people), due_on)


def asked(small: SmallOffice, *people: str) -> int:
    """A document whose lead, the deputy, has asked these people."""
    document_id = led(small)
    small.act(small.deputy, open_round, document_id, question(small, *people))
    return document_id


@pytest.mark.law("ND30:23")
def test_a_supporter_gives_an_opinion_in_words_or_by_a_file_and_each_stays(small: SmallOffice) -> None:
    document_id = led(small)
    small.act(small.clerk, give_opinion, document_id, "Nên gửi kèm biểu 2")
    small.act(small.clerk, give_opinion, document_id, "", upload(small, small.clerk, content=b"bieu 2"))
    with small.db.read() as session:
        said = list_opinions(session, document_id)
        kinds = [file.kind for file in list_files(session, Direction.INCOMING, document_id)]
    assert [(row.said, row.file_id is not None) for row in said] == [("", True), ("Nên gửi kèm biểu 2", False)]
    assert kinds == [FileKind.MAIN, FileKind.ATTACHMENT]
    assert small.history("incoming", document_id)[1].comment == "Nên gửi kèm biểu 2"


def test_an_opinion_says_something_and_is_no_secret(small: SmallOffice) -> None:
    document_id = led(small)
    for words, code in ((" ", "opinion_empty"), ("[MẬT] Kế hoạch", "state_secret")):
        with pytest.raises(Refused) as no:
            small.act(small.clerk, give_opinion, document_id, words)
        assert codes(no) == [code]


@pytest.mark.parametrize("who", ["head", "deputy", "officer", "colleague"])
def test_who_does_not_support_gives_no_such_opinion(small: SmallOffice, who: str) -> None:
    document_id = led(small)
    with pytest.raises(TransitionRefused) as no:
        small.act(small.people[who], give_opinion, document_id, "Ý kiến")
    assert codes(no) == ["wrong_person"]


def test_a_round_counts_agreement_disagreement_other_opinions_and_silence(both: SmallOffice) -> None:
    document_id = asked(both, "head", "officer", "colleague", "clerk")
    both.act(both.head, answer_round, document_id, Stance.AGREE, "")
    both.act(both.officer, answer_round, document_id, Stance.DISAGREE, "Trùng lịch kiểm tra")
    both.act(both.colleague, answer_round, document_id, Stance.OTHER, "Lùi một tuần")
    both.act(both.colleague, answer_round, document_id, Stance.AGREE, "Thôi, đồng ý")
    both.act(both.deputy, close_round, document_id, "Không lùi")
    facts = both.history("incoming", document_id)[0].facts
    assert facts == {"totals": {"agree": 2, "disagree": 1, "other": 0}, "silent": 1}
    with both.db.read() as session:
        rounds = list_rounds(session, document_id)
        answers = list_answers(session, rounds[0].id or 0)
    assert (rounds[0].conclusion, rounds[0].closed_by) == ("Không lùi", post(both, "deputy"))
    assert [row.stance for row in answers] == ["agree", "disagree", "agree", None]
    changed = [e.comment for e in both.history("incoming", document_id) if e.act == "answer_round"]
    assert "Lùi một tuần" in changed, "what was said first stays in the history"


@pytest.mark.parametrize("stance", [None, Stance.DISAGREE, Stance.OTHER])
def test_only_agreement_needs_no_words(small: SmallOffice, stance: Stance | None) -> None:
    document_id = asked(small, "officer")
    with pytest.raises(Refused) as no:
        small.act(small.officer, answer_round, document_id, stance, " ")
    assert codes(no) == ["stance_missing" if stance is None else "words_missing"]


def test_a_question_needs_words_people_of_the_unit_and_a_day_to_come(small: SmallOffice) -> None:
    document_id = led(small)
    for wanted, code in (
        (Question(" ", (post(small, "officer"),)), "question_missing"), (question(small), "round_empty"),
        (question(small, "deputy"), "round_empty"), (question(small, "school1_officer"), "person_unknown"),
        (question(small, "it"), "person_unknown"),
        (question(small, "officer", due_on=date(2026, 11, 22)), "due_in_past"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(small.deputy, open_round, document_id, wanted)
        assert codes(no) == [code]


def test_one_round_at_a_time_and_only_those_asked_answer(small: SmallOffice) -> None:
    document_id = asked(small, "officer")
    with pytest.raises(TransitionRefused) as no:
        small.act(small.deputy, open_round, document_id, question(small, "colleague"))
    assert codes(no) == ["round_open"]
    with pytest.raises(TransitionRefused) as no:
        small.act(small.colleague, answer_round, document_id, Stance.AGREE, "")
    assert codes(no) == ["wrong_person"]
    with pytest.raises(NotVisible):
        small.act(small.school1_officer, answer_round, document_id, Stance.AGREE, "")
    small.act(small.head, close_round, document_id, "")
    with pytest.raises(TransitionRefused) as no:
        small.act(small.officer, answer_round, document_id, Stance.AGREE, "")
    assert "round_closed" in codes(no)
    small.act(small.deputy, open_round, document_id, question(small, "colleague"))


def test_a_round_ends_with_the_work_it_was_for(small: SmallOffice) -> None:
    completed, given_back, reassigned = (asked(small, "officer") for _ in range(3))
    small.act(small.deputy, assigning.complete, completed, "Xong")
    small.clock.now += timedelta(minutes=1)
    small.act(small.deputy, assigning.return_assignment, given_back, "Không thuộc lĩnh vực")
    small.clock.now += timedelta(minutes=1)
    wanted = assigning.Assignment(post(small, "colleague"))
    small.act(small.head, assigning.reassign, reassigned, wanted, "Đổi người")
    with small.db.read() as session:
        ended = [list_rounds(session, i)[0] for i in (completed, given_back, reassigned)]
        told = session.exec(select(Notice.subject_id, Notice.position_id).where(Notice.kind == "round_closed")).all()
    assert all(row.closed_at for row in ended)
    assert [row.conclusion for row in ended] == ["Xong", "Không thuộc lĩnh vực", "Đổi người"], "with what was said"
    assert set(told) == {(i, post(small, "officer")) for i in (completed, given_back, reassigned)}


def test_who_answered_already_is_not_told_that_the_round_ended_with_the_work(small: SmallOffice) -> None:
    document_id = asked(small, "officer")
    small.act(small.officer, answer_round, document_id, Stance.AGREE, "")
    small.act(small.deputy, assigning.complete, document_id, "Xong")
    with small.db.read() as session:
        assert session.exec(select(Notice.id).where(Notice.kind == "round_closed")).all() == []


@pytest.mark.parametrize("change", [
    "UPDATE round_answer SET stance = 'maybe', answered_at = '2026-11-23'",
    "UPDATE round_answer SET stance = 'agree'",
    "UPDATE opinion_round SET closed_at = '2026-11-23'",
    "INSERT INTO round_answer (round_id, position_id, said) SELECT round_id, position_id, '' FROM round_answer",
    "INSERT INTO opinion_round (incoming_id, question, asked_by, asked_at, conclusion) "
    "SELECT incoming_id, question, asked_by, asked_at, '' FROM opinion_round",
])  # fmt: skip
def test_the_database_itself_refuses_an_answer_that_cannot_be(both: SmallOffice, change: str) -> None:
    asked(both, "officer")
    with pytest.raises(IntegrityError), both.db.engine.begin() as connection:
        connection.execute(text(change))
