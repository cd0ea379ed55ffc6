"""The same document is found again however its reference was typed (ND30 PL VI III.1.h)."""

import unicodedata
from datetime import date
from typing import Any

import pytest

from tests.core.factories import SmallOffice, fields, registered
from voffice_app.actions import incoming
from voffice_app.db.duplicates import Written
from voffice_app.db.incoming_lists import find_duplicates

KNOWN = {"code_number": "05", "code_notation": "QĐ-PGDĐT", "issuing_body": "Phòng GD&ĐT Thái Thụy"}
DAY = date(2026, 11, 20)


def found(small: SmallOffice, unit_id: int = 0, **changes: Any) -> list[int]:
    wanted = {
        "number": KNOWN["code_number"], "notation": KNOWN["code_notation"], "issuing_body": KNOWN["issuing_body"],
    } | changes  # fmt: skip
    with small.db.read() as session:
        return [row.id for row in find_duplicates(session, unit_id or small.clerk.unit_id, Written(**wanted))]


@pytest.mark.parametrize(
    "changes",
    [
        {}, {"number": "5"}, {"number": "005"}, {"notation": "qđ-pgdđt"}, {"issuing_body": "PHÒNG GD&ĐT  THÁI THUỴ"},
        {name[5:] if name == "code_notation" else name: unicodedata.normalize("NFD", KNOWN[name])
         for name in ("code_notation", "issuing_body")},
        {"notation": " QĐ-PGDĐT\u200b"},
    ],
)  # fmt: skip
def test_the_same_reference_is_found_however_it_was_typed(changes: dict[str, str], both: SmallOffice) -> None:
    document_id = registered(both, **KNOWN)
    assert found(both, **changes) == [document_id]


@pytest.mark.parametrize(
    "changes", [{"number": "50"}, {"notation": "QĐ-SGDĐT"}, {"issuing_body": "Sở GD&ĐT"}, {"number": ""}]
)
def test_another_reference_is_no_duplicate(changes: dict[str, str], small: SmallOffice) -> None:
    registered(small, **KNOWN)
    assert found(small, **changes) == []


@pytest.mark.parametrize(
    ("kept", "typed", "same"),
    [(DAY, DAY, True), (DAY, None, True), (None, DAY, True), (DAY, date(2025, 11, 20), False)],
)
def test_the_day_counts_where_both_days_are_known(
    kept: date | None, typed: date | None, same: bool, small: SmallOffice
) -> None:
    registered(small, **KNOWN, issued_on=kept)
    assert bool(found(small, issued_on=typed)) is same


def test_another_units_document_is_no_duplicate(small: SmallOffice) -> None:
    small.act(small.school1_clerk, incoming.receive, fields(**KNOWN), ())
    assert found(small) == []
    assert len(found(small, small.schools[0])) == 1
