"""The buttons of an outgoing document are the state table's, for everybody, in every state."""

from typing import Any

import pytest

from pages.after_issue_forms_parts import FORMS
from pages.outgoing_buttons_parts import DRAW
from signing.errors import PlaceNotFound
from state.after_issue import AfterIssue
from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from tests.core.conftest import small as small
from tests.core.factories import (
    SmallOffice,
    approved,
    codes,
    draft,
    fields,
    form,
    format_checked,
    numbered,
    sealed,
    submitted,
)
from tests.pages.outgoing_screen import furnish, screen
from voffice_app.actions import incoming, outgoing
from voffice_app.db.incoming import list_delivered
from voffice_app.domain.errors import Refused, Stale
from voffice_app.domain.outgoing import AFTER_ISSUE, FLOW, OutgoingStatus, available_names
from voffice_app.domain.people import Actor
from voffice_app.policy import policy_of
from voffice_app.words import STEP


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    furnish(monkeypatch, small)
    monkeypatch.setattr("state.after_issue.database", lambda: small.db)
    return small


def put_into(office: SmallOffice, document_id: int, status: OutgoingStatus) -> None:
    """The table is looped over every state; how a document gets there is another test's matter."""
    with office.db.act(office.head) as tx:
        document = outgoing.load_outgoing(tx, document_id)
        document.status = status
        document.number, document.year = 7, 2026
        tx.session.add(document)


def followed(person: Actor, document_id: int) -> set[str]:
    """What the panel «Sau ban hành» offers of the table."""
    panel = screen(person, AfterIssue).at(f"/van-ban-di/{document_id}")
    panel.press(AfterIssue.look)
    return set(panel.state.offers) & set(AFTER_ISSUE)


def test_every_step_of_the_table_has_a_button_and_a_word() -> None:
    assert set(DRAW) | set(AFTER_ISSUE) == {step.name for step in FLOW}
    assert not set(DRAW) & set(AFTER_ISSUE), "one button in one place"
    assert {step.name for step in FLOW} <= set(STEP)
    assert set(AFTER_ISSUE) - {"replace"} <= set(FORMS), "a document is replaced by issuing the one that declares it"


def test_every_act_of_the_screen_has_a_handler_behind_a_permission() -> None:
    elsewhere = {"edit", "sign", "seal", "replace"}  # a page, two doors that no State may know, a part of issuing
    named = {"update": "update_data"}  # every state has an update of its own
    for step in FLOW:
        if step.name not in elsewhere:
            state = AfterIssue if step.name in AFTER_ISSUE else OutgoingActs
            policy = policy_of(getattr(state, named.get(step.name, step.name)).fn)
            assert policy is not None
            assert policy.permission
    assert not [name for name in ("sign", "seal") if hasattr(OutgoingActs, name)]


@pytest.mark.parametrize("status", OutgoingStatus)
def test_each_button_stands_there_exactly_when_the_table_offers_the_step(
    office: SmallOffice, status: OutgoingStatus
) -> None:
    document_id = draft(office)
    put_into(office, document_id, status)
    facts = office.document(document_id).facts()
    for name, person in office.people.items():
        shown = screen(person).look(document_id)
        if person.unit_id == office.officer.unit_id:
            assert shown.steps | followed(person, document_id) == set(available_names(facts, person)), name
            assert not shown.steps & set(AFTER_ISSUE), name
        else:
            assert shown.state.absent, name
            assert shown.steps | followed(person, document_id) == set()


def test_one_button_is_the_next_act_and_at_most_one(office: SmallOffice) -> None:
    document_id = draft(office)
    for status in OutgoingStatus:
        put_into(office, document_id, status)
        for person in office.people.values():
            assert sum(offer.first for offer in screen(person).look(document_id).state.offers) <= 1


def test_what_is_still_missing_is_told_beside_the_button(office: SmallOffice) -> None:
    shown = screen(office.officer).look(draft(office, recipient_ids=()))
    assert "submit" in shown.steps - shown.pressable
    told = " ".join(shown.state.blocked)
    assert "Chưa ký nháy" in told
    assert "Chưa có nơi nhận" in told


def test_an_initial_is_asked_for_once(office: SmallOffice) -> None:
    shown = screen(office.officer).look(draft(office))
    shown.press(OutgoingActs.initial)
    assert [offer.done for offer in shown.state.offers if offer.step == "initial"] == [True]
    assert shown.state.title == "Trình dự thảo Quyết định"


@pytest.mark.article("7.2")
def test_a_draft_goes_from_its_drafter_to_its_signer_and_back_through_the_screens(office: SmallOffice) -> None:
    document_id = draft(office)
    officer, deputy = screen(office.officer).look(document_id), screen(office.deputy)
    officer.press(OutgoingActs.initial)
    officer.press(OutgoingActs.submit)
    assert officer.state.status == "submitted"
    deputy.look(document_id)
    assert deputy.state.title == "Phê duyệt dự thảo Quyết định"
    deputy.press(OutgoingActs.send_back, {"send_back_comment": "Bổ sung căn cứ."})
    officer.look(document_id)
    assert officer.state.returned_because == "Bổ sung căn cứ."
    assert "deputy" in officer.state.returned_by


def test_a_return_without_a_word_is_refused_and_the_document_stays(office: SmallOffice) -> None:
    document_id = submitted(office)
    deputy = screen(office.deputy).look(document_id)
    with pytest.raises(Refused) as refusal:
        deputy.press(OutgoingActs.send_back, {"send_back_comment": "  "})
    assert codes(refusal) == ["comment_missing"]
    assert office.document(document_id).status is OutgoingStatus.SUBMITTED


