"""In a tiny school one person is clerk and officer: what the unit's own rules let them combine, and what never."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.factories import SmallOffice, approved, codes, seat
from voffice_app.actions import imprinting, outgoing
from voffice_app.actions import people as posts
from voffice_app.db.people import Position
from voffice_app.domain.errors import Refused
from voffice_app.domain.outgoing import AT_ISSUE, FLOW, OutgoingFacts, OutgoingStatus
from voffice_app.domain.people import Actor, Role

TODAY = date(2026, 11, 23)


def clerk_who_drafts(office: SmallOffice) -> Actor:
    """The officer's second post: clerk of the same unit."""
    with office.db.act(office.it) as tx:
        position_id = seat(tx, office.officer.unit_id, Role.CLERK, "both")
        tx.session.get_one(Position, position_id).account_id = office.officer.account_id
    return replace(office.officer, position_id=position_id, role=Role.CLERK)


def test_nobody_checks_the_format_of_their_own_draft_unless_the_unit_lets_them(both: SmallOffice) -> None:
    document_id, clerk = approved(both), clerk_who_drafts(both)
    with pytest.raises(Refused) as refusal:
        both.act(clerk, outgoing.accept_format, document_id)
    assert codes(refusal) == ["same_person_both_steps"]
    assert both.document(document_id).status == "approved"
    rule = ("clerk_also_officer", "yes", TODAY, "Quy chế 02/QC-PGDĐT")
    both.act(both.head, posts.set_parameter, both.head.unit_id, *rule)
    both.act(clerk, outgoing.accept_format, document_id)
    imprinting.assign_number(both.office, clerk, document_id)
    assert both.document(document_id).number == 1


def test_another_clerk_checks_it_without_any_rule(small: SmallOffice) -> None:
    document_id = approved(small)
    clerk_who_drafts(small)
    small.act(small.clerk, outgoing.accept_format, document_id)
    assert small.document(document_id).status == "format_checked"


@pytest.mark.law("ND30:32")
def test_no_rule_lets_anybody_seal_before_the_leader_has_signed() -> None:
    for flow in (FLOW, AT_ISSUE):
        step = flow.steps["seal"]
        assert [guard.code for guard in step.guards] == ["leader_signature_missing"]
        for status in step.sources:
            facts = OutgoingFacts(status, 1, 14, 12, leader_signature_holds=False)
            assert not step.guards[0].holds(facts)
    assert OutgoingStatus.APPROVED not in {status for flow in (FLOW, AT_ISSUE) for status in flow.steps["seal"].sources}
