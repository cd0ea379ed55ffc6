"""The books of a year in the browser: numbers held and voided, a late day, a closed volume, the bound book, its code.

The clerk keeps them; only the head lets an entry be dated back.
"""

import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from tests.journey.desk import OFFICE, WAIT_MS, Desk, arrive, fill
from tests.journey.test_custody_journey import set_date
from tests.printing.test_books import APPENDIX_IV
from tests.web.served import Served, serving
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Unit
from voffice_app.db.registers import RegisterVolume
from voffice_app.db.sequences import Register, RegisterYear, default_register
from voffice_app.db.volumes import unfinished
from voffice_app.domain.people import UnitKind

pytestmark = pytest.mark.browser
LATE, WHY = "Về việc bão lụt, ghi sổ tay khi mất điện", "Mất điện ba ngày, văn bản giấy ghi sổ tay"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("books"), fill) as served:
        yield served


def today(town: Served) -> date:
    return town.database().today()


def book_of(town: Served, direction: Direction) -> int:
    with town.database().read() as session:
        unit = session.exec(select(Unit).where(Unit.kind == UnitKind.OFFICE)).one()
        return default_register(session, unit.id or 0, direction)


@pytest.mark.law("ND30:15")
@pytest.mark.law("ND30:16")
@pytest.mark.law("ND137:5")
def test_a_book_is_kept_closed_bound_and_found_by_the_code_on_its_pages(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    head, clerk = (arrive(browser, town, name) for name in ("truongphong", "vanthu"))
    holds_two_numbers_and_voids_one(town, clerk)
    enters_a_late_day_once_the_head_allows_it(town, head, clerk)
    last = closes_the_volume(town, clerk)
    pages = prints_the_volume(town, clerk, last, tmp_path)
    looks_its_code_up(town, clerk, head, pages)


def holds_two_numbers_and_voids_one(town: Served, clerk: Desk) -> None:
    clerk.go(f"/so-van-ban/{book_of(town, Direction.OUTGOING)}")
    clerk.page.get_by_label("Giữ mấy số").fill("2")
    clerk.page.get_by_label("Lý do giữ").fill("Giữ cho quyết định của Hội đồng")
    clerk.press("Giữ số")
    clerk.sees("Đã giữ 2 số")
    row = clerk.page.get_by_role("row").filter(has_text="Giữ cho quyết định của Hội đồng").last
    row.get_by_role("button", name="Hủy số").click(timeout=WAIT_MS)
    clerk.page.get_by_label("Lý do hủy").fill("Hội đồng không họp")
    clerk.press("Hủy số này")
    clerk.sees("Đã hủy số; số và lý do vẫn nằm trong sổ.")
    clerk.sees("Hủy: Hội đồng không họp")
    clerk.sees("Đủ số")


def enters_a_late_day_once_the_head_allows_it(town: Served, head: Desk, clerk: Desk) -> None:
    late = f"{today(town) - timedelta(days=12):%d/%m/%Y}"
    writes_the_late_paper(clerk, late)
    clerk.press("Lưu và trình")
    clerk.sees(f"Ghi lùi về ngày {late} cần thủ trưởng cho phép. Chưa cấp số nào")
    head.go(f"/so-van-ban/{book_of(town, Direction.INCOMING)}")
    for label, day in (("Từ ngày", late), ("Đến ngày", late)):
        set_date(head, label, day)
    set_date(head, "Văn thư ghi xong trước hết ngày", f"{today(town):%d/%m/%Y}")
    head.page.locator("[name=allow_reason]").fill(WHY)
    head.press("Cho phép ghi lùi ngày")
    head.sees("Đã cho phép ghi lùi ngày; văn thư được báo.")
    clerk.press("Lưu và trình")
    clerk.sees("và trình lãnh đạo")
    with town.database().read() as session:
        row = session.exec(select(IncomingDocument).where(col(IncomingDocument.abstract) == LATE)).one()
    assert f"{row.arrived_on:%d/%m/%Y}" == late
    head.page.reload()
    head.sees(f"ngày {late}")


def writes_the_late_paper(clerk: Desk, late: str) -> None:
    clerk.go("/van-ban-den/nhap")
    clerk.page.locator("[name=code_number]").fill("871")
    clerk.page.locator("[name=code_notation]").fill("UBND-NN")
    clerk.page.locator("[name=issuing_body]").fill("Ủy ban nhân dân huyện Thái Thụy")
    clerk.page.locator("[name=abstract]").fill(LATE)
    clerk.page.get_by_text("Sổ khác, số đã giữ, ngày đến khác").click()
    set_date(clerk, "Ngày đến khác", late)


def closes_the_volume(town: Served, clerk: Desk) -> int:
    """Up to the last number before the first row that is not whole; one further is refused."""
    register_id, year = book_of(town, Direction.INCOMING), today(town).year
    with town.database().read() as session:
        count = session.get_one(RegisterYear, (register_id, year)).last_number
        waiting = unfinished(session, session.get_one(Register, register_id), year, 1, count)
    clerk.go(f"/so-van-ban/{register_id}")
    close(clerk, waiting[0])
    clerk.sees(f"Còn số chưa xong: {waiting[0]}")
    close(clerk, waiting[0] - 1)
    clerk.sees("Đã đóng quyển số 1")
    with town.database().read() as session:
        volume = session.exec(select(RegisterVolume).where(RegisterVolume.register_id == register_id)).one()
    clerk.sees(volume.hash[:16])
    clerk.press("Đối chiếu")
    clerk.sees("Sổ hiện nay khớp từng dòng với quyển đã đóng")
    return waiting[0] - 1


def close(clerk: Desk, last: int) -> None:
    """In the dialog; it closes, and what came of it is told on the page."""
    clerk.press("Đóng sổ")
    clerk.page.locator("[name=last_number]").fill(str(last))
    clerk.press("Đóng hẳn")


def prints_the_volume(town: Served, clerk: Desk, last: int, folder: Path) -> list[str]:
    """The text of each page of the bound book."""
    clerk.go("/in-so")
    clerk.page.locator("[name=book]").select_option(label="Sổ đăng ký văn bản đến")
    clerk.sees("Sổ có")
    clerk.page.locator("[name=last]").fill(str(last))
    clerk.page.locator("[name=volume]").fill("01")
    clerk.press("Xuất sổ")
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("link", name="Tải về").first.click(timeout=2 * WAIT_MS)
    assert (
        download.value.suggested_filename == f"so-dang-ky-van-ban-den-nam-{today(town).year}-tu-so-1-den-so-{last}.pdf"
    )
    path = folder / "so.pdf"
    download.value.save_as(path)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    for told in (OFFICE.upper(), "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", f"Từ số 1 đến số {last}", "Quyển số 01"):
        assert told in " ".join(pages[0].split()), told
    for page in pages[1:]:
        bare = re.sub(r"\s", "", page)
        assert all(re.sub(r"\s", "", word) in bare for title in APPENDIX_IV["incoming"] for word in title.split())
        assert "Mã tra cứu" in page
    return pages


def looks_its_code_up(town: Served, clerk: Desk, head: Desk, pages: list[str]) -> None:
    """Whoever holds the paper types the code at its foot; a code on no paper finds nothing."""
    codes = {code for page in pages for code in re.findall(r"Mã tra cứu ([0-9A-Z-]{14})", page)}
    (code,) = codes
    head.go("/tra-cuu")
    head.page.get_by_label("Mã tra cứu").first.fill(code.lower().replace("-", " "))
    head.press("Tra cứu")
    head.page.wait_for_url(re.compile(f"/tra-cuu/{code}"), timeout=WAIT_MS)
    head.sees(f"Sổ đăng ký văn bản đến năm {today(town).year}, từ số 1")
    head.sees("Mở văn bản gốc đầy đủ")
    clerk.go("/tra-cuu/0000-0000-0000")
    clerk.sees("Không có bản in nào mang mã này")
