"""An address typed by hand at the administration leads to no unexpected error, however long its number."""

from pathlib import Path
from typing import Any

import pytest

from state.admin_accounts import AccountCard
from state.admin_certificates import Certificates
from tests.core.factories import small_office
from tests.pages.outgoing_screen import screen
from voffice_app.domain.people import Actor

HUGE = "9" * 25


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: Any) -> Actor:
    small = small_office(tmp_path)
    for module in ("state.base", "state.admin_accounts", "state.admin_certificates"):
        monkeypatch.setattr(f"{module}.database", lambda: small.db, raising=False)
    return small.it


def test_an_account_of_a_number_too_large_is_no_account(keeper: Actor) -> None:
    person = screen(keeper, AccountCard).at(f"/quan-tri/tai-khoan/{HUGE}")
    person.press(AccountCard.look)
    assert (person.state.account_id, person.state.username) == (0, "")


def test_certificates_of_a_unit_too_large_are_those_of_every_unit(keeper: Actor) -> None:
    person = screen(keeper, Certificates).at(f"/quan-tri/chung-thu?don_vi={HUGE}&sau={HUGE}")
    person.press(Certificates.look)
    assert person.state.unit_id == ""
