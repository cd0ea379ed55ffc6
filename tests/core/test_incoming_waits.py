"""What waits for whom: each counter is the number of rows in its list, each act takes it from one desk to another."""

from datetime import date

import pytest

from tests.core.factories import SmallOffice, assigned, registered
from tests.core.test_chains import led, onward, post
from tests.core.test_extensions import asked as asks
from tests.core.test_opinions import asked, question
from voffice_app.actions import assigning
from voffice_app.actions.assigning_parts import Assignment
from voffice_app.actions.extensions import refuse_extension
from voffice_app.actions.opinions import answer_round, close_round, open_round
from voffice_app.db.incoming_lists import TABS, Filter, count_tabs, list_incoming
from voffice_app.db.people import Position
from voffice_app.domain.incoming import Stance

WAITS = ("mine", "given", "to_read", "extensions", "opinions")


def desks(small: SmallOffice, *tabs: str) -> dict[str, set[str]]:
    """Tab → who has something in it; counted and listed alike."""
    found: dict[str, set[str]] = {tab: set() for tab in tabs}
    with small.db.read() as session:
        for name, actor in small.people.items():
            counts = count_tabs(session, actor, small.db.today(), *tabs)
            for tab in tabs:
                rows, _ = list_incoming(session, actor, small.db.today(), Filter(tab))
                assert len(rows) == counts[tab], (name, tab)
                found[tab] |= {name} if rows else set()
    return found


def test_what_was_given_onward_waits_for_the_one_who_does_it(both: SmallOffice) -> None:
    document_id = led(both)
    assert desks(both, "mine", "given") == {"mine": {"deputy", "clerk"}, "given": set()}
    onward(both, document_id)
    assert desks(both, "mine", "given") == {"mine": {"officer", "clerk"}, "given": {"deputy"}}
    both.act(both.officer, assigning.complete, document_id, "Xong")
    assert desks(both, "mine", "given") == {"mine": set(), "given": set()}


def test_opening_what_was_sent_for_information_is_the_receipt(both: SmallOffice) -> None:
    document_id = assigned(both)
    wanted = Assignment(post(both, "officer"), info=(post(both, "colleague"), post(both, "deputy")))
    both.act(both.head, assigning.reassign, document_id, wanted, "Thêm người biết")
    assert desks(both, "to_read") == {"to_read": {"colleague", "deputy"}}
    both.act(both.colleague, assigning.mark_seen, document_id)
    assert desks(both, "to_read") == {"to_read": {"deputy"}}
    both.act(both.officer, assigning.complete, document_id, "Xong")
    assert desks(both, "to_read") == {"to_read": {"deputy"}}, "done or not, it is to be read"


def test_a_request_for_time_waits_for_who_assigned_until_it_is_answered(both: SmallOffice) -> None:
    document_id = led(both)
    request = asks(both, document_id)
    assert desks(both, "extensions") == {"extensions": {"head"}}
    both.act(both.head, refuse_extension, document_id, request, "Không")
    assert desks(both, "extensions") == {"extensions": set()}
    onward(both, document_id, due_on=date(2026, 11, 25))
    asks(both, document_id, "officer")
    assert desks(both, "extensions") == {"extensions": {"deputy"}}
    with both.db.act(both.it) as tx:
        tx.session.get_one(Position, post(both, "deputy")).valid_to = date(2026, 11, 22)
    assert "head" in desks(both, "extensions")["extensions"]


def test_a_round_waits_for_those_asked_who_have_not_answered(both: SmallOffice) -> None:
    document_id = asked(both, "officer", "colleague")
    assert desks(both, "opinions") == {"opinions": {"officer", "colleague"}}
    both.act(both.officer, answer_round, document_id, Stance.AGREE, "")
    assert desks(both, "opinions") == {"opinions": {"colleague"}}
    both.act(both.deputy, close_round, document_id, "")
    assert desks(both, "opinions") == {"opinions": set()}
    both.act(both.deputy, open_round, document_id, question(both, "officer"))
    assert desks(both, "opinions") == {"opinions": {"officer"}}


@pytest.mark.parametrize("tab", WAITS)
def test_what_waits_within_one_unit_is_seen_in_no_other(small: SmallOffice, tab: str) -> None:
    registered(small)
    asks(small, asked(small, "officer"))
    onward(small, led(small))
    assert tab in TABS
    assert {name for name in desks(small, tab)[tab] if name.startswith("school")} == set()
