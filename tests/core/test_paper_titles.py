"""Every paper of the system is called something in Vietnamese in the window of whatever opens it."""

from datetime import date

import pymupdf
import pytest

from tests.core.conftest import SmallOffice
from tests.core.factories import registered, sealed
from tests.core.printing_room import LOOKUP, arrived, drawing, letter, replace_file
from tests.core.test_book_export import begun, fetched, job, worked
from voffice_app.actions import issuing, papers, registers, reports, slips
from voffice_app.actions.reports import Question
from voffice_app.db.files import Direction
from voffice_app.db.paper_prints import list_prints


def title_of(pdf: bytes) -> str:
    return str(pymupdf.open(stream=pdf).metadata["title"])


def test_copies_slips_and_reports_bear_their_names(small: SmallOffice) -> None:
    office, clerk = drawing(small), small.clerk
    document_id = arrived(small, letter())
    issued_id = sealed(small)
    small.act(clerk, issuing.issue, issued_id)
    replace_file(small, "outgoing", issued_id, letter())
    asked = Question(Direction.INCOMING, date(2026, 11, 1), date(2026, 11, 30))
    found = [
        papers.print_incoming(office, clerk, document_id, LOOKUP),
        papers.print_outgoing(office, clerk, issued_id, LOOKUP),
        slips.print_slip(office, clerk, document_id, LOOKUP),
        reports.print_report(office, clerk, asked, LOOKUP, "pdf"),
    ]
    assert [title_of(paper.content) for paper in found] == [
        "Văn bản đến 123/SGDĐT-GDTrH (số đến 1)", f"Văn bản đi {small.document(issued_id).reference}",
        "Phiếu giải quyết văn bản đến", "Báo cáo tình hình giải quyết văn bản đến",
    ]  # fmt: skip


def test_a_book_is_called_by_its_form_year_and_numbers_and_so_is_its_file(small: SmallOffice) -> None:
    registered(small)
    job_id = begun(small, small.clerk)
    worked(small)
    title = "Sổ đăng ký văn bản đến năm 2026, từ số 1 đến số 1"
    assert title_of(fetched(small, small.clerk, job_id).read_bytes()) == title
    assert (job(small, job_id).result or {})["name"].startswith("so-dang-ky-van-ban-den-")


@pytest.mark.law("ND30:PL3")
def test_a_councils_book_without_a_number_says_so_and_whose_it_is(small: SmallOffice) -> None:
    form = registers.RegisterForm(
        Direction.OUTGOING, "Sổ Hội đồng thi đua", 2026, "QĐ 1", body_name="Hội đồng thi đua", symbol="HĐTĐ"
    )
    register_id = small.act(small.head, registers.add_register, form)
    job_id = begun(small, small.clerk, book="outgoing", register_id=register_id)
    worked(small)
    title = "Sổ đăng ký văn bản đi – Sổ Hội đồng thi đua năm 2026, chưa có số nào"
    pdf = fetched(small, small.clerk, job_id).read_bytes()
    assert title_of(pdf) == title
    assert "Sổ Hội đồng thi đua" in pymupdf.open(stream=pdf)[0].get_text()
    with small.db.read() as session:
        assert [row.what for row in list_prints(session, small.clerk)] == [title]
