"""Screenshots of the outgoing journey for the documents: ``python -m tests.journey.pictures docs/images``.

Plays the journey on the full demonstration (104 schools) and says how long a person would click.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from sqlmodel import col, select

from tests.conftest import CHROMIUM, FLAGS
from tests.journey.desk import PIN, Desk, arrive, decision
from tests.journey.test_journey import ABSTRACT, name_of, sign, write_draft
from tests.web.people import PASSWORD
from tests.web.served import Served, serving
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.files import DocumentFile, FileKind
from voffice_app.db.people import Account
from voffice_app.db.session import Database
from voffice_app.demo.seeding import seed_demo
from voffice_app.reading.child import Workshop


def fill(database: Database) -> None:
    """The whole demonstration."""
    data = database.vault.root.parent
    workshop = Workshop(children=1)
    seed_demo(Office(database, workshop, Keyring(None, data / "demo-keys"), data / "trust"), PASSWORD)
    workshop.close()


def play(officer: Desk, head: Desk, clerk: Desk, draft: Path, head_name: str, folder: Path) -> None:
    """Each step with its picture."""
    write_draft(officer, draft, head_name, schools=104)
    officer.sees("Ký nháy")
    officer.picture(folder, "01-du-thao")
    officer.press("Ký nháy")
    officer.sees("Đã ký nháy")
    officer.press("Trình")
    officer.sees("Chờ phê duyệt")
    address = officer.page.url.removeprefix(officer.office.url)
    head.go(address)
    head.sees("Phê duyệt")
    head.picture(folder, "02-phe-duyet")
    head.press("Phê duyệt")
    head.sees("Đã phê duyệt")
    clerk.go(address)
    clerk.sees("Đạt thể thức")
    clerk.picture(folder, "03-the-thuc")
    clerk.press("Đạt thể thức")
    clerk.press("Cấp số")
    clerk.sees("Chờ lãnh đạo ký")
    clerk.picture(folder, "04-cap-so")
    head.go(address)
    head.page.get_by_label("PIN").wait_for()
    head.picture(folder, "05-ky-so")
    sign(head, "Ký số", PIN)
    head.sees("Chờ đóng dấu")
    clerk.go(address)
    clerk.page.get_by_label("PIN").wait_for()
    clerk.picture(folder, "06-dong-dau")
    sign(clerk, "Đóng dấu", PIN)
    clerk.sees("Chờ ban hành")
    clerk.press("Ban hành")
    clerk.press("Ban hành ngay")
    clerk.sees("Đã ban hành")
    clerk.picture(folder, "07-da-ban-hanh")


def signatures(clerk: Desk, head: Desk, signed: Path, folder: Path) -> None:
    """A pile chosen for one PIN, a file on the table of the page that checks, and the record of one certificate."""
    clerk.go("/ky-so")
    clerk.press("Chọn cả trang")
    clerk.page.get_by_label("PIN").wait_for()
    clerk.picture(folder, "hang-doi-ky-so")
    head.go("/kiem-tra-chu-ky")
    head.page.locator("input[type=file]").set_input_files(signed)
    head.sees("HỢP LỆ")
    head.page.wait_for_timeout(2000)
    head.picture(folder, "kiem-tra-chu-ky")
    head.go("/chung-thu")
    head.page.get_by_role("row").filter(has_text="Chứng thư cơ quan").get_by_role("link").first.click()
    head.sees("Sổ theo dõi giữ và sử dụng")
    head.picture(folder, "chung-thu")


def sealed_by(town: Served, data: Path) -> Path:
    """The newest sealed file, as a receiver has it."""
    with town.database().read() as session:
        sealed = select(DocumentFile).where(DocumentFile.kind == FileKind.SEALED)
        file = session.exec(sealed.order_by(col(DocumentFile.id).desc())).first()
    path = data / "van-ban-da-ky.pdf"
    path.write_bytes(town.database().vault.get(file.sha256) if file else b"")
    return path


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serving(Path(data) / "office", fill) as town, sync_playwright() as pw:
        browser = pw.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        officer, head, clerk = (arrive(browser, town, name) for name in ("chuyenvien", "truongphong", "vanthu"))
        head_name = name_of(town, "truongphong")
        draft = decision(head_name, ABSTRACT, Path(data) / "quyet-dinh-gio-truc.pdf")
        started = time.monotonic()
        play(officer, head, clerk, draft, head_name, folder)
        print(f"outgoing journey: {time.monotonic() - started:.0f} s at the browser's pace")
        with town.database().read() as session:
            found = select(Account.username).where(Account.username.startswith("vanthu."))
            school = session.exec(found.order_by(Account.id)).first() or ""
        there = arrive(browser, town, school)
        there.open("/van-ban-den?tab=to_register", ABSTRACT)
        there.sees("Hợp lệ")
        there.picture(folder, "08-truong-nhan-duoc")
        for name, desk, path in (
            ("viec-hom-nay", clerk, "/"), ("van-ban-den", clerk, "/van-ban-den"), ("tien-do", head, "/tien-do"),
            ("xep-hang", head, "/xep-hang"), ("van-ban-di", clerk, "/van-ban-di?tab=all"),
        ):  # fmt: skip
            desk.go(path)
            desk.page.wait_for_timeout(1500)
            desk.picture(folder, name)
        signatures(clerk, head, sealed_by(town, Path(data)), folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
