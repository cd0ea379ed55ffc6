"""The whole main job in a browser, with no shortcut through the database: a draft becomes a sealed document in
every school, and the school registers, assigns and completes it; the principal looks at the school's place."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from signing.check import verify
from tests.journey.desk import PIN, Desk, arrive, decision, fill
from tests.web.served import Served, serving
from voffice_app.db.people import Account, Position, Unit

pytestmark = pytest.mark.browser
ABSTRACT = "Về việc quy định giờ trực của văn thư các trường"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("journey"), fill) as served:
        yield served


def name_of(town: Served, username: str) -> str:
    with town.database().read() as session:
        return session.exec(select(Account.full_name).where(Account.username == username)).one()


def a_school(session: Session) -> str:
    """The user name behind the dot of a school whose head has a certificate, e.g. ``thcstl``."""
    found = session.exec(
        select(Account.username).join(Position).join(Unit)
        .where(Position.role == "head", Unit.kind == "school").order_by(Unit.id)
    ).first()  # fmt: skip
    assert found
    return found.partition(".")[2]


@pytest.mark.article("6.2")
@pytest.mark.article("7.2")
@pytest.mark.article("8.2")
def test_a_draft_becomes_a_sealed_document_in_every_school(town: Served, browser: Any, tmp_path: Path) -> None:
    head_name = name_of(town, "truongphong")
    with town.database().read() as session:
        school = a_school(session)
    draft = decision(head_name, ABSTRACT, tmp_path / "quyet-dinh-gio-truc.pdf")

    officer = arrive(browser, town, "chuyenvien")
    write_draft(officer, draft, head_name)
    officer.press("Ký nháy")
    officer.sees("Đã ký nháy")
    officer.press("Trình")
    officer.sees("Chờ phê duyệt")
    address = officer.page.url.removeprefix(town.url)

    head = arrive(browser, town, "truongphong")
    head.open("/van-ban-di?tab=to_approve", ABSTRACT)
    head.press("Phê duyệt")
    head.sees("Đã phê duyệt")

    clerk = arrive(browser, town, "vanthu")
    clerk.open("/van-ban-di?tab=to_check", ABSTRACT)
    clerk.press("Đạt thể thức")
    clerk.press("Cấp số")
    clerk.sees("Chờ lãnh đạo ký")

    head.go(address)
    sign(head, "Ký số", "000000")
    head.sees("PIN")
    sign(head, "Ký số", PIN)
    head.sees("Chờ đóng dấu")

    clerk.go(address)
    sign(clerk, "Đóng dấu", PIN)
    clerk.sees("Chờ ban hành")
    clerk.press("Ban hành")
    clerk.press("Ban hành ngay")
    clerk.sees("Đã ban hành")
    check_signatures(clerk, town, tmp_path)

    school_clerk = arrive(browser, town, f"vanthu.{school}")
    school_clerk.open("/van-ban-den?tab=to_register", ABSTRACT)
    school_clerk.sees("Hợp lệ")
    school_clerk.press("Vào sổ và trình")
    school_clerk.sees("Chờ phân công")

    principal = arrive(browser, town, f"hieutruong.{school}")
    teacher_name = name_of(town, f"giaovien.{school}")
    principal.open("/van-ban-den?tab=to_assign", ABSTRACT)
    principal.choose("Chủ trì", teacher_name)
    principal.press("Phân công")
    principal.sees("Đã phân công")

    teacher = arrive(browser, town, f"giaovien.{school}")
    teacher.open("/van-ban-den?tab=mine", ABSTRACT)
    teacher.press("Hoàn thành")
    teacher.page.get_by_label("Kết quả xử lý").fill("Đã phân công trực theo quy định.")
    teacher.press("Xác nhận hoàn thành")
    teacher.sees("Hoàn thành")

    clerk.go(address)
    clerk.page.get_by_role("row").filter(has_text="Hoàn thành").first.wait_for()
    principal.go("/xep-hang")
    principal.sees("Trường bạn")


def write_draft(officer: Desk, draft: Path, head_name: str, schools: int = 3) -> None:
    """The form of a new draft, as a person fills it."""
    officer.go("/van-ban-di/soan")
    page = officer.page
    page.get_by_label("Loại văn bản").select_option(label="Quyết định")
    page.locator("input[type=file]").first.set_input_files(draft)
    page.get_by_text(draft.name).first.wait_for()
    page.get_by_label("Trích yếu").fill(ABSTRACT)
    page.get_by_label("Người ký").select_option(label=next(
        text for text in page.get_by_label("Người ký").locator("option").all_inner_texts() if head_name in text
    ))  # fmt: skip
    page.get_by_role("button", name="Tất cả các trường").click()
    page.get_by_text(f"Đã chọn {schools}/").wait_for()
    officer.press("Lưu dự thảo")
    page.wait_for_url(lambda url: "/soan" not in url)


def sign(desk: Desk, button: str, pin: str) -> None:
    desk.page.get_by_label("PIN").fill(pin, timeout=20_000)
    desk.press(button)


def check_signatures(clerk: Desk, town: Served, folder: Path) -> None:
    """What the reader of the file sees: two signatures, both sound, by pdfsig and by pyHanko."""
    href = clerk.page.get_by_role("link", name="Tải").first.get_attribute("href")
    answer = clerk.page.request.get(f"{town.url}{href}")
    assert answer.ok, answer.status
    path = folder / "signed.pdf"
    path.write_bytes(answer.body())
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid.") == 2, told
    from voffice_app.actions.keyring import Keyring
    from voffice_app.actions.office import Office
    from voffice_app.reading.child import workshop

    office = Office(town.database(), workshop, Keyring(None, None), town.data / "trust")
    verdict = verify(answer.body(), office.trust())
    assert [finding.outcome for finding in verdict.signatures] == ["valid", "valid"]
