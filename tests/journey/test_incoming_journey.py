"""A paper found by an officer is passed on, registered by keyboard alone, assigned, reported on and completed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journey.desk import Desk, arrive, decision, fill
from tests.journey.test_journey import name_of
from tests.web.served import Served, serving
from voffice_app.printing.scan import scanned

pytestmark = pytest.mark.browser
NOTE = "Công văn giấy của Sở nhận sáng nay"
ABSTRACT = "Về việc kiểm tra an toàn bếp ăn bán trú"
MANY_TABS = 60


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("incoming-journey"), fill) as served:
        yield served


@pytest.mark.article("5.6")
@pytest.mark.article("6.1")
@pytest.mark.article("6.1.1")
@pytest.mark.article("7.3")
def test_a_paper_goes_from_the_finder_to_done(town: Served, browser: Any, tmp_path: Path) -> None:
    scan = tmp_path / "cong-van-so.pdf"
    scan.write_bytes(scanned(decision("Nguyễn Văn Mẫu", ABSTRACT, tmp_path / "goc.pdf").read_bytes()))
    officer_name = name_of(town, "chuyenvien")

    officer = arrive(browser, town, "chuyenvien")
    officer.go("/van-ban-den/chuyen-van-thu")
    officer.page.locator("input[type=file]").set_input_files(scan)
    officer.page.get_by_text(scan.name).first.wait_for()
    officer.page.get_by_label("Ghi chú cho văn thư").fill(NOTE)
    officer.press("Chuyển văn thư")
    officer.page.wait_for_url(lambda url: "/chuyen-van-thu" not in url)

    clerk = arrive(browser, town, "vanthu")
    clerk.open("/van-ban-den?tab=to_register", NOTE)
    register_by_keyboard(clerk)
    clerk.sees("Chờ phân công")
    address = clerk.page.url.removeprefix(town.url)

    head = arrive(browser, town, "truongphong")
    head.go(address)
    head.choose("Chủ trì", officer_name)
    head.page.get_by_label("Ý kiến chỉ đạo").fill("Chủ trì kiểm tra, báo cáo kết quả.")
    head.press("Phân công")
    head.sees("Đã phân công")

    officer.open("/van-ban-den?tab=mine", ABSTRACT)
    officer.sees("Chủ trì kiểm tra, báo cáo kết quả.")
    officer.press("Ghi tiến độ")
    officer.page.get_by_label("Việc đã làm, việc còn lại").fill("Đã kiểm tra 12 bếp ăn.")
    officer.press("Lưu tiến độ")
    officer.sees("Đang xử lý")
    officer.press("Hoàn thành")
    officer.page.get_by_label("Kết quả xử lý").fill("Các bếp ăn đạt yêu cầu.")
    officer.press("Xác nhận hoàn thành")
    officer.sees("Các bếp ăn đạt yêu cầu.")

    clerk.go("/van-ban-den?tab=completed&q=bep%20an%20ban%20tru")
    clerk.page.get_by_role("row").filter(has_text=ABSTRACT).wait_for()


def register_by_keyboard(clerk: Desk) -> None:
    """No mouse: from field to field by Tab, saved by Enter."""
    page = clerk.page
    page.get_by_label("Cơ quan ban hành").wait_for()
    for name, text in (
        ("code_number", "1906"),
        ("code_notation", "SGDĐT-CTrTT"),
        ("abstract", ABSTRACT),
        ("issuing_body", "Sở Giáo dục và Đào tạo"),
    ):
        tab_to(page, name, backwards=name == "issuing_body")
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
    page.keyboard.press("Enter")


def tab_to(page: Any, name: str, backwards: bool = False) -> None:
    """Press Tab until the field of this name is in hand."""
    for _ in range(MANY_TABS):
        if page.evaluate("document.activeElement.name || ''") == name:
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{name} cannot be reached by keyboard")
