"""What an issuer took back opens on no route of its receiver: 410 on the file's own routes, 409 on paper (ND30 Đ18)."""

from datetime import date

import pytest
from sqlmodel import select

from tests.web.acting import acting
from tests.web.served import Served
from tests.web.test_files import picture
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Unit
from voffice_app.domain.incoming import IncomingStatus, RecallState, Source
from voffice_app.domain.people import UnitKind

SAID = "Nơi gửi đã thu hồi văn bản"


@pytest.fixture(scope="module")
def paper(office: Served) -> tuple[int, int]:
    """A paper of the office and its file; nobody has taken it back yet."""
    sha256 = office.database().vault.put(picture(310))
    with office.database().read() as session:
        unit = session.exec(select(Unit).where(Unit.kind == UnitKind.OFFICE)).one().id or 0
    with acting(office.database()) as tx:
        document = IncomingDocument(
            unit_id=unit, source=Source.VOFFICE, issuing_body="Trường Tiểu học Bình Minh", abstract="Báo cáo sĩ số",
            arrived_on=date(2026, 11, 20), arrived_at=tx.now, status=IncomingStatus.RECEIVED,
            register_due_on=date(2026, 11, 20),
        )  # fmt: skip
        tx.session.add(document)
        tx.session.flush()
        file = DocumentFile(
            direction=Direction.INCOMING, document_id=document.id or 0, unit_id=unit, kind=FileKind.MAIN,
            sha256=sha256, name="bao-cao.png", media_type="image/png", size_bytes=9, pages=1, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(file)
        tx.session.flush()
        return document.id or 0, file.id or 0


@pytest.mark.law("ND30:18")
def test_a_recalled_paper_opens_on_no_route_though_it_was_seen_before(office: Served, paper: tuple[int, int]) -> None:
    document_id, file_id = paper
    routes = [f"/api/files/{file_id}", f"/api/pages/{file_id}/1.png", f"/api/signed/files/{file_id}/Signature1.pdf",
              f"/api/signed/files/{file_id}/Signature1/1.png"]  # fmt: skip
    with office.client(cookie=office.session("vanthu")) as client:
        seen = client.get(routes[1])
        assert seen.status_code == 200
        _recall(office, document_id)
        for route in routes:
            answer = client.get(route, headers={"if-none-match": seen.headers["etag"]})
            assert (route, answer.status_code, answer.json()["code"]) == (route, 410, "content_recalled")
            assert SAID in answer.json()["message"]
        printed = client.get(f"/api/print/incoming/{document_id}")
        assert printed.status_code == 409, "nor as a print, whatever the reason told"
        assert printed.headers["content-type"] == "application/json"
    with office.client(cookie=office.session("hieutruong")) as client:
        assert client.get(routes[0]).status_code == 404, "another unit is not even told of the recall"


def _recall(office: Served, document_id: int) -> None:
    with acting(office.database()) as tx:
        document = tx.session.get_one(IncomingDocument, document_id)
        document.recalled_from, document.status = document.status, IncomingStatus.RECALLED
        document.recall_state = RecallState.ASKED
