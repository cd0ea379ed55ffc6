"""A letter to a named person turns out to be the office's business: it goes down a chain and comes back done."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journey.desk import Desk, arrive, decision, fill
from tests.journey.test_incoming_journey import ABSTRACT, register_by_keyboard
from tests.journey.test_journey import name_of
from tests.web.served import Served, serving

pytestmark = pytest.mark.browser
SHOWN = os.environ.get("PICTURES", "")
NOTE, QUESTION, ANSWER = "Bì thư ghi tên người nhận", "Có kiểm tra cả bếp ăn tư thục không?", "Chỉ bếp trong trường"
WHY, FIRST, DONE = "Thiếu số liệu của hai trường", "Đã kiểm tra 10 bếp ăn.", "Đã kiểm tra đủ 12 bếp ăn."


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("chain"), fill) as served:
        yield served


@pytest.mark.article("6.1")
@pytest.mark.article("8.3")
@pytest.mark.law("ND30:21")
@pytest.mark.law("ND30:24")
def test_a_letter_to_a_person_goes_down_the_chain_and_comes_back_done(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    officer, clerk, head, deputy, other = (
        arrive(browser, town, name) for name in ("chuyenvien", "vanthu", "truongphong", "phophong", "chuyenvien3")
    )
    officer_name, deputy_name, other_name = (name_of(town, n) for n in ("chuyenvien", "phophong", "chuyenvien3"))
    address = handed_back(officer, clerk, officer_name, decision("Nguyễn Văn Mẫu", ABSTRACT, tmp_path / "goc.pdf"))

    head.go(address)
    give(head, deputy_name, "Phân công", 15)
    head.sees("Đã phân công")
    deputy.go(address)
    deputy.press("Giao tiếp")
    give(deputy, officer_name, "Giao tiếp", 5)
    deputy.sees("Đã giao tiếp")
    picture(deputy, "chuoi")

    ask_others(officer, address, other, other_name)
    more_time(officer, deputy, address)
    finish(officer, FIRST)
    head.page.reload()
    head.press("Mở lại")
    head.page.get_by_label("Lý do mở lại").fill(WHY)
    head.press("Mở lại văn bản")
    head.sees("Đang xử lý")
    officer.page.reload()
    officer.sees(WHY)
    finish(officer, DONE)
    picture(officer, "xong")
    clerk.go(address)
    for told in (DONE, QUESTION, "1 Không đồng ý", WHY):
        clerk.sees(told)


def handed_back(officer: Desk, clerk: Desk, name: str, scan: Path) -> str:
    """Found, passed on to the named person, handed back by them and registered; returns the document's address."""
    officer.go("/van-ban-den/chuyen-van-thu")
    officer.page.locator("input[type=file]").set_input_files(scan)
    officer.page.get_by_text(scan.name).first.wait_for()
    officer.page.get_by_label("Ghi chú cho văn thư").fill(NOTE)
    officer.press("Chuyển văn thư")
    officer.page.wait_for_url(lambda url: "/chuyen-van-thu" not in url)
    clerk.open("/van-ban-den?tab=to_register", NOTE)
    clerk.press("Chuyển đích danh")
    clerk.choose("Người được ghi tên", name)
    send(clerk, "Người được ghi tên", "Chuyển đích danh")
    clerk.sees("Đã chuyển đích danh")
    address = clerk.page.url.removeprefix(clerk.office.url)
    officer.go(address)
    officer.press("Chuyển lại văn thư")
    officer.page.get_by_label("Vì sao là việc của cơ quan").fill("Sở giao cơ quan kiểm tra")
    officer.press("Chuyển lại để vào sổ")
    officer.sees("Chờ vào sổ")
    clerk.page.reload()
    register_by_keyboard(clerk)
    clerk.sees("Chờ phân công")
    return address


def give(leader: Desk, name: str, button: str, days: int) -> None:
    """To one lead, due so many working days from today."""
    leader.choose("Chủ trì", name)
    leader.page.get_by_label("Ý kiến chỉ đạo").fill("Kiểm tra, báo cáo kết quả.")
    leader.page.get_by_role("button", name=re.compile(rf"^{days} ngày làm việc")).click()
    send(leader, "Ý kiến chỉ đạo", button)


def ask_others(officer: Desk, address: str, other: Desk, name: str) -> None:
    """A round of one question: the answer counts at once, and the round is ended."""
    officer.go(address)
    officer.press("Lấy ý kiến")
    officer.page.get_by_label("Nội dung lấy ý kiến").fill(QUESTION)
    officer.choose("Hỏi những ai", name)
    officer.page.keyboard.press("Escape")
    officer.press("Gửi câu hỏi")
    officer.sees("1 Chưa trả lời")
    other.open("/van-ban-den?tab=opinions", ABSTRACT)
    other.page.get_by_label("Không đồng ý").check()
    other.page.get_by_label("Ghi rõ").fill(ANSWER)
    picture(other, "hoi-y-kien")
    other.press("Gửi ý kiến")
    other.sees("1 Không đồng ý")
    officer.page.reload()
    officer.sees(ANSWER)
    officer.press("Kết thúc lấy ý kiến")
    officer.sees("kết thúc")


def more_time(officer: Desk, deputy: Desk, address: str) -> None:
    """Asked of who gave it, within their own time, and granted."""
    officer.press("Xin gia hạn")
    wished = officer.page.locator("#wished_on")
    due = next(chip for chip in re.findall(r"\d\d/\d\d/\d{4}", deputy_due(deputy, address)))
    wished.fill(due)
    officer.page.get_by_label("Lý do").fill(WHY)
    picture(officer, "xin-gia-han")
    officer.press("Gửi yêu cầu gia hạn")
    officer.sees("Đã gửi yêu cầu gia hạn")
    deputy.page.reload()
    deputy.sees(WHY)
    picture(deputy, "gia-han")
    deputy.press("Cho gia hạn")
    deputy.sees("Đã cho gia hạn")
    officer.page.reload()
    officer.sees(f"đến {due}")


def deputy_due(deputy: Desk, address: str) -> str:
    """The facts of the document as the deputy reads them: its own term is the latest that may be granted."""
    deputy.go(address)
    deputy.sees("Hạn xử lý")
    return str(
        deputy.page.locator("dl.facts").filter(has_text="Hạn xử lý").first.inner_text().partition("Hạn xử lý")[2]
    )


def finish(officer: Desk, result: str) -> None:
    officer.press("Hoàn thành")
    officer.page.get_by_label("Kết quả xử lý").fill(result)
    officer.press("Xác nhận hoàn thành")
    officer.sees(result)


def send(desk: Desk, field: str, button: str) -> None:
    """The button of the form that has this field: another one of the same words opens it."""
    desk.page.locator("form").filter(has_text=field).get_by_role("button", name=button, exact=True).click()


def picture(desk: Desk, name: str) -> None:
    """At the office's screen and on a telephone."""
    if SHOWN:
        desk.picture(Path(SHOWN), name)
        desk.page.set_viewport_size({"width": 390, "height": 800})
        desk.picture(Path(SHOWN), f"{name}-390")
        desk.page.set_viewport_size({"width": 1366, "height": 768})
