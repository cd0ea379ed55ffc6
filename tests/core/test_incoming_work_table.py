"""Work within an assignment — chains, extensions, opinions, answers: every state × step × person, in and out of the
unit, against the table as it is drawn here."""

from dataclasses import replace

import pytest

from tests.core.matrix import drawn
from tests.core.people import CLERK, COLLEAGUE, DEPUTY, EVERYBODY, HEAD, OFFICE, OFFICER
from voffice_app.domain.errors import TransitionRefused
from voffice_app.domain.incoming import FLOW, OPEN_WORK, IncomingFacts, IncomingStatus, available_names

# L the lead who works, D the deputy who gave it to the lead, S who supports, H the head, C a clerk who is asked.
WORK = drawn("""
                  received registered submitted assigned in_progress completed archived_only passed_on returned
assign_onward     .        .          .         L        L           .         .             .         . → assigned
change_onward     .        .          .         D        D           .         .             .         . → assigned
take_back         .        .          .         D        D           .         .             .         .
return_onward     .        .          .         L        L           .         .             .         . → assigned
ask_extension     .        .          .         LD       LD          .         .             .         .
grant_extension   .        .          .         H        H           .         .             .         .
refuse_extension  .        .          .         H        H           .         .             .         .
give_opinion      .        .          .         S        S           .         .             .         .
open_round        .        .          .         L        L           .         .             .         .
answer_round      .        .          .         C        C           .         .             .         .
close_round       .        .          .         LH       LH          .         .             .         .
draft_answer      .        .          .         LDS      LDS         .         .             .         .
""")
LETTER = {"L": OFFICER, "D": DEPUTY, "S": COLLEAGUE, "H": HEAD, "C": CLERK}
FACTS = IncomingFacts(
    IncomingStatus.ASSIGNED, OFFICE, lead_position_id=OFFICER.position_id, has_result=True,
    chain=(DEPUTY.position_id, OFFICER.position_id), passes_on=True, supporters=(COLLEAGUE.position_id,),
    granters=(HEAD.position_id,), invited=(CLERK.position_id,), round_open=True,
)  # fmt: skip


def facts(name: str, status: IncomingStatus) -> IncomingFacts:
    """A round is opened where none is open."""
    return replace(FACTS, status=status, round_open=name != "open_round")


@pytest.mark.article("8.3")
@pytest.mark.law("ND30:23")
@pytest.mark.parametrize("status", IncomingStatus)
@pytest.mark.parametrize("name", WORK)
def test_only_the_right_person_takes_a_step_within_the_work(name: str, status: IncomingStatus) -> None:
    letters = WORK[name].letters.get(status, "")
    ever = {LETTER[letter].position_id for cell in WORK[name].letters.values() for letter in cell}
    for person, actor in EVERYBODY.items():
        if any(LETTER[letter] is actor for letter in letters):
            assert (FLOW.decide(name, facts(name, status), actor).target or "") == WORK[name].target, person
            continue
        with pytest.raises(TransitionRefused) as no:
            FLOW.decide(name, facts(name, status), actor)
        codes = {reason.code for reason in no.value.reasons}
        assert ("wrong_state" in codes) == (not letters), person
        assert ("other_unit" in codes) == (actor.unit_id != OFFICE), person
        assert ("wrong_person" in codes) or actor.position_id in ever, person


@pytest.mark.parametrize("status", IncomingStatus)
def test_a_person_sees_the_buttons_of_the_work_they_may_do_and_no_other(status: IncomingStatus) -> None:
    for person, actor in EVERYBODY.items():
        allowed = {
            name for name, row in WORK.items() if any(LETTER[i] is actor for i in row.letters.get(status, ""))
        }  # fmt: skip
        seen = {name for name in available_names(replace(FACTS, status=status), actor) if name in WORK}
        assert seen == allowed, person


@pytest.mark.parametrize("status", OPEN_WORK)
def test_what_a_deputy_gave_comes_back_to_the_deputy_and_not_past_them_to_the_head(status: IncomingStatus) -> None:
    within = replace(FACTS, status=status)
    assert "return_assignment" not in available_names(within, OFFICER)
    from_head = replace(within, chain=(OFFICER.position_id,))
    assert "return_assignment" in available_names(from_head, OFFICER)
    assert "return_onward" not in available_names(from_head, OFFICER)
    assert "change_onward" not in available_names(from_head, DEPUTY)


@pytest.mark.parametrize("status", OPEN_WORK)
def test_an_officer_assigns_onward_only_as_leader_of_a_group_where_the_unit_says_so(status: IncomingStatus) -> None:
    ordinary = replace(FACTS, status=status, passes_on=False)
    assert "assign_onward" not in available_names(ordinary, OFFICER)
    leading = replace(ordinary, chain=(DEPUTY.position_id,), lead_position_id=DEPUTY.position_id)
    assert "assign_onward" in available_names(leading, DEPUTY), "a deputy needs no rule"
    clerk = replace(FACTS, status=status, chain=(CLERK.position_id,), lead_position_id=CLERK.position_id)
    assert "assign_onward" not in available_names(clerk, CLERK)


@pytest.mark.parametrize(("name", "who", "code", "open_now"), [
    ("open_round", OFFICER, "round_open", True), ("answer_round", CLERK, "round_closed", False),
    ("close_round", HEAD, "round_closed", False),
])  # fmt: skip
def test_one_round_is_open_at_a_time_and_a_closed_one_takes_no_answer(
    name: str, who: object, code: str, open_now: bool
) -> None:
    with pytest.raises(TransitionRefused) as no:
        FLOW.decide(name, replace(FACTS, round_open=open_now), who)  # type: ignore[arg-type]
    assert [reason.code for reason in no.value.reasons] == [code]
