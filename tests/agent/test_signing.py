"""The agent signs what the server prepared, shows it first, and refuses everything else."""

import json
import threading
import time
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256, sha512
from typing import Any

import httpx
import pytest

from signing import cms
from tests.agent.conftest import Token
from tests.agent.desk import PIN, Desk, document, in_base64

WRONG = "000000"


def events(told: list[dict[str, Any]]) -> list[str]:
    return [one.get("event") or one["code"] for one in told]


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_key_in_the_token_signs_what_was_prepared(desk: Desk, token: Token, kind: str) -> None:
    certificate = token.certificates[kind]
    one = document(certificate)
    told = desk.sign(desk.ticket(certificate, documents=[one]))
    assert events(told) == ["asking", "signed", "done"]
    attributes = cms.signed_attributes(sha256(b"document 1").digest(), certificate)
    cms.check_raw(attributes, b64decode(told[1]["signature"]), certificate)
    assert told[1]["nonce"] == one["nonce"]


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_longer_digest_is_signed_with_the_same_digest(desk: Desk, token: Token, kind: str) -> None:
    certificate, digest = token.certificates[kind], sha512(b"document").digest()
    told = desk.sign(desk.ticket(certificate, documents=[document(certificate, digest=digest)]))
    attributes = cms.signed_attributes(digest, certificate)
    cms.check_raw(attributes, b64decode(told[1]["signature"]), certificate, "sha512")


def test_a_pile_of_documents_needs_one_pin(desk: Desk, token: Token) -> None:
    told = desk.sign(desk.ticket(token.certificates["rsa"], 12))
    assert events(told) == ["asking", *["signed"] * 12, "done"]
    assert desk.seen().count("GETPIN") == 1


def test_the_person_sees_what_is_signed_by_whom_and_for_whom(desk: Desk, token: Token) -> None:
    desk.sign(desk.ticket(token.certificates["rsa"], 2))
    shown = desk.seen()
    file = sha256(b"file 1").hexdigest()
    for words in (
        "Ký số 2 văn bản trên https://voffice.example.vn", "Trần Thị rsa, Phòng Giáo dục và Đào tạo Thái Thụy",
        "1. 226/QĐ-PGDĐT · Về việc quy định giờ trực của văn thư", f"tệp {file[:4]} {file[4:8]}", "2. 227/QĐ-PGDĐT",
    ):  # fmt: skip
        assert words in shown
    assert all(len(line.encode()) < 1000 for line in shown.splitlines())


def test_a_long_pile_says_how_many_are_not_shown(desk: Desk, token: Token) -> None:
    desk.sign(desk.ticket(token.certificates["rsa"], 30))
    assert "văn bản nữa" in desk.seen()


def test_what_is_shown_keeps_to_its_line(desk: Desk, token: Token) -> None:
    certificate = token.certificates["rsa"]
    sly = document(certificate) | {"abstract": "Giấy mời\n2. 1/QĐ · khác\u202etệp"}
    desk.sign(desk.ticket(certificate, documents=[sly]))
    told = next(line for line in desk.seen().splitlines() if line.startswith("SETDESC"))
    assert told.count("%0A") == 2  # two lines above the only document
    assert "\u202e" not in told


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_the_wrong_pin_is_tried_once_and_told(desk: Desk, token: Token, kind: str) -> None:
    desk.answer(WRONG)
    told = desk.sign(desk.ticket(token.certificates[kind]))
    assert events(told) == ["asking", "refused"]
    assert told[-1]["code"] == "pin_wrong"
    assert desk.seen().count("GETPIN") == 1
    desk.answer(PIN)
    assert events(desk.sign(desk.ticket(token.certificates[kind])))[-1] == "done"


def test_a_person_who_closes_the_window_signs_nothing(desk: Desk, token: Token) -> None:
    desk.answer("cancel")
    told = desk.sign(desk.ticket(token.certificates["rsa"]))
    assert told[-1] == {"event": "refused", "code": "cancelled", "facts": {"reason": "person"}}


def test_a_window_nobody_answers_closes_when_the_request_expires(desk: Desk, token: Token) -> None:
    desk.answer("wait")
    told = desk.sign(desk.ticket(token.certificates["rsa"], expires_at=time.time() + 2))
    assert told[-1]["facts"] == {"reason": "timed_out"}


def test_a_window_closes_when_its_page_is_left(desk: Desk, token: Token) -> None:
    desk.answer("wait")
    ticket = desk.ticket(token.certificates["rsa"])
    url, headers = f"http://127.0.0.1:{desk.port}/sign", {"origin": desk.origin}
    with httpx.stream("POST", url, json=ticket, headers=headers) as answer:
        next(answer.iter_lines())
    desk.answer(PIN)
    assert until(lambda: events(desk.sign(desk.ticket(token.certificates["rsa"])))[-1] == "done")


def test_a_second_request_does_not_open_a_second_window(desk: Desk, token: Token) -> None:
    desk.answer("wait")
    first = threading.Thread(target=desk.sign, args=(desk.ticket(token.certificates["rsa"]),))
    first.start()
    assert until(lambda: "GETPIN" in desk.seen())
    told = desk.sign(desk.ticket(token.certificates["rsa"]))
    assert told == [{"event": "refused", "code": "busy", "facts": {}}]
    assert desk.seen().count("GETPIN") == 1
    desk.process.kill()  # type: ignore[union-attr]
    first.join(10)


