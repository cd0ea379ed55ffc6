"""A unit that numbers at issue, from IT's form to the clerk's seal: every screen tells whose turn it is."""

from pathlib import Path
from typing import Any

import pytest

from signing.errors import PlaceNotFound
from state.admin_units import UnitCard
from state.home import read_queues
from state.outgoing import OutgoingList
from state.outgoing_acts import OutgoingActs
from state.search import Search
from state.signing_queue import SigningQueue
from tests.core.factories import SmallOffice, approved, codes, format_checked, small_office
from tests.core.test_signing_acts import PIN, certificate, intents, seal_image
from tests.pages.outgoing_screen import Screen, furnish, screen
from voffice_app.actions import signing
from voffice_app.db.certificates import CertificateKind
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.words import OUTGOING_STANDING, sentences

__all__ = ["intents"]
RULE = {"rule": "numbers_at_issue", "value": "có", "valid_from": "2026-01-01", "decided_by": "Quy chế của Phòng"}
pytestmark = pytest.mark.usefixtures("intents")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: Any) -> SmallOffice:
    office = small_office(tmp_path)
    furnish(monkeypatch, office)
    for module in ("state.search", "state.signing_queue"):
        monkeypatch.setattr(f"{module}.database", lambda: office.db)
    certificate(office, CertificateKind.PERSONAL)
    certificate(office, CertificateKind.AGENCY)
    seal_image(office)
    return office


def unit_form(office: SmallOffice) -> Screen:
    """IT before the form of the clerk's unit."""
    it = screen(office.it, UnitCard).at(f"/quan-tri/don-vi/{office.clerk.unit_id}")
    it.press(UnitCard.look)
    return it


def listed(person: Actor, tab: str) -> list[str]:
    """The words that the rows of a list wear."""
    shown = screen(person, OutgoingList).at(f"/van-ban-di?tab={tab}")
    shown.press(OutgoingList.look)
    return [OUTGOING_STANDING[row.status] for row in shown.state.rows]


def signed_below(person: Actor) -> list[str]:
    """What stands below the rows that this person has signed."""
    shown = screen(person, SigningQueue).at("/ky-so?tab=signed")
    shown.press(SigningQueue.look)
    return [row.told.rpartition(", ")[2] for row in shown.state.rows]


def found(person: Actor) -> list[str]:
    shown = screen(person, Search).at("/tim-kiem?q=01")
    shown.press(Search.look)
    return [row.below.rpartition(" · ")[2] for row in shown.state.outward]


def cards(office: SmallOffice, person: Actor) -> dict[str, str]:
    """The cards of home that hold documents."""
    with office.db.read() as session:
        queues = read_queues(session, person, office.db)
        return {card.title: card.count for card in queues if card.rows and card.icon != "key-round"}


@pytest.mark.law("ND30:15")
def test_it_switches_the_unit_and_every_screen_names_the_next_turn(office: SmallOffice) -> None:
    it = unit_form(office)
    it.press(UnitCard.add_rule, RULE)
    assert it.state.notice == "Đã thêm quy định riêng của đơn vị."
    assert [rule.label for rule in it.state.rules] == ["Cấp số khi ban hành, sau khi lãnh đạo ký: có"]
    document_id = approved(office)
    clerk, deputy = screen(office.clerk).look(document_id), screen(office.deputy)
    clerk.press(OutgoingActs.accept_format)
    assert clerk.state.notice.startswith("Thể thức đạt. Văn bản chờ ")
    assert clerk.state.notice.endswith(" ký; số được cấp khi ban hành.")
    assert clerk.state.title.endswith(" ký số")
    assert listed(office.clerk, "under_way") == listed(office.deputy, "to_sign") == ["Chờ lãnh đạo ký"]
    assert (cards(office, office.deputy), cards(office, office.clerk)) == ({"Chờ ký số": "1"}, {})
    signing.sign(office.office, office.deputy, document_id, PIN)
    assert (cards(office, office.deputy), cards(office, office.clerk)) == ({}, {"Chờ cấp số": "1"})
    deputy.look(document_id)
    assert deputy.state.title == "Dự thảo Quyết định chờ văn thư cấp số"
    assert listed(office.clerk, "to_number") == signed_below(office.deputy) == ["Chờ cấp số"]
    clerk.look(document_id).press(OutgoingActs.assign_number, {})
    assert clerk.state.notice == "Đã cấp số 01/QĐ-PGDĐT. Số và ngày được ký cùng con dấu."
    assert clerk.state.title == "Đóng dấu Quyết định 01/QĐ-PGDĐT"
    assert deputy.look(document_id).state.title == "Quyết định 01/QĐ-PGDĐT chờ văn thư đóng dấu"
    assert listed(office.clerk, "to_seal") == signed_below(office.deputy) == ["Chờ đóng dấu"]
    assert cards(office, office.clerk) == {"Chờ đóng dấu, ban hành": "1"}
    assert found(office.clerk) == ["Chờ đóng dấu"]


