"""Beside a paper that its issuer took back: who answers, what the answer does, and that nobody else is asked."""

from typing import Any

import pytest

from state.received import Received
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice
from tests.core.test_recall import WHY, at_work, issued, papers
from tests.pages.incoming_screen import furnish
from tests.pages.outgoing_screen import Screen, screen
from voffice_app.actions import recalling
from voffice_app.domain.errors import NotVisible, TransitionRefused
from voffice_app.domain.incoming import RecallState
from voffice_app.domain.people import Actor


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    monkeypatch.setattr("state.received.database", lambda: small.db)
    return small


def beside(actor: Actor, paper: int) -> Screen:
    person = screen(actor, Received).at(f"/van-ban-den/{paper}")
    person.press(Received.look)
    return person


def recalled(office: SmallOffice) -> int:
    """The first school's paper, in its officer's hands when the office took it back."""
    document_id = issued(office)
    paper = at_work(office, document_id)
    office.act(office.head, recalling.recall, document_id, WHY)
    return paper


@pytest.mark.law("ND30:18")
def test_the_receivers_head_and_clerk_are_asked_and_its_lead_only_told(office: SmallOffice) -> None:
    paper = recalled(office)
    for name in ("school1_head", "school1_clerk", "school1_officer"):
        seen = beside(office.people[name], paper).state
        assert WHY in seen.recalled, name
        assert seen.recall_asked, name
        assert seen.may_answer is (name != "school1_officer"), name


def test_another_unit_is_neither_told_nor_heard(office: SmallOffice) -> None:
    paper = recalled(office)
    stranger = beside(office.school2_clerk, paper)
    assert (stranger.state.recalled, stranger.state.recall_asked, stranger.state.came) == ("", False, False)
    with pytest.raises(NotVisible):
        stranger.press(Received.confirm_recall)
    assert office.arrived(paper).recall_state is RecallState.ASKED


@pytest.mark.law("ND30:18")
def test_a_confirmation_on_the_screen_ends_the_question(office: SmallOffice) -> None:
    paper = recalled(office)
    officer = beside(office.school1_officer, paper)
    with pytest.raises(TransitionRefused):
        officer.press(Received.confirm_recall)
    clerk = beside(office.school1_clerk, paper)
    clerk.press(Received.confirm_recall)
    assert clerk.state.recall_asked is False
    assert office.arrived(paper).recall_state is RecallState.AGREED


@pytest.mark.law("ND30:18")
def test_a_refusal_with_its_reason_gives_the_work_back(office: SmallOffice) -> None:
    document_id = issued(office)
    paper = at_work(office, document_id)
    office.act(office.head, recalling.recall, document_id, WHY)
    head = beside(office.school1_head, paper)
    head.press(Received.refuse_recall, {"recall_refusal": "Đã báo cáo theo văn bản này"})
    assert (head.state.recalled, head.state.recall_asked) == ("", False)
    assert papers(office, document_id)[office.schools[0]].status == "assigned"
