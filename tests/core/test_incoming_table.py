"""The life of an incoming document: every state × step × person, against the table as the regulation draws it."""

from dataclasses import replace

import pytest

from tests.core.matrix import drawn
from tests.core.people import CLERK, COLLEAGUE, DEPUTY, EVERYBODY, HEAD, OFFICE, OFFICER, meant
from tests.core.test_incoming_work_table import WORK
from voffice_app.domain.errors import AlreadyDone, TransitionRefused
from voffice_app.domain.incoming import (
    DELIVERY_CODE,
    FLOW,
    DeliveryCode,
    IncomingFacts,
    IncomingStatus,
    Source,
    available_names,
)

# C the clerk, H the head, B either, L the lead, R whom it is addressed to; a dot: nobody.

TABLE = drawn("""
                  received registered submitted assigned in_progress completed archived_only passed_on returned recalled voided
register          C        .          .         .        .           .         .             .         .        .        . → registered
return_intake     C        .          .         .        .           .         .             .         .        .        . → returned
pass_on           C        .          .         .        .           .         .             .         .        .        . → passed_on
void_entry        .        C          C         .        .           .         C             .         .        .        . → voided
hand_back         .        .          .         .        .           .         .             R         .        .        . → received
archive_only      C        C          .         .        .           .         .             .         .        .        . → archived_only
submit            .        C          .         .        .           .         .             .         .        .        . → submitted
assign            .        .          H         .        .           .         .             .         .        .        . → assigned
reassign          .        .          .         H        H           .         .             .         .        .        . → assigned
record_progress   .        .          .         L        L           .         .             .         .        .        . → in_progress
return_assignment .        .          .         L        L           .         .             .         .        .        . → submitted
complete          .        .          .         L        L           .         .             .         .        .        . → completed
reopen            .        .          .         .        .           H         .             .         .        .        . → in_progress
confirm_recall    .        .          .         .        .           .         .             .         .        B        .
refuse_recall     .        .          .         .        .           .         .             .         .        B        .
""")  # noqa: E501 - a row is read across
LETTER = {"L": OFFICER, "C": CLERK, "H": HEAD, "R": COLLEAGUE}
FACTS = IncomingFacts(
    IncomingStatus.RECEIVED,
    OFFICE,
    Source.MVP,
    OFFICER.position_id,
    COLLEAGUE.position_id,
    has_result=True,
    recall_asked=True,
)


def test_the_table_has_exactly_the_steps_of_the_regulation() -> None:
    assert set(FLOW.steps) == {*TABLE, *WORK}


@pytest.mark.article("6.1")
@pytest.mark.article("8.3")
@pytest.mark.parametrize("status", IncomingStatus)
@pytest.mark.parametrize("name", TABLE)
def test_only_the_right_person_takes_a_step_from_the_right_state(name: str, status: IncomingStatus) -> None:
    expected, facts = TABLE[name], replace(FACTS, status=status)
    for person, actor in EVERYBODY.items():
        letter = expected.letters.get(status)
        if actor in meant(LETTER, letter):
            assert str(FLOW.decide(name, facts, actor).target or "") == expected.target, person
            continue
        who = meant(LETTER, next(iter(expected.letters.values())))
        again = expected.target == status and actor in who
        with pytest.raises(AlreadyDone if again and not FLOW.steps[name].speaks else TransitionRefused) as no:
            FLOW.decide(name, facts, actor)
        codes = {reason.code for reason in no.value.reasons}
        assert (codes == {"said_before"}) == (again and FLOW.steps[name].speaks), person
        if no.type is TransitionRefused and not again:
            assert ("wrong_state" in codes) == (letter is None), person
            assert ("other_unit" in codes) == (actor.unit_id != OFFICE), person
            assert ("wrong_person" in codes) or actor.position_id in {one.position_id for one in who}, person


@pytest.mark.parametrize("status", IncomingStatus)
def test_a_person_sees_the_buttons_of_the_steps_they_may_take_and_no_other(status: IncomingStatus) -> None:
    facts = replace(FACTS, status=status)
    for person, actor in EVERYBODY.items():
        allowed = {name for name, row in TABLE.items() if actor in meant(LETTER, row.letters.get(status))}
        assert {name for name in available_names(facts, actor) if name in TABLE} == allowed, person


@pytest.mark.law("ND30:22")
def test_nobody_has_to_handle_what_the_clerk_did_not_register() -> None:
    before = {IncomingStatus.RECEIVED, IncomingStatus.RETURNED}
    assert not before & {status for step in FLOW if step.who.name != "clerk" for status in step.sources}


@pytest.mark.law("ND30:21")
def test_what_was_addressed_to_a_person_comes_back_only_to_the_clerk() -> None:
    ways_out = [step for step in FLOW if IncomingStatus.PASSED_ON in step.sources]
    assert [(step.name, step.target) for step in ways_out] == [("hand_back", IncomingStatus.RECEIVED)]


def test_a_deputy_who_leads_assigns_onward_and_another_deputy_does_not() -> None:
    leading = replace(FACTS, status=IncomingStatus.ASSIGNED, lead_position_id=DEPUTY.position_id)
    assert "assign_onward" in available_names(leading, DEPUTY)
    assert "reassign" not in available_names(leading, DEPUTY), "the whole assignment is the head's"
    assert "assign_onward" not in available_names(replace(leading, lead_position_id=OFFICER.position_id), DEPUTY)


@pytest.mark.article("6.1.2")
def test_only_what_was_assigned_on_mvp_goes_straight_to_the_archive() -> None:
    for source in Source:
        facts = replace(FACTS, source=source)
        if source is Source.MVP:
            assert FLOW.decide("archive_only", facts, CLERK).target is IncomingStatus.ARCHIVED_ONLY
            continue
        with pytest.raises(TransitionRefused) as no:
            FLOW.decide("archive_only", facts, CLERK)
        assert [reason.code for reason in no.value.reasons] == ["not_from_mvp"]
    archived = replace(FACTS, status=IncomingStatus.ARCHIVED_ONLY)
    offered = {name for actor in EVERYBODY.values() for name in available_names(archived, actor)}
    assert offered == {"void_entry"}, "it never enters the workflow; only the entry itself can be wrong"


@pytest.mark.article("6.1")
def test_complete_needs_a_result() -> None:
    facts = replace(FACTS, status=IncomingStatus.IN_PROGRESS, has_result=False)
    with pytest.raises(TransitionRefused) as no:
        FLOW.decide("complete", facts, OFFICER)
    assert [reason.code for reason in no.value.reasons] == ["result_missing"]


def test_without_a_lead_nobody_is_the_lead() -> None:
    facts = replace(FACTS, status=IncomingStatus.ASSIGNED, lead_position_id=None)
    assert all("complete" not in available_names(facts, actor) for actor in EVERYBODY.values())


def test_every_state_tells_the_sender_something() -> None:
    assert set(DELIVERY_CODE) == set(IncomingStatus)
    assert DELIVERY_CODE[IncomingStatus.COMPLETED] is DeliveryCode.DONE
    assert DELIVERY_CODE[IncomingStatus.RETURNED] is DeliveryCode.REFUSED
