"""Who writes to the unit, offered while a clerk types: from the newest documents, whatever the register holds."""

import pytest

from bench.paging import fill
from tests.core.factories import SmallOffice, registered
from voffice_app.db import incoming_details
from voffice_app.db.incoming_details import list_issuing_bodies


def bodies(small: SmallOffice, words: str, limit: int = 8) -> list[str]:
    with small.db.read() as session:
        return list_issuing_bodies(session, small.clerk.unit_id, words, limit)


def arrived(small: SmallOffice, *names: str) -> None:
    for name in names:
        registered(small, issuing_body=name)


def test_bodies_are_offered_the_most_frequent_first_by_a_few_letters_of_each(both: SmallOffice) -> None:
    arrived(both, "UBND huyện", "Sở Nội vụ", "UBND xã", "UBND xã")
    assert bodies(both, "") == ["UBND xã", "Sở Nội vụ", "UBND huyện"]
    assert bodies(both, "ubnd") == ["UBND xã", "UBND huyện"]
    assert bodies(both, "so noi") == ["Sở Nội vụ"]
    assert bodies(both, "ubnd", limit=1) == ["UBND xã"]
    assert bodies(both, "xyz") == []


def test_only_the_newest_documents_are_counted(both: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming_details, "LATELY", 3)
    arrived(both, "Sở Y tế", "Sở Y tế", "Sở Y tế", "UBND huyện", "UBND xã", "UBND xã")
    assert bodies(both, "") == ["UBND xã", "UBND huyện"]
    assert bodies(both, "so y te") == []


def test_another_units_newest_documents_crowd_out_none(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming_details, "LATELY", 1)
    arrived(small, "Sở Y tế")
    fill(small.db, small.school1_clerk, 3)
    assert bodies(small, "") == ["Sở Y tế"]
