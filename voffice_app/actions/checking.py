"""A file dropped on "Kiểm tra chữ ký": verified, shown and gone. It becomes nobody's document (law.md 3.4).

It lies in a folder of its own, readable by this account alone through a random name, until the person leaves the
page, drops another one, or 15 minutes pass.
"""

import os
import re
import secrets
import threading
from pathlib import Path
from typing import Any

from signing.verdict import Verdict
from voffice_app.actions.office import Office
from voffice_app.actions.verdict_parts import verdict_on
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor
from voffice_app.reading.errors import FileRefused, ReadingError

LIVES_SECONDS = 15 * 60
VERIFY_SECONDS = 60
_TOKEN = re.compile(r"[0-9a-f]{32}")


def take(office: Office, actor: Actor, content: bytes) -> str:
    """Lay the file aside for its verdict; the account's former one goes. Raises FileRefused ``not_pdf``."""
    if b"%PDF-" not in content[:1024]:
        raise FileRefused("not_pdf")
    folder = _folder(office)
    for former in folder.glob(f"{actor.account_id}-*"):
        former.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    path = folder / f"{actor.account_id}-{token}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    end = threading.Timer(LIVES_SECONDS, path.unlink, kwargs={"missing_ok": True})
    end.daemon = True
    end.start()
    return token


def content_of(office: Office, actor: Actor, token: str) -> bytes:
    """The file laid aside under this name by this account. Raises NotVisible when it is gone or somebody else's."""
    try:
        return _path(office, actor, token).read_bytes()
    except FileNotFoundError:
        raise not_visible() from None


def drop(office: Office, actor: Actor, token: str) -> None:
    """Gone now. Twice is harmless."""
    _path(office, actor, token).unlink(missing_ok=True)


def forget_all(office: Office) -> None:
    """At start-up: whatever an earlier run had laid aside."""
    for path in _folder(office).iterdir():
        path.unlink(missing_ok=True)


def check(office: Office, actor: Actor, token: str) -> tuple[Verdict, list[Any]]:
    """The verdict, and the sizes of the pages (none when they cannot be drawn); both from the confined child."""
    pdf = content_of(office, actor, token)
    verdict = verdict_on(office, pdf, VERIFY_SECONDS)
    try:
        return verdict, list(office.workshop.call("voffice_app.reading.pages:page_sizes", pdf))
    except ReadingError:
        return verdict, []


def _folder(office: Office) -> Path:
    folder = office.trust_folder.parent / "checking"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(office: Office, actor: Actor, token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise not_visible()
    return _folder(office) / f"{actor.account_id}-{token}"
