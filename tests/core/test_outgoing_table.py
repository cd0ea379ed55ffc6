"""The life of an outgoing document: every state × step × person, against the table as the regulation draws it."""

from dataclasses import replace

import pytest

from tests.core.matrix import drawn
from tests.core.people import CLERK, COLLEAGUE, DEPUTY, EVERYBODY, HEAD, INSIDE, OFFICE, OFFICER, meant
from voffice_app.domain.errors import AlreadyDone, TransitionRefused
from voffice_app.domain.outgoing import FLOW, OutgoingFacts, OutgoingStatus, available_names
from voffice_app.domain.people import Role

# D the drafter, S the named signer, C the clerk, H the head, B head or clerk; a dot: nobody.

TABLE = drawn("""
                draft submitted returned approved format_checked numbered leader_signed sealed issued cancelled recalled replaced
edit            D     .         D        .        .              .        .             .      .      .         .        .
initial         D     .         D        .        .              .        .             .      .      .         .        .
submit          D     .         D        .        .              .        .             .      .      .         .        . → submitted
withdraw        .     D         .        .        .              .        .             .      .      .         .        . → draft
approve         .     S         .        .        .              .        .             .      .      .         .        . → approved
send_back       .     S         .        .        .              S        .             .      .      .         .        . → returned
revise          .     .         .        D        D              D        .             .      .      .         .        . → draft
accept_format   .     .         .        C        .              .        .             .      .      .         .        . → format_checked
return_format   .     .         .        C        C              .        C             .      .      .         .        . → returned
assign_number   .     .         .        .        C              .        .             .      .      .         .        . → numbered
sign            .     .         .        .        .              S        .             .      .      .         .        . → leader_signed
seal            .     .         .        .        .              .        C             .      .      .         .        . → sealed
issue           .     .         .        .        .              .        .             C      .      .         .        . → issued
cancel          H     H         H        H        H              H        H             H      .      .         .        . → cancelled
discard         D     .         D        .        .              .        .             .      .      .         .        . → cancelled
check_issued    .     .         .        .        .              .        .             .      D      .         .        .
ask_correction  .     .         .        .        .              .        .             .      D      .         .        .
update          .     .         .        .        .              .        .             .      C      .         .        .
replace         .     .         .        .        .              .        .             .      C      .         .        . → replaced
recall          .     .         .        .        .              .        .             .      B      .         .        . → recalled
withdraw_recall .     .         .        .        .              .        .             .      .      .         B        . → issued
""")  # noqa: E501 - a row is read across
LETTER = {"D": OFFICER, "S": DEPUTY, "C": CLERK, "H": HEAD}
COMPLETE = OutgoingFacts(
    OutgoingStatus.DRAFT, OFFICE, OFFICER.position_id, DEPUTY.position_id, has_main_pdf=True, has_initial=True,
    has_recipients=True, has_place=True, has_blanks=True, imprinted=True, leader_signature_holds=True,
)  # fmt: skip
GUARDS = {
    "initial": {"has_main_pdf": "main_pdf_missing"},
    "submit": {
        "has_main_pdf": "main_pdf_missing", "has_recipients": "recipients_missing", "has_initial": "initial_missing",
        "has_place": "place_missing", "has_blanks": "blanks_missing",
    },
    "assign_number": {"has_place": "place_missing", "has_blanks": "blanks_missing"},
    "sign": {"imprinted": "imprint_missing"},
    "seal": {"leader_signature_holds": "leader_signature_missing"},
    "issue": {"has_recipients": "recipients_missing", "leader_signature_holds": "leader_signature_missing"},
}  # fmt: skip


def test_the_table_has_exactly_the_steps_of_the_regulation() -> None:
    assert set(FLOW.steps) == set(TABLE)


@pytest.mark.article("7.2.2")
@pytest.mark.article("8.2")
@pytest.mark.parametrize("status", OutgoingStatus)
@pytest.mark.parametrize("name", TABLE)
def test_only_the_right_person_takes_a_step_from_the_right_state(name: str, status: OutgoingStatus) -> None:
    expected, facts = TABLE[name], replace(COMPLETE, status=status)
    for person, actor in EVERYBODY.items():
        letter = expected.letters.get(status)
        if actor in meant(LETTER, letter):
            step = FLOW.decide(name, facts, actor)
            assert str(step.target or "") == expected.target, person
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
            same_post = actor.position_id in {one.position_id for one in who}
            assert ("wrong_person" in codes) or same_post, person


