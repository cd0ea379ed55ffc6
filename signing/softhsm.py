"""SoftHSM as the demonstration's token: its own configuration and token folder, so that no root is needed."""

from pathlib import Path

from signing.errors import TokenAbsent
from signing.pin import Pin
from signing.token import TokenWorker

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
    """SoftHSM's PKCS#11 module on this machine; Debian's package is `softhsm2`."""
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
    """Initialise a new, empty token through the driver itself, so that no PIN stands on a command line.

    A worker that runs already sees the token after its `close()`. Raises TokenAbsent.
    """
    module = available()
    if module is None:
        raise TokenAbsent(reason="softhsm")
    worker = TokenWorker(module, configuration)
    try:
        worker.make_token(label, pin, so_pin)
    finally:
        worker.close()
