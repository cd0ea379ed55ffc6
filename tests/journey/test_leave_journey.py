"""The deputy acts for the head and gives it back; then an officer retires and hands over everything."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.journey.desk import WAIT_MS, Desk, arrive, fill
from tests.journey.test_custody_journey import set_date
from tests.journey.test_journey import name_of
from tests.web.people import PASSWORD
from tests.web.served import Served, serving
from voffice_app.actions.handing_parts import Found, look
from voffice_app.db import open_work
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Account, Position
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.words.people import WORK_KIND

pytestmark = pytest.mark.browser
PAPER = "Quyết định số 12/QĐ-UBND ngày 20/11/2026"
D: Any = IncomingDocument


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("leave-journey"), fill) as served:
        yield served


def post_of(town: Served, username: str) -> int:
    query = select(Position.id).join(Account).where(Account.username == username)  # type: ignore[call-overload]
    with town.database().read() as session:
        return int(session.execute(query).scalars().first())


def today(town: Served) -> date:
    return town.database().today()


def waiting(town: Served) -> tuple[int, str]:
    """A document of the office that waits to be assigned."""
    query = select(D.id, D.abstract).where(D.unit_id == 1, D.status == IncomingStatus.SUBMITTED).order_by(D.id)
    with town.database().read() as session:
        found = session.execute(query).first()
    assert found is not None
    return int(found[0]), str(found[1])


@pytest.mark.law("ND30:31")
def test_the_deputy_acts_while_the_head_is_away_then_an_officer_retires_and_nothing_stays_behind(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    head, deputy, leaver = (arrive(browser, town, name) for name in ("truongphong", "phophong2", "chuyenvien"))
    early = opens_the_list(town, head)
    delegates(town, head, name_of(town, "phophong2"))
    document = acts_for_the_head(town, deputy)
    gives_it_back(town, head, deputy)

    open_now = open_work_of(town, "chuyenvien")
    told = [text for batch in open_now.batches for _, text in batch.rows]
    assert any(document[1] in line for line in told)
    minutes = retires(town, early, told, tmp_path)
    for line in [*told, PAPER]:
        assert bare(line) in minutes, line
    the_leaver_is_out(town, leaver)
    the_successor_has_it(town, browser, open_now.position.id or 0, document[0])


def delegates(town: Served, head: Desk, deputy_name: str) -> None:
    """What ran for another deputy ends first: one scope, one person."""
    head.go("/uy-quyen")
    head.press("Kết thúc")
    head.sees("Đã kết thúc.")
    fill_delegation(town, head, deputy_name)
    head.press("Giao làm thay")
    head.sees("Chưa chọn phạm vi làm thay")
    head.page.get_by_label("Văn bản đến: phân công, gia hạn, mở lại").check()
    head.press("Giao làm thay")
    head.sees("Đã giao làm thay")


def fill_delegation(town: Served, head: Desk, deputy_name: str) -> None:
    field = head.page.get_by_label("Người làm thay")
    options = field.locator("option").all_inner_texts()
    field.select_option(label=next(text for text in options if deputy_name in text))
    for label in ("Từ ngày", "Đến hết ngày"):
        set_date(head, label, f"{today(town):%d/%m/%Y}")
    head.page.get_by_label("Văn bản giao").fill("Giấy giao việc số 08/PGDĐT-VP")


def acts_for_the_head(town: Served, deputy: Desk) -> tuple[int, str]:
    """As the head's deputy: a document is assigned, and its life tells both names."""
    head_name, officer_name = name_of(town, "truongphong"), name_of(town, "chuyenvien")
    document = waiting(town)
    deputy.go("/")
    deputy.page.locator("summary").filter(has_text=name_of(town, "phophong2")).first.click()
    deputy.page.get_by_role("button", name=re.compile(f"[Tt]hay.*{head_name}")).click()
    deputy.sees(f"thay Trưởng phòng {head_name}")
    deputy.go(f"/van-ban-den/{document[0]}")
    deputy.choose("Chủ trì", officer_name)
    deputy.press("Phân công")
    deputy.sees("Đã phân công")
    deputy.page.get_by_text(f"{name_of(town, 'phophong2')}").first.wait_for()
    deputy.sees(f"Phó Trưởng phòng, thay Trưởng phòng {head_name}")
    return document


