"""The screens of certificates: each person sees what is theirs to see, and is offered what is theirs to do."""

from datetime import timedelta
from typing import Any

import pytest

from state.admin_certificates import Certificates
from state.certificates import UnitCertificates
from state.custody import CustodyDetail
from state.home import read_queues
from tests.core.conftest import small as small
from tests.core.factories import SmallOffice, upload
from tests.core.test_custody import TODAY, entered, handed, key, lend, pem, second_clerk
from tests.pages.outgoing_screen import Screen, screen
from voffice_app.actions import custody
from voffice_app.db.certificates import CertificateKind
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    for module in ("base", "custody", "custody_offers", "certificates", "admin_certificates"):
        monkeypatch.setattr(f"state.{module}.database", lambda: small.db)
    return small


def detail(person: Actor, certificate_id: int) -> Screen:
    shown = screen(person, CustodyDetail).at(f"/chung-thu/{certificate_id}")
    shown.press(CustodyDetail.look)
    return shown


def offered(shown: Screen) -> list[str]:
    return [offer.act for offer in shown.state.offers]


@pytest.mark.article("6.5")
def test_each_person_is_offered_what_is_theirs_to_do(office: SmallOffice) -> None:
    certificate_id = handed(office)
    assert {
        name: offered(detail(office.people[name], certificate_id)) for name in ("it", "head", "deputy", "clerk")
    } == {
        "it": ["authorise", "hand_over", "give_back", "renew", "report_lost", "revoke"],
        "head": ["authorise", "hand_over", "give_back", "report_lost"],
        "deputy": [],
        "clerk": ["report_lost"],
    }
    for name in ("officer", "school1_head", "school1_clerk"):
        shown = detail(office.people[name], certificate_id).state
        assert (shown.absent, shown.record, shown.facts, shown.offers) == (True, [], [], [])


def test_what_is_offered_follows_the_state_of_the_certificate(office: SmallOffice) -> None:
    certificate_id = entered(office)
    assert offered(detail(office.head, certificate_id)) == ["hand_over", "report_lost"]
    office.act(office.it, custody.report_lost, certificate_id, "Mất")
    assert offered(detail(office.head, certificate_id)) == []
    assert offered(detail(office.it, certificate_id)) == ["report_found", "revoke"]


@pytest.mark.law("ND30:32")
def test_the_head_hands_over_and_the_record_tells_it_in_words(office: SmallOffice) -> None:
    certificate_id = entered(office)
    shown = detail(office.head, certificate_id)
    assert shown.state.alert, "with nobody: somebody must see to it"
    shown.press(CustodyDetail.ask, "hand_over")
    minutes = upload(office, office.head)
    form = {
        "holder": str(office.clerk.position_id), "given_by": "Trưởng phòng", "on": TODAY.isoformat(),
        "decision": "BB 01", "minutes": str(minutes),
    }  # fmt: skip
    shown.press(CustodyDetail.hand_over, form)
    line = shown.state.record[0]
    assert (line.act, line.told) == ("Bàn giao", "Trưởng phòng giao cho clerk Người clerk")
    assert line.paper == "du-thao.pdf"
    assert (shown.state.holder, shown.state.alert, shown.state.asking) == ("Người clerk", False, "")


@pytest.mark.parametrize(
    ("handler", "form", "code"),
    [
        ("hand_over", {"holder": "abc", "on": "2026-11-23"}, "person_unknown"),
        ("hand_over", {"on": "2026-11-23"}, "person_unknown"),
        ("hand_over", {"on": "23/11/2026", "holder": "1"}, "date_missing"),
        ("authorise", {"from_on": "2026-11-23", "to_on": ""}, "date_missing"),
        ("give_back", {"on": "x"}, "date_missing"),
        ("report_lost", {}, "comment_missing"),
        ("revoke", {"comment": " "}, "comment_missing"),
        ("renew", {"home": "nowhere"}, "certificate_unreadable"),
    ],
)
def test_a_form_with_a_field_left_out_is_refused_in_words(
    office: SmallOffice, handler: str, form: dict[str, str], code: str
) -> None:
    shown = detail(office.it, handed(office))
    with pytest.raises(Refused) as no:
        shown.press(getattr(CustodyDetail, handler), form)
    assert no.value.reasons[0].code == code


def test_the_lists_say_who_holds_what_and_since_when_it_is_lent(office: SmallOffice) -> None:
    certificate_id, other = handed(office), second_clerk(office)
    entered(office, CertificateKind.PERSONAL)
    lend(office, certificate_id, other, TODAY, TODAY + timedelta(days=5))
    shown = screen(office.clerk, UnitCertificates).at("/chung-thu")
    shown.press(UnitCertificates.look)
    told = {line.whose: (line.holder, line.holder_below) for line in shown.state.lines}
    assert told == {
        "Phòng GD&ĐT Thái Thụy": ("Người clerk", "đang ủy quyền đến 28/11/2026"),
        "Người deputy": ("Người deputy", ""),
    }


def test_it_enters_a_certificate_from_a_file_or_from_a_token_plugged_in(office: SmallOffice) -> None:
    shown = screen(office.it, Certificates).at(f"/quan-tri/chung-thu?don_vi={office.clerk.unit_id}")
    shown.press(Certificates.look)
    shown.press(Certificates.picked, pem(), "0A1B2C")
    assert (shown.state.token, shown.state.home) == ("0A1B2C", "desk")
    form = {"certificate_kind": "agency", "home": "desk", "pem": shown.state.pem, "token_serial": "0A1B2C"}
    shown.press(Certificates.add, form)
    entered_line = screen(office.it, Certificates).at("/quan-tri/chung-thu")
    entered_line.press(Certificates.look)
    assert [line.holder for line in entered_line.state.lines] == ["Chưa giao"]


def test_home_tells_the_holder_the_head_and_it_what_ends_soon(office: SmallOffice) -> None:
    handed(office, key=key(pem=pem(ends_in=7)))
    queues = {}
    for name in ("it", "head", "clerk", "officer"):
        with office.db.read() as session:
            found = read_queues(session, office.people[name], office.db)
        queues[name] = [(q.count, q.href, q.rows[0].due) for q in found if q.title == "Chứng thư sắp hết hạn"]
    assert queues == {
        "it": [("1", "/quan-tri/chung-thu", "Còn 7 ngày")],
        "head": [("1", "/chung-thu", "Còn 7 ngày")],
        "clerk": [("1", "/chung-thu", "Còn 7 ngày")],
        "officer": [],
    }