@pytest.mark.parametrize("status", OutgoingStatus)
def test_a_person_sees_the_buttons_of_the_steps_they_may_take_and_no_other(status: OutgoingStatus) -> None:
    facts = replace(COMPLETE, status=status)
    for person, actor in EVERYBODY.items():
        allowed = {name for name, row in TABLE.items() if actor in meant(LETTER, row.letters.get(status))}
        assert set(available_names(facts, actor)) == allowed, person


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, row in GUARDS.items() for field in row])
def test_a_step_says_what_is_missing(name: str, field: str) -> None:
    expected = TABLE[name]
    status, letter = next(iter(expected.letters.items()))
    facts = replace(COMPLETE, status=OutgoingStatus(status), **{field: False})
    with pytest.raises(TransitionRefused) as no:
        FLOW.decide(name, facts, LETTER[letter])
    assert [reason.code for reason in no.value.reasons] == [GUARDS[name][field]]
    assert name in available_names(facts, LETTER[letter]), "the button stays, with its reason"


def test_a_refusal_tells_every_reason_at_once() -> None:
    bare = OutgoingFacts(OutgoingStatus.DRAFT, OFFICE, OFFICER.position_id)
    with pytest.raises(TransitionRefused) as no:
        FLOW.decide("submit", bare, OFFICER)
    assert {reason.code for reason in no.value.reasons} == set(GUARDS["submit"].values()) | {"signer_missing"}


@pytest.mark.article("8.5")
def test_a_deputy_who_drafts_takes_the_path_of_any_drafter_and_cannot_approve_it() -> None:
    drafted = replace(COMPLETE, drafter_position_id=DEPUTY.position_id, signer_position_id=HEAD.position_id)
    assert {"edit", "initial", "submit", "discard"} <= set(available_names(drafted, DEPUTY))
    submitted = replace(drafted, status=OutgoingStatus.SUBMITTED)
    assert available_names(submitted, DEPUTY) == ["withdraw"]
    assert {"approve", "send_back", "cancel"} == set(available_names(submitted, HEAD))


@pytest.mark.law("ND30:11")
def test_only_the_named_signer_approves_not_any_leader() -> None:
    submitted = replace(COMPLETE, status=OutgoingStatus.SUBMITTED)
    assert "approve" in available_names(submitted, DEPUTY)
    assert "approve" not in available_names(submitted, HEAD)


@pytest.mark.law("ND30:13")
def test_a_named_signer_who_leads_no_longer_neither_approves_nor_signs() -> None:
    former = replace(DEPUTY, role=Role.OFFICER)
    for name, status in (("approve", OutgoingStatus.SUBMITTED), ("sign", OutgoingStatus.NUMBERED)):
        with pytest.raises(TransitionRefused):
            FLOW.decide(name, replace(COMPLETE, status=status), former)


@pytest.mark.law("ND30:15")
def test_a_draft_with_a_number_is_cancelled_by_the_head_and_not_thrown_away() -> None:
    numbered = replace(COMPLETE, status=OutgoingStatus.RETURNED, has_number=True)
    with pytest.raises(TransitionRefused) as no:
        FLOW.decide("discard", numbered, OFFICER)
    assert [reason.code for reason in no.value.reasons] == ["number_bound"]
    assert FLOW.decide("cancel", numbered, HEAD).target is OutgoingStatus.CANCELLED


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_no_way_leads_to_the_seal_but_over_the_leaders_signature() -> None:
    sources = {status for step in FLOW if step.target is OutgoingStatus.SEALED for status in step.sources}
    assert sources == {OutgoingStatus.LEADER_SIGNED}
    signs = [step for step in FLOW if step.target is OutgoingStatus.LEADER_SIGNED]
    assert [step.name for step in signs] == ["sign"]
    unsigned = replace(COMPLETE, status=OutgoingStatus.LEADER_SIGNED, leader_signature_holds=False)
    for actor in INSIDE.values():
        with pytest.raises(TransitionRefused):
            FLOW.decide("seal", unsigned, actor)


def test_a_colleague_of_the_drafter_touches_nothing() -> None:
    for status in OutgoingStatus:
        assert available_names(replace(COMPLETE, status=status), COLLEAGUE) == []