def gives_it_back(town: Served, head: Desk, deputy: Desk) -> None:
    """The moment the head ends it, the deputy is only the deputy."""
    head.go("/uy-quyen")
    head.press("Kết thúc")
    head.sees("Đã kết thúc.")
    deputy.go("/")
    deputy.sees("Phó Trưởng phòng")
    assert deputy.page.get_by_text(f"thay Trưởng phòng {name_of(town, 'truongphong')}").count() == 0


def open_work_of(town: Served, username: str) -> Found:
    with town.database().read() as session:
        return look(session, session.get_one(Position, post_of(town, username)), today(town))


def opens_the_list(town: Served, head: Desk) -> Desk:
    """In a second window, before the deputy gives the leaver one more document."""
    early = Desk(head.page.context.new_page(), town)
    early.go("/ban-giao")
    early.page.get_by_role("link", name=name_of(town, "chuyenvien")).first.click()
    early.sees(WORK_KIND["incoming"])
    return early


def retires(town: Served, head: Desk, told: list[str], folder: Path) -> str:
    """Refused while the list is old and while nobody takes over; returns the text of the minutes, without blanks."""
    head.page.get_by_label("Lý do").select_option(label="Nghỉ hưu")
    set_date(head, "Ngày cuối giữ chức vụ", f"{today(town):%d/%m/%Y}")
    head.page.get_by_label("Văn bản quyết định").fill(PAPER)
    refused(head, "vừa thay đổi. Chưa bàn giao gì; danh sách đã tải lại")
    for line in told:
        head.page.get_by_text(line, exact=True).first.wait_for()
    refused(head, f"Chưa chọn người nhận cho: {WORK_KIND['incoming']}")
    head.page.get_by_label("Người nhận chung").select_option(value=str(post_of(town, "chuyenvien2")))
    head.picture(folder, "ban-giao")
    head.press("Bàn giao và kết thúc chức vụ")
    with head.page.expect_download() as download:
        head.page.get_by_role("link", name="Tải biên bản bàn giao (PDF)").click()
    path = folder / "bien-ban.pdf"
    download.value.save_as(path)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    return bare(text)


def refused(head: Desk, words: str) -> None:
    head.press("Bàn giao và kết thúc chức vụ")
    head.sees(words)
    head.press("Đóng thông báo")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def the_leaver_is_out(town: Served, leaver: Desk) -> None:
    """The open browser stands at the door again, and the right password opens it no more."""
    leaver.go("/van-ban-den")
    leaver.page.wait_for_url(re.compile("/dang-nhap"), timeout=WAIT_MS)
    leaver.page.locator("#account").fill("chuyenvien")
    leaver.page.locator("#password").fill(PASSWORD)
    leaver.press("Đăng nhập")
    leaver.sees("Tài khoản hoặc mật khẩu không đúng.")
    leaver.go("/van-ban-den")
    leaver.page.wait_for_url(re.compile("/dang-nhap"), timeout=WAIT_MS)


def the_successor_has_it(town: Served, browser: Any, leaver: int, document_id: int) -> None:
    """The document that the deputy gave is in the successor's list; no open row of any kind is the leaver's."""
    successor = arrive(browser, town, "chuyenvien2")
    successor.go("/van-ban-den?tab=mine")
    to_it = f'a[href="/van-ban-den/{document_id}"], a[href^="/van-ban-den/{document_id}?"]'
    successor.page.locator(to_it).first.click(timeout=WAIT_MS)
    with town.database().read() as session:
        assert session.get_one(D, document_id).lead_position_id == post_of(town, "chuyenvien2")
        for pointer in open_work.POINTERS:
            left = select(func.count()).select_from(pointer.table).where(pointer.column == leaver, *pointer.still)
            assert session.execute(left).scalar_one() == 0, pointer.name
