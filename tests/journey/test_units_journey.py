"""Two schools become one: IT enters the decision, and the successor's clerk opens what the closed school had."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from tests.journey.desk import Desk, arrive, fill
from tests.journey.test_custody_journey import set_date
from tests.web.served import Served, serving
from voffice_app.actions.reshaping import BLOCKS
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.reshaping import weigh
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Role, UnitKind
from voffice_app.door import REMEMBERED_S

pytestmark = pytest.mark.browser
PAPER = "Quyết định số 31/QĐ-UBND ngày 20/11/2026"
NEW_NAME = "Trường Phổ thông Thụy Liên"
D: Any = IncomingDocument


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("units-journey"), fill) as served:
        yield served


def schools(town: Served) -> tuple[Any, Any, Any]:
    """A school with nothing that must be settled first, another one, and a paper the first has finished."""
    done = select(D).where(D.status == IncomingStatus.COMPLETED).order_by(D.id)
    with town.database().read() as session:
        units = session.scalars(select(Unit).where(Unit.kind == UnitKind.SCHOOL).order_by(Unit.id)).all()  # type: ignore[arg-type]
        for unit in units:
            weight = asdict(weigh(session, unit.id or 0, town.database().today()))
            paper = session.scalars(done.where(D.unit_id == unit.id)).first()
            if paper and not any(weight[name] for name in BLOCKS.values()):
                return unit, next(other for other in units if other.id != unit.id), paper
    raise AssertionError("no school of the demonstration can be merged")


def clerk_of(town: Served, unit: Any) -> str:
    query = select(Account.username).join(Position).where(Position.unit_id == unit.id, Position.role == Role.CLERK)  # type: ignore[arg-type, call-overload]
    with town.database().read() as session:
        return str(session.execute(query).scalars().first())


@pytest.mark.law("ND30:16")
def test_two_schools_become_one_and_the_successor_opens_the_papers_of_the_closed_one(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    old, new, paper = schools(town)
    it, theirs = arrive(browser, town, "cntt"), arrive(browser, town, clerk_of(town, old))
    clerk = arrive(browser, town, clerk_of(town, new))
    sees_no_paper(clerk, paper)
    renames(town, it, new)
    merges(town, it, old)
    it.picture(tmp_path, "nhap-don-vi")
    clerk.page.wait_for_timeout(1000 * REMEMBERED_S)  # so long a log-in is not looked up anew
    clerk.go(f"/van-ban-den?tab=completed&q={quote(paper.abstract)}")
    clerk.page.locator(f'a[href^="/van-ban-den/{paper.id}?"]').first.wait_for()
    clerk.page.get_by_text(f"· {old.name}").locator("visible=true").first.wait_for()
    clerk.picture(tmp_path, "so-cua-don-vi-cu")
    clerk.go(f"/van-ban-den/{paper.id}")
    clerk.sees(paper.abstract)
    theirs.go("/")
    theirs.sees(NEW_NAME)


def sees_no_paper(clerk: Desk, paper: Any) -> None:
    clerk.go(f"/van-ban-den/{paper.id}")
    clerk.sees("Không có văn bản này")


def decides(town: Served, it: Desk) -> None:
    it.page.get_by_label("Quyết định số, ngày").fill(PAPER)
    set_date(it, "Có hiệu lực từ ngày", f"{town.database().today():%d/%m/%Y}")


def renames(town: Served, it: Desk, unit: Any) -> None:
    it.go(f"/quan-tri/thay-doi-don-vi?don-vi={unit.id}&muc=doi-ten")
    name = it.page.get_by_label("Tên đơn vị")
    name.wait_for()
    decides(town, it)
    it.press("Đổi tên")
    it.sees("Tên mới giống tên hiện nay")
    it.press("Đóng thông báo")
    name.fill(NEW_NAME)
    it.press("Đổi tên")
    it.sees("Đã đổi tên")


def merges(town: Served, it: Desk, unit: Any) -> None:
    it.go(f"/quan-tri/thay-doi-don-vi?don-vi={unit.id}&muc=nhap")
    into = it.page.get_by_label("Nhập vào đơn vị")
    into.wait_for()
    into.select_option(label=NEW_NAME)
    it.page.get_by_label("Chức vụ mới của người đứng đầu").fill("Phó Hiệu trưởng")
    decides(town, it)
    it.press("Nhập đơn vị")
    it.sees("Đã nhập đơn vị")
    it.sees("Đơn vị này đã ngừng hoạt động")
