"""`voffice serve`: migrate, seed an empty demonstration, build the screens if the sources changed, then serve."""

import os
import socket
import sys
from collections.abc import Callable
from multiprocessing import get_context

from voffice_app import front
from voffice_app.db import logins, migrate, people
from voffice_app.doctor import examine
from voffice_app.domain.errors import Refused
from voffice_app.house import database
from voffice_app.settings import ROOT, settings

SERVING = {
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "REFLEX_ENV_MODE": "prod",
}


class CannotStart(Exception):
    """One sentence for the person at the console."""


def enter_root() -> None:
    """Reflex looks for rxconfig.py where it stands; `voffice` may be called from anywhere."""
    os.chdir(ROOT)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))


def bring_up_to_date() -> None:
    """Migrate. Raises CannotStart when the database was written by a newer V-Office."""
    try:
        migrate.upgrade(database().engine)
    except Refused as refused:
        facts = refused.reasons[0].facts
        raise CannotStart(
            f"Cơ sở dữ liệu được tạo bởi phiên bản V-Office mới hơn (lược đồ {facts.get('revision')}). "
            "Hãy cập nhật mã nguồn hoặc khôi phục bản sao lưu cũ."
        ) from refused


def is_empty() -> bool:
    """True before the first unit was entered."""
    with database().read() as session:
        return not people.list_units(session, active=False)


def prepare(say: Callable[[str], None]) -> None:
    """What a migrated installation still lacks before its first request: demonstration data, screens.

    Raises CannotStart when the port is taken or the screens cannot be built.
    """
    _claim_port()
    if settings.mode == "demo" and (is_empty() or (settings.data / "seeding").exists()):
        say("Đang nạp dữ liệu minh họa (chỉ lần đầu)…")
        apart(seed_demo)
    os.environ.update(SERVING)
    try:
        os.environ["REFLEX_WEB_WORKDIR"] = str(front.built(say))
    except front.BuildFailed as failed:
        raise CannotStart(f"Không dựng được giao diện:\n{failed}") from failed


def _claim_port() -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as taken:
            raise CannotStart(f"Cổng {settings.port} đang được dùng. Chọn cổng khác: VOFFICE_PORT=3001.") from taken


def apart(work: Callable[[], None]) -> None:
    """In a fresh process: the server is a fork of this one, and the press that makes papers works in threads, which no
    fork keeps; had it run here, the first paper in the server would never be finished. Raises CannotStart.
    """
    if (settings.data / "seeding").exists():
        work()  # refuses, with its sentence
    child = get_context("spawn").Process(target=work)
    child.start()
    child.join()
    if child.exitcode:
        raise CannotStart(f"Không nạp được dữ liệu minh họa. Xóa thư mục {settings.data} rồi chạy lại.")


def seed_demo() -> None:
    """Fill an empty database with the demonstration office and its schools.

    Raises CannotStart when an earlier filling was broken off: half an office helps nobody.
    """
    from voffice_app import demo  # letters, keys, a year of papers: wanted once

    under_way = settings.data / "seeding"
    if under_way.exists():
        raise CannotStart(
            f"Lần nạp dữ liệu minh họa trước bị ngắt giữa chừng. Xóa thư mục {settings.data} rồi chạy lại."
        )
    under_way.touch()
    demo.seed(database())
    under_way.unlink()


def seed_documents(count: int) -> None:
    """Add so many documents for measurements."""
    from voffice_app import demo

    demo.seed_documents(database(), count)


def announce(say: Callable[[str], None]) -> None:
    """Where to go, whom to be, and what is missing for full function."""
    say(f"V-Office: {settings.origin}")
    if settings.mode == "demo":
        with database().read() as session:
            accounts = logins.list_examples(session)
        say(f"Tài khoản dùng thử (mật khẩu {settings.demo_password}, mã PIN ký số {settings.demo_pin}):")
        for username, title, unit in accounts:
            say(f"  {username:<20} {title}, {unit}")
    for part in examine():
        if not part.present:
            say(part.line())


def serve() -> None:
    """Run until stopped; one worker, because page states live in its memory."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        target="voffice_app.voffice_app:app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        log_level=LogLevels.warning,
    ).serve()