@pytest.mark.law("ND30:11")
def test_an_approval_is_of_the_version_on_the_screen_or_refused(office: SmallOffice) -> None:
    document_id = submitted(office)
    deputy, officer = screen(office.deputy).look(document_id), screen(office.officer).look(document_id)
    officer.press(OutgoingActs.withdraw)
    office.act(office.officer, outgoing.edit_draft, document_id, _changed(office))
    officer.look(document_id).press(OutgoingActs.initial)
    officer.press(OutgoingActs.submit)
    with pytest.raises(Stale):
        deputy.press(OutgoingActs.approve)
    assert office.document(document_id).status is OutgoingStatus.SUBMITTED
    deputy.press(OutgoingActs.approve)
    assert deputy.state.status == "approved"


def _changed(office: SmallOffice) -> Any:
    return form(office, abstract="Về việc khác")


def test_a_clerk_checks_numbers_and_may_return_for_the_format(office: SmallOffice) -> None:
    first, second = approved(office), approved(office)
    clerk = screen(office.clerk).look(first)
    clerk.press(OutgoingActs.accept_format)
    clerk.press(OutgoingActs.assign_number, {})
    assert (clerk.state.status, clerk.state.reference) == ("numbered", "01/QĐ-PGDĐT")
    assert clerk.state.notice == "Đã cấp số 01/QĐ-PGDĐT."
    clerk.look(second).press(OutgoingActs.return_format, {"return_format_comment": "Sai lề."})
    assert clerk.state.status == "returned"


@pytest.mark.law("ND30:15")
def test_a_bound_number_asks_for_its_date_when_the_day_has_changed(office: SmallOffice) -> None:
    document_id = numbered(office)
    screen(office.deputy).look(document_id).press(OutgoingActs.send_back, {"send_back_comment": "Sửa Điều 2."})
    office.clock.pass_days(1)
    officer = screen(office.officer).look(document_id)
    officer.press(OutgoingActs.submit)
    screen(office.deputy).look(document_id).press(OutgoingActs.approve)
    clerk = screen(office.clerk).look(document_id)
    clerk.press(OutgoingActs.accept_format)
    assert [option.value for option in clerk.state.bound_days] == ["2026-11-23", "2026-11-24"]
    clerk.press(OutgoingActs.assign_number, {"day": "2026-11-23"})
    document = office.document(document_id)
    assert (document.number, str(document.issued_on)) == (1, "2026-11-23")


def test_a_number_of_today_asks_nothing(office: SmallOffice) -> None:
    assert screen(office.clerk).look(format_checked(office)).state.bound_days == []


def test_nothing_is_decided_while_an_old_version_is_on_the_screen(office: SmallOffice) -> None:
    document_id = submitted(office)
    old = screen(office.deputy).look(document_id).state.versions[-1].href
    deputy = screen(office.deputy).look(document_id, old.removeprefix(f"/van-ban-di/{document_id}"))
    assert (deputy.steps, deputy.pressable) == ({"approve", "send_back"}, set())
    assert "bản cũ" in deputy.state.blocked[0]


@pytest.mark.article("7.2")
def test_a_number_is_kept_while_its_imprint_fails_and_the_clerk_tries_again(
    office: SmallOffice, monkeypatch: Any
) -> None:
    clerk = screen(office.clerk).look(format_checked(office))
    whole = office.workshop.call
    monkeypatch.setattr(office.workshop, "call", failing)
    with pytest.raises(PlaceNotFound):
        clerk.press(OutgoingActs.assign_number, {})
    assert (clerk.state.reference, clerk.state.imprint_pending) == ("01/QĐ-PGDĐT", True)
    assert screen(office.deputy).look(clerk.state.opened_id).pressable == {"send_back"}
    monkeypatch.setattr(office.workshop, "call", whole)
    clerk.press(OutgoingActs.imprint)
    assert clerk.state.imprint_pending is False
    assert clerk.state.notice == "Số và ngày đã được ghi vào tệp."


def failing(*_: Any, **__: Any) -> Any:
    raise PlaceNotFound(what="number")


def test_recipients_and_late_registrations_are_followed_after_issue(office: SmallOffice) -> None:
    document_id = sealed(office)
    clerk = screen(office.clerk).look(document_id)
    clerk.press(OutgoingActs.issue)
    with office.db.read() as session:
        arrived = list_delivered(session, document_id)
    office.clock.pass_days(9)
    office.act(office.school1_clerk, incoming.register, arrived[0][0], fields())
    panel = screen(office.clerk, AfterIssue).at(f"/van-ban-di/{document_id}")
    panel.press(AfterIssue.look)
    assert panel.state.totals.startswith("1/2 đơn vị đã vào sổ")
    assert [(row.code, row.late) for row in panel.state.deliveries] == [("03", True), ("01", True)]
    panel.press(AfterIssue.narrow, "waiting")
    assert [row.code for row in panel.state.deliveries] == ["01"]


def test_nothing_of_a_document_stays_behind_when_its_page_is_left(office: SmallOffice) -> None:
    shown = screen(office.officer).look(draft(office))
    fresh = screen(office.officer).state
    assert shown.state.title
    shown.press(OutgoingDetail.leave)
    left = {name: getattr(shown.state, name) for name in OutgoingDetail.base_vars}
    assert left == {name: getattr(fresh, name) for name in OutgoingDetail.base_vars}
