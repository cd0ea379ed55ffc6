"""The one door for files and the way out: nobody without a right gets in, or anything out."""

import http.client
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlmodel import col, select

from tests.web.acting import acting
from tests.web.people import fill, newcomer
from tests.web.served import Served, serving
from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import Direction, DocumentFile, FileKind, Upload
from voffice_app.db.people import Unit
from voffice_app.domain.people import UnitKind

MARK = {"x-voffice": "1"}


def picture(width: int = 200) -> bytes:
    """A PNG, which the gate can look into without a PDF reader."""
    out = io.BytesIO()
    Image.new("RGB", (width, 100), "white").save(out, "PNG")
    return out.getvalue()


def take(office: Served, cookie: str, name: str, content: bytes, **headers: str) -> Any:
    with office.client(cookie=cookie) as client:
        return client.post("/api/files", content=content, headers={**MARK, "x-file-name": name, **headers})


def uploads(office: Served) -> list[Upload]:
    with office.database().read() as session:
        return list(session.exec(select(Upload).order_by(col(Upload.id))))


def test_a_picture_comes_in_is_kept_by_its_hash_and_comes_out_unchanged(office: Served) -> None:
    cookie, content = office.session("chuyenvien"), picture()
    answer = take(office, cookie, "%E1%BA%A3nh%20b%C3%ACa.png", content)
    assert answer.status_code == 201, answer.text
    kept = answer.json()
    assert (kept["name"], kept["size"], kept["media_type"]) == ("ảnh bìa.png", len(content), "image/png")
    assert office.database().vault.get(kept["sha256"]) == content
    with office.client(cookie=cookie) as client:
        out = client.get(f"/api/uploads/{kept['id']}")
    assert out.content == content
    assert out.headers["content-disposition"] == "attachment; filename*=UTF-8''%E1%BA%A3nh%20b%C3%ACa.png"
    assert out.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert out.headers["x-content-type-options"] == "nosniff"
    assert out.headers["cache-control"] == "private, no-store"


def test_nobody_else_gets_it_not_even_by_its_number(office: Served) -> None:
    number = take(office, office.session("chuyenvien"), "rieng.png", picture()).json()["id"]
    for username, status in (("vanthu", 404), ("truongphong", 404), ("hieutruong", 404)):
        with office.client(cookie=office.session(username)) as client:
            assert client.get(f"/api/uploads/{number}").status_code == status
            assert client.get(f"/api/uploads/{number}/1.png").status_code == status
    with office.client() as client:
        assert client.get(f"/api/uploads/{number}").status_code == 401


def test_it_reads_none_of_the_offices_documents_but_what_it_brought_in_itself(office: Served) -> None:
    own = take(office, office.session("cntt"), "con-dau.png", picture()).json()["id"]
    number = _attached(office, take(office, office.session("chuyenvien"), "cong-van.png", picture(222)).json())
    with office.client(cookie=office.session("cntt")) as client:
        for path in (f"/api/files/{number}", f"/api/pages/{number}/1.png"):
            refused = client.get(path)
            assert (refused.status_code, refused.json()["code"]) == (403, "no_permission")
        assert client.get(f"/api/uploads/{own}").status_code == 200
    with office.client(cookie=office.session("vanthu")) as client:
        assert client.get(f"/api/files/{number}").content == picture(222)
    with office.client(cookie=office.session("vanthutruong")) as client:
        assert client.get(f"/api/files/{number}").status_code == 404


