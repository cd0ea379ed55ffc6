"""Signing by the government's local service, door to door: what it does well, and every way in which it fails."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from signing.geometry import AGENCY, LEADER
from signing.verdict import Verdict
from tests.core.factories import codes
from tests.plugin.conftest import ORIGIN, Rig
from tests.plugin.foreign import signed
from tests.plugin.stand_in import SPOILED
from voffice_app import words
from voffice_app.actions import plugin
from voffice_app.db.certificates import Certificate, KeyHome
from voffice_app.db.files import DocumentFile
from voffice_app.db.people import Position
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt
from voffice_app.domain.errors import Refused
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.http.plugin import FETCH, RETURN
from voffice_app.settings import settings


def attempts(rig: Rig) -> list[SigningAttempt]:
    with rig.small.db.read() as session:
        return list(session.exec(select(SigningAttempt).order_by(col(SigningAttempt.id))).all())


def verdict_of(rig: Rig) -> Verdict:
    with rig.small.db.read() as session:
        row = session.get_one(DocumentFile, rig.small.document(rig.document_id).current_file_id)
    return Verdict.from_dict(row.verdict or {})


@pytest.mark.article("8.2")
@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_the_leader_signs_and_the_clerk_seals_at_the_service(rig: Rig) -> None:
    call = rig.begin("approved")
    assert rig.state(call).name == "waiting"
    assert rig.run(call)["Status"] == 0
    assert rig.state(call).name == "accepted"
    assert rig.small.document(rig.document_id).status is OutgoingStatus.LEADER_SIGNED
    sealing = rig.begin("issued")
    assert rig.run(sealing)["Status"] == 0
    assert rig.small.document(rig.document_id).status is OutgoingStatus.SEALED
    verdict = verdict_of(rig)
    assert verdict.outcome == "valid"
    assert [finding.role for finding in verdict.signatures] == [LEADER, AGENCY]
    assert [attempt.status for attempt in attempts(rig)] == [AttemptStatus.DONE, AttemptStatus.DONE]


@pytest.mark.parametrize("mischief", [*SPOILED, "wrong certificate"])
@pytest.mark.article("6.5")
def test_a_file_that_is_not_ours_with_the_expected_signature_is_refused_and_nothing_moves(
    rig: Rig, mischief: str
) -> None:
    before = rig.current()
    rig.service.mischief = mischief
    call = rig.begin("approved")
    told = rig.run(call)
    assert told["Status"] != 0
    assert rig.service.answers[-1]["Status"] is False
    state = rig.state(call)
    assert state.name == "ended"
    assert told["Message"] == words.sentence(state.code, state.facts) == rig.service.answers[-1]["Message"]
    assert state.code in words.REASONS
    assert rig.current() == before
    assert rig.small.document(rig.document_id).status is OutgoingStatus.NUMBERED
    assert [attempt.status for attempt in attempts(rig)] == [AttemptStatus.FAILED]
    rig.service.mischief = ""
    assert rig.run(rig.begin("approved"))["Status"] == 0, "a new attempt begins at once"


def test_both_addresses_are_good_once(rig: Rig) -> None:
    call = rig.begin("approved")
    asked = rig.asked(call)
    assert rig.run(call)["Status"] == 0
    again = rig.service.client.get(asked["FileName"])
    assert (again.status_code, again.json()["code"]) == (404, "ticket_unknown")
    replay = rig.service.give_back(asked["FileUploadHandler"], rig.current())
    assert (replay["Status"], replay["Message"]) == (False, words.sentence("ticket_unknown"))
    assert rig.small.document(rig.document_id).status is OutgoingStatus.LEADER_SIGNED


def test_of_two_files_returned_at_the_same_moment_one_is_looked_at(rig: Rig) -> None:
    call = rig.begin("approved")
    back = signed(rig.current(), rig.service.keys["SignApproved"])
    results: list[Any] = []

    def give() -> None:
        try:
            results.append(plugin.receive(rig.office, call.upload, back).outcome)
        except Refused as refused:
            results.append(refused.reasons[0].code)

    threads = [threading.Thread(target=give) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["ticket_unknown"] * 3 + ["valid"]


def test_after_ten_minutes_neither_address_is_good(rig: Rig) -> None:
    call = rig.begin("approved")
    asked, back = rig.asked(call), signed(rig.current(), rig.service.keys["SignApproved"])
    rig.small.clock.now += timedelta(minutes=10, seconds=1)
    assert rig.service.client.get(asked["FileName"]).status_code == 404
    assert rig.service.give_back(asked["FileUploadHandler"], back)["Status"] is False
    assert rig.state(call).name == "expired"


def test_a_cancelled_signature_closes_both_addresses_and_a_later_file_is_not_taken(rig: Rig) -> None:
    call = rig.begin("approved")
    back = signed(rig.current(), rig.service.keys["SignApproved"])
    rig.service.mischief = "cancelled"
    assert rig.run(call)["Status"] == 11
    plugin.give_up(rig.office, rig.small.deputy, call.nonce, "cancelled")
    assert (rig.state(call).name, rig.state(call).code) == ("ended", "cancelled")
    assert rig.service.give_back(rig.asked(call)["FileUploadHandler"], back)["Status"] is False
    assert attempts(rig)[-1].code == "cancelled"
    assert rig.small.document(rig.document_id).status is OutgoingStatus.NUMBERED


def test_what_the_service_claims_counts_for_nothing(rig: Rig) -> None:
    rig.service.mischief = "lies"
    call = rig.begin("approved")
    assert rig.run(call)["Status"] == 0
    assert rig.state(call).name == "waiting"
    assert rig.small.document(rig.document_id).status is OutgoingStatus.NUMBERED


def test_a_second_try_of_the_same_person_ends_the_first(rig: Rig) -> None:
    first, second = rig.begin("approved"), rig.begin("approved")
    assert rig.run(first)["Status"] != 0
    assert rig.run(second)["Status"] == 0


def test_nobody_else_begins_asks_or_gives_up(rig: Rig) -> None:
    call = rig.begin("approved")
    for who in (rig.small.head, rig.small.clerk, rig.small.school1_head):
        with pytest.raises(Refused):
            plugin.state_of(rig.office, who, call.nonce)
        with pytest.raises(Refused):
            plugin.give_up(rig.office, who, call.nonce, "cancelled")
        with pytest.raises(Refused):
            rig.begin("approved", who)
    assert rig.state(call).name == "waiting"


def test_a_person_who_lost_the_post_returns_nothing(rig: Rig) -> None:
    call = rig.begin("approved")
    back = signed(rig.current(), rig.service.keys["SignApproved"])
    with rig.small.db.act(rig.small.it) as tx:
        tx.session.get_one(Position, rig.small.deputy.position_id).valid_to = tx.today - timedelta(days=1)
    assert rig.service.give_back(rig.asked(call)["FileUploadHandler"], back)["Status"] is False
    assert rig.small.document(rig.document_id).status is OutgoingStatus.NUMBERED


@pytest.mark.law("ND30:32")
def test_the_seal_before_the_leader_is_refused_before_an_address_is_given(rig: Rig) -> None:
    with pytest.raises(Refused) as no:
        rig.begin("issued")
    assert "leader_signature_missing" in codes(no)


def test_a_token_opens_its_own_door_and_no_other(rig: Rig) -> None:
    call = rig.begin("approved")
    client = rig.service.client
    crossed = RETURN.format(token=call.download)
    assert rig.service.give_back(ORIGIN + crossed, b"%PDF")["Status"] is False
    assert client.get(FETCH.format(name=f"{call.upload}.pdf")).status_code == 404
    assert client.get(FETCH.format(name=call.download)).status_code == 200


def test_only_the_service_may_come_without_an_origin_and_no_foreign_page_may_come_at_all(rig: Rig) -> None:
    call = rig.begin("approved")
    client, door = rig.service.client, RETURN.format(token=call.upload)
    assert client.post(door, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/api/plugin/begin", json={}).status_code == 403
    assert client.post(door + "/x").status_code == 403
    assert client.post(door, headers={"host": "evil.example"}).status_code == 421
    assert rig.state(call).name == "waiting", "none of them used the ticket up"


def test_what_is_no_form_with_one_file_is_refused_in_the_services_own_words(rig: Rig) -> None:
    call = rig.begin("approved")
    client, door = rig.service.client, RETURN.format(token=call.upload)
    pdf = ("a.pdf", b"%PDF-1.7", "application/pdf")
    for body in (
        {"content": b"%PDF-1.7"},
        {"content": b"--x\r\n", "headers": {"content-type": "multipart/form-data"}},
        {"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}},
        {"files": {"other": pdf}},
        {"files": [("uploadfile", pdf), ("uploadfile", pdf)]},
        {"data": {"uploadfile": "text"}},
    ):
        answer = client.post(door, **body)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["Status"]) == (400, False), body
    assert rig.state(call).name == "waiting"


def test_a_file_larger_than_the_door_allows_is_cut_off_while_it_arrives(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "upload_limit_mb", 1)
    call = rig.begin("approved")
    answer = rig.service.client.post(
        RETURN.format(token=call.upload), files={"uploadfile": ("a.pdf", b"%PDF" + b"\0" * 2**21, "application/pdf")}
    )
    assert (answer.status_code, answer.json()["Status"]) == (413, False)
    assert rig.state(call).name == "waiting"


def test_what_is_handed_out_is_the_version_itself_and_is_never_kept(rig: Rig) -> None:
    call = rig.begin("approved")
    answer = rig.service.client.get(FETCH.format(name=f"{call.download}.pdf"))
    assert answer.content == rig.current()
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]


def test_the_tokens_are_nowhere_in_the_data(rig: Rig, tmp_path: Any) -> None:
    call = rig.begin("approved")
    rig.run(call)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert call.download.encode() not in content, path
            assert call.upload.encode() not in content, path


def test_a_key_that_is_elsewhere_is_not_asked_here(rig: Rig) -> None:
    with rig.small.db.act(rig.small.it) as tx:
        for row in tx.session.exec(select(Certificate)).all():
            row.home = KeyHome.TOKEN
    with pytest.raises(Refused) as no:
        rig.begin("approved")
    assert codes(no) == ["other_way"]
