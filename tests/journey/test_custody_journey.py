"""A certificate's way through the office: entered by IT, handed over with minutes, used by the clerk; and a file on the
table of the page that checks signatures, good and tampered with."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from signing.demo_ca import DemoCA, Subject
from signing.keys import SoftKey, new_private_key, public_der
from signing.pin import Pin
from tests.journey.desk import PIN, WAIT_MS, Desk, arrive, fill
from tests.pages.outgoing_papers import Papers, paper
from tests.web.served import Served, serving
from voffice_app.db.certificates import Certificate
from voffice_app.db.custody import CustodyEvent
from voffice_app.db.files import DocumentFile, FileKind

pytestmark = pytest.mark.browser
LABEL = "con-dau-moi"
LIVES = timedelta(days=365)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("custody-journey"), fill) as served:
        yield served


def issue(town: Served, folder: Path) -> Path:
    """A new certificate for the office's seal, by an authority the installation trusts; its file, as IT gets it."""
    since = datetime.now(UTC) - timedelta(days=1)
    authority = DemoCA.create(since)
    trust = town.data / "trust"
    for kind, content in (("roots", authority.root_der), ("intermediates", authority.sub_der)):
        (trust / kind / "moi.der").write_bytes(content)
    for number, crl in enumerate(authority.crls(now=since + timedelta(hours=1))):
        (trust / "crls" / f"moi-{number}.der").write_bytes(crl)
    key = new_private_key("ec")
    der = authority.issue(public_der(key), Subject("Phòng GD&ĐT", "UBND huyện"), since, since + LIVES)
    kept = town.data / "demo-keys" / f"{LABEL}.pem"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(SoftKey(key, der, (authority.sub_der,)).to_pem(Pin(PIN)))
    (folder / "con-dau.cer").write_bytes(der)
    return folder / "con-dau.cer"


def set_date(desk: Desk, label: str, day: str) -> None:
    field = desk.page.get_by_label(label).first
    field.fill(day)
    field.press("Tab")


