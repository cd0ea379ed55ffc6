"""Where the office numbers at issue: one PIN in the agent's window signs number, date and seal, in a real browser."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from signing import softhsm
from tests.agent.test_journey import Town, fill, type_code
from tests.journey.desk import PIN, Desk, arrive, decision
from tests.journey.test_journey import ABSTRACT, name_of, write_draft
from tests.web.acting import acting
from tests.web.served import free_port, serving
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.parameters import UnitParameter
from voffice_app.db.people import Unit
from voffice_app.db.session import Database
from voffice_app.db.signing_attempts import SigningAttempt
from voffice_app.domain.parameters import Parameter

pytestmark = pytest.mark.browser
FIRST = date(2026, 1, 1)


def fill_at_issue(database: Database) -> None:
    """The demonstration at people's own computers, in an office that numbers at issue."""
    fill(database)
    with acting(database) as tx:
        office = tx.session.exec(select(Unit).where(Unit.kind == "office")).first()
        assert office
        rule = UnitParameter(unit_id=office.id or 0, name=Parameter.NUMBERS_AT_ISSUE, value="yes", valid_from=FIRST)
        tx.session.add(rule)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    if softhsm.available() is None:
        pytest.skip("SoftHSM is missing: apt-get install softhsm2")
    port = free_port()
    with serving(tmp_path_factory.mktemp("at-issue"), fill_at_issue, VOFFICE_AGENT_PORT=str(port)) as served:
        yield Town(served, port)


def checked(town: Town, browser: Any, folder: Path) -> tuple[str, Desk, Desk]:
    """A decision whose format is right; its address, the head, the clerk."""
    head_name = name_of(town.office, "truongphong")
    officer, clerk = arrive(browser, town.office, "chuyenvien"), arrive(browser, town.office, "vanthu")
    head = arrive(browser, town.office, "truongphong")
    write_draft(officer, decision(head_name, ABSTRACT, folder / "quyet-dinh.pdf"), head_name)
    officer.press("Ký nháy")
    officer.sees("Đã ký nháy")
    officer.press("Trình")
    officer.sees("Chờ phê duyệt")
    address = officer.page.url.removeprefix(town.office.url)
    head.go(address)
    head.press("Phê duyệt")
    head.sees("Đã phê duyệt")
    clerk.go(address)
    clerk.press("Đạt thể thức")
    clerk.sees("Chờ lãnh đạo ký")
    return address, head, clerk


def number_in(address: str) -> int:
    return int(address.partition("?")[0].rpartition("/")[2])


@pytest.mark.law("ND30:15")
@pytest.mark.article("7.2.2")
def test_one_pin_at_the_clerks_own_computer_signs_number_date_and_seal(
    town: Town, browser: Any, tmp_path: Path
) -> None:
    address, head, clerk = checked(town, browser, tmp_path)
    computer = town.computer(tmp_path / "computer")
    head.go(address)
    computer.start()
    try:
        head.press("Ký số")
        type_code(head, computer.code)
        head.sees("Chờ cấp số")
        clerk.go(address)
        clerk.press("Cấp số")
        clerk.sees("Chờ đóng dấu")
        computer.stop()
        clerk_computer = town.computer(tmp_path / "clerk")
        clerk_computer.start()
        try:
            clerk.press("Đóng dấu")
            clerk_computer.answer("000000")
            type_code(clerk, clerk_computer.code)
            clerk.sees("Mã PIN không đúng")
            clerk_computer.answer(PIN)
            clerk.press("Đóng dấu")
            clerk.sees("Chờ ban hành")
            asked = clerk_computer.seen()
        finally:
            clerk_computer.stop()
    finally:
        computer.stop()
    assert asked.count("GETPIN") == 2, "the wrong one, and one for three signatures"
    assert "3 chữ ký (số, ngày, dấu)" in asked
    clerk.press("Ban hành")
    clerk.press("Ban hành ngay")
    clerk.sees("Đã ban hành")
    href = clerk.page.get_by_role("link", name="Tải").first.get_attribute("href")
    path = tmp_path / "signed.pdf"
    path.write_bytes(clerk.page.request.get(f"{town.office.url}{href}").body())
    told = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid.") == 4, told
    with town.office.database().read() as session:
        made = select(SigningAttempt).where(SigningAttempt.document_id == number_in(address))
        attempts = [(one.kind, one.status) for one in session.exec(made.order_by(col(SigningAttempt.id)))]
        arrived = session.exec(select(IncomingDocument).where(IncomingDocument.abstract == ABSTRACT)).all()
    assert attempts == [("leader", "done"), ("agency", "failed"), ("agency", "done")]
    assert {bool(row.code_number and row.issued_on) for row in arrived} == {True}
