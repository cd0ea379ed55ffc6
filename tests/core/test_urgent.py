"""Urgent documents: first in every waiting list, told as urgent, and a refusal reaches whoever sent it."""

from datetime import date

import pytest

from tests.core.factories import SmallOffice, assigned, codes, fields, numbered, registered, sealed, upload
from voffice_app.actions import incoming, issuing
from voffice_app.actions.incoming import Intake
from voffice_app.db import notice_lists
from voffice_app.db.deliveries import list_deliveries
from voffice_app.db.incoming import list_delivered
from voffice_app.db.incoming_lists import Filter, list_incoming
from voffice_app.db.outgoing import load_outgoing
from voffice_app.db.outgoing_lists import Filter as OutgoingFilter
from voffice_app.db.outgoing_lists import list_outgoing
from voffice_app.db.signing_lists import list_queue
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.people import Actor

TODAY = date(2026, 11, 23)
U = Urgency


def queue(small: SmallOffice, who: Actor, tab: str) -> list[int]:
    with small.db.read() as session:
        return [row.id for row in list_incoming(session, who, TODAY, Filter(tab), "queue", descending=False)[0]]


def heard(small: SmallOffice, who: Actor) -> list[str]:
    with small.db.read() as session:
        return [row.kind for row in notice_lists.list_notices(session, who)]


@pytest.mark.law("ND30:4")
def test_the_clerks_queue_has_express_before_urgent_before_what_waits_longest(both: SmallOffice) -> None:
    old, urgent, later, express, very = (
        registered(both, urgency=urgency) for urgency in (U.NORMAL, U.URGENT, U.NORMAL, U.EXPRESS, U.VERY_URGENT)
    )
    assert queue(both, both.clerk, "to_submit") == [express, very, urgent, old, later]


@pytest.mark.law("ND30:24")
def test_an_officer_finds_the_urgent_before_the_overdue_and_then_by_due_day(both: SmallOffice) -> None:
    friday = assigned(both, due_on=date(2026, 11, 27))
    today = assigned(both, due_on=TODAY)
    urgent = assigned(both, urgency=U.URGENT, due_on=date(2026, 12, 31))
    without = assigned(both)
    assert queue(both, both.officer, "mine") == [urgent, today, friday, without]
    assert queue(both, both.head, "open") == [urgent, today, friday, without]


@pytest.mark.law("ND30:4")
def test_who_must_act_hears_that_it_is_urgent(both: SmallOffice) -> None:
    assigned(both, urgency=U.EXPRESS)
    assigned(both)
    assert heard(both, both.head) == ["to_assign", "urgent_to_assign"]
    assert heard(both, both.officer) == ["assigned", "urgent_assigned"]


def test_the_receivers_clerk_hears_that_what_arrived_is_urgent(both: SmallOffice) -> None:
    document_id = sealed(both)
    with both.db.act(both.clerk) as tx:
        load_outgoing(tx, document_id).urgency = U.EXPRESS
    both.act(both.clerk, issuing.issue, document_id)
    assert heard(both, both.school1_clerk) == ["urgent_arrived"]


@pytest.mark.law("ND30:18")
def test_what_is_to_be_signed_and_issued_has_the_urgent_first_too(both: SmallOffice) -> None:
    first, urgent, last = numbered(both), numbered(both), numbered(both)
    with both.db.act(both.clerk) as tx:
        load_outgoing(tx, urgent).urgency = U.URGENT
    with both.db.read() as session:
        found, _ = list_outgoing(session, both.clerk, OutgoingFilter("numbered"), "queue")
        pile, _ = list_queue(session, both.deputy, both.clock.now, "waiting")
        assert [row.id for row in found] == [row.id for row in pile] == [urgent, last, first]
        rest, _ = list_queue(session, both.deputy, both.clock.now, "waiting", (1, urgent))
        assert [row.id for row in rest] == [last, first]


@pytest.fixture
def delivered(both: SmallOffice) -> tuple[int, int]:
    """Issued, and the row it became at the first school."""
    document_id = sealed(both)
    both.act(both.clerk, issuing.issue, document_id)
    with both.db.read() as session:
        return document_id, {unit: row for row, unit in list_delivered(session, document_id)}[both.schools[0]]


@pytest.mark.law("ND30:21")
def test_the_sender_reads_who_refused_and_why_and_is_told(both: SmallOffice, delivered: tuple[int, int]) -> None:
    sent, arrived = delivered
    both.act(both.school1_clerk, incoming.return_intake, arrived, "Gửi nhầm trường")
    with both.db.read() as session:
        told = list_deliveries(session, both.clerk, sent, both.db.today())
        others = list_deliveries(session, both.school2_clerk, sent, both.db.today())
        assert others == [], "the other receivers are told nothing"
    (refused,) = [row for row in told if row.refused_because]
    assert (refused.refused_because, refused.refused_by.rpartition(" ")[2]) == ("Gửi nhầm trường", "school1_clerk")
    assert "refused_by_receiver" in heard(both, both.clerk)
    assert "refused_by_receiver" in heard(both, both.officer), "who drafted it"
    assert "refused_by_receiver" not in heard(both, both.colleague)


def test_a_refusal_needs_its_reason_or_nobody_is_told(both: SmallOffice, delivered: tuple[int, int]) -> None:
    sent, arrived = delivered
    with pytest.raises(Refused) as no:
        both.act(both.school1_clerk, incoming.return_intake, arrived, "  ")
    assert codes(no) == ["comment_missing"]
    with both.db.read() as session:
        assert not any(row.refused_because for row in list_deliveries(session, both.clerk, sent, both.db.today()))
    assert "refused_by_receiver" not in heard(both, both.clerk)


def test_what_a_colleague_found_is_returned_to_the_finder_alone(both: SmallOffice) -> None:
    found = both.act(
        both.officer, incoming.pass_to_clerk, Intake(Source.EMAIL, "Thư mời", (upload(both, both.officer),))
    )
    both.act(both.clerk, incoming.return_intake, found, "Thư quảng cáo")
    assert "intake_returned" in heard(both, both.officer)
    assert "refused_by_receiver" not in heard(both, both.clerk)


def test_urgent_ones_are_to_be_registered_at_once(both: SmallOffice) -> None:
    form = fields(urgency=U.URGENT)
    document_id = both.act(both.clerk, incoming.receive, form, (upload(both, both.clerk),))
    assert both.arrived(document_id).register_due_on == TODAY
