"""The office takes a document back from three schools: one works on it, one has looked at it, one did nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from tests.journey.desk import PIN, Desk, arrive, decision, fill
from tests.journey.test_journey import ABSTRACT, name_of, sign, write_draft
from tests.web.served import Served, serving
from voffice_app.db.people import Account, Position, Unit
from voffice_app.domain.people import Role, UnitKind

pytestmark = pytest.mark.browser
SHOWN = os.environ.get("PICTURES", "")
WHY, AGAINST = "Sai số liệu ở Điều 1", "Trường đã làm theo văn bản này"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("recall"), fill) as served:
        yield served


@pytest.mark.article("10.3")
@pytest.mark.law("ND30:18")
def test_a_recall_reaches_three_schools_and_each_answers_in_its_way(town: Served, browser: Any, tmp_path: Path) -> None:
    clerk, head, address = issued(town, browser, tmp_path)
    working, looking, idle = (arrive(browser, town, name) for name in school_clerks(town))
    working.open("/van-ban-den?tab=to_register", ABSTRACT)
    working.press("Vào sổ và trình")
    working.sees("Chờ phân công")
    looking.open("/van-ban-den?tab=to_register", ABSTRACT)
    looking.sees("Vào sổ và trình")
    href = working.page.get_by_role("link", name="Tải").first.get_attribute("href")

    head.go(address)
    head.press("Thu hồi")
    head.page.get_by_label("Lý do thu hồi").fill(WHY)
    picture(head, "thu-hoi-lenh")
    head.page.locator("form").filter(has_text="Lý do thu hồi").get_by_role("button", name="Thu hồi").click()
    head.sees("Đã thu hồi; nơi nhận được báo ngay.")
    head.sees("2 chờ trả lời")
    head.sees("1 có hiệu lực ngay")

    for school in (working, looking):
        school.page.reload()
        school.sees("Nơi gửi thu hồi văn bản này")
        school.sees(WHY)
    picture(working, "thu-hoi-noi-nhan")
    refused = working.page.request.get(f"{town.url}{href}")
    assert (refused.status, refused.json()["code"]) == (410, "content_recalled")
    idle.open("/van-ban-den?tab=set_aside", ABSTRACT)
    idle.sees("chưa ai mở")
    assert idle.page.get_by_role("button", name="Xác nhận thu hồi").count() == 0, "nobody there is asked"

    clerk.go(address)
    clerk.press("Nhắc trả lời")
    clerk.sees("đã nhắc 1 lần")
    working.press("Xác nhận thu hồi")
    working.sees("Đã xác nhận thu hồi với nơi gửi.")
    looking.press("Từ chối")
    looking.page.get_by_label("Lý do không đồng ý").fill(AGAINST)
    looking.press("Gửi trả lời")
    looking.sees("văn bản được mở lại")

    clerk.page.reload()
    for said in ("1 đồng ý", "1 không đồng ý", "1 có hiệu lực ngay", AGAINST):
        clerk.sees(said)
    picture(clerk, "thu-hoi-tra-loi")
    assert clerk.page.get_by_role("button", name="Rút lệnh thu hồi").count() == 0, "a school has confirmed"
    clerk.go("/van-ban-di?tab=withdrawn")
    clerk.page.get_by_role("row").filter(has_text=ABSTRACT).filter(has_text="hu hồi").wait_for()


def issued(town: Served, browser: Any, folder: Path) -> tuple[Desk, Desk, str]:
    """The office's clerk and head, and the address of a document that three schools have been sent."""
    head_name = name_of(town, "truongphong")
    officer, head, clerk = (arrive(browser, town, name) for name in ("chuyenvien", "truongphong", "vanthu"))
    write_draft(officer, decision(head_name, ABSTRACT, folder / "quyet-dinh.pdf"), head_name)
    officer.press("Ký nháy")
    officer.sees("Đã ký nháy")
    officer.press("Trình")
    officer.sees("Chờ phê duyệt")
    address = officer.page.url.removeprefix(town.url)
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
    return clerk, head, address


def school_clerks(town: Served) -> list[str]:
    """One clerk of each school."""
    query = (
        select(Position.unit_id, Account.username)
        .join(Account, col(Account.id) == Position.account_id)
        .join(Unit, col(Unit.id) == Position.unit_id)
        .where(Position.role == Role.CLERK, Unit.kind == UnitKind.SCHOOL)
    )
    with town.database().read() as session:
        return list(dict(session.exec(query.order_by(col(Position.id).desc())).all()).values())


def picture(desk: Desk, name: str) -> None:
    if SHOWN:
        desk.picture(Path(SHOWN), name)