def test_the_leaders_signature_is_told_with_what_comes_next_in_either_order(office: SmallOffice) -> None:
    plain = format_checked(office)
    unit_form(office).press(UnitCard.add_rule, RULE)
    at_issue = format_checked(office)
    for document_id, next_act in ((plain, "đóng dấu"), (at_issue, "cấp số")):
        clerk = screen(office.clerk).look(document_id)
        if document_id == plain:
            clerk.press(OutgoingActs.assign_number, {})
        else:
            clerk.press(OutgoingActs.imprint)
        deputy = screen(office.deputy).look(document_id)
        signing.sign(office.office, office.deputy, document_id, PIN)
        deputy.press(OutgoingActs.signed, True, "")
        assert deputy.state.notice == f"Đã ký số. Văn bản chuyển sang văn thư {next_act}."
    assert listed(office.clerk, "under_way") == ["Chờ cấp số", "Chờ đóng dấu"]


def test_a_step_too_early_is_refused_with_the_state_as_this_unit_knows_it(office: SmallOffice) -> None:
    unit_form(office).press(UnitCard.add_rule, RULE)
    document_id = format_checked(office)
    with pytest.raises(Refused) as no:
        screen(office.clerk).look(document_id).press(OutgoingActs.assign_number, {})
    assert codes(no)[0] == "wrong_state"
    assert "«Chờ lãnh đạo ký» nên chưa thể cấp số" in sentences(no.value.reasons)[0]


def test_a_file_that_is_not_ready_promises_no_number_that_was_not_given(office: SmallOffice, monkeypatch: Any) -> None:
    unit_form(office).press(UnitCard.add_rule, RULE)
    document_id = approved(office)
    whole = office.workshop.call
    monkeypatch.setattr(office.workshop, "call", failing)
    clerk = screen(office.clerk).look(document_id)
    with pytest.raises(PlaceNotFound):
        clerk.press(OutgoingActs.accept_format)
    assert (clerk.state.imprint_pending, clerk.state.numbers_at_issue) == (True, True)
    monkeypatch.setattr(office.workshop, "call", whole)
    clerk.press(OutgoingActs.imprint)
    assert clerk.state.notice.startswith("Tệp đã sẵn sàng. Văn bản chờ ")


def failing(*_: Any, **__: Any) -> Any:
    raise PlaceNotFound(what="number")


@pytest.mark.parametrize("spoiled", [{"value": "đôi khi"}, {"valid_from": ""}, {"decided_by": ""}])
def test_a_switch_without_yes_or_no_day_or_decision_is_refused(office: SmallOffice, spoiled: dict[str, str]) -> None:
    it = unit_form(office)
    with pytest.raises(Refused):
        it.press(UnitCard.add_rule, RULE | spoiled)
    document_id = approved(office)
    screen(office.clerk).look(document_id).press(OutgoingActs.accept_format)
    assert listed(office.clerk, "under_way") == ["Đạt thể thức"]


def test_nobody_but_it_may_open_the_switch(office: SmallOffice) -> None:
    with pytest.raises(Refused):
        screen(office.clerk, UnitCard).at("/").press(UnitCard.add_rule, RULE)
