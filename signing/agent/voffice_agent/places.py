"""Where things lie on this computer: the agent's own folder, and the drivers of tokens."""

import glob
import os
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

HOME = "VOFFICE_AGENT_HOME"


def home() -> Path:
    """The agent's own folder, readable by this person alone; made when it is not there."""
    folder = Path(os.environ.get(HOME) or _usual())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _usual() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "~")).expanduser() / "voffice-agent"
    if sys.platform == "darwin":
        return Path("~/Library/Application Support/voffice-agent").expanduser()
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "voffice-agent"


def write_private(path: Path, text: str) -> None:
    """The whole file or the old one, never readable by anybody else."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def known_modules() -> list[Path]:
    """The drivers of the list (modules.toml) that are on this computer, each real file once."""
    system = {"win32": "windows", "darwin": "darwin"}.get(sys.platform, "linux")
    vendors = tomllib.loads(files("voffice_agent").joinpath("modules.toml").read_text(encoding="utf-8"))[system]
    found: dict[str, Path] = {}
    for pattern in (one for patterns in vendors.values() for one in patterns):
        for path in sorted(glob.glob(os.path.expanduser(os.path.expandvars(pattern)))):
            found.setdefault(os.path.realpath(path), Path(path))
    return list(found.values())
