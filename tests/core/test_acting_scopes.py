"""Acting for somebody is default-deny: looped over every permission, every step and every scope."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.people import DEPUTY, HEAD
from voffice_app.domain import delegation, incoming, outgoing
from voffice_app.domain.delegation import EVERY, Scope, Term
from voffice_app.domain.permissions import Permission, may

ACTING = replace(
    HEAD, account_id=DEPUTY.account_id, acting_position_id=DEPUTY.position_id, acting_name="Phạm Thị Phó",
    acting_title="Phó Trưởng phòng", title="Trưởng phòng", full_name="Trần Văn Trưởng", delegation_id=1, scopes=EVERY,
)  # fmt: skip
NEVER = {
    "outgoing.approve", "outgoing.sign", "outgoing.clerk", "outgoing.draft", "incoming.register", "incoming.intake",
    "incoming.work", "custody.read", "unit.rules", "admin",
}  # fmt: skip
NEVER_STEPS = {"approve", "send_back", "sign", "seal", "issue", "assign_number", "accept_format", "submit", "initial"}


@pytest.mark.law("ND30:11", "ND30:13")
def test_whoever_acts_for_the_head_never_approves_signs_or_seals_whatever_the_scope() -> None:
    for name in NEVER:
        assert not may(ACTING, name), name
    for step in NEVER_STEPS:
        assert not delegation.covers(step, EVERY), step
    signer = outgoing.OutgoingFacts(
        outgoing.OutgoingStatus.SUBMITTED, HEAD.unit_id, 99, HEAD.position_id, True, True, True, True, True
    )
    assert "approve" in outgoing.available_names(signer, HEAD)
    assert outgoing.available_names(signer, ACTING) == ["cancel"]
    reasons = outgoing.FLOW.reasons(outgoing.FLOW.steps["approve"], signer, ACTING)
    assert [reason.code for reason in reasons] == ["acting_outside_scope"]


def test_every_permission_is_open_to_acting_only_through_a_scope_that_lists_it() -> None:
    for permission in Permission:
        for scope in Scope:
            actor = replace(ACTING, scopes=frozenset({scope}))
            listed = scope in delegation.PERMISSIONS.get(permission, frozenset())
            assert may(actor, permission) == (listed and may(HEAD, permission)), (permission, scope)
        assert not may(replace(ACTING, scopes=frozenset()), permission)


def test_every_step_is_taken_only_within_its_scope() -> None:
    for flow in (incoming.FLOW, outgoing.FLOW, outgoing.AT_ISSUE):
        for step in flow:
            for scope in Scope:
                wanted = delegation.STEPS.get(step.name) == scope
                assert delegation.covers(step.name, frozenset({scope})) == wanted, (step.name, scope)


def test_what_is_told_of_an_act_names_who_acted_and_for_whom() -> None:
    assert ACTING.written_name == "Phạm Thị Phó"
    assert ACTING.written_title == "Phó Trưởng phòng, thay Trưởng phòng Trần Văn Trưởng"
    assert (HEAD.written_name, HEAD.written_title) == (HEAD.full_name, HEAD.title)


def test_terms_hold_on_both_their_days_and_not_from_the_day_they_are_ended() -> None:

    term = Term(date(2026, 11, 20), date(2026, 11, 30))
    assert [term.holds(date(2026, 11, day)) for day in (19, 20, 30)] == [False, True, True]
    assert not term.holds(date(2026, 12, 1))
    ended = Term(date(2026, 11, 20), date(2026, 11, 30), date(2026, 11, 25))
    assert ended.holds(date(2026, 11, 24))
    assert not ended.holds(date(2026, 11, 25))
    assert term.meets(Term(date(2026, 11, 30)))
    assert not ended.meets(Term(date(2026, 11, 25)))
