"""Opening an installation: its database, vault, reading child, keys and trust, from the settings."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from signing import softhsm
from signing.outage import Outage
from signing.revocation import Source
from signing.terms import Terms
from signing.timestamp import Authority
from signing.token import TokenWorker
from signing.token_rack import TokenRack
from signing.trust import Trust
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.session import Clock, Database, utc_now
from voffice_app.mail.post import Post
from voffice_app.reading.child import workshop
from voffice_app.settings import Settings


def open_office(settings: Settings, clock: Clock = utc_now) -> Office:
    """Every part, ready; nothing is started that is not asked for."""
    data = settings.data
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    demonstration = data / "demo-keys" if settings.mode == "demo" and settings.demo_key else None
    office = Office(
        db=Database(settings.database_url, data / "vault", clock),
        workshop=workshop,
        keyring=Keyring(token_rack(settings), demonstration),
        trust_folder=data / "trust",
        post=post(settings),
        archive=_path(settings.archive),
    )
    return replace(office, terms=terms(settings, office.trust))


def terms(settings: Settings, trust: Callable[[], Trust]) -> Terms:
    """Form and digest of signatures, and the time-stamp authority when one is set: impatient at the desk only."""
    form = Terms(settings.sub_filter, settings.digest, settings.renew_days)
    if not settings.tsa_url:
        return form
    hurried = Authority(
        settings.tsa_url, trust, settings.tsa_signing_seconds, policy=settings.tsa_policy, digest=settings.digest,
        outage=Outage(settings.tsa_pause_seconds),
    )  # fmt: skip
    patient = replace(hurried, seconds=settings.tsa_seconds, tries=settings.tsa_tries, heeds_outage=False)
    return replace(form, hurried=hurried, patient=patient, source=Source(trust, settings.revocation_seconds))


def post(settings: Settings) -> Post | None:
    """The mail server, when one is set."""
    if not settings.smtp_host:
        return None
    return Post(
        settings.smtp_host, settings.smtp_port, settings.smtp_from, settings.smtp_tls, settings.smtp_user,
        settings.smtp_password, _path(settings.smtp_authorities), limit_bytes=settings.smtp_limit_mb * 1024 * 1024,
    )  # fmt: skip


def _path(text: str) -> Path | None:
    return Path(text).expanduser().absolute() if text else None


def token_rack(settings: Settings) -> TokenRack | None:
    """A worker for each PKCS#11 module that is set, and for SoftHSM when there are tokens under the data folder."""
    conf = settings.data / "softhsm" / "softhsm2.conf"
    own = conf if conf.exists() else None
    ours = softhsm.available() if own else None
    modules = dict.fromkeys((*settings.token_modules, *([ours] if ours else [])))
    return TokenRack(tuple(TokenWorker(module, own) for module in modules)) if modules else None
