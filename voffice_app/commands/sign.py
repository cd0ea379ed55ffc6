"""`voffice sign`: many PDFs at a desk with one PIN, without a database and without a server."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from signing.errors import SigningError
from signing.pin import Pin
from signing.token_choice import Wanted
from voffice_app.commands.asked import CannotAsk
from voffice_app.commands.sign_desk import Order, Row, sign_all
from voffice_app.commands.sign_key import KeyAtDesk, asked_pin
from voffice_app.words import sentence

ALL, SOME_NOT, NONE = 0, 1, 3
"""What the command ends with."""


@dataclass(frozen=True)
class Device:
    """Where the key is and how its PIN comes: no modules: those of the settings; no `pin_fd`: the keyboard."""

    modules: tuple[Path, ...] = ()
    token: str = ""
    key: str = ""
    pin_fd: int | None = None


def told(files: list[Path], order: Order, device: Device, as_json: bool, say: Callable[[str], object]) -> int:
    """Sign and tell, file by file (or as JSON at the end); the code to end with."""
    rows: list[Row] = []
    why = ""
    try:
        for row in _rows(files, order, device):
            rows.append(row)
            if not as_json:
                say(f"{row.file}: {row.told}" + (f" → {row.signed}" if row.signed else ""))
    except CannotAsk as refused:
        why = str(refused)
    except SigningError as refused:
        why = sentence(refused.code, refused.facts)
    if as_json:
        say(json.dumps({"files": [row.as_dict() for row in rows], "refused": why}, ensure_ascii=False, indent=2))
    elif why:
        say(why)
    return _ending(rows, why)


def _ending(rows: list[Row], why: str) -> int:
    if why or not any(row.signed for row in rows):
        return NONE
    return ALL if all(row.signed for row in rows) else SOME_NOT


def _rows(files: list[Path], order: Order, device: Device) -> Iterator[Row]:
    modules, own = _usual()
    key = KeyAtDesk(device.modules or modules, own, Wanted(device.token, device.key))
    try:
        yield from sign_all(files, order, key, lambda name, count: _pin(name, count, device.pin_fd))
    finally:
        key.close()


def _usual() -> tuple[tuple[Path, ...], Path | None]:
    """Drivers and SoftHSM's configuration of this installation."""
    try:
        from voffice_app.settings import settings
    except ValueError as wrong:
        raise CannotAsk(str(wrong)) from None
    conf = settings.data / "softhsm" / "softhsm2.conf"
    return settings.token_modules, conf if conf.exists() else None


def _pin(name: str, count: int, descriptor: int | None) -> Pin:
    try:
        return asked_pin(f"Mã PIN để ký {count} tệp bằng {name}: ", descriptor)
    except (OSError, EOFError, KeyboardInterrupt):
        raise CannotAsk("Không nhận được mã PIN nên chưa ký tệp nào; các tệp gốc còn nguyên.") from None
