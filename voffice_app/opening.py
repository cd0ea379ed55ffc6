"""Opening an installation: its database, vault, reading child, keys and trust, from the settings."""

from signing import softhsm
from signing.token import TokenWorker
from signing.token_rack import TokenRack
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
        keyring=Keyring(token_rack(settings), demonstration),
        trust_folder=data / "trust",
    )


def token_rack(settings: Settings) -> TokenRack | None:
    """A worker for each PKCS#11 module that is set, and for SoftHSM when there are tokens under the data folder."""
    conf = settings.data / "softhsm" / "softhsm2.conf"
    own = conf if conf.exists() else None
    ours = softhsm.available() if own else None
    modules = dict.fromkeys((*settings.token_modules, *([ours] if ours else [])))
    return TokenRack(tuple(TokenWorker(module, own) for module in modules)) if modules else None
