"""The door as a person meets it, in a real browser under the strict policy."""

import os
import signal
from typing import Any

import pytest
from sqlmodel import select

from tests.web.acting import acting
from tests.web.people import PASSWORD
from tests.web.served import Served, sign_in
from voffice_app import passwords
from voffice_app.db.people import Account
from voffice_app.settings import settings

pytestmark = pytest.mark.browser


@pytest.fixture
def console(page: Any) -> list[str]:
    """What the browser complained about."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


def test_a_clerk_logs_in_by_keyboard_alone_and_the_policy_blocks_nothing(
    office: Served, page: Any, console: list[str]
) -> None:
    page.goto(f"{office.url}/dang-nhap")
    page.locator("#account:focus").wait_for()
    page.keyboard.type("vanthu")
    page.keyboard.press("Tab")
    page.keyboard.type("mat-khau-thu-nghiem")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{office.url}/")
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "__Host-voffice"]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Strict")
    page.reload()
    page.wait_for_timeout(500)
    assert [line for line in console if "Content Security Policy" in line] == []


def test_a_wrong_password_is_told_in_words_beside_the_form(office: Served, page: Any) -> None:
    page.goto(f"{office.url}/dang-nhap")
    page.locator("#account").fill("vanthu")
    page.locator("#password").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("alert").filter(has_text="Tài khoản hoặc mật khẩu không đúng").wait_for()


def test_a_field_left_out_is_asked_for_in_vietnamese_until_it_is_filled(office: Served, page: Any) -> None:
    page.goto(f"{office.url}/dang-nhap")
    page.locator("#account").fill("vanthu")
    page.get_by_role("button", name="Đăng nhập").click()
    said = "field => field.validationMessage"
    assert page.locator("#password").evaluate(said) == "Hãy điền mục này."
    page.locator("#password").fill("sai")
    assert page.locator("#password").evaluate(said) == ""
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("alert").wait_for()


def test_an_address_that_leads_nowhere_says_so_in_vietnamese_and_leads_home(office: Served, page: Any) -> None:
    answer = page.goto(f"{office.url}/khong-co-trang-nay")
    page.get_by_role("heading", name="Không có trang này").wait_for()
    assert answer.status == 404
    page.get_by_role("link", name="Về trang chủ").click()
    page.wait_for_url(lambda url: "/khong-co" not in url)


def test_a_page_behind_the_door_sends_a_stranger_to_log_in(office: Served, page: Any) -> None:
    page.goto(f"{office.url}/chon-chuc-vu")
    page.wait_for_url(lambda url: "/dang-nhap" in url)


def test_after_log_in_the_person_is_where_they_wanted_to_go(office: Served, page: Any) -> None:
    page.goto(f"{office.url}/chon-chuc-vu")
    page.wait_for_url(f"{office.url}/dang-nhap?tiep=/chon-chuc-vu")
    page.locator("#account").fill("vanthu")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{office.url}/chon-chuc-vu")


def test_the_demonstration_lets_anybody_be_anybody_with_one_press(fresh_office: Served, page: Any) -> None:
    with acting(fresh_office.database()) as tx:
        for account in tx.session.exec(select(Account)):
            account.password_hash = passwords.hashed(settings.demo_password)
    page.goto(f"{fresh_office.url}/dang-nhap")
    page.get_by_text("Dùng thử: chọn một vai trò").click()
    page.get_by_role("button", name="Hiệu trưởng Trường Tiểu học Bình Minh").click()
    page.wait_for_url(f"{fresh_office.url}/")
    page.get_by_text("Vũ Thị Hạnh").first.wait_for()


def test_one_person_two_posts_chooses_where_to_work(office: Served, page: Any) -> None:
    sign_in(page, office, "kiemnhiem")
    page.wait_for_url(f"{office.url}/chon-chuc-vu")
    page.get_by_role("button", name="Phòng GD&ĐT Sông Hồng").click()
    page.wait_for_url(f"{office.url}/")


def test_the_demonstration_says_that_it_is_one(office: Served, page: Any) -> None:
    page.goto(f"{office.url}/dang-nhap")
    page.get_by_text("Bản trình diễn").wait_for()


def test_a_lost_server_is_told_in_vietnamese(fresh_office: Served, page: Any) -> None:
    page.goto(f"{fresh_office.url}/dang-nhap")
    page.get_by_text("Bản trình diễn").wait_for()

    os.killpg(fresh_office.process.pid, signal.SIGKILL)
    page.get_by_text("Mất kết nối với máy chủ").wait_for(timeout=30_000)
    assert page.get_by_text("Cannot connect").count() == 0
