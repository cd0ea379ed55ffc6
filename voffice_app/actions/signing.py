"""The leader signs, the clerk seals: begin here, sign at the key, complete here. One path for every kind of key.

A key in this server is asked at once (:func:`sign`, :func:`seal`); a key on the person's own PC answers later, and
its attempt outlives a restart. The PIN arrives wrapped in :class:`signing.pin.Pin`; it goes to the key and nowhere
else.
"""

from typing import Any

from signing.geometry import AGENCY, LEADER
from signing.pin import Pin
from signing.verdict import Verdict
from voffice_app.actions.beside_parts import BESIDE
from voffice_app.actions.beside_signing_parts import complete_beside
from voffice_app.actions.office import Office
from voffice_app.actions.signing_attempt_parts import end_attempt, open_attempt
from voffice_app.actions.signing_key_parts import ask_key, write_refused_pin
from voffice_app.actions.signing_parts import Opened, complete_attempt, find_open, make_ready
from voffice_app.db import signing_attempts as attempts
from voffice_app.db.signing_attempts import AttemptStatus, Way
from voffice_app.domain.people import Actor, system_actor

TOLD = {"reason", "tries_left", "what"}
"""Facts of a failure at somebody's own PC that are kept."""


def begin(office: Office, actor: Actor, document_id: int, kind: str, way: Way) -> Opened:
    """Open an attempt and say what the key must sign.

    Raises Refused (see ``open_attempt``) or SigningError: the attempt has failed then, with its reason in its row.
    """
    return make_ready(office, actor, open_attempt(office, actor, document_id, kind, way))


def complete(office: Office, actor: Actor, nonce: str, raw_signature: bytes) -> Verdict | Opened:
    """Take the raw signature back; good once. ``Opened``: sign the next one too. Raises as ``complete_attempt``."""
    attempt = find_open(office, actor, nonce)
    if attempt.kind in BESIDE:
        return complete_beside(office, actor, attempt, raw_signature)
    return complete_attempt(office, actor, nonce, raw_signature)


def fail(office: Office, actor: Actor, nonce: str, code: str, facts: dict[str, Any]) -> None:
    """The key did not sign (cancelled, PIN refused, time-out): the attempt ends, a new one may begin.

    Raises Refused when it is not this person's, or over already.
    """
    attempt = find_open(office, actor, nonce)
    kept = {name: value for name, value in facts.items() if name in TOLD}
    write_refused_pin(office, actor, attempt.certificate_id, code, kept)
    end_attempt(office, actor, nonce, code, kept)


def sign(office: Office, actor: Actor, document_id: int, pin: Pin) -> Verdict:
    """The named signer signs with a personal certificate (QC 8.2, 4.4)."""
    return _at_once(office, actor, document_id, LEADER, pin)


def seal(office: Office, actor: Actor, document_id: int, pin: Pin) -> Verdict:
    """The clerk seals with the unit's certificate, only on a valid leader's signature (QC 6.5, 4.5; ND30 Đ32)."""
    return _at_once(office, actor, document_id, AGENCY, pin)


def _at_once(office: Office, actor: Actor, document_id: int, kind: str, pin: Pin) -> Verdict:
    asked: Verdict | Opened = begin(office, actor, document_id, kind, Way.SERVER)
    while isinstance(asked, Opened):
        (raw,) = ask_key(office, actor, [asked], pin)
        asked = complete(office, actor, asked.nonce, raw)
    return asked


def sweep_attempts(office: Office) -> int:
    """A server that starts ends what nobody can finish any more; what waits for a person's PC stays.

    Returns how many attempts were ended.
    """
    kept = office.shelf.list_nonces()
    with office.db.act(system_actor(0)) as tx:
        ending = attempts.list_ending(tx.session, tx.now)
        for row in ending:
            late = row.expires_at <= tx.now
            status = AttemptStatus.EXPIRED if late else AttemptStatus.FAILED
            attempts.end(tx, row.nonce, status, "stale" if late else "restarted", {"reason": "expired"} if late else {})
    with office.db.read() as session:
        office.shelf.drop_all(set(kept) - attempts.list_open_among(session, kept))
    return len(ending)
