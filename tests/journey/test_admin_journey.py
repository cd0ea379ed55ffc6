"""IT does its work through the screens: a rule of a unit, a hand-over in writing, a picture, a day, a person."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from sqlmodel import col, select

from tests.journey.desk import Desk, arrive, fill
from tests.web.served import Served, serving
from voffice_app.db.calendar import CalendarDay
from voffice_app.db.certificates import ImageKind, SignatureImage
from voffice_app.db.parameters import UnitParameter
from voffice_app.db.people import Account, Position

pytestmark = pytest.mark.browser
OFFICE_ID = "1"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("admin-journey"), fill) as served:
        yield served


@pytest.fixture
def desk(town: Served, browser: Any) -> Desk:
    return arrive(browser, town, "cntt")


def set_date(desk: Desk, label: str, day: str) -> None:
    field = desk.page.get_by_label(label).first
    field.fill(day)
    field.press("Tab")


@pytest.mark.article("III.4")
def test_a_unit_keeps_its_name_and_gets_a_rule_of_its_own(town: Served, desk: Desk) -> None:
    desk.go("/quan-tri/don-vi/2")
    desk.page.get_by_label("Trực thuộc").select_option(OFFICE_ID)
    desk.press("Lưu đơn vị")
    desk.sees("Đã lưu đơn vị.")
    desk.go("/quan-tri/don-vi/2")
    desk.page.get_by_label("Quy định", exact=False).first.wait_for()
    desk.page.locator("#rule").select_option("due_days")
    desk.page.get_by_label("Giá trị").fill("6")
    set_date(desk, "Áp dụng từ ngày", "01/12/2026")
    desk.page.get_by_label("Văn bản quyết định").fill("Quyết định 12/QĐ-THCS")
    desk.press("Thêm quy định")
    desk.sees("Đã thêm quy định riêng của đơn vị.")
    with town.database().read() as session:
        rule = session.exec(select(UnitParameter).order_by(col(UnitParameter.id).desc())).first()
    assert rule is not None
    assert (rule.unit_id, rule.value, rule.valid_from) == (2, "6", date(2026, 12, 1))


@pytest.mark.article("4.5")
def test_a_seal_is_kept_at_its_true_size(town: Served, desk: Desk, tmp_path: Path) -> None:
    desk.go(f"/quan-tri/chung-thu?don_vi={OFFICE_ID}")
    seal = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ImageDraw.Draw(seal).ellipse((10, 10, 590, 590), outline=(200, 20, 30, 255), width=24)
    seal.save(tmp_path / "dau.png")
    desk.page.get_by_label("Thả hình PNG").set_input_files(tmp_path / "dau.png")
    desk.page.get_by_text("dau.png").first.wait_for()
    desk.page.locator("#image_kind").select_option("seal")
    desk.page.get_by_label("Chiều rộng thật (mm)").fill("36,5")
    desk.press("Lưu hình")
    desk.sees("Đã lưu hình ảnh; lần ký sau sẽ dùng hình này.")
    with town.database().read() as session:
        kept = session.exec(select(SignatureImage).order_by(col(SignatureImage.id).desc())).first()
    assert kept is not None
    assert (kept.kind, kept.width_mm) == (ImageKind.SEAL, 36.5)


def test_a_day_off_and_a_new_person_are_entered(town: Served, desk: Desk) -> None:
    desk.go("/quan-tri/ngay-lam-viec")
    set_date(desk, "Ngày", "31/12/2026")
    desk.page.locator("#kind").select_option("off")
    desk.page.locator("#name").fill("Nghỉ bù")
    desk.page.locator("#decided_by").fill("Thông báo 5/TB")
    desk.press("Lưu ngày")
    desk.sees("Đã lưu ngày")
    desk.go("/quan-tri/tai-khoan/moi")
    desk.page.get_by_label("Họ và tên").fill("Trịnh Thị Mẫu")
    desk.page.get_by_label("Tên đăng nhập").fill("trinhthimau")
    desk.press("Tạo tài khoản")
    desk.sees("Mật khẩu lần đầu, chỉ hiện một lần")
    desk.page.locator("#unit_id").select_option(OFFICE_ID)
    desk.page.locator("#role").select_option("officer")
    desk.page.get_by_label("Chức vụ ghi trên văn bản").fill("Chuyên viên")
    set_date(desk, "Từ ngày", "24/11/2026")
    desk.press("Thêm chức vụ")
    desk.sees("Đã thêm chức vụ.")
    with town.database().read() as session:
        day = session.exec(select(CalendarDay).where(CalendarDay.day == date(2026, 12, 31))).one()
        post = session.exec(select(Position).join(Account).where(Account.username == "trinhthimau")).one()
    assert (day.kind, day.name) == ("off", "Nghỉ bù")
    assert (post.role, post.title) == ("officer", "Chuyên viên")
