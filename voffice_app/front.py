"""The built screens: made once for a given state of the sources, kept apart from the work folder, served by many.

`.build/front/<hash>` is never written again once it is there, so a server or a test run that uses it is not
disturbed by a newer build next to it.
"""

import fcntl
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voffice_app.settings import ROOT

SHELF = ROOT / ".build" / "front"
KEPT = 4
SHOWN = ("voffice_app", "state", "pages", "dashboards", "assets", "reflex.lock", "rxconfig.py", "requirements.txt")
UNSEEN = tuple(ROOT / "voffice_app" / room for room in ("db", "actions", "reading", "printing", "http", "demo"))

BANNER = (
    (r"A new version of this app is available\.", "V-Office vừa được cập nhật."),
    (r"(?<=\.textContent=[\"'`])Reload(?=[\"'`])", "Tải lại"),
)
"""The framework's words after an update, for which it has no setting."""


class BuildFailed(Exception):
    """The build tool stopped; carries what it said."""


def _sources() -> Iterator[Path]:
    for name in SHOWN:
        start = ROOT / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            hidden = path.suffix == ".pyc" or any(room in path.parents for room in UNSEEN)
            if path.is_file() and not hidden and "external" not in path.parts:
                yield path


def sources_hash() -> str:
    """Twelve hex digits over everything the screens are made from."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    SHELF.mkdir(parents=True, exist_ok=True)
    with (SHELF / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def built(say: Callable[[str], None] = print) -> Path:
    """The folder of the build that fits the sources; builds first when there is none (about 10 seconds).

    Raises BuildFailed with the tool's output.
    """
    target = SHELF / sources_hash()
    if _is_whole(target):
        return target
    with _alone():
        if not _is_whole(target):
            say("Đang dựng giao diện (chỉ làm lại khi mã nguồn thay đổi)…")
            _export()
            _keep(target)
    return target


def _is_whole(target: Path) -> bool:
    """Whether the build is there; using it keeps it from being dropped as the oldest."""
    if not (target / "build" / "client" / "index.html").exists():
        return False
    with suppress(PermissionError):  # served from a folder that somebody else built
        os.utime(target)
    return True


def _export() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--env", "prod"]
    # What the screens are made for must not depend on who builds them.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("VOFFICE_", "REFLEX_", "__"))}
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BuildFailed(f"{done.stdout[-500:]}\n{done.stderr[-2500:]}")


def put_into_vietnamese(assets: Path) -> None:
    """Replace the words of the banner in the one built file that has them, and in its packed copy.

    Raises BuildFailed when they are not there: a newer Reflex says it otherwise.
    """
    files = [path for path in assets.glob("*.js") if re.search(BANNER[0][0], path.read_text(encoding="utf-8"))]
    if len(files) != 1:
        raise BuildFailed(f"the banner of a new version was found in {len(files)} files, not in one")
    script = files[0].read_text(encoding="utf-8")
    for pattern, words in BANNER:
        script, count = re.subn(pattern, words, script)
        if count != 1:
            raise BuildFailed(f"{pattern} was found {count} times in {files[0].name}, not once")
    files[0].write_text(script, encoding="utf-8")
    packed = files[0].with_name(f"{files[0].name}.gz")
    if packed.exists():
        packed.write_bytes(gzip.compress(script.encode()))


def _keep(target: Path) -> None:
    """Copy the result beside the others under its hash and drop the oldest ones."""
    fresh = target.with_suffix(".part")
    shutil.rmtree(fresh, ignore_errors=True)
    for part in ("build/client", "backend"):
        shutil.copytree(ROOT / ".web" / part, fresh / part)
    put_into_vietnamese(fresh / "build" / "client" / "assets")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    shelf = sorted((p for p in SHELF.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in shelf[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
