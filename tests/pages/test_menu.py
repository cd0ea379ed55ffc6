"""The rail of each position: what a person may open, the things of one kind together under their heading."""

from typing import Any

import pytest

from state.base import NOT_YOURS
from state.home import Home
from state.menu import menu
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice
from tests.pages.outgoing_screen import screen

SIGNING = ["Ký số", "Kiểm tra chữ ký", "Thiết bị ký của tôi", "Chứng thư của đơn vị"]


def rail(office: SmallOffice, name: str) -> list[tuple[str, str]]:
    with office.db.read() as session:
        return [(item.section, item.label) for item in menu(session, office.people[name], office.db)]


def under(lines: list[tuple[str, str]], heading: str) -> list[str]:
    """The labels from this heading to the next."""
    found, inside = [], False
    for section, label in lines:
        inside = section == heading if section else inside
        found += [label] if inside else []
    return found


@pytest.mark.parametrize("name", ["head", "deputy", "clerk"])
def test_all_that_has_to_do_with_signatures_stands_together(office: SmallOffice, name: str) -> None:
    assert under(rail(office, name), "Chữ ký số") == SIGNING


@pytest.mark.parametrize("name", ["officer", "it"])
def test_who_signs_nothing_still_checks_signatures_under_the_same_heading(office: SmallOffice, name: str) -> None:
    assert under(rail(office, name), "Chữ ký số") == ["Kiểm tra chữ ký"]


def test_every_heading_stands_once(office: SmallOffice) -> None:
    for name in office.people:
        headings = [section for section, _ in rail(office, name) if section]
        assert len(headings) == len(set(headings)), name


@pytest.fixture
def office(small: SmallOffice) -> Any:
    return small


def test_who_is_turned_away_from_a_page_is_told_so_at_home(office: SmallOffice, monkeypatch: Any) -> None:
    for module in ("base", "home"):
        monkeypatch.setattr(f"state.{module}.database", lambda: office.db)
    turned = screen(office.officer, Home).at(f"/?{NOT_YOURS}=1")
    turned.press(Home.look)
    assert turned.state.notice_kind == "refused"
    assert "không mở được trang vừa rồi" in turned.state.notice
    usual = screen(office.officer, Home).at("/")
    usual.press(Home.look)
    assert usual.state.notice == ""
