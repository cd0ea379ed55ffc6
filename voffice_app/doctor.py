"""`voffice doctor`: each part present or missing, and what to do about it, in Vietnamese."""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from signing import softhsm
from signing.authorities import government, not_at_hand
from voffice_app.db.archive_copies import folder_state
from voffice_app.db.long_term import count_work
from voffice_app.db.mail import MailState, count_mail
from voffice_app.house import database
from voffice_app.settings import settings

_MIGRATE = "Chạy voffice migrate để lập hoặc nâng cơ sở dữ liệu."


@dataclass(frozen=True)
class Part:
    """One part: whether it is there, whether nothing works without it, and what to do when it is missing."""

    name: str
    present: bool
    needed: bool
    detail: str
    todo: str = ""

    def line(self) -> str:
        mark = "✓" if self.present else ("✗" if self.needed else "–")
        return f"{mark} {self.name}: {self.detail}" + (f"\n    → {self.todo}" if not self.present and self.todo else "")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def token_modules() -> list[Path]:
    """The PKCS#11 modules in force: the configured ones, else SoftHSM where a system puts it."""
    return [*settings.token_modules] or [path for path in [softhsm.available()] if path]


def _data_folder() -> Part:
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    free_gb = shutil.disk_usage(settings.data).free / 1024**3
    enough = free_gb >= 1
    todo = "Giải phóng ổ đĩa hoặc đặt VOFFICE_DATA sang ổ khác (cần ít nhất 1 GB trống)."
    return Part("Thư mục dữ liệu", enough, True, f"{settings.data}, còn trống {free_gb:.1f} GB", todo)


def _database() -> Part:
    try:
        database().engine.connect().close()
    except Exception as failed:  # every driver has its own errors; each means the same to the reader
        todo = "Kiểm tra VOFFICE_DATABASE_URL và máy chủ cơ sở dữ liệu."
        return Part("Cơ sở dữ liệu", False, True, f"không kết nối được ({type(failed).__name__})", todo)
    return Part("Cơ sở dữ liệu", True, True, database().engine.dialect.name)


def _mode() -> Part:
    if settings.mode == "production":
        return Part("Chế độ", True, True, f"vận hành thật tại {settings.origin}")
    return Part("Chế độ", True, False, "trình diễn (mật khẩu và khóa ký công khai, chỉ trên máy này)")


def _tokens() -> Part:
    modules = token_modules()
    absent = [str(path) for path in modules if not path.exists()]
    todo = "apt-get install softhsm2, hoặc đặt VOFFICE_PKCS11_MODULE tới thư viện của thiết bị ký."
    needed = settings.mode == "production"
    if absent:
        return Part("Thiết bị ký (PKCS#11)", False, True, f"không có tệp {', '.join(absent)}", todo)
    if modules:
        return Part("Thiết bị ký (PKCS#11)", True, needed, ", ".join(map(str, modules)))
    return Part("Thiết bị ký (PKCS#11)", False, needed, "chưa có; dùng khóa ký trình diễn", todo)


def _time_stamps() -> Part:
    """The long-term archive: whether an authority is set, and whether anything waits too long or has failed."""
    name = "Dấu thời gian, lưu trữ dài hạn"
    if not settings.tsa_url:
        return Part(name, False, False, "chưa cấu hình; chữ ký ở mức B-B", "Đặt VOFFICE_TSA_URL trong .env.")
    try:
        with database().read() as session:
            work = count_work(session, database().clock())
    except Exception as failed:  # no database, or one before its migrations; the part above says so
        return Part(name, False, False, f"chưa đọc được hàng đợi ({type(failed).__name__})", _MIGRATE)
    told = (
        f"{settings.tsa_url}: {work.done} đã xong, {work.waiting} đang chờ, {work.failed} lỗi, {work.overdue} quá hạn"
    )
    todo = "Xem lý do ở trang Lưu trữ dài hạn, hoặc chạy voffice keep --list."
    return Part(name, work.failed == 0 and work.overdue == 0, False, told, todo)


def _mail() -> Part:
    """Letters to outsiders: whether a server is set, and whether any letter needs a person."""
    name = "Thư gửi ra ngoài"
    if not settings.smtp_host:
        return Part(name, False, False, "chưa cấu hình; thư đang chờ, chưa mất", "Đặt VOFFICE_SMTP_HOST trong .env.")
    try:
        with database().read() as session:
            counts = count_mail(session)
    except Exception as failed:  # as above
        return Part(name, False, False, f"chưa đọc được hàng đợi ({type(failed).__name__})", _MIGRATE)
    lost, unsure = counts[MailState.FAILED], counts[MailState.UNSURE]
    told = f"{settings.smtp_host}: {counts[MailState.WAITING]} đang chờ, {lost} không gửi được, {unsure} chưa rõ"
    return Part(name, lost + unsure == 0, False, told, "Văn thư xử lý từng thư ở trang văn bản đi.")


def _archive_folder() -> Part:
    """The plain folder of issued documents: whether it is whole."""
    name = "Thư mục lưu trữ văn bản đi"
    try:
        with database().read() as session:
            found = folder_state(session)
    except Exception as failed:  # as above
        return Part(name, False, False, f"chưa đọc được ({type(failed).__name__})", _MIGRATE)
    told = f"có {found.kept}/{found.issued} văn bản đã ban hành, {found.wrong} có tệp khác lúc ghi"
    todo = "Xem trang Việc nền, hoặc chạy voffice archive."
    return Part(name, found.wrong == 0 and found.kept >= found.issued, False, told, todo)


def _authorities() -> Part:
    """The government's certificates: which are at hand, and which somebody must still confirm or bring."""
    trust = settings.data / "trust"
    pinned = government(trust / "government")
    absent = [each.name for each in not_at_hand(pinned, trust)]
    doubtful = [each.name for each in pinned if "cần đối chiếu" in each.status]
    told = f"có {len(pinned) - len(absent)}/{len(pinned)} chứng thư, {len(doubtful)} còn cần đối chiếu với ca.gov.vn"
    bring = f"Tải từ ca.gov.vn, đặt tệp .der vào {trust / 'intermediates'}: {', '.join(absent)}. " if absent else ""
    compare = "So dấu vân tay trong signing/roots/government.csv với ca.gov.vn rồi ghi vào trust/government."
    return Part("Gốc tin cậy của Chính phủ", not absent and not doubtful, False, told, bring + compare)


def _program(label: str, programs: tuple[str, ...], without: str, package: str) -> Callable[[], Part]:
    def look() -> Part:
        found = next((path for path in map(shutil.which, programs) if path), None)
        return Part(label, found is not None, False, found or without, f"apt-get install {package}")

    return look


EXAMINED: tuple[Callable[[], Part], ...] = (
    _mode,
    _data_folder,
    _database,
    _tokens,
    _time_stamps,
    _mail,
    _archive_folder,
    _authorities,
    _program("Kiểm tra chữ ký độc lập", ("pdfsig",), "chưa có; chỉ thiếu bước đối chiếu", "poppler-utils"),
    _program("Trình duyệt để kiểm thử", ("chromium",), "chưa có; bỏ qua kiểm thử trên trình duyệt", "chromium"),
)


def examine() -> list[Part]:
    """Every part, the needed ones first asked."""
    return [look() for look in EXAMINED]
