"""Forty papers of one morning's pile, registered by the keyboard alone; how many an hour at the browser's own pace."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from tests.journey.desk import arrive
from tests.web.people import fill
from tests.web.served import Served, serving
from voffice_app.db.files import Direction
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.people import Unit
from voffice_app.db.sequences import Register
from voffice_app.db.session import Database
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.printing.letters import Letter, letter

pytestmark = pytest.mark.browser
PILE, WAIT_MS = 40, 30_000
BODY = "Sở Giáo dục và Đào tạo Sông Hồng"
ISSUED_ON = date(2026, 11, 20)
NO_MOUSE = """
for (const kind of ["mousedown", "pointerdown"])
  window.addEventListener(kind, () => { window.__mouse = (window.__mouse || 0) + 1; }, true);
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("forty"), open_book) as served:
        yield served


def open_book(database: Database) -> None:
    """The small office, with its book of arrivals."""
    fill(database)
    nobody = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Kiểm thử", "")
    with database.act(nobody) as tx:
        unit = tx.session.exec(select(Unit).where(Unit.kind == UnitKind.OFFICE)).one()
        name = "Sổ đăng ký văn bản đến"
        tx.session.add(Register(unit_id=unit.id or 0, direction=Direction.INCOMING, name=name))


@dataclass
class Keys:
    """The clerk's hands: every stroke is counted, a character of the text one."""

    page: Any
    strokes: int = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.strokes += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def at(self) -> str:
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.name || ''"))

    def go_to(self, name: str) -> None:
        """By Tab, no further than the form is long."""
        for _ in range(20):
            if self.at() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab; the keyboard is at {self.at() or 'nothing'}")


def holds(page: Any, number: str) -> None:
    """The form shows this number: a file was read, or the last paper is in the book."""
    from playwright.sync_api import expect

    expect(page.locator("#code_number")).to_have_value(number, timeout=WAIT_MS)


def abstract(turn: int) -> str:
    return f"Về việc kiểm tra đợt {turn} năm học 2026-2027"


def paper(turn: int, folder: Path) -> Path:
    content = Letter(
        parent_body="ỦY BAN NHÂN DÂN TỈNH", issuing_body=BODY.upper(), type_code="TB", type_name="THÔNG BÁO",
        code_notation="TB-SGDĐT", place_name="Sông Hồng", year=2026, number=str(100 + turn), issued_on=ISSUED_ON,
        abstract=abstract(turn), body=("Sở thông báo lịch kiểm tra./.",), recipients=("Lưu: VT.",),
        capacity=("GIÁM ĐỐC",), signer_name="Nguyễn Văn Mẫu",
    )  # fmt: skip
    path = folder / f"thong-bao-{turn}.pdf"
    path.write_bytes(letter(content))
    return path


def register_next(keys: Keys, path: Path, turn: int) -> None:
    """The file, the fields read off it, the body as the house writes it, one correction, Ctrl+Enter."""
    page = keys.page
    page.locator("input[type=file]").set_input_files(path)
    holds(page, str(100 + turn))
    page.locator("#code_number:focus").wait_for(timeout=WAIT_MS)
    assert page.input_value("#abstract").endswith(f"đợt {turn} năm học 2026-2027"), page.input_value("#abstract")
    if turn == 0:
        keys.go_to("issuing_body")
        keys.press("Control+A")
        keys.write(BODY)
    keys.go_to("signer_title")
    keys.write("GĐ")
    keys.press("Control+Enter")
    holds(page, "")
    page.locator("#code_number:focus").wait_for(timeout=WAIT_MS)