@pytest.mark.article("6.5")
@pytest.mark.law("ND30:32")
def test_it_enters_a_certificate_hands_it_over_with_minutes_and_the_clerk_seals(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    document_id = Papers(town.database()).numbered()
    head, clerk = arrive(browser, town, "truongphong"), arrive(browser, town, "vanthu")
    head.go(f"/van-ban-di/{document_id}")
    sign(head, "Ký số")
    head.sees("Chờ đóng dấu")

    desk = arrive(browser, town, "cntt")
    desk.go("/quan-tri/chung-thu?don_vi=1")
    desk.page.get_by_label("Tệp chứng thư").set_input_files(issue(town, tmp_path))
    desk.sees("Đã đọc con-dau.cer.")
    desk.page.locator("#certificate_kind").select_option("agency")
    desk.page.locator("#home").select_option("demonstration")
    desk.page.get_by_label("Nhãn khóa").fill(LABEL)
    desk.press("Nhập chứng thư")
    desk.sees("Chưa giao")

    new = desk.page.url.removeprefix(town.url)
    revoke_former(town, desk)
    clerk.go(f"/van-ban-di/{document_id}")
    clerk.sees("Bạn không phải người đang được giao chứng thư số của cơ quan")
    desk.go(new)
    hand_over(desk, tmp_path)
    clerk.go(f"/van-ban-di/{document_id}")
    sign(clerk, "Đóng dấu")
    clerk.sees("Chờ ban hành")
    minutes_are_kept(town, desk)


def revoke_former(town: Served, desk: Desk) -> None:
    with town.database().read() as session:
        query = select(Certificate.id).where(Certificate.kind == "agency", Certificate.unit_id == 1)
        former = session.exec(query.order_by(col(Certificate.id))).first()
    desk.go(f"/chung-thu/{former}")
    desk.press("Thu hồi")
    desk.page.get_by_label("Nội dung").fill("Thiết bị cũ hỏng, đã thu hồi theo QĐ 9/QĐ-PGDĐT")
    desk.press("Ghi thu hồi")
    desk.sees("Đã ghi thu hồi")


def hand_over(desk: Desk, folder: Path) -> None:
    scan = folder / "bien-ban.pdf"
    scan.write_bytes(paper("Biên bản bàn giao thiết bị", "Trưởng phòng"))
    desk.press("Bàn giao")
    desk.page.get_by_label("Người giao").fill("Trưởng phòng Phạm Quang Vinh")
    desk.page.get_by_label("Người nhận").select_option(index=0)
    set_date(desk, "Ngày bàn giao", f"{datetime.now(UTC) + timedelta(hours=7):%d/%m/%Y}")
    desk.page.get_by_label("Biên bản, quyết định số").fill("BB 02/BB-PGDĐT")
    desk.press("Ghi bàn giao")
    desk.sees("Chưa đính kèm bản quét biên bản")
    held = hold_uploads(desk)
    desk.page.locator("input[type=file]").first.set_input_files(scan)
    desk.press("Ghi bàn giao")
    desk.sees("tải xong sẽ ghi ngay, không cần bấm lại")
    assert desk.page.get_by_text("Đã ghi bàn giao").count() == 0
    held[0].continue_()
    desk.sees("Đã ghi bàn giao")


def hold_uploads(desk: Desk) -> list[Any]:
    """Files are on their way until the test lets them arrive."""
    held: list[Any] = []
    desk.page.route("**/api/files", lambda route: held.append(route))
    return held


def minutes_are_kept(town: Served, desk: Desk) -> None:
    """Downloaded again, byte for byte; and the whole record prints."""
    with town.database().read() as session:
        certificate = session.exec(select(Certificate).order_by(col(Certificate.id).desc())).first()
        assert certificate is not None
        events = session.exec(select(CustodyEvent).where(CustodyEvent.certificate_id == certificate.id)).all()
    handed = next(event for event in events if event.act == "handed_over")
    answer = desk.page.request.get(f"{town.url}/api/custody/{handed.id}")
    assert answer.body() == town.database().vault.get(handed.sha256)
    book = desk.page.request.get(f"{town.url}/api/custody/book/{certificate.id}")
    assert book.body().startswith(b"%PDF")


def sign(desk: Desk, button: str) -> None:
    desk.page.get_by_label("PIN").fill(PIN, timeout=WAIT_MS)
    desk.press(button)


def sealed_file(town: Served) -> bytes:
    with town.database().read() as session:
        file = session.exec(
            select(DocumentFile).where(DocumentFile.kind == FileKind.SEALED).order_by(col(DocumentFile.id).desc())
        ).first()
    assert file is not None
    return town.database().vault.get(file.sha256)


@pytest.mark.law("ND30:21")
def test_anyone_reads_the_verdict_on_a_good_file_and_on_a_tampered_one(
    town: Served, browser: Any, tmp_path: Path
) -> None:
    good, bad, other = tmp_path / "van-ban.pdf", tmp_path / "bi-sua.pdf", tmp_path / "anh.pdf"
    pdf = sealed_file(town)
    good.write_bytes(pdf)
    middle = len(pdf) // 10
    bad.write_bytes(pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :])
    other.write_bytes(b"\x89PNG khong phai PDF")
    desk = arrive(browser, town, "chuyenvien")
    desk.go("/kiem-tra-chu-ky")
    desk.page.locator("input[type=file]").set_input_files(other)
    desk.sees("Tệp này không phải PDF")
    desk.page.locator("input[type=file]").set_input_files(good)
    desk.sees("HỢP LỆ")
    assert desk.page.locator(".conclusion.green").count() == 1
    assert desk.page.locator(".verdicts li").count() == 2
    as_signed(desk)
    desk.press("Kiểm tra tệp khác")
    desk.page.locator("input[type=file]").set_input_files(bad)
    desk.page.locator(".conclusion.red").wait_for(timeout=WAIT_MS)
    desk.sees("KHÔNG HỢP LỆ")
    desk.page.get_by_role("link", name="Văn bản đi").first.click()
    desk.page.wait_for_url("**/van-ban-di")
    desk.page.wait_for_timeout(1500)
    assert list((town.data / "checking").iterdir()) == [], "nothing of the file stays"


def as_signed(desk: Desk) -> None:
    """The leader's file of then, beside the one of today, with its own download."""
    with desk.page.context.expect_page() as opened:
        desk.page.get_by_role("link", name="Xem như lúc ký").first.click()
    beside = opened.value
    beside.get_by_text("Đúng nội dung được ký, chưa có phần thêm về sau").wait_for(timeout=WAIT_MS)
    assert beside.locator(".compared .leaf").count() == 2
    href = beside.locator("a[href$='.pdf']").first.get_attribute("href")
    answer = beside.request.get(f"{desk.office.url}{href}")
    assert answer.body().startswith(b"%PDF")
    beside.close()
