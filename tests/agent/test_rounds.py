"""Number, date and seal of a document are three signatures upon one another: one PIN, one log-in, three rounds."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.agent.conftest import Token
from tests.agent.desk import SOURCES, Desk, document

Row = dict[str, Any]


def row(certificate: bytes, number: int, signatures: int = 3) -> Row:
    return {**document(certificate, number), "signatures": signatures}


def again(one: Row, certificate: bytes, number: int) -> Row:
    """The next signature of the same document: other bytes, the same papers."""
    kept = {name: one[name] for name in ("nonce", "reference", "abstract", "file_sha256")}
    return {**row(certificate, number, one["signatures"] - 1), **kept}


@contextmanager
def signing(desk: Desk, ticket: Any) -> Iterator[Iterator[Row]]:
    """The events while they come, as a page reads them."""
    address = f"http://127.0.0.1:{desk.port}/sign"
    with httpx.stream("POST", address, json=ticket, headers={"origin": desk.origin}, timeout=30) as answer:
        yield (json.loads(line) for line in answer.iter_lines())


def until(events: Iterator[Row], name: str) -> list[Row]:
    told: list[Row] = []
    for one in events:
        told.append(one)
        if one["event"] == name:
            break
    return told


@pytest.mark.law("ND30:15")
def test_one_pin_and_one_log_in_sign_number_date_and_seal_one_upon_the_other(desk: Desk, token: Token) -> None:
    certificate = token.certificates["rsa"]
    first = [row(certificate, 1), row(certificate, 2, 1)]  # the second has its number already
    with signing(desk, desk.ticket(certificate, documents=first, kind="agency")) as events:
        told = until(events, "next")
        assert [one["event"] for one in told] == ["asking", "signed", "signed", "next"]
        for number in (11, 12):
            first[0] = again(first[0], certificate, number)
            more = desk.ticket(certificate, documents=first[:1], kind="agency")
            assert desk.post("/next", more).status_code == 200
            told = until(events, "next")
            assert told[0]["nonce"] == first[0]["nonce"]
        assert [one["event"] for one in told] == ["signed", "done"]
    assert desk.seen().count("GETPIN") == 1
    assert "3 chữ ký (số, ngày, dấu)" in desk.seen()


def other_file(one: Row) -> Row:
    return {**one, "file_sha256": "0" * 64}


def other_words(one: Row) -> Row:
    return {**one, "reference": "999/QĐ-PGDĐT"}


def other_document(one: Row) -> Row:
    return {**one, "nonce": "0" * 32}


@pytest.mark.parametrize("spoil", [other_file, other_words, other_document])
def test_after_the_pin_nothing_is_signed_that_the_window_did_not_show(
    desk: Desk, token: Token, spoil: Callable[[Row], Row]
) -> None:
    certificate = token.certificates["rsa"]
    one = row(certificate, 1)
    with signing(desk, desk.ticket(certificate, documents=[one])) as events:
        until(events, "next")
        more = again(one, certificate, 2)
        for wrong, change in (([spoil(more)], {}), ([more, more], {}), ([more], {"kind": "agency"})):
            refused = desk.post("/next", desk.ticket(certificate, documents=wrong, **change)).json()
            assert refused["code"] == "not_continued"
        assert desk.post("/next", desk.ticket(certificate, documents=[more])).status_code == 200


def test_another_key_of_the_same_person_is_not_used_with_this_pin(desk: Desk, token: Token) -> None:
    one = row(token.certificates["rsa"], 1)
    with signing(desk, desk.ticket(token.certificates["rsa"], documents=[one])) as events:
        until(events, "next")
        other = again(one, token.certificates["ec"], 2)
        refused = desk.post("/next", desk.ticket(token.certificates["ec"], documents=[other])).json()
        assert refused["code"] == "not_continued"


def test_no_more_signatures_than_the_window_said(desk: Desk, token: Token) -> None:
    certificate = token.certificates["rsa"]
    one = row(certificate, 1, 2)
    with signing(desk, desk.ticket(certificate, documents=[one])) as events:
        until(events, "next")
        second = {**again(one, certificate, 2), "signatures": 3}
        assert desk.post("/next", desk.ticket(certificate, documents=[second])).status_code == 200
        assert desk.post("/next", desk.ticket(certificate, documents=[second])).json()["code"] == "not_continued"
        assert [event["event"] for event in events] == ["signed", "done"]


def test_every_round_is_proved_anew_and_only_while_somebody_waits(desk: Desk, token: Token) -> None:
    certificate = token.certificates["rsa"]
    one = row(certificate, 1)
    with signing(desk, desk.ticket(certificate, documents=[one])) as events:
        until(events, "next")
        good = desk.ticket(certificate, documents=[again(one, certificate, 2)])
        assert desk.post("/next", {**good, "mac": "0" * 64}).json()["code"] == "mac_wrong"
        assert desk.post("/next", good).status_code == 200
        assert desk.post("/next", good).json()["code"] == "replayed"
    time.sleep(1)  # the page went away: the log-in is over
    late = desk.ticket(certificate, documents=[again(one, certificate, 3)])
    assert desk.post("/next", late).json()["code"] == "not_continued"
    assert desk.sign(desk.ticket(certificate))[-1]["event"] == "done", "and the next batch asks anew"
    assert desk.seen().count("GETPIN") == 2


@pytest.mark.parametrize("signatures", [0, 4, "3", None])
def test_a_number_of_signatures_that_no_document_needs_is_not_read(desk: Desk, token: Token, signatures: Any) -> None:
    certificate = token.certificates["rsa"]
    refused = desk.sign(desk.ticket(certificate, documents=[{**document(certificate), "signatures": signatures}]))
    assert refused[0]["code"] == "unreadable"


def test_the_log_in_is_not_kept_for_a_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.syspath_prepend(str(SOURCES))
        from voffice_agent import rounds
        from voffice_agent.ticket import Document, Ticket
    monkeypatch.setattr(rounds, "WAIT_SECONDS", 0.3)
    one = Document("n", "226/QĐ", "Về giờ trực", "f" * 64, b"", "sha256", 3)
    waiting = rounds.Rounds(Ticket(None, "agency", b"", time.time() + 60, (one,)))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="cancelled") as refusal:
        waiting.wait(lambda: False)
    assert refusal.value.facts == {"reason": "timed_out"}  # type: ignore[attr-defined]
