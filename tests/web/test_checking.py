"""The page that checks signatures takes a file from any signed-in person, shows nobody else, and keeps nothing."""

import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlmodel import func, select

from tests.pages.outgoing_papers import paper
from tests.web.served import Served
from voffice_app.db.files import DocumentFile, Upload

MARK = {"x-voffice": "1"}


def take(office: Served, cookie: str, content: bytes, name: str = "van-ban.pdf") -> Any:
    with office.client(cookie=cookie) as client:
        return client.post("/api/checks", content=content, headers={**MARK, "x-file-name": name})


def get(office: Served, cookie: str, path: str) -> int:
    with office.client(cookie=cookie) as client:
        return client.get(path).status_code


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return paper("Về việc kiểm tra chữ ký", "Lê Văn Ký")


@pytest.mark.parametrize("who", ["truongphong", "vanthu", "chuyenvien", "cntt", "vanthutruong"])
def test_anyone_who_is_signed_in_may_check_a_file_and_sees_its_pages(office: Served, pdf: bytes, who: str) -> None:
    cookie = office.session(who)
    answer = take(office, cookie, pdf, "V%C4%83n%20b%E1%BA%A3n.pdf")
    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == "Văn bản.pdf"
    assert get(office, cookie, f"/api/checks/{answer.json()['token']}/1.png?dpi=96") == 200


def test_nobody_else_sees_it_and_before_log_in_nobody_checks_anything(office: Served, pdf: bytes) -> None:
    token = take(office, office.session("chuyenvien"), pdf).json()["token"]
    for who in ("truongphong", "cntt", "vanthu"):
        assert get(office, office.session(who), f"/api/checks/{token}/1.png?dpi=96") == 404
    assert take(office, "", pdf).status_code == 401
    with office.client(cookie=office.session("chuyenvien")) as client:
        assert client.post("/api/checks", content=pdf).status_code == 403, "a foreign page cannot send it"


def test_it_is_in_no_table_and_not_in_the_vault_and_the_next_file_takes_its_place(office: Served, pdf: bytes) -> None:
    cookie, base = office.session("chuyenvien"), office.database()
    marked = pdf + b"\n% khong-duoc-giu\n"
    with base.read() as session:
        before = [session.exec(select(func.count()).select_from(table)).one() for table in (Upload, DocumentFile)]
    first = take(office, cookie, marked).json()["token"]
    assert [path.parent.name for path in office.kept("khong-duoc-giu")] == ["checking"]
    take(office, cookie, pdf)
    assert office.kept("khong-duoc-giu") == []
    assert get(office, cookie, f"/api/checks/{first}/1.png?dpi=96") == 404
    with base.read() as session:
        after = [session.exec(select(func.count()).select_from(table)).one() for table in (Upload, DocumentFile)]
    assert after == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 docx", b"\x89PNG", b"xin chao" * 1000])
def test_what_is_no_pdf_is_told_so_in_plain_words(office: Served, content: bytes) -> None:
    answer = take(office, office.session("vanthu"), content)
    assert (answer.status_code, answer.json()["code"]) == (422, "check_not_pdf")
    assert "không phải PDF" in answer.json()["message"]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(office: Served) -> None:
    """Only the head of the request is sent; a client library would not send so little."""
    at = urlsplit(office.url)
    headers = {
        **MARK, "host": at.netloc, "origin": office.url, "cookie": office.session("vanthu"),
        "content-length": str(10**12),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=10) as wire:
        wire.sendall(f"POST /api/checks HTTP/1.1\r\n{head}\r\n".encode())
        status = wire.recv(100).split()[1]
    assert status in (b"400", b"413")


@pytest.mark.parametrize(
    "path",
    [
        "/api/checks/../../voffice.db/1.png", "/api/checks/0/1.png", "/api/signed/checks/x/bGVhZGVy.pdf",
        "/api/signed/files/1/bGVhZGVy/1.png", "/api/signed/uploads/999999/bGVhZGVy.pdf",
    ],
)  # fmt: skip
def test_an_address_that_names_nothing_of_ones_own_opens_nothing(office: Served, path: str) -> None:
    assert get(office, office.session("chuyenvien"), path) in (404, 422)


def test_it_does_not_read_documents_through_this_door(office: Served) -> None:
    """IT checks a file it drops itself; what the office received or issued stays closed to it."""
    for family in ("files", "uploads"):
        assert get(office, office.session("cntt"), f"/api/signed/{family}/1/bGVhZGVy.pdf") == 403