def _attached(office: Served, upload: dict[str, Any]) -> int:
    """The number of a file of one of the office's outgoing documents, with this upload's bytes."""
    with acting(office.database()) as tx:
        unit = tx.session.exec(select(Unit).where(Unit.kind == UnitKind.OFFICE)).one()
        file = DocumentFile(
            direction=Direction.OUTGOING, document_id=1, unit_id=unit.id or 0, kind=FileKind.DRAFT,
            sha256=upload["sha256"], name=upload["name"], media_type=upload["media_type"],
            size_bytes=upload["size"], pages=1, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(file)
        tx.session.flush()
        return file.id or 0


def test_without_log_in_the_answer_comes_before_the_body_is_read(office: Served) -> None:
    host, port = office.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    connection.putrequest("POST", "/api/files")
    for name, value in {"Origin": office.url, **MARK, "Content-Length": str(40 * 1024 * 1024)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(b"x")  # one byte of forty million; whoever waits for the rest never answers
    assert connection.getresponse().status == 401
    connection.close()


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An office whose door takes 1 MB."""
    folder: Path = tmp_path_factory.mktemp("narrow")
    with serving(folder, fill, VOFFICE_UPLOAD_LIMIT_MB="1") as served:
        yield served


@pytest.mark.parametrize("told", [True, False], ids=["length told", "length hidden"])
def test_a_file_over_the_limit_is_refused_while_it_streams(narrow: Served, told: bool) -> None:
    content = picture() + b"\0" * (1024 * 1024 + 1)
    body = content if told else (content[i : i + 65536] for i in range(0, len(content), 65536))
    with narrow.client(cookie=narrow.session("vanthu")) as client:
        answer = client.post("/api/files", content=body, headers={**MARK, "x-file-name": "lon.png"})
    assert answer.status_code == 413
    assert uploads(narrow) == []
    assert not (narrow.data / "vault").exists() or not list((narrow.data / "vault").rglob("*.*"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("thu.exe", b"MZ" + b"\0" * 100),
        ("thu.docm", b"PK\x03\x04" + b"\0" * 100),
        ("thu.pdf", b"<html><script>alert(1)</script></html>"),
        ("thu.png", b"%PDF-1.7\n%%EOF"),
        ("thu.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("thu.pdf", b""),
        ("", b"x"),
    ],
)
def test_wrong_kinds_and_false_names_are_refused_and_written_down(office: Served, name: str, content: bytes) -> None:
    before = uploads(office)
    answer = take(office, office.session("vanthu"), name, content)
    assert answer.status_code == 422, answer.text
    assert uploads(office) == before
    with office.database().read() as session:
        last = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert last is not None
    assert (last.act, last.comment) == ("upload_refused", answer.json()["code"])


def test_a_post_without_our_own_header_is_refused(office: Served) -> None:
    with office.client(cookie=office.session("vanthu")) as client:
        answer = client.post("/api/files", content=picture(), headers={"x-file-name": "a.png"})
    assert (answer.status_code, answer.json()["code"]) == (403, "header_missing")


def test_the_page_of_a_picture_is_drawn_and_strange_resolutions_are_not(office: Served) -> None:
    cookie = office.session("chuyenvien")
    number = take(office, cookie, "trang.png", picture(321)).json()["id"]
    with office.client(cookie=cookie) as client:
        assert client.get(f"/api/uploads/{number}/1.png?dpi=999").status_code == 400
        assert client.get(f"/api/uploads/{number}/99.png?dpi=110").status_code == 404


def test_a_page_turned_back_costs_no_picture_and_nobody_sees_it_after_log_out(office: Served) -> None:
    cookie = office.session("chuyenvien")
    number = take(office, cookie, "trang.png", picture(333)).json()["id"]
    with office.client(cookie=cookie) as client:
        first = client.get(f"/api/uploads/{number}/1.png")
        assert (first.status_code, first.headers["cache-control"]) == (200, "private, no-cache")
        known = {"if-none-match": first.headers["etag"]}
        again = client.get(f"/api/uploads/{number}/1.png", headers=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert client.get(f"/api/uploads/{number}/1.png?dpi=60", headers=known).status_code == 200
        client.post("/auth/logout")
        assert client.get(f"/api/uploads/{number}/1.png", headers=known).status_code == 401
    with office.client(cookie=office.session("vanthu")) as client:
        assert client.get(f"/api/uploads/{number}/1.png", headers=known).status_code == 404


CANARY = "918273645546372819"


class TestSigning:
    """The routes of the acts; the acts themselves are tested where they live."""

    def test_a_wrong_body_is_told_by_field_and_never_repeated(self, office: Served) -> None:
        with office.client(cookie=office.session("truongphong")) as client:
            answer = client.post("/api/sign", json={"document_id": "1", "pin": 424242, "x": 1}, headers=MARK)
        assert answer.status_code == 422
        assert sorted(answer.json()["fields"]) == ["document_id", "pin", "x"]
        assert "424242" not in answer.text

    def test_a_pin_leaves_no_trace_in_logs_database_or_files(self, office: Served) -> None:
        with office.client(cookie=office.session("truongphong")) as client:
            for body in ({"document_id": 7, "pin": CANARY}, {"document_id": "x", "pin": CANARY}, {"pin": [CANARY]}):
                assert CANARY not in client.post("/api/sign", json=body, headers=MARK).text
        assert office.kept("truongphong")
        assert office.kept(CANARY) == []

    @pytest.mark.parametrize(("path", "username"), [("/api/sign", "vanthu"), ("/api/seal", "truongphong")])
    def test_neither_signs_for_the_other(self, office: Served, path: str, username: str) -> None:
        with office.client(cookie=office.session(username)) as client:
            answer = client.post(path, json={"document_id": 1, "pin": "1234"}, headers=MARK)
        assert (answer.status_code, answer.json()["code"]) == (403, "no_permission")

    def test_a_document_nobody_knows_is_refused_in_words(self, office: Served) -> None:
        with office.client(cookie=office.session("truongphong")) as client:
            answer = client.post("/api/sign", json={"document_id": 999_999, "pin": "1234"}, headers=MARK)
        assert answer.status_code == 409
        (reason,) = answer.json()["reasons"]
        assert reason["code"] == "not_visible"
        assert reason["message"].startswith("Không tìm thấy")


def test_a_log_in_that_must_change_its_password_brings_no_file_in(office: Served) -> None:
    name = newcomer(office.database(), "moi-gui", must_change_password=True)
    answer = take(office, office.session(name), "a.png", picture())
    assert (answer.status_code, answer.json()["code"]) == (403, "password_change_pending")
