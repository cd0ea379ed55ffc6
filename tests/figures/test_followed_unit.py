"""Which unit the rows behind a figure may belong to, whatever the address says."""

from pathlib import Path
from typing import Any

import pytest

from dashboards.facts_state import Facts, asked_unit
from tests.core.factories import SmallOffice, small_office
from tests.pages.outgoing_screen import screen
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.people import Actor


@pytest.fixture
def small(tmp_path: Path) -> SmallOffice:
    return small_office(tmp_path)


@pytest.mark.parametrize("text", ["", "abc", "-1", "9" * 25])
def test_an_address_that_names_no_unit_is_refused(small: SmallOffice, text: str) -> None:
    with pytest.raises(NotVisible):
        asked_unit(text, small.head)


def test_the_own_unit_needs_no_number(small: SmallOffice) -> None:
    assert asked_unit("don-vi", small.head) == small.head.unit_id


@pytest.mark.parametrize("address", ["/theo-doi/" + "9" * 25, "/theo-doi/987654321"])
def test_figures_of_no_unit_are_told_in_the_page_and_not_awaited(
    small: SmallOffice, monkeypatch: Any, address: str
) -> None:
    person = follow(small.head, small, monkeypatch, address)
    assert (person.state.looked, person.state.finding) == (True, "Không có số liệu này")


def test_a_page_number_too_large_for_the_database_shows_the_first_page(small: SmallOffice, monkeypatch: Any) -> None:
    person = follow(small.head, small, monkeypatch, f"/theo-doi/don-vi?sau={'9' * 25}")
    assert (person.state.looked, person.state.finding) == (True, small.head.unit_name)


def follow(actor: Actor, small: SmallOffice, monkeypatch: Any, address: str) -> Any:
    """This person opens the rows behind a figure."""
    for module in ("state.base", "dashboards.facts_state"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db)
    person = screen(actor, Facts).at(address)
    person.press(Facts.look)
    return person
