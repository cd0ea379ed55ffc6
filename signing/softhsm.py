"""SoftHSM as the demonstration's token: its own configuration and token folder, so that no root is needed."""

import os
import shutil
import subprocess
from pathlib import Path

from signing.errors import TokenAbsent
from signing.pin import Pin

_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
_CONFIGURATION = """directories.tokendir = {tokens}
objectstore.backend = file
log.level = ERROR
slots.removable = false
"""


def available() -> Path | None:
    """SoftHSM's PKCS#11 module on this machine, when its tool is there too; Debian's package is `softhsm2`."""
    if shutil.which("softhsm2-util") is None:
        return None
    return next((Path(path) for path in _MODULES if Path(path).exists()), None)


def configure(data_folder: Path) -> Path:
    """Make `softhsm2.conf` and the token folder under this folder, unless they are there; the configuration's path."""
    tokens = data_folder / "tokens"
    tokens.mkdir(parents=True, exist_ok=True, mode=0o700)
    configuration = data_folder / "softhsm2.conf"
    if not configuration.exists():
        configuration.write_text(_CONFIGURATION.format(tokens=tokens.resolve()))
    return configuration


def make_token(configuration: Path, label: str, pin: Pin, so_pin: Pin) -> None:
    """Initialise a new, empty token. Raises TokenAbsent(reason=softhsm).

    SoftHSM's tool takes PINs on its command line, which other users of the machine can see for a moment: this is
    for demonstration tokens with known PINs only. A running worker sees the token after `TokenWorker.close()`.
    """
    tool = shutil.which("softhsm2-util")
    if tool is None:
        raise TokenAbsent(reason="softhsm")
    command = [tool, "--init-token", "--free", "--label", label, "--pin", pin.reveal(), "--so-pin", so_pin.reveal()]
    environment = {**os.environ, "SOFTHSM2_CONF": str(configuration)}
    made = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 (our own words)
    if made.returncode != 0:
        raise TokenAbsent(reason="softhsm") from None
