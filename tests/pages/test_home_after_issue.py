"""Home tells drafters what to look over after issue, the clerk which mistakes wait for an answer (QC 7.2.3; 10.3)."""

from typing import Any

import pytest

from state.home import read_queues
from state.outgoing import OutgoingList
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice
from tests.core.test_recall import issued, papers
from tests.pages.outgoing_screen import furnish, screen
from voffice_app.actions import mistakes
from voffice_app.domain.changes import MistakeAnswer
from voffice_app.domain.people import Actor

VERIFY, MISTAKES = "Kiểm tra sau ban hành", "Báo sai sót"


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    return small


def card(office: SmallOffice, who: Actor, title: str) -> tuple[str, str, int]:
    """Its counter, its address, and how many rows the list behind it has."""
    with office.db.read() as session:
        found = next((q for q in read_queues(session, who, office.db) if q.title == title), None)
    assert found is not None, "the card is this role's"
    shown = screen(who, OutgoingList).at(found.href)
    shown.press(OutgoingList.look)
    return found.count, found.href, len(shown.state.rows)


@pytest.mark.article("7.2.3")
def test_what_was_issued_waits_for_its_drafter_until_it_is_looked_over(office: SmallOffice) -> None:
    document_id = issued(office)
    assert card(office, office.officer, VERIFY) == ("1", "/van-ban-di?tab=to_verify", 1)
    assert card(office, office.deputy, VERIFY)[2] == 0, "nobody else's drafts"
    office.act(office.officer, mistakes.check_issued, document_id)
    assert card(office, office.officer, VERIFY)[2] == 0


@pytest.mark.article("10.3")
def test_a_report_waits_on_the_issuers_clerk_until_it_is_answered_and_two_are_one_document(office: SmallOffice) -> None:
    document_id = issued(office)
    paper = papers(office, document_id)[office.schools[0]].id
    told = [
        office.act(office.school1_officer, mistakes.report_mistake, paper, words) for words in ("Sai ngày", "Sai số")
    ]
    assert card(office, office.clerk, MISTAKES) == ("1", "/van-ban-di?tab=mistakes", 1)
    assert card(office, office.school1_clerk, MISTAKES)[2] == 0, "who reported it has nothing to answer"
    for mistake in told:
        office.act(office.clerk, mistakes.answer_mistake, mistake, MistakeAnswer.NO_MISTAKE, "Đúng như bản gốc")
    assert card(office, office.clerk, MISTAKES)[2] == 0
