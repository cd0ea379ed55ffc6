"""What an attacker, a careless program or a slow line does to the addresses of the government's service."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from tests.plugin.conftest import ORIGIN, Rig
from tests.plugin.foreign import signed
from tests.plugin.test_beside import arrived
from voffice_app.actions import plugin
from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import Direction
from voffice_app.domain.errors import Refused
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.http import plugin as door
from voffice_app.http.plugin import FETCH, RETURN
from voffice_app.words.labels import DONE


@pytest.fixture
def slow_check(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """The check has begun; it may go on."""
    begun, go_on, check = threading.Event(), threading.Event(), plugin._checked

    def checked(*asked: Any) -> Any:
        begun.set()
        go_on.wait(30)
        return check(*asked)

    monkeypatch.setattr(plugin, "_checked", checked)
    return begun, go_on


def returning(rig: Rig, call: plugin.Call, content: bytes) -> threading.Thread:
    thread = threading.Thread(target=lambda: plugin.receive(rig.office, call.upload, content))
    thread.start()
    return thread


@pytest.mark.article("6.5")
def test_a_refused_return_is_in_the_audit_log_with_its_reason_and_the_files_digest(rig: Rig) -> None:
    rig.service.mischief = "wrong certificate"
    call = rig.begin("approved")
    rig.run(call)
    with rig.small.db.read() as session:
        row = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert row is not None
    assert (row.act, row.comment, row.subject_id) == ("return_refused", "wrong_certificate", rig.document_id)
    assert (row.act in DONE, row.facts["operation"], len(row.facts["sha256"])) == (True, "approved", 64)
    rig.service.mischief = ""
    rig.run(rig.begin("approved"))
    assert [each.act for each in rig.small.history("outgoing", rig.document_id)].count("return_refused") == 1


def test_who_gives_up_while_the_file_is_being_checked_hears_what_became_of_it(
    rig: Rig, slow_check: tuple[threading.Event, threading.Event]
) -> None:
    begun, go_on = slow_check
    call = rig.begin("approved")
    thread = returning(rig, call, signed(rig.current(), rig.service.keys["SignApproved"]))
    assert begun.wait(30)
    assert rig.state(call).name == "checking"
    assert plugin.give_up(rig.office, rig.small.deputy, call.nonce, "plugin_late").name == "checking"
    go_on.set()
    thread.join(60)
    assert rig.state(call).name == "accepted"
    assert rig.small.document(rig.document_id).status is OutgoingStatus.LEADER_SIGNED


def test_a_check_that_died_with_its_server_does_not_hold_the_document(rig: Rig) -> None:
    call = rig.begin("approved")
    ticket, actor = plugin.holder(rig.office, call.upload, plugin.tickets.Errand.UPLOAD)
    plugin._use(rig.office, actor, ticket)
    assert rig.state(call).name == "checking"
    rig.small.clock.now += timedelta(minutes=3)
    assert plugin.give_up(rig.office, rig.small.deputy, call.nonce, "plugin_late").name == "ended"


def test_a_signature_that_was_ended_meanwhile_leaves_no_file_beside_the_paper(
    rig: Rig, issued: bytes, slow_check: tuple[threading.Event, threading.Event]
) -> None:
    begun, go_on = slow_check
    document_id = arrived(rig, issued)
    call = rig.begin("income", document_id=document_id)
    ticket, clerk = plugin.holder(rig.office, call.upload, plugin.tickets.Errand.UPLOAD)
    told: list[str] = []

    def give() -> None:
        try:
            plugin.receive(rig.office, call.upload, signed(issued, rig.service.keys["SignIncome"]))
        except Refused as no:
            told.append(no.reasons[0].code)

    thread = threading.Thread(target=give)
    thread.start()
    assert begun.wait(30)
    plugin._end(rig.office, clerk, ticket, "cancelled", {})
    go_on.set()
    thread.join(60)
    assert told == ["attempt_ended"]
    assert rig.state(call, rig.small.clerk).code == "cancelled"
    assert len(rig.files(Direction.INCOMING, document_id)) == 1


def test_who_begins_again_has_one_pair_of_addresses(rig: Rig, issued: bytes) -> None:
    document_id = arrived(rig, issued)
    first = rig.begin("income", document_id=document_id)
    second = rig.begin("income", document_id=document_id)
    assert rig.run(first)["Status"] != 0
    assert rig.state(first, rig.small.clerk).code == "attempt_ended"
    assert rig.run(second)["Status"] == 0
    assert len(rig.files(Direction.INCOMING, document_id)) == 2


def test_a_program_that_asks_first_uses_nothing_up(rig: Rig) -> None:
    call = rig.begin("approved")
    address = FETCH.format(name=f"{call.download}.pdf")
    client = rig.service.client
    assert (client.head(address).status_code, client.head(address).content) == (200, b"")
    assert client.get(address).content == rig.current()
    assert client.head(address).status_code == 404


def test_a_ticket_lets_one_body_in_at_a_time(rig: Rig) -> None:
    call = rig.begin("approved")
    back = signed(rig.current(), rig.service.keys["SignApproved"])
    door._arriving.add(call.upload)
    try:
        assert rig.service.give_back(ORIGIN + RETURN.format(token=call.upload), back)["Status"] is False
        assert rig.state(call).name == "waiting", "the body was not even read"
    finally:
        door._arriving.discard(call.upload)
    assert rig.service.give_back(ORIGIN + RETURN.format(token=call.upload), back)["Status"] is True
    assert door._arriving == set()