def test_a_certificate_that_is_not_plugged_in_is_said_before_any_pin(desk: Desk, token: Token) -> None:
    foreign = token.certificates["rsa"][:-1] + bytes((token.certificates["rsa"][-1] ^ 1,))
    told = desk.sign(desk.ticket(foreign))
    assert told[0]["code"] == "certificate_absent"
    assert told[0]["facts"]["owner"].startswith("Trần Thị rsa")
    assert "GETPIN" not in desk.seen()


def without_mac(ticket: dict[str, str]) -> dict[str, str]:
    return {"body": ticket["body"]}


def wrong_mac(ticket: dict[str, str]) -> dict[str, str]:
    return ticket | {"mac": "0" * 64}


def other_words(ticket: dict[str, str]) -> dict[str, str]:
    return ticket | {"body": ticket["body"].replace("226", "999")}


@pytest.mark.parametrize(
    ("spoil", "code"), [(without_mac, "unreadable"), (wrong_mac, "mac_wrong"), (other_words, "mac_wrong")]
)
def test_what_the_server_did_not_prepare_is_refused(
    desk: Desk, token: Token, spoil: Callable[[dict[str, str]], dict[str, str]], code: str
) -> None:
    assert desk.sign(spoil(desk.ticket(token.certificates["rsa"])))[0]["code"] == code
    assert "GETPIN" not in desk.seen()


def test_a_request_is_good_for_one_time(desk: Desk, token: Token) -> None:
    ticket = desk.ticket(token.certificates["rsa"])
    assert events(desk.sign(ticket))[-1] == "done"
    assert desk.sign(ticket)[0]["code"] == "replayed"
    assert desk.sign(desk.ticket(token.certificates["rsa"], challenge="0" * 32))[0]["code"] == "replayed"
    assert desk.seen().count("GETPIN") == 1


def test_a_restarted_agent_knows_no_old_request(desk: Desk, token: Token) -> None:
    ticket = desk.ticket(token.certificates["rsa"])
    desk.stop()
    desk.start()
    assert desk.sign(ticket)[0]["code"] == "replayed"


def test_an_expired_request_is_refused(desk: Desk, token: Token) -> None:
    told = desk.sign(desk.ticket(token.certificates["rsa"], expires_at=time.time() - 1))
    assert told[0]["code"] == "expired"
    assert "GETPIN" not in desk.seen()


def test_a_request_for_another_pairing_or_page_is_refused(desk: Desk, token: Token) -> None:
    certificate = token.certificates["rsa"]
    assert desk.sign(desk.ticket(certificate, agent_id="0" * 32))[0]["code"] == "not_paired"
    assert desk.sign(desk.ticket(certificate, origin="https://elsewhere.vn"))[0]["code"] == "mac_wrong"


def test_attributes_must_say_what_the_person_is_shown(desk: Desk, token: Token) -> None:
    certificate, other = token.certificates["rsa"], token.certificates["ec"]
    good = document(certificate)
    attributes = cms.signed_attributes(sha256(b"document 1").digest(), certificate)
    cases = {
        "document": good | {"document_digest": in_base64(sha256(b"another").digest())},
        "certificate": good | {"attributes": document(other)["attributes"]},
        "unreadable": good | {"attributes": in_base64(b"pay 1,000,000")},
    }
    for reason, spoilt in cases.items():
        told = desk.sign(desk.ticket(certificate, documents=[good, spoilt]))
        assert told == [{"code": "digest_mismatch", "facts": {"reason": reason}}]
    turned = attributes[:3] + attributes[29:] + attributes[3:29]  # out of DER's order: other bytes, the same meaning
    for sly in (attributes + b"\x00", turned, attributes.replace(b"\x31", b"\x30", 1)):
        told = desk.sign(desk.ticket(certificate, documents=[good | {"attributes": in_base64(sly)}]))
        assert told[0]["code"] == "digest_mismatch"
    assert "GETPIN" not in desk.seen()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'"x"', b"null", b"[" * 5000, b'{"body": 1, "mac": "x"}'])
def test_rubbish_is_refused_and_the_agent_goes_on(desk: Desk, content: bytes) -> None:
    answer = desk.request("POST", "/sign", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["code"] == "unreadable"
    body = json.dumps({"agent_id": desk.agent_id})
    assert desk.sign(desk.maced(body))[0]["code"] == "unreadable"
    assert desk.hello()["paired"] == [desk.agent_id]


def test_nothing_secret_is_written_down(desk: Desk, token: Token) -> None:
    desk.sign(desk.ticket(token.certificates["rsa"]))
    desk.answer(WRONG)
    desk.sign(desk.ticket(token.certificates["rsa"]))
    kept = {path.name: path.read_text() for path in (desk.folder / "home").iterdir()}
    written = (desk.folder / "log").read_text() + "".join(kept.values())
    assert PIN not in written
    assert WRONG not in written.replace(desk.key, "").replace(desk.agent_id, "")
    assert "226/QĐ-PGDĐT" not in written
    assert desk.key not in (desk.folder / "log").read_text()


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False
