"""The routes of printing and of files: who may call them, and what each reading leaves in the audit log (F82)."""

import pytest
from sqlmodel import col, select

from tests.web.served import Served
from tests.web.test_files import picture
from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.people import Unit
from voffice_app.domain.people import UnitKind

ROUTES = (
    "/api/print/incoming/1", "/api/print/outgoing/1", "/api/print/slip/1", "/api/exports/1", "/api/print/copy/1",
    "/api/print/outgoing/1/0000-0000-0000", "/api/print/receipt/1",
    "/api/reports/incoming.pdf?tu=2026-11-01&den=2026-11-30", "/api/reports/outgoing.xlsx?tu=2026-11-01&den=2026-11-30",
)  # fmt: skip


def acts(office: Served, act: str) -> list[AuditEntry]:
    with office.database().read() as session:
        return list(session.exec(select(AuditEntry).where(AuditEntry.act == act).order_by(col(AuditEntry.id))))


@pytest.mark.parametrize("path", ROUTES)
def test_nobody_prints_without_a_log_in(office: Served, path: str) -> None:
    with office.client() as client:
        assert client.get(path).status_code == 401


@pytest.mark.parametrize("path", [path for path in ROUTES if "reports" in path or "exports" in path])
@pytest.mark.parametrize("who", ["chuyenvien", "cntt"])
def test_who_prints_no_books_gets_no_report_and_no_export(office: Served, path: str, who: str) -> None:
    with office.client(cookie=office.session(who)) as client:
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("who", ["truongphong", "chuyenvien", "cntt"])
def test_only_the_clerk_prints_the_receipt_for_a_sender(office: Served, who: str) -> None:
    with office.client(cookie=office.session(who)) as client:
        assert client.get("/api/print/receipt/1").status_code == 403


@pytest.mark.parametrize("path", [path for path in ROUTES if "reports" not in path])
def test_what_is_not_there_is_not_told_apart_from_what_is_somebody_elses(office: Served, path: str) -> None:
    with office.client(cookie=office.session("vanthu")) as client:
        assert client.get(path.replace("/1", "/4711")).status_code == 404


@pytest.mark.law("ND30:PL6")
@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_a_report_is_handed_out_as_a_download_and_logged(office: Served, form: str, begins: bytes) -> None:
    with office.client(cookie=office.session("truongphong")) as client:
        answer = client.get(f"/api/reports/incoming.{form}?tu=2026-11-01&den=2026-11-30&theo=area")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment")
    printed = acts(office, "print")[-1]
    assert (printed.subject, printed.actor_name) == ("report", "Phạm Quang Vinh")
    assert "01/11/2026" in printed.facts["what"]


@pytest.mark.parametrize(
    "query", ["", "?tu=2026-11-01", "?tu=2026-11-30&den=2026-11-01", "?tu=2026-11-01&den=2026-11-30&theo=x"]
)
def test_a_report_of_no_period_is_not_there(office: Served, query: str) -> None:
    with office.client(cookie=office.session("truongphong")) as client:
        assert client.get(f"/api/reports/incoming.pdf{query}").status_code == 404
        assert client.get("/api/reports/sideways.pdf?tu=2026-11-01&den=2026-11-30").status_code == 404


def kept(office: Served) -> int:
    """A file of an outgoing document of the office."""
    sha256 = office.database().vault.put(picture())
    with office.database().read() as session:
        unit = session.exec(select(Unit).where(Unit.kind == UnitKind.OFFICE)).one()
    from tests.web.acting import acting

    with acting(office.database()) as tx:
        row = DocumentFile(
            direction=Direction.OUTGOING, document_id=1, unit_id=unit.id or 0, kind=FileKind.ATTACHMENT, sha256=sha256,
            name="bang.png", media_type="image/png", size_bytes=9, pages=1, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        return row.id or 0


@pytest.mark.law("ND30:PL6")
def test_every_download_and_each_hours_first_look_at_a_file_is_written_down(office: Served) -> None:
    file_id = kept(office)
    before = len(acts(office, "view")), len(acts(office, "download"))
    with office.client(cookie=office.session("chuyenvien")) as client:
        for _ in range(3):
            assert client.get(f"/api/pages/{file_id}/1.png").status_code == 200
        for _ in range(2):
            assert client.get(f"/api/files/{file_id}").status_code == 200
    views, downloads = acts(office, "view")[before[0] :], acts(office, "download")[before[1] :]
    assert [(entry.subject, entry.subject_id, entry.actor_name) for entry in views] == [
        ("file", file_id, "Trần Văn Bình")
    ]
    assert [entry.facts["name"] for entry in downloads] == ["bang.png", "bang.png"]


def test_what_was_refused_is_no_reading(office: Served) -> None:
    file_id = kept(office)
    before = len(acts(office, "view")) + len(acts(office, "download"))
    with office.client(cookie=office.session("hieutruong")) as client:
        assert client.get(f"/api/files/{file_id}").status_code == 404
        assert client.get(f"/api/pages/{file_id}/1.png").status_code == 404
    assert len(acts(office, "view")) + len(acts(office, "download")) == before
