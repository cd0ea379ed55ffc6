"""What every answer tells the browser: one snapshot on the outermost response, for every kind of answer."""

import re
import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.web.served import Served
from voffice_app import words

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@pytest.mark.parametrize("path", ["/dang-nhap", "/", "/nowhere", "/ping", "/icons.svg", "/api/files/1"])
def test_every_answer_carries_the_same_headers(office: Served, path: str) -> None:
    with office.client() as client:
        headers = client.get(path).headers
    assert {name: headers.get(name) for name in EVERYWHERE} == EVERYWHERE


def test_the_pages_policy_allows_our_scripts_and_nothing_else(office: Served) -> None:
    with office.client() as client:
        rules = client.get("/dang-nhap").headers["content-security-policy"]
    socket = office.url.replace("http", "ws", 1)
    without_hashes = re.sub(r" 'sha256-[A-Za-z0-9+/=]{44}'", "", rules)
    assert without_hashes == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        f"font-src 'self'; connect-src 'self' {socket} {socket.replace('127.0.0.1', 'localhost')} "
        "wss://127.0.0.1:8987 http://127.0.0.1:8986; manifest-src 'self'; base-uri 'none'; object-src 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    assert rules.count("'sha256-") >= 5


def test_answers_that_are_not_pages_may_load_nothing(office: Served) -> None:
    with office.client() as client:
        for path in ("/ping", "/icons.svg", "/api/files/1"):
            rules = client.get(path).headers["content-security-policy"]
            assert rules == "default-src 'none'; frame-ancestors 'none'", path


def test_a_page_that_is_asked_for_again_keeps_its_policy(office: Served) -> None:
    with office.client() as client:
        first = client.get("/")
        again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x.txt", "/auth-codespace", "/_all_routes"])
def test_the_frameworks_other_doors_do_not_exist(office: Served, path: str) -> None:
    with office.client() as client:
        assert client.get(path).status_code == 404
        assert client.post(path, content=b"x").status_code == 404


def test_pages_answer_at_their_own_address_without_a_detour(office: Served) -> None:
    with office.client() as client:
        answer = client.get("/dang-nhap?loi=sai")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


def test_the_built_file_that_names_the_port_names_this_one(office: Served) -> None:
    with office.client() as client:
        name = re.search(r"/assets/reflex-env-[\w-]+\.js", client.get("/dang-nhap").text)
        assert name
        script = client.get(name.group()).text
    port = office.url.rpartition(":")[2]
    assert f"ws://localhost:{port}/_event" in script
    assert "3000" not in script


@pytest.mark.parametrize("path", ["/", "/ping", "/api/files/1", "/auth/login", "/assets/x.js"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "a@[", ""])
def test_a_foreign_name_that_points_here_reaches_nothing(office: Served, path: str, host: str) -> None:
    with office.client(host=host) as client:
        answer = client.request("POST" if path == "/auth/login" else "GET", path)
    assert (answer.status_code, answer.json()["code"]) == (421, "foreign_origin")


def test_the_websocket_of_a_foreign_name_does_not_open(office: Served) -> None:
    port = int(office.url.rpartition(":")[2])
    here = socket.create_connection(("127.0.0.1", port))
    there = f"ws://evil.example:{port}/_event/?EIO=4&transport=websocket"
    with pytest.raises(InvalidStatus) as refused, connect(there, sock=here, origin=office.url):  # type: ignore[arg-type]
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:{port}", "127.0.0.1:8080", "[::1]:{port}"])
def test_the_machines_own_names_are_answered_at_any_port(office: Served, host: str) -> None:
    with office.client(host=host.format(port=office.url.rpartition(":")[2])) as client:
        assert client.get("/dang-nhap").status_code == 200


def test_a_refused_stranger_is_told_in_words(office: Served) -> None:
    with office.client(origin="https://evil.example") as client:
        for answer, code in (
            (client.post("/auth/login"), "foreign_origin"),
            (client.get("/_upload"), "not_found"),
            (client.get("/api/files/1"), "not_signed_in"),
        ):
            assert answer.json() == {"code": code, "message": words.sentence(code)}


def test_another_site_may_not_read_our_answers(office: Served) -> None:
    with office.client() as client:
        answer = client.options(
            "/api/files", headers={"origin": "https://evil.example", "access-control-request-method": "POST"}
        )
        read = client.get("/ping", headers={"origin": "https://evil.example"})
    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-origin" not in read.headers
