"""Documents on paper: a copy with its foot and stamp; the signed file stays; what may not be read is not printed."""

from hashlib import sha256

import pymupdf
import pytest

from tests.core.conftest import SmallOffice
from tests.core.factories import codes, numbered, registered, sealed, waiting
from tests.core.printing_room import LOOKUP, arrived, drawing, letter, pages_of, replace_file, text_of
from voffice_app.actions import assigning, incoming, issuing, paper, papers, slips
from voffice_app.actions.printing_parts import PrintOut
from voffice_app.db.files import Direction, list_files
from voffice_app.db.paper_prints import find_print, list_prints, list_reprints
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.incoming import Source
from voffice_app.domain.people import Actor

MM = 72 / 25.4


def stamp_of(paper: PrintOut) -> pymupdf.Rect:
    """The red frame of page 1."""
    page = next(pages_of(paper))
    (frame,) = [
        d["rect"] for d in page.get_drawings() if d.get("color") and d["color"][0] > 0.7 and d["color"][1] < 0.2
    ]
    return frame


@pytest.mark.law("ND30:PL4")
@pytest.mark.law("ND137:5")
def test_what_arrived_is_printed_with_its_stamp_of_35_by_50_mm_and_its_foot(small: SmallOffice) -> None:
    pdf = letter()
    document_id = arrived(small, pdf)
    paper = papers.print_incoming(drawing(small), small.officer, document_id, LOOKUP)
    frame, text = stamp_of(paper), text_of(paper)
    assert (round(frame.width / MM), round(frame.height / MM)) == (50, 35)
    for told in ("PHÒNG GD&ĐT THÁI THỤY", "ĐẾN", "Số: 01", "Ngày: 23/11/2026", "Chuyển:", "Số và ký hiệu HS:"):
        assert told in text
    with small.db.read() as session:
        (row,) = list_prints(session, small.officer, "incoming", document_id)
    assert f"Mã tra cứu {row.code} tại {LOOKUP}/{row.code}" in text
    assert "BẢN IN TỪ VĂN BẢN ĐIỆN TỬ · Hệ thống V-Office của Phòng GD&ĐT Thái Thụy" in text
    assert "In lúc 12:00 23/11/2026 bởi officer Người officer" in text
    assert row.what == "Văn bản đến 123/SGDĐT-GDTrH (số đến 1)"


def test_only_the_copy_is_drawn_on(small: SmallOffice) -> None:
    pdf = letter()
    document_id = arrived(small, pdf)
    papers.print_incoming(drawing(small), small.clerk, document_id, LOOKUP)
    with small.db.read() as session:
        kept = [file.sha256 for file in list_files(session, Direction.INCOMING, document_id)]
    assert kept == [sha256(pdf).hexdigest()]


@pytest.mark.parametrize("margin", ["3mm", "30mm", "60mm"])
def test_stamp_and_foot_stand_where_nothing_is_written_the_page_is_made_smaller_for_them(
    small: SmallOffice, margin: str
) -> None:
    document_id = arrived(small, letter(body="#lorem(900)", margin=margin))
    paper = papers.print_incoming(drawing(small), small.clerk, document_id, LOOKUP)
    stamp = stamp_of(paper)
    for index, page in enumerate(pages_of(paper)):
        foot = page.search_for("Mã tra cứu")[0]
        written = [pymupdf.Rect(w[:4]) for w in page.get_text("words") if w[4].strip(",.").isalpha() and w[4].islower()]
        body = [w for w in written if w.y0 < foot.y0 - 4 * MM]
        assert body
        assert all(w.y1 < foot.y0 for w in body)
        if index == 0:
            inside = pymupdf.Rect(stamp.x0 + 1, stamp.y0 + 1, stamp.x1 - 1, stamp.y1 - 1)
            latin = [w for w in page.get_text("words") if w[4] in ("Lorem", "ipsum", "dolor", "sit")]
            assert latin
            assert not any(pymupdf.Rect(w[:4]).intersects(inside) for w in latin)


def test_who_may_not_see_a_document_does_not_print_it_and_nothing_is_logged(small: SmallOffice) -> None:
    document_id = arrived(small, letter())
    for stranger in (small.school1_clerk, small.school1_head):
        for make in (papers.print_incoming, slips.print_slip, papers.print_outgoing):
            with pytest.raises(NotVisible):
                make(drawing(small), stranger, document_id, LOOKUP)
    with small.db.read() as session:
        assert list_prints(session, small.school1_clerk) == list_prints(session, small.clerk) == []


