"""Opening an installation: its database, vault, reading child, keys and trust, from the settings."""

from pathlib import Path

from signing import softhsm
from signing.token import TokenWorker
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.session import Clock, Database, utc_now
from voffice_app.reading.child import workshop
from voffice_app.settings import Settings


def open_office(settings: Settings, clock: Clock = utc_now) -> Office:
    """Every part, ready; nothing is started that is not asked for."""
    data = settings.data
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    demonstration = data / "demo-keys" if settings.mode == "demo" and settings.demo_key else None
    return Office(
        db=Database(settings.database_url, data / "vault", clock),
        workshop=workshop,
        keyring=Keyring(token_worker(settings), demonstration),
        trust_folder=data / "trust",
    )


def token_worker(settings: Settings) -> TokenWorker | None:
    """The owner of the PKCS#11 module: the one that is set, or SoftHSM with tokens under the data folder."""
    module, conf = settings.pkcs11_module, settings.data / "softhsm" / "softhsm2.conf"
    if not module and conf.exists():
        module = softhsm.available()
    return TokenWorker(Path(module), conf if conf.exists() else None) if module else None
