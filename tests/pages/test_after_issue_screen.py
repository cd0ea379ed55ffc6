"""The panel of what followed issue: receivers a few at a time, who may take back, by when the drafter looks it over."""

from typing import Any

import pytest

from state import after_issue_view as view
from state.after_issue import AfterIssue
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice
from tests.core.test_recall import issued
from tests.pages.outgoing_screen import Screen, furnish, screen
from voffice_app.actions import mistakes
from voffice_app.domain.delegation import Scope, opens
from voffice_app.policy import Policy, policy_of


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    monkeypatch.setattr("state.after_issue.database", lambda: small.db)
    return small


def opened(office: SmallOffice, who: str, document_id: int) -> Screen:
    panel = screen(office.people[who], AfterIssue).at(f"/van-ban-di/{document_id}")
    panel.press(AfterIssue.look)
    return panel


def test_a_few_receivers_are_shown_and_the_rest_on_a_press_until_another_filter_is_chosen(
    office: SmallOffice, monkeypatch: Any
) -> None:
    monkeypatch.setattr(view, "FIRST", 1)
    panel = opened(office, "clerk", issued(office))
    assert (len(panel.state.deliveries), panel.state.behind) == (1, 1)
    assert panel.state.totals.startswith("0/2 "), "the sentence counts them all"
    panel.press(AfterIssue.show_whole)
    assert (len(panel.state.deliveries), panel.state.behind) == (2, 0)
    panel.press(AfterIssue.narrow, "waiting")
    assert (len(panel.state.deliveries), panel.state.behind) == (1, 1)


@pytest.mark.article("10.3")
def test_taking_back_from_one_receiver_asks_for_what_taking_back_from_all_asks_for() -> None:
    handlers = (AfterIssue.recall, AfterIssue.recall_from, AfterIssue.withdraw_recall)
    assert {policy_of(handler.fn) for handler in handlers} == {Policy("outgoing.decide")}
    assert opens("outgoing.decide", frozenset({Scope.OUTGOING})), "also for whoever acts for the head"


@pytest.mark.article("7.2.3")
def test_the_drafter_is_told_the_day_then_that_it_is_over_and_nothing_once_it_is_checked(office: SmallOffice) -> None:
    document_id = issued(office)
    told = opened(office, "officer", document_id).state.check_told
    assert told.startswith("Kiểm tra số liệu đăng ký trước hết ngày ")
    assert opened(office, "clerk", document_id).state.check_told == "", "it is the drafter's"
    office.clock.pass_days(9)
    assert opened(office, "officer", document_id).state.check_told.startswith("Hạn kiểm tra số liệu đăng ký đã qua")
    office.act(office.officer, mistakes.check_issued, document_id)
    assert opened(office, "officer", document_id).state.check_told == ""
