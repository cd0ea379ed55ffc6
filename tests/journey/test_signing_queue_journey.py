"""A leader signs a pile with one PIN, one document fails alone, and the clerk seals the rest; seen in a browser."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from tests.journey.desk import Desk, arrive
from tests.pages.outgoing_papers import Papers, fill_with, paper
from tests.web.acting import acting
from tests.web.served import Served, serving
from voffice_app.db.audit import AuditEntry
from voffice_app.db.files import DocumentFile
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.domain.outgoing import OutgoingStatus

pytestmark = pytest.mark.browser
PIN, WRONG = "240731905", "551928374"
SHOWN = os.environ.get("PICTURES", "")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("queue"), lambda database: fill_with(database, PIN)) as served:
        yield served


@pytest.fixture(scope="module")
def pile(town: Served) -> list[int]:
    """Four numbered documents and no other; the file of the second was replaced behind the house's back."""
    papers = Papers(town.database())
    with acting(town.database()) as tx:
        for other in tx.session.exec(select(OutgoingDocument).where(OutgoingDocument.status != "issued")):
            other.status = OutgoingStatus.RETURNED
    ids = [papers.numbered(abstract=f"Về việc kiểm tra chuyên đề số {n}") for n in range(1, 5)]
    with acting(town.database()) as tx:
        document = tx.session.get_one(OutgoingDocument, ids[1])
        file = tx.session.get_one(DocumentFile, document.current_file_id)
        file.sha256 = town.database().vault.put(paper("Về việc khác", "Người khác"))
    return ids


def picture(desk: Desk, name: str) -> None:
    if SHOWN:
        desk.page.wait_for_timeout(500)
        desk.page.screenshot(path=Path(SHOWN) / f"{name}.png")


def status(town: Served, number: int) -> str:
    with town.database().read() as session:
        return str(session.exec(select(OutgoingDocument.status).where(OutgoingDocument.id == number)).one())


def enter(desk: Desk, pin: str, button: str) -> None:
    desk.page.get_by_label("Mã PIN").fill(pin)
    desk.page.get_by_role("button", name=button, exact=True).click()


def until(desk: Desk, holds: Callable[[], bool]) -> None:
    for _ in range(60):
        if holds():
            return
        desk.page.wait_for_timeout(500)
    raise AssertionError("it never came to that")


def refused_pins(town: Served) -> int:
    with town.database().read() as session:
        return len(session.exec(select(AuditEntry).where(AuditEntry.act == "pin_refused")).all())


@pytest.mark.article("8.2")
def test_a_pile_is_signed_with_one_pin_and_what_fails_fails_alone(town: Served, browser: Any, pile: list[int]) -> None:
    head = arrive(browser, town, "truongphong")
    head.go("/ky-so")
    head.page.get_by_role("heading", name=re.compile("văn bản chờ bạn ký số")).wait_for()
    head.press("Chọn cả trang")
    head.sees("Đã chọn 4 văn bản")
    picture(head, "queue-chosen")
    enter(head, WRONG, "Ký số")
    head.sees("Đã ký 0/4 văn bản, 4 chưa được")
    head.page.get_by_text("Mã PIN không đúng").first.wait_for()
    picture(head, "queue-wrong-pin")
    assert refused_pins(town) == 1, "the PIN was tried once"
    assert {status(town, number) for number in pile} == {"numbered"}
    head.press("Xong")
    head.press("Chọn cả trang")
    with head.page.expect_response("**/api/sign-batch"):
        enter(head, PIN, "Ký số")
    head.go("/van-ban-di")  # the page is closed; the work goes on
    wanted = ["leader_signed", "numbered", "leader_signed", "leader_signed"]
    until(head, lambda: [status(town, number) for number in pile] == wanted)
    head.go("/ky-so?tab=failed")
    failed = head.page.get_by_role("row").filter(has_text="chuyên đề số 2")
    failed.get_by_text("Không tìm thấy chỗ ký").wait_for()
    assert head.page.get_by_role("row").filter(has_text="chuyên đề").count() == 1
    picture(head, "queue-failed")
    failed.get_by_role("button", name="Thử lại").click()
    head.sees("Đã chọn 1 văn bản")
    head.go("/ky-so?tab=signed")
    head.page.get_by_role("row").filter(has_text="chuyên đề số 4").get_by_text("Đã ký").wait_for()
    picture(head, "queue-signed")


@pytest.mark.article("6.5")
def test_the_clerk_seals_the_pile_and_watches_it_go(town: Served, browser: Any, pile: list[int]) -> None:
    clerk = arrive(browser, town, "vanthu")
    clerk.go("/ky-so")
    for n in (1, 3):
        clerk.page.get_by_role("row").filter(has_text=f"chuyên đề số {n}").get_by_role("checkbox").click()
        clerk.sees(f"Đã chọn {(n + 1) // 2} văn bản")
    enter(clerk, PIN, "Đóng dấu")
    clerk.sees("Đã đóng dấu 2/2 văn bản")
    picture(clerk, "queue-sealed")
    assert [status(town, number) for number in pile] == ["sealed", "numbered", "sealed", "leader_signed"]
    clerk.press("Xong")
    clerk.page.get_by_role("heading", name="1 văn bản chờ đóng dấu").wait_for()


def test_neither_pin_is_kept_anywhere(town: Served, pile: list[int]) -> None:
    """Database, its journal, the log, the vault and what waits for its signature (the search itself is proved too)."""
    assert {status(town, number) for number in pile} > {"sealed"}, "the piles were signed before"
    assert town.kept("Về việc kiểm tra chuyên đề số 1")
    for pin in (PIN, WRONG):
        assert town.kept(pin) == []


def test_on_a_telephone_the_pin_is_in_reach(town: Served, browser: Any, pile: list[int]) -> None:
    clerk = arrive(browser, town, "vanthu", width=390)
    clerk.go("/ky-so")
    clerk.page.get_by_role("checkbox").first.click()
    clerk.sees("Đã chọn 1 văn bản")
    box = clerk.page.get_by_label("Mã PIN").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    assert clerk.page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(clerk, "queue-390")