def test_a_document_without_a_pdf_is_not_printed(small: SmallOffice) -> None:
    document_id = registered(small)
    with small.db.act(small.clerk) as tx:
        for file in list_files(tx.session, Direction.INCOMING, document_id):
            file.media_type = "image/png"
            tx.session.add(file)
    with pytest.raises(Refused) as refusal:
        papers.print_incoming(drawing(small), small.clerk, document_id, LOOKUP)
    assert codes(refusal) == ["print_no_pdf"]


@pytest.mark.law("ND30:18")
def test_an_issued_document_is_printed_with_its_foot_and_without_a_stamp(small: SmallOffice) -> None:
    document_id = sealed(small)
    replace_file(small, "outgoing", document_id, letter(body="Đã ký"))
    small.act(small.clerk, issuing.issue, document_id)
    paper = papers.print_outgoing(drawing(small), small.officer, document_id, LOOKUP)
    text = text_of(paper)
    assert "Đã ký" in text
    assert "ĐẾN" not in text
    with small.db.read() as session:
        (row,) = list_prints(session, small.officer, "outgoing", document_id)
        assert find_print(session, row.code) == row
    assert row.what == "Văn bản đi 01/QĐ-PGDĐT"
    assert row.code in text


def test_before_it_is_issued_no_copy_is_printed(small: SmallOffice) -> None:
    with pytest.raises(Refused) as refusal:
        papers.print_outgoing(drawing(small), small.clerk, numbered(small), LOOKUP)
    assert codes(refusal) == ["print_not_issued"]


def slip(small: SmallOffice, who: Actor, document_id: int) -> str:
    return text_of(slips.print_slip(drawing(small), who, document_id, LOOKUP))


@pytest.mark.law("ND30:PL4")
def test_the_slip_is_filled_from_the_assignment_and_what_is_not_decided_is_left_to_the_pen(small: SmallOffice) -> None:
    document_id = waiting(small)
    empty = slip(small, small.clerk, document_id)
    for told in (
        "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "123/SGDĐT-GDTrH", "1, ngày 23/11/2026",
        "1. Ý kiến của lãnh đạo cơ quan, tổ chức", "2. Ý kiến của lãnh đạo đơn vị",
        "3. Ý kiến đề xuất của người giải quyết", "Ngày ……… tháng ……… năm ………",
    ):  # fmt: skip
        assert told in empty
    assert "Người officer" not in empty.replace("bởi", "").split("In lúc")[0]
    lead, support = small.officer.position_id, small.colleague.position_id
    given = assigning.Assignment(lead, (support,), (), "Tham mưu văn bản trả lời")
    small.act(small.head, assigning.assign, document_id, given)
    small.act(small.officer, assigning.record_progress, document_id, "Đề xuất báo cáo bằng số liệu năm học trước")
    filled = slip(small, small.clerk, document_id)
    for told in (
        "chủ trì: Người officer", "phối hợp: Người colleague", "Tham mưu văn bản trả lời", "Ngày 23/11/2026",
        "Đề xuất báo cáo bằng số liệu năm học trước",
    ):  # fmt: skip
        assert told in filled


def test_a_document_that_is_not_in_the_book_has_no_slip(small: SmallOffice) -> None:
    document_id = small.act(small.officer, incoming.pass_to_clerk, incoming.Intake(Source.PAPER, "Nhận ở bưu điện"))
    with pytest.raises(Refused) as refusal:
        slips.print_slip(drawing(small), small.clerk, document_id, LOOKUP)
    assert codes(refusal) == ["arrival_number_missing"]


@pytest.mark.law("ND137:5")
@pytest.mark.article("6.2")
def test_a_stamped_copy_is_printed_under_the_code_on_record_and_leaves_no_second_row(small: SmallOffice) -> None:
    document_id = sealed(small)
    small.act(small.clerk, issuing.issue, document_id)
    replace_file(small, "outgoing", document_id, letter())
    code = small.act(small.clerk, paper.record_paper_copy, document_id, 2, "Kho bạc huyện")
    printed = papers.print_stamped(drawing(small), small.clerk, document_id, LOOKUP, code)
    assert f"Mã tra cứu {code}" in text_of(printed)
    with small.db.read() as session:
        (row,) = list_prints(session, small.clerk, "outgoing", document_id)
        again = list_reprints(session, row)
    assert (row.code, row.copies, row.stamped) == (code, 2, True)
    assert [(entry.actor_name, entry.facts) for entry in again] == [("Người clerk", {"code": code})]
    for who, asked in ((small.clerk, "0000-0000-0000"), (small.school1_clerk, code)):
        with pytest.raises(NotVisible):
            papers.print_stamped(drawing(small), who, document_id, LOOKUP, asked)
    with small.db.read() as session:
        assert len(list_reprints(session, row)) == 1, "what was refused was not printed"