@pytest.mark.article("6.1")
@pytest.mark.law("ND30:22")
def test_forty_papers_of_a_pile_are_registered_without_a_mouse(office: Served, browser: Any, tmp_path: Path) -> None:
    papers = [paper(turn, tmp_path) for turn in range(PILE)]
    page = arrive(browser, office, "vanthu").page
    page.goto(f"{office.url}/van-ban-den/nhap")
    page.locator("#code_number").wait_for()
    page.evaluate(NO_MOUSE)
    keys, started = Keys(page), time.monotonic()
    for turn, path in enumerate(papers):
        register_next(keys, path, turn)
    took = time.monotonic() - started
    assert page.evaluate("window.__mouse || 0") == 0
    print(f"{PILE * 3600 / took:.0f} documents an hour, {keys.strokes / PILE:.1f} strokes each, {took:.0f} s")
    assert_in_the_book(office)
    assert keys.strokes / PILE < 20, "a paper that was read needs hardly any typing"


def assert_in_the_book(office: Served) -> None:
    """Forty numbers in order without a gap, and of each everything that stood on the screen."""
    with office.database().read() as session:
        rows = session.exec(select(IncomingDocument).order_by(col(IncomingDocument.arrival_number))).all()
    assert [row.arrival_number for row in rows] == list(range(1, PILE + 1))
    for turn, row in enumerate(rows):
        assert (row.code_number, row.code_notation, row.type_key) == (str(100 + turn), "TB-SGDĐT", "TB")
        assert (row.abstract.casefold(), row.issuing_body) == (abstract(turn).casefold(), BODY)
        assert (row.issued_on, row.signed_on, row.pages, row.copies) == (ISSUED_ON, ISSUED_ON, 1, 1)
        assert (row.signer_name, row.signer_title) == ("Nguyễn Văn Mẫu", "GĐ")
        assert (row.source, row.status) == ("paper", IncomingStatus.REGISTERED)


def test_a_paper_that_came_before_is_told_as_soon_as_its_file_is_read(
    office: Served, browser: Any, tmp_path: Path
) -> None:
    page = arrive(browser, office, "vanthu").page
    page.goto(f"{office.url}/van-ban-den/nhap")
    page.locator("#code_number").wait_for()
    keys = Keys(page)
    for again in (False, True):
        page.locator("input[type=file]").set_input_files(paper(900, tmp_path))
        holds(page, "1000")
        if not again:
            keys.press("Control+Enter")
            holds(page, "")
    page.get_by_text("Có thể văn bản này đã có trong đơn vị").wait_for(timeout=WAIT_MS)
    before = registered(office)
    keys.press("Control+Enter")
    page.locator("#same:focus").wait_for(timeout=WAIT_MS)
    assert registered(office) == before, "nothing is saved before the clerk insists"
    for _ in range(5):
        keys.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Vẫn lưu":
            break
    keys.press("Enter")
    holds(page, "")
    assert registered(office) == before + 1


def test_enter_in_a_date_saves_and_a_field_left_out_gets_the_keyboard(office: Served, browser: Any) -> None:
    page = arrive(browser, office, "vanthu").page
    page.goto(f"{office.url}/van-ban-den/nhap")
    page.locator("#code_number:focus").wait_for(timeout=WAIT_MS)
    keys = Keys(page)
    keys.write("77/CV-UBND")
    keys.go_to("issued_on")
    keys.write("19112026")
    keys.press("Enter")
    page.locator("#issuing_body:focus").wait_for(timeout=WAIT_MS)
    keys.write("UBND xã")
    keys.go_to("abstract")
    keys.write("Về việc mời họp")
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    assert keys.at() == "issued_on"
    keys.press("Enter")
    page.wait_for_url(lambda url: "/nhap" not in url, timeout=WAIT_MS)
    with office.database().read() as session:
        row = session.exec(select(IncomingDocument).order_by(col(IncomingDocument.id).desc())).first()
    assert row is not None
    assert (row.reference, row.issued_on, row.status) == ("77/CV-UBND", date(2026, 11, 19), IncomingStatus.SUBMITTED)


def registered(office: Served) -> int:
    with office.database().read() as session:
        return len(session.exec(select(IncomingDocument.id)).all())
