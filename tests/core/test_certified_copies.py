"""Numbering paper copies: sao y, sao lục and trích sao share one series that begins with 01 each year."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.core.factories import SmallOffice, codes, numbered, registered, sealed
from voffice_app.actions import issuing
from voffice_app.actions.certified_copies import CopyWanted, number_copy
from voffice_app.db.certified_copies import CopyForm, list_copies
from voffice_app.db.files import Direction
from voffice_app.domain.errors import NotVisible, Refused

IN, OUT = Direction.INCOMING, Direction.OUTGOING


def issued(small: SmallOffice) -> int:
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    return document_id


def copy(small: SmallOffice, direction: Direction, document_id: int, **changes: Any) -> int:
    who = small.people[changes.pop("who", "clerk")]
    wanted = {"form": CopyForm.TRUE, "signer_position_id": small.head.position_id, **changes}
    return int(small.act(who, number_copy, CopyWanted(direction, document_id, **wanted)))


@pytest.mark.law("ND30:PL-I")
@pytest.mark.law("ND30:25")
def test_all_three_forms_share_one_series_over_incoming_and_outgoing(both: SmallOffice) -> None:
    came, went = registered(both), issued(both)
    assert copy(both, IN, came) == 1
    assert copy(both, OUT, went, form=CopyForm.EXTRACT) == 2
    assert copy(both, IN, came, form=CopyForm.OF_A_COPY) == 3
    with both.db.read() as session:
        rows = list_copies(session, both.clerk.unit_id, IN, came)
    assert [(row.form, row.number, row.year) for row in rows] == [("sy", 1, 2026), ("sl", 3, 2026)]
    assert both.history("incoming", came)[0].facts == {"form": "sl", "number": 3, "year": 2026, "copies": 1}


@pytest.mark.law("ND30:PL-I")
def test_a_new_year_begins_with_01_and_a_school_has_a_series_of_its_own(small: SmallOffice) -> None:
    went = issued(small)
    assert copy(small, OUT, went) == 1
    small.clock.now = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
    assert copy(small, OUT, went) == 1
    with small.db.read() as session:
        assert [row.year for row in list_copies(session, small.clerk.unit_id, OUT, went)] == [2026, 2027]


def test_sent_twice_it_takes_one_number(both: SmallOffice) -> None:
    went = issued(both)
    assert copy(both, OUT, went, request_key="c" * 32) == copy(both, OUT, went, request_key="c" * 32) == 1
    assert copy(both, OUT, went) == 2


def test_a_refused_copy_takes_no_number(small: SmallOffice) -> None:
    went = issued(small)
    with pytest.raises(Refused):
        copy(small, OUT, went, copies=0)
    assert copy(small, OUT, went) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"copies": 0}, "copies_count_wrong"), ({"copies": 501}, "copies_count_wrong"),
        ({"signer_position_id": 0}, "copy_signer_missing"), ({"form": CopyForm.OF_A_COPY}, "copy_of_copy_needed"),
        ({"given_to": "(TỐI MẬT)"}, "state_secret"),
    ],
)  # fmt: skip
def test_a_copy_without_count_signer_or_original_is_refused(
    small: SmallOffice, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as no:
        copy(small, OUT, issued(small), **changes)
    assert codes(no) == [code]


def test_an_officer_signs_no_copy_and_what_is_not_issued_is_not_copied(small: SmallOffice) -> None:
    with pytest.raises(Refused) as no:
        copy(small, OUT, issued(small), signer_position_id=small.officer.position_id)
    assert codes(no) == ["copy_signer_missing"]
    with pytest.raises(Refused) as early:
        copy(small, OUT, numbered(small))
    assert codes(early) == ["copy_of_unissued"]


@pytest.mark.parametrize("who", ["head", "officer", "it", "school1_clerk"])
def test_nobody_but_the_units_clerk_numbers_copies(small: SmallOffice, who: str) -> None:
    went = issued(small)
    with pytest.raises(NotVisible):
        copy(small, OUT, went, who=who)
