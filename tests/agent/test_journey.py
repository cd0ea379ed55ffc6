"""The head signs and the clerk seals with tokens at their own computers, in a real browser beside the real agent."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from signing import softhsm
from tests.agent.desk import Desk as Computer
from tests.agent.test_door import offered
from tests.conftest import CHROMIUM, FLAGS
from tests.journey import desk as journey
from tests.journey.desk import PIN, Desk, arrive, decision
from tests.journey.test_journey import ABSTRACT, check_signatures, name_of, write_draft
from tests.web.acting import acting
from tests.web.served import Served, free_port, serving
from voffice_app.db.certificates import Certificate, KeyHome
from voffice_app.db.desk_agents import DeskAgent
from voffice_app.db.session import Database
from voffice_app.db.signing_attempts import SigningAttempt

pytestmark = pytest.mark.browser


def fill(database: Database) -> None:
    """The demonstration, its office's keys said to be at people's own computers."""
    journey.fill(database)
    with acting(database) as tx:
        for row in tx.session.exec(select(Certificate).where(col(Certificate.home) == KeyHome.TOKEN)):
            row.home = KeyHome.DESK
            tx.session.add(row)


@dataclass
class Town:
    """The served office, and where agents listen on everybody's computer."""

    office: Served
    port: int

    def computer(self, folder: Path, origin: str = "") -> Computer:
        """A computer with the tokens plugged in; its agent is not started."""
        folder.mkdir(parents=True, exist_ok=True)
        tokens = {"SOFTHSM2_CONF": str(self.office.data / "softhsm" / "softhsm2.conf")}
        made = Computer(folder, softhsm.available() or "", tokens, origin=origin or self.office.url, port=self.port)
        made.answer(PIN)
        return made


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    if softhsm.available() is None:
        pytest.skip("SoftHSM is missing: apt-get install softhsm2")
    port = free_port()
    with serving(tmp_path_factory.mktemp("desk-journey"), fill, VOFFICE_AGENT_PORT=str(port)) as served:
        yield Town(served, port)


def to_be_signed(town: Town, browser: Any, folder: Path) -> str:
    """A decision on its way to the head's signature; its address."""
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
    clerk.press("Cấp số")
    clerk.sees("Chờ lãnh đạo ký")
    return address


def type_code(person: Desk, code: str) -> None:
    person.page.get_by_label("Mã ghép (8 số)").fill(f"{code[:4]} {code[4:]}")
    person.press("Ghép")


@pytest.mark.article("8.2")
@pytest.mark.article("6.2")
def test_the_head_signs_and_the_clerk_seals_at_their_own_computers(town: Town, browser: Any, tmp_path: Path) -> None:
    address = to_be_signed(town, browser, tmp_path)
    head, clerk = arrive(browser, town.office, "truongphong"), arrive(browser, town.office, "vanthu")
    computer = town.computer(tmp_path / "computer")

    head.go(address)
    head.press("Ký số")
    head.sees("Chưa thấy chương trình ký trên máy này")
    picture(head, "absent")

    elsewhere = town.computer(tmp_path / "elsewhere", "https://other.example.vn")
    elsewhere.start()
    head.press("Thử lại")
    head.sees("Chương trình ký đang chạy nhưng ghép với địa chỉ khác")
    picture(head, "foreign")
    elsewhere.stop()

    computer.start()
    try:
        head.press("Ký số")
        head.sees("Chương trình ký chưa ghép với tài khoản của bạn")
        picture(head, "unpaired")
        type_code(head, f"{(int(computer.code) + 1) % 10**8:08d}")
        head.sees("còn 4 lần")
        computer.answer("cancel")
        type_code(head, computer.code)
        head.sees("Bạn đã đóng cửa sổ PIN nên không ký.")
        computer.answer("000000")
        head.press("Ký số")
        head.sees("Mã PIN không đúng")
        picture(head, "wrong-pin")
        computer.answer("wait")
        head.press("Ký số")
        head.sees("nhập mã PIN trong cửa sổ của chương trình ký")
        picture(head, "waiting")
        head.press("Thôi")
        head.sees("Đã dừng ký")
        computer.answer(PIN)
        head.press("Ký số")
        head.sees("Chờ đóng dấu")
        picture(head, "signed")

        clerk.go(address)
        clerk.press("Đóng dấu")
        clerk.sees("Chương trình ký chưa ghép với tài khoản của bạn")
        type_code(clerk, offered(computer))
        clerk.sees("Chờ ban hành")
        check_signatures(clerk, town.office, tmp_path)
    finally:
        computer.stop()
    with town.office.database().read() as session:
        agents = session.exec(select(DeskAgent)).all()
        document_id = int(address.rpartition("/")[2].partition("?")[0])
        mine = select(SigningAttempt).where(SigningAttempt.document_id == document_id).order_by(col(SigningAttempt.id))
        attempts = [(one.status, one.code) for one in session.exec(mine)]
    assert len(agents) == 2
    assert attempts == [
        ("failed", "cancelled"), ("failed", "pin_wrong"), ("failed", "cancelled"), ("done", ""), ("done", ""),
    ]  # fmt: skip
    shown = computer.seen()
    assert "Ký số 1 văn bản" in shown
    assert "Đóng dấu 1 văn bản" in shown
    assert not [path for path in town.office.kept(agents[0].key) if path.name not in ("voffice.db", "voffice.db-wal")]


