"""Signing at the service as a person sees it: in Chromium, with a stand-in whose certificate nobody trusts.

The page is met twice: served on loopback, which browsers never ask about, and as a public page, for which the
person must allow the call to the own computer.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from signing.check import verify
from signing.demo_ca import Subject
from signing.keys import SoftKey
from tests.conftest import CHROMIUM, FLAGS
from tests.core.factories import fields, upload
from tests.plugin.foreign import signed
from tests.plugin.localhost import loopback_certificate
from tests.plugin.served import Town, filled
from tests.plugin.stand_in import OPERATIONS, StandIn, running, self_signed
from tests.signing.conftest import OFFICE, Desk
from tests.web.served import free_port, serving, sign_in
from voffice_app.actions import incoming
from voffice_app.db.files import Direction, list_files, load_upload
from voffice_app.domain.outgoing import OutgoingStatus

pytestmark = pytest.mark.browser
PORT = free_port()
WAIT_MS = 20_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, desk: Desk, seal: SoftKey) -> Iterator[Town]:
    kept: list[Any] = []
    folder = tmp_path_factory.mktemp("plugin")
    address = f"wss://127.0.0.1:{PORT}"
    with serving(folder, lambda db: kept.append(filled(db, desk, seal)), VOFFICE_PLUGIN_URL=address) as served:
        yield Town(served, kept[0])


@pytest.fixture
def service(desk: Desk, seal: SoftKey) -> StandIn:
    keys = {name: desk.head if name in ("SignApproved", "Comment") else seal for name in OPERATIONS}
    return StandIn(keys | {"wrong": desk.key(Subject("Lê Văn Khác", OFFICE))}, httpx.Client(timeout=60))


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return self_signed(tmp_path_factory.mktemp("tls"), *loopback_certificate())


@pytest.fixture(scope="module")
def playwright() -> Iterator[Any]:
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


def chromium(playwright: Any, *flags: str) -> Any:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--ignore-certificate-errors", *flags])


@pytest.fixture(scope="module")
def near(playwright: Any) -> Iterator[Any]:
    """A browser for which the office is on this computer."""
    browser = chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture
def far(playwright: Any, town: Town) -> Iterator[Any]:
    """A browser for which the office is a public site."""
    server = town.served.url.removeprefix("http://")
    browser = chromium(playwright, f"--ip-address-space-overrides={server}=public")
    yield browser
    browser.close()


@contextmanager
def seated(
    browser: Any, town: Town, who: str, document_id: int, width: int = 1366, at: str = "van-ban-di"
) -> Iterator[Any]:
    """This person before the open document."""
    context = browser.new_context(viewport={"width": width, "height": 768}, locale="vi-VN", ignore_https_errors=True)
    page = context.new_page()
    sign_in(page, town.served, who)
    page.goto(f"{town.served.url}/{at}/{document_id}")
    yield page
    context.close()


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click(timeout=WAIT_MS)


def sees(page: Any, text: str) -> None:
    page.get_by_text(text).first.wait_for(timeout=WAIT_MS)


@pytest.mark.article("6.5")
@pytest.mark.article("8.2")
def test_the_leader_signs_and_the_clerk_seals_and_pdfsig_agrees(
    town: Town, near: Any, service: StandIn, tls: Any, head_letter: bytes, tmp_path: Path
) -> None:
    document_id = town.waiting(head_letter)
    with running(service, PORT, tls):
        with seated(near, town, "deputy", document_id) as page:
            press(page, "Ký số")
            sees(page, "Chờ đóng dấu")
        with seated(near, town, "clerk", document_id) as page:
            press(page, "Đóng dấu")
            sees(page, "Chờ ban hành")
    assert [asked["operation"] for asked in service.asked] == ["SignApproved", "SignIssued"]
    assert all(asked["JWTToken"] == "" and asked["SessionId"] == "" for asked in service.asked)
    final = tmp_path / "final.pdf"
    final.write_bytes(town.current(document_id))
    assert final.read_bytes().startswith(head_letter)
    if shutil.which("pdfsig"):
        told = subprocess.run(["pdfsig", "-nocert", final], capture_output=True, text=True, check=False).stdout
        assert told.count("Signature Validation: Signature is Valid.") == 2, told


def test_a_service_that_does_not_run_is_told_with_what_to_do(
    town: Town, near: Any, head_letter: bytes, tmp_path: Path
) -> None:
    document_id = town.waiting(head_letter)
    with seated(near, town, "deputy", document_id) as page:
        press(page, "Ký số")
        sees(page, "Chưa thấy chương trình VGCA Sign Service")
        sees(page, "chấp nhận chứng thư của nó")
        link = page.get_by_role("link", name="địa chỉ của chương trình")
        page.screenshot(path=tmp_path / "absent.png")
        assert link.get_attribute("href") == f"https://127.0.0.1:{PORT}/"
    assert town.small.document(document_id).status is OutgoingStatus.NUMBERED


@pytest.mark.parametrize(
    ("mischief", "told"),
    [
        ("cancelled", "Đã dừng ký"),
        ("a note before", "còn bị sửa chỗ khác"),
        ("wrong certificate", "không phải của người được ghi"),
        ("another file", "không phải bản vừa đưa đi ký"),
        ("nonsense", "VGCA Sign Service báo lỗi"),
        ("lies", "VGCA Sign Service báo lỗi"),
    ],
)
def test_each_failure_is_told_in_words_and_the_next_try_succeeds(
    town: Town, near: Any, service: StandIn, tls: Any, head_letter: bytes, mischief: str, told: str
) -> None:
    document_id = town.waiting(head_letter)
    service.mischief = mischief
    with running(service, PORT, tls), seated(near, town, "deputy", document_id) as page:
        press(page, "Ký số")
        page.get_by_role("alert").filter(has_text=told).wait_for(timeout=WAIT_MS)
        assert town.small.document(document_id).status is OutgoingStatus.NUMBERED
        service.mischief = ""
        press(page, "Ký lại")
        sees(page, "Chờ đóng dấu")


def test_a_person_stops_waiting_and_the_addresses_close(
    town: Town, near: Any, service: StandIn, tls: Any, head_letter: bytes
) -> None:
    document_id = town.waiting(head_letter)
    service.mischief = "silent"
    with running(service, PORT, tls), seated(near, town, "deputy", document_id) as page:
        press(page, "Ký số")
        sees(page, "nhập mã PIN trong cửa sổ VGCA Sign Service")
        press(page, "Thôi")
        sees(page, "Đã dừng ký")
    late = service.give_back(service.asked[0]["FileUploadHandler"], signed(head_letter, service.keys["SignApproved"]))
    assert late["Status"] is False


def test_a_file_signed_by_another_program_comes_in_by_the_same_checks(
    town: Town, near: Any, service: StandIn, head_letter: bytes
) -> None:
    document_id = town.waiting(head_letter)
    file = {"name": "da-ky.pdf", "mimeType": "application/pdf"}
    spoiled = {**file, "buffer": signed(head_letter, service.keys["wrong"])}
    with seated(near, town, "deputy", document_id) as page:
        page.get_by_label("Tệp đã ký").set_input_files(spoiled)
        page.get_by_role("alert").filter(has_text="không phải của người được ghi").wait_for(timeout=WAIT_MS)
        good = {**file, "buffer": signed(head_letter, service.keys["SignApproved"])}
        page.get_by_label("Tệp đã ký").set_input_files(good)
        sees(page, "Chờ đóng dấu")


@pytest.mark.parametrize(
    ("setting", "told"), [("denied", "Trình duyệt chưa cho trang này gọi"), ("granted", "Chờ đóng dấu")]
)
def test_a_public_page_calls_the_own_computer_only_when_the_person_allowed_it(
    town: Town, far: Any, service: StandIn, tls: Any, head_letter: bytes, setting: str, told: str
) -> None:
    document_id = town.waiting(head_letter)
    with running(service, PORT, tls), seated(far, town, "deputy", document_id) as page:
        _allow(page, far.new_browser_cdp_session(), town.served.url, setting)
        press(page, "Ký số")
        sees(page, told)
        if setting == "denied":
            sees(page, "chọn «Cho phép»")
    assert bool(service.asked) is (setting == "granted")


def test_the_clerk_signs_an_arrival_beside_the_paper(
    town: Town, near: Any, service: StandIn, tls: Any, issued: bytes, desk: Desk
) -> None:
    files = (upload(town.small, town.small.clerk, content=issued),)
    with town.small.db.act(town.small.clerk) as tx:  # its signatures were looked at when it came
        load_upload(tx, files[0]).verdict = verify(issued, desk.trust).as_dict()
    document_id = int(town.small.act(town.small.clerk, incoming.receive, fields(), files))
    with running(service, PORT, tls), seated(near, town, "clerk", document_id, at="van-ban-den") as page:
        press(page, "Ký thêm")
        press(page, "Ký số đến")
        press(page, "Ký số")
        sees(page, "văn bản gốc giữ nguyên")
        sees(page, "du-thao (ký số đến).pdf")
    with town.small.db.read() as session:
        main, beside = list_files(session, Direction.INCOMING, document_id)
    assert town.small.db.vault.get(main.sha256) == issued
    assert (beside.verdict or {})["outcome"] == "valid"


def _allow(page: Any, session: Any, origin: str, setting: str) -> None:
    """What the person answered when the browser asked, under every name browsers have for it."""
    target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]
    for name in ("local-network-access", "loopback-network"):
        wanted = {"permission": {"name": name}, "setting": setting, "origin": origin}
        session.send("Browser.setPermission", {**wanted, "browserContextId": target["browserContextId"]})


@pytest.mark.parametrize("width", [1366, 390])
def test_the_panel_is_as_wide_as_the_screen(
    town: Town, near: Any, head_letter: bytes, width: int, tmp_path: Path
) -> None:
    document_id = town.waiting(head_letter)
    with seated(near, town, "deputy", document_id, width) as page:
        page.get_by_role("button", name="Ký số", exact=True).wait_for(timeout=WAIT_MS)
        page.screenshot(path=tmp_path / f"plugin-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
