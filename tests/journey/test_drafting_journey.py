"""A draft as an office really makes it: groups, a saved set, somebody outside, a comment on the page, a second version
held against the first, on paper too; then stamped paper copies."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journey.desk import PIN, Desk, arrive, decision, fill
from tests.journey.test_journey import name_of, sign
from tests.web.served import Served, serving

pytestmark = pytest.mark.browser
ABSTRACT, NEW = "Về việc trực văn thư ngày nghỉ lễ", "Về việc trực văn thư ngày nghỉ lễ và ngày bão"
SHOWN, SET, OUTSIDE = os.environ.get("PICTURES", ""), "Ba trường trực", "Báo Thái Bình"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("drafting"), fill) as served:
        yield served


@pytest.mark.article("8.3")
@pytest.mark.law("ND30:10")
def test_a_draft_is_commented_on_written_anew_issued_and_stamped_on_paper_too(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    head_name = name_of(town, "truongphong")
    officer, head, clerk = (arrive(browser, town, name) for name in ("chuyenvien", "truongphong", "vanthu"))
    written(officer, decision(head_name, ABSTRACT, tmp_path / "lan-1.pdf"), head_name)
    address = officer.page.url.removeprefix(town.url)
    commented(head, officer, address)
    rewritten(officer, decision(head_name, NEW, tmp_path / "lan-2.pdf"), address)
    issued(officer, head, clerk, address)
    stamped(clerk)


def written(officer: Desk, paper: Path, head_name: str) -> None:
    """All schools by one press, kept as a set, pressed again from the set; one recipient outside; on paper too."""
    officer.go("/van-ban-di/soan")
    page = officer.page
    page.get_by_label("Loại văn bản").select_option(label="Quyết định")
    page.locator("input[type=file]").first.set_input_files(paper)
    page.get_by_text(paper.name).first.wait_for()
    page.get_by_label("Trích yếu").fill(ABSTRACT)
    signer = page.get_by_label("Người ký")
    signer.select_option(label=next(t for t in signer.locator("option").all_inner_texts() if head_name in t))
    page.get_by_text("Cũng phát hành bản giấy").click()
    page.get_by_role("button", name="Tất cả các trường").click()
    officer.sees("Đã chọn 3/")
    page.get_by_text("Lưu lựa chọn này thành nhóm").click()
    page.get_by_label("Tên nhóm nơi nhận").fill(SET)
    officer.press("Lưu nhóm mới")
    officer.press("Bỏ chọn hết")
    officer.sees("Đã chọn 0/")
    page.get_by_role("button", name=SET).click()
    officer.sees("Đã chọn 3/")
    page.get_by_label("Nơi nhận bên ngoài hệ thống").fill(f"{OUTSIDE}; toasoan@baothaibinh.example; đăng tin")
    picture(officer, "soan-van-ban")
    officer.press("Lưu dự thảo")
    page.wait_for_url(lambda url: "/soan" not in url)
    officer.press("Ký nháy")
    officer.sees("Đã ký nháy")
    officer.press("Trình")
    officer.sees("Chờ phê duyệt")


def commented(head: Desk, officer: Desk, address: str) -> None:
    """The head puts a comment on the place and sends the draft back."""
    head.go(address)
    head.press("Góp ý trên trang")
    head.page.get_by_label("Góp ý cho chỗ trong khung").fill("Thêm ngày bão vào trích yếu")
    head.press("Gửi góp ý")
    head.sees("1 chưa xong")
    picture(head, "gop-y-tren-trang")
    head.press("Trả lại")
    head.page.locator("textarea:visible").last.fill("Sửa theo góp ý trên trang")
    head.page.locator("form:visible").filter(has=head.page.locator("textarea")).last.get_by_role("button").first.click()
    head.sees("trả lại")
    officer.go(address)
    officer.sees("Thêm ngày bão vào trích yếu")


def rewritten(officer: Desk, paper: Path, address: str) -> None:
    """A second version with what it mends; side by side the words that came in are marked."""
    officer.go(f"{address.partition('?')[0]}/sua")
    officer.sees("Đang dùng tệp")
    page = officer.page
    page.locator("input[type=file]").first.set_input_files(paper)
    page.get_by_text(paper.name).first.wait_for()
    page.get_by_label("Trích yếu").fill(NEW)
    page.get_by_label("Bản mới sửa gì").fill("Thêm ngày bão")
    officer.press("Lưu dự thảo")
    page.wait_for_url(lambda url: "/sua" not in url)
    officer.sees("Sửa: Thêm ngày bão")
    page.get_by_role("link", name="So với bản trước").first.click()
    page.locator("ins").filter(has_text="bão").first.wait_for()
    picture(officer, "so-sanh")
    officer.go(address)
    officer.press("Đã xong")
    officer.press("Ký nháy")
    officer.sees("Đã ký nháy")
    officer.press("Trình")
    officer.sees("Chờ phê duyệt")


def issued(officer: Desk, head: Desk, clerk: Desk, address: str) -> None:
    head.go(address)
    head.press("Phê duyệt")
    head.sees("Đã phê duyệt")
    clerk.go(address)
    clerk.press("Đạt thể thức")
    clerk.press("Cấp số")
    clerk.sees("Chờ lãnh đạo ký")
    head.go(address)
    sign(head, "Ký số", PIN)
    head.sees("Chờ đóng dấu")
    clerk.go(address)
    sign(clerk, "Đóng dấu", PIN)
    clerk.sees("Chờ ban hành")
    clerk.press("Ban hành")
    clerk.press("Ban hành ngay")
    clerk.sees("Đã ban hành")
    clerk.sees("0/3 đơn vị đã vào sổ")
    clerk.sees(OUTSIDE)
    officer.go("/")
    officer.sees("Kiểm tra sau ban hành")


def stamped(clerk: Desk) -> None:
    """Two stamped paper copies on record, with the code that is printed on them."""
    clerk.page.get_by_text("In và đóng dấu treo").click()
    form = clerk.page.locator("form:visible").filter(has_text="Ghi bản đóng dấu treo")
    form.get_by_label("Số bản").fill("2")
    form.get_by_label("Giao cho").fill("Trường không có mạng")
    clerk.press("Ghi bản đóng dấu treo")
    clerk.sees("2 bản giấy đóng dấu treo")


def picture(desk: Desk, name: str) -> None:
    if SHOWN:
        desk.picture(Path(SHOWN), name)
