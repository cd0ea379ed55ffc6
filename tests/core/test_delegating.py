"""The head lets somebody act for a time: given, used within its scopes, ended – on both databases."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.core.factories import NOON, SmallOffice, assigned, codes, submitted, waiting
from voffice_app.actions import assigning, delegating, incoming, outgoing, paper
from voffice_app.actions import door as entrance
from voffice_app.actions.delegating import DelegationForm
from voffice_app.db import delegations
from voffice_app.db import door as door_db
from voffice_app.db.audit import broken_links
from voffice_app.db.people import Position
from voffice_app.db.session import Tx
from voffice_app.domain.delegation import EVERY, Scope
from voffice_app.domain.errors import NotVisible, Refused, TransitionRefused
from voffice_app.domain.incoming import Source
from voffice_app.domain.people import Actor

TODAY = date(2026, 11, 23)
LAST = date(2026, 11, 30)


def form(office: SmallOffice, **changes: Any) -> DelegationForm:
    wanted = {
        "giver_position_id": office.head.position_id, "delegate_position_id": office.deputy.position_id,
        "valid_from": TODAY, "valid_to": LAST, "scopes": EVERY, "paper": "Giấy ủy quyền số 05 ngày 20/11/2026",
    }  # fmt: skip
    return DelegationForm(**{**wanted, **changes})


def given(office: SmallOffice, **changes: Any) -> int:
    return int(office.act(office.head, delegating.delegate, form(office, **changes)))


def acting(office: SmallOffice, delegation_id: int, who: Actor | None = None) -> Actor | None:
    account_id = (who or office.deputy).account_id
    with office.db.read() as session:
        return delegations.find_acting(session, account_id, delegation_id, office.db.today())


def stand_in(office: SmallOffice, **changes: Any) -> Actor:
    found = acting(office, given(office, **changes))
    assert found is not None
    return found


def test_the_deputy_assigns_for_the_head_and_every_record_says_who_acted_for_whom(both: SmallOffice) -> None:
    who = stand_in(both)
    document_id = waiting(both)
    both.act(who, assigning.assign, document_id, assigning.Assignment(both.officer.position_id))
    line = both.history("incoming", document_id)[0]
    assert (line.act, line.actor_name) == ("assign", "Người deputy")
    assert line.actor_title == "deputy, thay head Người head"
    assert line.account_id == both.deputy.account_id
    assert line.facts["acting_for"] == both.head.position_id
    assert line.facts["acting_position_id"] == both.deputy.position_id
    with both.db.read() as session:
        assert list(broken_links(session, both.head.unit_id)) == []


def test_a_scope_opens_its_own_acts_and_no_others(both: SmallOffice) -> None:
    document_id = assigned(both)
    following = stand_in(both, scopes=frozenset({Scope.FOLLOWING}))
    wanted = assigning.Assignment(both.colleague.position_id)
    with pytest.raises(TransitionRefused) as refusal:
        both.act(following, assigning.reassign, document_id, wanted, "đổi người")
    assert codes(refusal) == ["acting_outside_scope"]


@pytest.mark.law("ND30:11", "ND30:13")
def test_whoever_acts_for_the_head_approves_nothing_that_waits_for_the_head(both: SmallOffice) -> None:
    who = stand_in(both)
    document_id = submitted(both, signer="head")
    with pytest.raises(TransitionRefused) as refusal:
        both.act(who, outgoing.approve, document_id, both.document(document_id).current_file_id)
    assert codes(refusal) == ["acting_outside_scope"]
    both.act(who, outgoing.cancel, document_id, "Không còn cần")
    assert both.document(document_id).status == "cancelled"


def test_registering_and_intake_are_not_done_by_acting(both: SmallOffice) -> None:
    who = stand_in(both)
    with pytest.raises(NotVisible):
        both.act(who, incoming.pass_to_clerk, incoming.Intake(Source.EMAIL, "Chuyển văn thư"))


def _retitle(tx: Tx, position_id: int, act: str) -> None:
    """An act that no permission and no step guards."""
    tx.session.get_one(Position, position_id).title = "changed"
    tx.record(act, "unit", 1)


@pytest.mark.parametrize("act", ["draft", "give_authority", "remind_delivery", "hand_over_post", "invented_later"])
def test_what_no_scope_lists_is_rolled_back_wherever_it_came_from(both: SmallOffice, act: str) -> None:
    who = stand_in(both)
    with pytest.raises(Refused) as refusal:
        both.act(who, _retitle, both.clerk.position_id, act)
    assert codes(refusal) == ["acting_outside_scope"]
    with both.db.read() as session:
        assert session.get_one(Position, both.clerk.position_id).title == "clerk"


def test_whether_a_document_goes_out_on_paper_too_may_be_left_to_who_acts(both: SmallOffice) -> None:
    document_id = submitted(both, signer="head")
    who = stand_in(both, scopes=frozenset({Scope.OUTGOING}))
    both.act(who, paper.decide_paper, document_id, True)
    assert both.document(document_id).also_paper
    line = both.history("outgoing", document_id)[0]
    assert (line.act, line.actor_name) == ("decide_paper", "Người deputy")


def test_no_scope_is_held_by_two_at_once_but_two_scopes_may_be(both: SmallOffice) -> None:
    given(both, scopes=frozenset({Scope.INCOMING}))
    other = {"delegate_position_id": both.officer.position_id}
    with pytest.raises(Refused) as refusal:
        given(both, scopes=frozenset({Scope.INCOMING, Scope.OUTGOING}), valid_from=LAST, **other)
    assert codes(refusal) == ["delegation_overlaps"]
    given(both, scopes=frozenset({Scope.OUTGOING}), **other)
    given(both, scopes=frozenset({Scope.INCOMING}), valid_from=date(2026, 12, 1), valid_to=date(2026, 12, 5), **other)


def test_nothing_is_given_on(both: SmallOffice) -> None:
    who = stand_in(both)
    with pytest.raises(NotVisible):
        both.act(who, delegating.delegate, form(both, delegate_position_id=both.officer.position_id))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_to": date(2026, 11, 22)}, "term_backwards"),
        ({"valid_from": date(2026, 11, 1), "valid_to": date(2026, 11, 5)}, "term_over"),
        ({"scopes": frozenset()}, "scopes_missing"),
        ({"paper": "  "}, "paper_missing"),
    ],
)
def test_an_incomplete_delegation_is_refused(small: SmallOffice, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        given(small, **changes)
    assert code in codes(refusal)


@pytest.mark.parametrize("name", ["clerk", "it", "head", "school1_officer"])
def test_clerk_it_and_strangers_act_for_no_head(small: SmallOffice, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        given(small, delegate_position_id=small.people[name].position_id)
    assert "delegate_not_fit" in codes(refusal)


@pytest.mark.parametrize("name", ["deputy", "clerk", "officer", "school1_head"])
def test_only_the_head_or_it_gives(small: SmallOffice, name: str) -> None:
    with pytest.raises(NotVisible):
        small.act(small.people[name], delegating.delegate, form(small))
    small.act(small.it, delegating.delegate, form(small))


def test_it_gives_nothing_of_a_deputy(small: SmallOffice) -> None:
    wanted = form(small, giver_position_id=small.deputy.position_id, delegate_position_id=small.officer.position_id)
    with pytest.raises(Refused) as refusal:
        small.act(small.it, delegating.delegate, wanted)
    assert codes(refusal) == ["giver_not_head"]


def signed_in(office: SmallOffice, who: Actor) -> int:
    with office.db.act(who) as tx:
        entrance.open_login(tx, f"{who.position_id:064d}", "10.0.0.1")
    with office.db.read() as session:
        found = door_db.find_open(session, f"{who.position_id:064d}", NOON, *(2 * [_LONG]))
    assert found is not None
    return found.session_id


_LONG = NOON - NOON.replace(year=2025)


def test_a_session_that_acts_is_turned_back_in_the_act_that_ends_the_delegation(both: SmallOffice) -> None:
    delegation_id = given(both)
    who = acting(both, delegation_id)
    assert who is not None
    login_id = signed_in(both, both.deputy)
    both.act(both.deputy, delegating.act_for, login_id, delegation_id)
    document_id = waiting(both)
    keys = both.act(both.head, delegating.end_delegation, delegation_id)
    assert keys == [f"{both.deputy.position_id:064d}"]
    with pytest.raises(Refused) as refusal:
        both.act(who, assigning.assign, document_id, assigning.Assignment(both.officer.position_id))
    assert codes(refusal) == ["delegation_ended"]
    assert both.arrived(document_id).status == "submitted"
    assert acting(both, delegation_id) is None
    with pytest.raises(Refused) as again:
        both.act(both.head, delegating.end_delegation, delegation_id)
    assert codes(again) == ["ended_before"]


def test_the_delegate_gives_it_back(both: SmallOffice) -> None:
    delegation_id = given(both)
    who = acting(both, delegation_id)
    with pytest.raises(NotVisible):
        both.act(both.officer, delegating.end_delegation, delegation_id)
    both.act(who, delegating.end_delegation, delegation_id)
    assert acting(both, delegation_id) is None


def test_it_ends_with_its_last_day_without_anybody_doing_anything(both: SmallOffice) -> None:
    who = stand_in(both)
    both.clock.pass_days(7)
    assert both.db.today() == LAST
    assert acting(both, who.delegation_id or 0) is not None
    both.clock.pass_days(1)
    assert acting(both, who.delegation_id or 0) is None
    with pytest.raises(Refused) as refusal, both.db.act(who):
        pass
    assert codes(refusal) == ["delegation_ended"]


@pytest.mark.parametrize("whose", ["head", "deputy"])
def test_it_ends_with_either_post(both: SmallOffice, whose: str) -> None:
    who = stand_in(both)
    with both.db.act(both.it) as tx:
        tx.session.get_one(Position, both.people[whose].position_id).valid_to = date(2026, 11, 22)
    with pytest.raises(Refused) as refusal, both.db.act(who):
        pass
    assert codes(refusal) == ["delegation_ended"]


def test_only_the_delegate_takes_it_up(both: SmallOffice) -> None:
    delegation_id = given(both)
    login_id = signed_in(both, both.officer)
    with pytest.raises(NotVisible):
        both.act(both.officer, delegating.act_for, login_id, delegation_id)
    assert acting(both, delegation_id, both.officer) is None


def test_the_database_knows_no_delegation_to_oneself_nor_one_that_ends_before_it_begins(both: SmallOffice) -> None:
    for changes in ({"delegate_position_id": both.head.position_id}, {"valid_to": date(2026, 11, 1)}):
        wanted = {
            "unit_id": both.head.unit_id, "giver_position_id": both.head.position_id,
            "delegate_position_id": both.deputy.position_id, "valid_from": TODAY, "valid_to": LAST, "paper": "x",
            "recorded_at": NOON,
        }  # fmt: skip
        with pytest.raises(IntegrityError), both.db.act(both.head) as tx:
            tx.session.add(delegations.Delegation(**{**wanted, **changes}))
