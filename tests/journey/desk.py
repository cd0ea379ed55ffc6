"""A person at a desk: every act of the journey goes through the screen, with the words that stand there."""

import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.web.people import PASSWORD
from tests.web.served import Served, sign_in
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db import migrate
from voffice_app.db.session import Database
from voffice_app.demo.seeding import DEMO_PIN, Extent, seed_demo
from voffice_app.printing.letters import Letter, letter
from voffice_app.reading.child import Workshop

PIN = DEMO_PIN
OFFICE = "Phòng Giáo dục và Đào tạo Thái Thụy"
WAIT_MS = 20_000


def fill(database: Database) -> None:
    """Three schools, the demonstration's keys in SoftHSM where it is; no document of the journey exists.

    Seeded once for the run; each journey works in a copy of its own.
    """
    data, first = database.vault.root.parent, _seeded()
    database.engine.dispose()
    shutil.copytree(first, data, dirs_exist_ok=True)
    tokens = data / "softhsm" / "softhsm2.conf"
    if tokens.exists():
        tokens.write_text(tokens.read_text().replace(str(first), str(data)))


@cache
def _seeded() -> Path:
    data = Path(mkdtemp(prefix="voffice-journey-"))
    database = Database(f"sqlite:///{data / 'voffice.db'}", data / "vault")
    migrate.upgrade(database.engine)
    workshop = Workshop(children=1)
    office = Office(database, workshop, Keyring(None, data / "demo-keys"), data / "trust")
    seed_demo(office, PASSWORD, extent=Extent(schools=3, months=1, keyed_schools=1))
    workshop.close()
    database.engine.dispose()
    return data


@dataclass
class Desk:
    """One signed-in person's browser."""

    page: Any
    office: Served

    def go(self, path: str) -> None:
        self.page.goto(f"{self.office.url}{path}")

    def press(self, name: str) -> None:
        """A button with exactly these words."""
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=WAIT_MS)

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=WAIT_MS)

    def open(self, path: str, words: str) -> None:
        """From a list, the row whose abstract holds these words."""
        self.go(path)
        row = self.page.get_by_role("row").filter(has_text=words)
        row.get_by_role("link").first.click(timeout=WAIT_MS)
        self.page.wait_for_url(re.compile(r"/van-ban-(den|di)/\d+"), timeout=WAIT_MS)

    def choose(self, label: str, words: str) -> None:
        """A person or unit by typing a few letters."""
        box = self.page.get_by_label(label).first
        box.click(timeout=WAIT_MS)
        box.press_sequentially(words)
        self.page.get_by_role("option").filter(has_text=words).first.click(timeout=WAIT_MS)

    def picture(self, folder: Path, name: str) -> None:
        """A screenshot for the reader, once the page stands still."""
        self.page.wait_for_timeout(600)
        self.page.screenshot(path=folder / f"{name}.png")


def arrive(browser: Any, office: Served, username: str, width: int = 1366) -> Desk:
    """A person comes to the office and logs in."""
    context = browser.new_context(viewport={"width": width, "height": 768}, locale="vi-VN", reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, office, username)
    return Desk(page, office)


def decision(signer_name: str, abstract: str, path: Path) -> Path:
    """A draft as the office's officers make it, number and date left blank."""
    content = Letter(
        parent_body="ỦY BAN NHÂN DÂN HUYỆN THÁI THỤY", issuing_body=OFFICE.upper(), type_code="QĐ",
        type_name="QUYẾT ĐỊNH", code_notation="QĐ-PGDĐT", place_name="Thái Thụy", year=datetime.now().year,  # noqa: DTZ005
        abstract=abstract, authority="TRƯỞNG PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        grounds=("Căn cứ Quy chế làm việc của cơ quan;", "Xét đề nghị của bộ phận Văn thư."),
        body=("Điều 1. Ban hành quy định về giờ trực.", "Điều 2. Quyết định có hiệu lực từ ngày ký./."),
        recipients=("Như Điều 2;", "Lưu: VT."), capacity=("TRƯỞNG PHÒNG",), signer_name=signer_name,
    )  # fmt: skip
    path.write_bytes(letter(content))
    return path
