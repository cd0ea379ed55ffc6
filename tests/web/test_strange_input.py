"""Numbers, bodies and names no honest page sends: each refused with a code and a sentence, none breaks anything."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.web.served import Served
from tests.web.test_files import MARK, picture, take
from voffice_app import words
from voffice_app.db.paging import parse_after
from voffice_app.http.caller import LARGEST, Refusal, number_in

HUGE = ("9223372036854775808", "2147483648", "9" * 5000, "-1", "1.5", "٣", "x")


@pytest.fixture(autouse=True)
def nothing_breaks(office: Served) -> Iterator[None]:
    """A stack trace in the server's log fails the test, whatever was answered."""
    before = office.log.read_text().count("Traceback")
    yield
    assert office.log.read_text().count("Traceback") == before


def told(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal; its sentence must be the one of `words`."""
    body = answer.json()
    assert body["message"] == words.sentence(body["code"], {**body, **body.get("facts", {})})
    return answer.status_code, body["code"]


@pytest.mark.parametrize("number", HUGE, ids=lambda number: number[:20])
@pytest.mark.parametrize("path", ["/api/files/{}", "/api/uploads/{}", "/api/pages/{}/1.png", "/api/uploads/{}/1.png"])
def test_a_file_with_an_impossible_number_is_not_found(office: Served, path: str, number: str) -> None:
    with office.client(cookie=office.session("truongphong")) as client:
        assert told(client.get(path.format(number))) == (404, "not_visible")


@pytest.mark.parametrize("page", HUGE, ids=lambda page: page[:20])
def test_a_page_with_an_impossible_number_is_not_found(office: Served, page: str) -> None:
    cookie = office.session("vanthu")
    number = take(office, cookie, "trang.png", picture()).json()["id"]
    with office.client(cookie=cookie) as client:
        assert told(client.get(f"/api/uploads/{number}/{page}.png")) == (404, "not_visible")


@pytest.mark.parametrize("dpi", HUGE, ids=lambda dpi: dpi[:20])
def test_an_impossible_resolution_is_refused(office: Served, dpi: str) -> None:
    with office.client(cookie=office.session("vanthu")) as client:
        assert told(client.get("/api/pages/1/1.png", params={"dpi": dpi})) == (400, "dpi")


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"[" * 60_000, (400, "body")),
        (b"not json", (400, "body")),
        (b'{"document_id": ' + b"9" * 5000 + b', "pin": "1"}', (400, "body")),
        (b'{"document_id": 1180591620717411303424, "pin": "1"}', (422, "body")),
        (b'{"document_id": 2147483648, "pin": "1"}', (422, "body")),
        (b'{"document_id": 1, "pin": "\\ud800"}', (400, "body")),
        (b'{"document_id": 1, "pin": "1", "\\ud800": 1}', (400, "body")),
        (b" " * 70_000, (413, "body")),
    ],
    ids=["deep", "not json", "long number", "2^70", "2^31", "lone surrogate", "lone surrogate as a name", "too long"],
)
def test_a_strange_body_signs_nothing(office: Served, body: bytes, refusal: tuple[int, str]) -> None:
    with office.client(cookie=office.session("truongphong")) as client:
        assert told(client.post("/api/sign", content=body, headers=MARK)) == refusal


@pytest.mark.parametrize("wanted", HUGE, ids=lambda wanted: wanted[:20])
def test_an_impossible_position_is_refused_like_a_foreign_one(office: Served, wanted: str) -> None:
    with office.client(cookie=office.session("truongphong")) as client:
        answer = client.post("/auth/position", data={"position": wanted})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?loi=chucvu")


@pytest.mark.parametrize("form", [b"\xff=1", b"a&b&c", b"&".join(b"a=1" for _ in range(30))])
def test_a_form_that_is_none_is_refused(office: Served, form: bytes) -> None:
    with office.client() as client:
        assert told(client.post("/auth/login", content=form)) == (400, "body")


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("2147483647", LARGEST), ("2147483648", 0), ("", 0), ("+1", 0), ("1_0", 0)]
)
def test_a_rows_number_is_read_as_digits_and_nothing_else(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "kind", "after"),
    [
        ("7~12", int, (7, 12)),
        ("2026-11-24~12", date, (date(2026, 11, 24), 12)),
        ("7~2147483648", int, None),
        ("2147483648~12", int, None),
        ("7~" + "9" * 5000, int, None),
        ("2026-11-24~9223372036854775808", date, None),
        ("a\0b~12", str, None),
    ],
    ids=["number", "date", "2^31 as id", "2^31 as key", "5000 digits", "2^63 behind a date", "NUL"],
)
def test_a_page_key_that_no_column_can_hold_starts_from_the_first_page(text: str, kind: type, after: Any) -> None:
    assert parse_after(text, kind) == after


def test_a_refusal_repeats_even_a_lone_surrogate_without_breaking() -> None:
    assert b'"fields": ["\\ud800"]' in bytes(Refusal(422, "body", fields=["\ud800"]).body)
