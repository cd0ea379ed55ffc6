"""Asking a key of this server: one log-in for all that is to be signed, one try of the PIN, never a second."""

from collections.abc import Mapping, Sequence
from typing import Any

from signing.errors import PinLocked, PinWrong, SigningError
from signing.pin import Pin
from voffice_app.actions.office import Office
from voffice_app.actions.signing_attempt_parts import end_with
from voffice_app.actions.signing_parts import Opened
from voffice_app.db.certificates import Certificate
from voffice_app.domain.people import Actor


def ask_key(office: Office, actor: Actor, opened: Sequence[Opened], pin: Pin) -> list[bytes]:
    """The raw signatures, in order. All are by one certificate; a key that refuses ends every one of the attempts.

    A PIN that is refused is written down (that it was, never what it was).

    Raises:
        SigningError: PinWrong, PinLocked, TokenAbsent.
    """
    with office.db.read() as session:
        certificate = session.get_one(Certificate, opened[0].certificate_id)
    try:
        key = office.keyring.key(certificate, pin)
        return key.sign_many([one.attributes for one in opened], opened[0].digest)
    except Exception as why:
        for one in opened:
            end_with(office, actor, one.nonce, why)
        if isinstance(why, SigningError):
            write_refused_pin(office, actor, certificate.id or 0, why.code, why.facts)
        raise


def write_refused_pin(office: Office, actor: Actor, certificate_id: int, code: str, facts: Mapping[str, Any]) -> None:
    if code in (PinWrong.CODE, PinLocked.CODE):
        with office.db.act(actor) as tx:
            tries = {"tries_left": facts.get("tries_left")}
            tx.record("pin_refused", "certificate", certificate_id, comment=code, facts=tries)
