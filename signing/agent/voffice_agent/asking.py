"""Asks the person at this computer for the PIN, and shows what it will sign.

Three programs can ask, all in a process of their own that speaks Assuan: the one named by `--pin-program`, our window,
our terminal. The process is ended when the request expires or the page that asked goes away.
"""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Thread

from voffice_agent.assuan import converse
from voffice_agent.driver import Found, no_window
from voffice_agent.names import owner
from voffice_agent.pin import Pin
from voffice_agent.refusal import AgentRefused
from voffice_agent.ticket import Document, Ticket

LOOK_SECONDS = 0.2
SHORT_BYTES = 800
"""Other people's PIN programs take lines of at most 1,000 bytes (Assuan)."""

KINDS = {"leader": "Ký số", "agency": "Đóng dấu", "sign": "Ký số", "seal": "Đóng dấu"}
PIN_STATE = {"low": "Đã có lần nhập sai PIN. Sai thêm có thể khóa thiết bị.", "final": "Chỉ còn MỘT lần thử PIN."}


@dataclass(frozen=True)
class Asker:
    """How to ask: the program given by the person, else a window, else the terminal."""

    program: str = ""

    def ask(self, ticket: Ticket, found: Found, gone: Callable[[], bool]) -> Pin:
        """Raises AgentRefused: cancelled (the person, `page_gone`, `timed_out`), no_asker."""
        texts = {
            "SETTITLE": "V-Office: nhập PIN để ký",
            "SETDESC": described(ticket, found, SHORT_BYTES if self.program else 0),
            "SETPROMPT": "Mã PIN",
            "SETERROR": PIN_STATE.get(found.pin, ""),
        }
        texts = {command: text for command, text in texts.items() if text}
        for command in [[self.program]] if self.program else _ours():
            pin, said = _run(command, texts, ticket.expires_at, gone)
            if pin:
                return Pin(pin)
            if "83886179" in said:
                raise AgentRefused("cancelled", reason="person")
        raise AgentRefused("no_asker")


def _ours() -> list[list[str]]:
    """A window where there can be one, the terminal where there is one."""
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    window = bool(screen) and importlib.util.find_spec("tkinter") is not None
    names = [*(["window"] if window else []), *(["terminal"] if sys.stderr.isatty() else [])]
    return [[sys.executable, "-m", f"voffice_agent.{name}"] for name in names]


def _run(command: Sequence[str], texts: dict[str, str], until: float, gone: Callable[[], bool]) -> tuple[str, str]:
    try:
        program = subprocess.Popen(  # noqa: S603 (ours, or the one this computer's owner named)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=_flags(command)
        )
    except OSError:
        return "", ""
    said: list[tuple[str, str]] = []
    talk = Thread(target=lambda: said.append(_talk(program, texts)), daemon=True)
    talk.start()
    try:
        while talk.is_alive():
            talk.join(LOOK_SECONDS)
            if talk.is_alive() and time.time() > until:
                raise AgentRefused("cancelled", reason="timed_out")
            if talk.is_alive() and gone():
                raise AgentRefused("cancelled", reason="page_gone")
    finally:
        program.kill()
        program.wait()
    return said[0] if said else ("", "")


def _talk(program: "subprocess.Popen[bytes]", texts: dict[str, str]) -> tuple[str, str]:
    try:
        return converse(program.stdin, program.stdout, texts)  # type: ignore[arg-type]  # both are pipes
    except OSError:
        return "", ""


def _flags(command: Sequence[str]) -> int:
    """The terminal asker needs the console that other children do without."""
    return 0 if command[-1] == "voffice_agent.terminal" else no_window()


def described(ticket: Ticket, found: Found, limit_bytes: int = 0) -> str:
    """Who signs, for which office, and every document: reference, abstract, the beginning of its file's SHA-256.

    With a limit, only as many documents as fit, and how many more there are.
    """
    count = len(ticket.documents)
    act = KINDS.get(ticket.kind, "Ký số")
    head = [
        f"{act} {count} văn bản trên {ticket.pairing.origin}",
        f"Bằng chứng thư của: {owner(found.der)} (thiết bị {found.token})",
    ]
    lines = [
        f"{number}. {one.reference or 'chưa có số'} · {one.abstract} · tệp {short(one.file_sha256)}{_several(one)}"
        for number, one in enumerate(ticket.documents, 1)
    ]
    for shown in range(count, -1, -1):
        more = [f"… và {count - shown} văn bản nữa (xem đủ trên trang V-Office)"] if shown < count else []
        text = "\n".join([*head, *lines[:shown], *more])
        if not limit_bytes or len(text.encode()) <= limit_bytes:
            return text
    return head[0]


def _several(one: Document) -> str:
    """That this one PIN makes more than one signature on the document."""
    return f" · {one.signatures} chữ ký (số, ngày, dấu)" if one.signatures > 1 else ""


def short(file_sha256: str) -> str:
    """The first 8 hexadecimals in two groups, as the page shows them too."""
    return f"{file_sha256[:4]} {file_sha256[4:8]}"