def test_ones_own_devices_are_tried_and_revoked(town: Town, browser: Any, tmp_path: Path) -> None:
    computer = town.computer(tmp_path / "computer")
    computer.start()
    try:
        person = arrive(browser, town.office, "phophong")
        person.go("/")
        person.page.get_by_role("link", name="Thiết bị ký của tôi").click()
        person.sees("Chưa ghép máy nào")
        it = arrive(browser, town.office, "cntt")
        it.go("/quan-tri/chung-thu?don_vi=1")
        look_into_the_token(it)
        it.sees("Nhờ chủ thiết bị đăng nhập trên máy này")
        person.press("Kiểm tra kết nối")
        type_code(person, computer.code)
        person.sees("Đã ghép chương trình ký trên máy này")
        person.sees("Đã kết nối với chương trình ký")
        picture(person, "devices")
        narrow = arrive(browser, town.office, "phophong", width=390)
        narrow.go("/thiet-bi-ky")
        narrow.press("Kiểm tra kết nối")
        narrow.sees("Đã kết nối với chương trình ký")
        picture(narrow, "devices-390")
        register_from_the_token(arrive(browser, town.office, "cntt"))
        person.press("Thu hồi")
        person.sees("Chưa ghép máy nào")
        person.press("Kiểm tra kết nối")
        person.sees("Chương trình ký chưa ghép với tài khoản của bạn")
    finally:
        computer.stop()


def look_into_the_token(it: Desk) -> None:
    it.page.get_by_text("Lấy từ thiết bị đang cắm ở máy này").click()
    it.press("Lấy chứng thư từ thiết bị")


def register_from_the_token(it: Desk) -> None:
    """IT enters a certificate at the owner's computer: taken from the token, its issuers behind it."""
    it.go("/quan-tri/chung-thu?don_vi=1")
    look_into_the_token(it)
    it.page.get_by_role("listitem").filter(has_text="thiết bị ca-nhan-1 ·").get_by_role("button").click()
    it.sees("Đã lấy từ thiết bị đang cắm.")
    assert it.page.locator("#pem").input_value().startswith("-----BEGIN CERTIFICATE-----")
    number = it.page.locator("#token_serial").input_value()
    assert re.fullmatch(r"[0-9a-f]{16}", number), "the number on the token, not its label"
    picture(it, "register")


@pytest.fixture
def public_browser(town: Town, browser: Any) -> Iterator[Any]:
    """A browser to which this office comes from the internet, not from this computer."""
    there = town.office.url.removeprefix("http://")
    flags = [*FLAGS, f"--ip-address-space-overrides={there}=public"]
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    yield chromium
    chromium.close()


def deny(person: Desk) -> None:
    """The person has answered "block" when the browser asked about programs of this computer."""
    context = person.page.context
    target = context.new_cdp_session(person.page).send("Target.getTargetInfo")["targetInfo"]
    browser = context.browser.new_browser_cdp_session()
    for name in ("loopback-network", "local-network-access"):  # newer Chromium, older Chromium
        terms = {"permission": {"name": name}, "setting": "denied", "origin": person.office.url}
        browser.send("Browser.setPermission", {**terms, "browserContextId": target["browserContextId"]})


def test_the_browsers_permission_is_told_denied_and_granted(town: Town, public_browser: Any, tmp_path: Path) -> None:
    computer = town.computer(tmp_path / "computer")
    computer.start()
    try:
        person = arrive(public_browser, town.office, "truongphong")
        person.go("/thiet-bi-ky")
        deny(person)
        person.press("Kiểm tra kết nối")
        person.sees("Trình duyệt đang chặn trang này gọi chương trình ký")
        picture(person, "denied")
        person.page.context.clear_permissions()
        person.page.context.grant_permissions(["local-network-access"], origin=person.office.url)
        person.press("Thử lại")
        person.sees("Chương trình ký chưa ghép với tài khoản của bạn")
        type_code(person, computer.code)
        person.sees("Đã kết nối với chương trình ký")
        picture(person, "granted")
    finally:
        computer.stop()


def picture(person: Desk, name: str) -> None:
    """Kept where the environment says, for whoever wants to look."""
    folder = os.environ.get("PICTURES_OF_TESTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        person.picture(Path(folder), name)
