"""More time is asked for with a reason, granted or refused by who assigned, and what is granted counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.core.factories import SmallOffice, codes
from tests.core.test_chains import FRIDAY, NEXT_MONDAY, chain, led, onward, post
from voffice_app.actions import assigning
from voffice_app.actions.assigning_onward import take_back
from voffice_app.actions.extensions import ask_extension, grant_extension, refuse_extension
from voffice_app.db.extensions import IncomingExtension, list_extensions
from voffice_app.db.incoming_work import list_in_hand
from voffice_app.db.people import Position
from voffice_app.domain.errors import NotVisible, Refused, TransitionRefused
from voffice_app.domain.extensions import later_due, onward_due

NEXT_FRIDAY = date(2026, 12, 4)


def asked(small: SmallOffice, document_id: int, who: str = "deputy", wished: date = NEXT_MONDAY) -> int:
    return int(small.act(small.people[who], ask_extension, document_id, wished, "Chờ số liệu các trường"))


def kept(small: SmallOffice, document_id: int) -> IncomingExtension:
    """The newest request."""
    with small.db.read() as session:
        return list_extensions(session, document_id)[0]


@pytest.mark.law("ND30:24")
def test_the_head_grants_what_was_asked_and_the_deadline_moves_for_every_figure(both: SmallOffice) -> None:
    document_id = led(both)
    request = asked(both, document_id)
    both.act(both.head, grant_extension, document_id, request, None)
    document, row = both.arrived(document_id), kept(both, document_id)
    assert (document.due_on, document.due_sort) == (NEXT_MONDAY, NEXT_MONDAY)
    assert (row.state, row.granted_on, row.old_due_on) == ("granted", NEXT_MONDAY, FRIDAY)
    entry = both.history("incoming", document_id)[0]
    assert (entry.act, entry.facts["due_on"], entry.facts["due_before"]) == (
        "grant_extension", "2026-11-30", "2026-11-27",
    )  # fmt: skip
    assert both.history("incoming", document_id)[1].comment == "Chờ số liệu các trường"


def test_the_head_may_grant_another_day_and_those_with_the_same_deadline_get_it_too(small: SmallOffice) -> None:
    document_id = led(small)
    small.act(small.head, grant_extension, document_id, asked(small, document_id), NEXT_FRIDAY, "Thêm cho chắc")
    assert small.arrived(document_id).due_on == NEXT_FRIDAY
    with small.db.read() as session:
        assert {row.due_on for row in list_in_hand(session, document_id)} == {NEXT_FRIDAY}


def test_a_day_off_that_is_granted_ends_on_the_next_working_day(small: SmallOffice) -> None:
    document_id = led(small)
    small.act(small.head, grant_extension, document_id, asked(small, document_id), date(2026, 11, 29))
    document = small.arrived(document_id)
    assert (document.due_on, document.due_sort) == (date(2026, 11, 29), NEXT_MONDAY)


def test_the_head_refuses_only_with_a_reason_and_the_deadline_stays(small: SmallOffice) -> None:
    document_id = led(small)
    request = asked(small, document_id)
    with pytest.raises(Refused) as no:
        small.act(small.head, refuse_extension, document_id, request, " ")
    assert codes(no) == ["comment_missing"]
    small.act(small.head, refuse_extension, document_id, request, "Sở cần trước thứ Sáu")
    assert (small.arrived(document_id).due_on, kept(small, document_id).state) == (FRIDAY, "refused")
    asked(small, document_id)  # refused once, asked again


@pytest.mark.parametrize("who", ["officer", "clerk", "colleague", "deputy"])
def test_nobody_but_who_assigned_answers(small: SmallOffice, who: str) -> None:
    document_id = led(small)
    request = asked(small, document_id)
    for act, answer in ((grant_extension, (NEXT_MONDAY,)), (refuse_extension, ("Không",))):
        with pytest.raises(TransitionRefused) as no:
            small.act(small.people[who], act, document_id, request, *answer)
        assert codes(no) == ["wrong_person"]


def test_the_deputy_answers_the_officer_within_the_deputys_own_deadline(small: SmallOffice) -> None:
    document_id = led(small)
    onward(small, document_id, due_on=date(2026, 11, 25))
    request = asked(small, document_id, "officer", FRIDAY)
    with pytest.raises(TransitionRefused):
        small.act(small.head, grant_extension, document_id, request, None)
    with pytest.raises(Refused) as no:
        small.act(small.deputy, grant_extension, document_id, request, NEXT_MONDAY)
    assert codes(no) == ["due_after_own"]
    small.act(small.deputy, grant_extension, document_id, request, None)
    assert [row.due_on for row in chain(small, document_id)] == [FRIDAY, FRIDAY]
    assert small.arrived(document_id).due_on == FRIDAY, "the head's day has not moved"
    asked(small, document_id)  # the deputy asks the head while another works
    small.act(small.head, grant_extension, document_id, kept(small, document_id).id, None)
    assert [row.due_on for row in chain(small, document_id)] == [NEXT_MONDAY, FRIDAY]


def test_asking_needs_a_deadline_a_reason_and_a_later_day_once_at_a_time(small: SmallOffice) -> None:
    without = led(small, due_on=None)
    document_id = led(small)
    for number, day, reason, code in (
        (without, NEXT_MONDAY, "Vì", "extension_no_due"), (document_id, None, "Vì", "extension_missing"),
        (document_id, FRIDAY, "Vì", "extension_not_later"), (document_id, NEXT_MONDAY, " ", "comment_missing"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            small.act(small.deputy, ask_extension, number, day, reason)
        assert codes(no) == [code]
    asked(small, document_id)
    with pytest.raises(Refused) as no:
        asked(small, document_id)
    assert codes(no) == ["extension_waiting"]


def test_a_request_dies_with_the_work_it_was_for(small: SmallOffice) -> None:
    done = led(small)
    first = asked(small, done)
    small.act(small.deputy, assigning.complete, done, "Xong")
    taken = led(small)
    onward(small, taken)
    second = asked(small, taken, "officer")
    small.act(small.deputy, take_back, taken, "Tự làm")
    for document_id, request, who in ((done, first, small.head), (taken, second, small.deputy)):
        with pytest.raises(Refused) as no:
            small.act(who, grant_extension, document_id, request, None)
        assert codes(no) == ["extension_closed"]
        assert kept(small, document_id).state == "lapsed"
    assert [kept(small, i).answer for i in (done, taken)] == ["Xong", "Tự làm"], "why it needs no answer any more"


def test_the_head_answers_for_a_deputy_who_left_office(small: SmallOffice) -> None:
    document_id = led(small)
    onward(small, document_id, due_on=date(2026, 11, 25))
    request = asked(small, document_id, "officer", FRIDAY)
    with small.db.act(small.it) as tx:
        tx.session.get_one(Position, post(small, "deputy")).valid_to = date(2026, 11, 22)
    small.act(small.head, grant_extension, document_id, request, None)
    assert kept(small, document_id).state == "granted"


def test_a_request_of_another_document_or_unit_is_not_there(small: SmallOffice) -> None:
    document_id, other = led(small), led(small)
    request = asked(small, document_id)
    with pytest.raises(NotVisible):
        small.act(small.head, grant_extension, other, request, None)
    with pytest.raises(NotVisible):
        small.act(small.school1_head, grant_extension, document_id, request, None)


@pytest.mark.parametrize("change", [
    "state = 'agreed'", "state = 'granted', answered_at = '2026-11-23'", "granted_on = '2026-11-30'",
    "state = 'refused', answered_at = NULL",
])  # fmt: skip
def test_the_database_itself_refuses_a_request_that_cannot_be(both: SmallOffice, change: str) -> None:
    asked(both, led(both))
    with pytest.raises(IntegrityError), both.db.engine.begin() as connection:
        connection.execute(text(f"UPDATE incoming_extension SET {change}"))


days = st.dates(date(2026, 1, 1), date(2027, 1, 1))


@given(st.none() | days, st.none() | days, days)
def test_given_onward_no_deadline_is_ever_later_than_the_givers(
    wanted: date | None, own: date | None, today: date
) -> None:
    try:
        due = onward_due(wanted, own, today)
    except Refused:
        assert wanted is not None
        assert wanted < today or (own is not None and wanted > own)
        return
    assert due == (wanted or own)
    assert own is None or (due is not None and due <= own)


@given(st.none() | days, st.none() | days, st.none() | days, days)
def test_granted_time_is_later_than_before_and_within_the_givers(
    wished: date | None, current: date | None, own: date | None, today: date
) -> None:
    try:
        granted = later_due(wished, current, own, today)
    except Refused:
        return
    assert current is not None
    assert granted == wished
    assert granted > current
    assert granted >= today
    assert own is None or granted <= own
