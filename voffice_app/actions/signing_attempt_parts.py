"""The life of an attempt at signing: one open at a document, ended once, whatever became of it."""

from secrets import token_hex
from typing import Any

from signing.errors import SigningError, Stale
from signing.geometry import AGENCY, LEADER
from voffice_app.actions.drafting_parts import must_hold_capacity
from voffice_app.actions.office import Office
from voffice_app.actions.signing_intent_parts import choose_certificate
from voffice_app.db import signing_attempts as attempts
from voffice_app.db.certificates import Certificate, KeyHome
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.outgoing import load_file, load_outgoing
from voffice_app.db.people import person_name
from voffice_app.db.session import Tx
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.domain.errors import Refused, refuse
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.people import Actor

STEP_OF = {LEADER: "sign", AGENCY: "seal"}
WAY_OF = {
    KeyHome.TOKEN: Way.SERVER, KeyHome.DEMONSTRATION: Way.SERVER,
    KeyHome.DESK: Way.DESK, KeyHome.PLUGIN: Way.PLUGIN,
}  # fmt: skip


EXPIRED = Stale(reason="expired")


def open_attempt(
    office: Office, actor: Actor, document_id: int, kind: str, way: Way, batch: str = ""
) -> SigningAttempt:
    """A new attempt at the document's newest version; the person's own former one is over.

    Raises:
        Refused: the state table, the certificate, its key elsewhere (``other_way``), somebody else signing it now
            (``being_signed``), or this person's own PIN on its way to the key (``signing_under_way``).
    """
    with office.db.act(actor) as tx:
        document = load_outgoing(tx, document_id)
        FLOW.decide(STEP_OF[kind], document.facts(), actor)
        if kind == LEADER:
            must_hold_capacity(tx, document)
        certificate = choose_certificate(tx.session, actor, kind, tx.now)
        over = make_room(tx, Direction.OUTGOING, document_id, certificate, way)
        base = load_file(tx.session, document.current_file_id)
        attempt = new_attempt(tx, kind, document_id, base, certificate, way, batch)
    for nonce in over:
        office.shelf.drop(nonce)
    return attempt


def new_attempt(
    tx: Tx, kind: str, document_id: int, base: DocumentFile, certificate: Certificate, way: Way, batch: str = ""
) -> SigningAttempt:
    """Written; :func:`make_room` comes first."""
    attempt = SigningAttempt(
        nonce=token_hex(16), unit_id=tx.actor.unit_id, direction=base.direction, document_id=document_id,
        base_file_id=base.id or 0, base_sha256=base.sha256, kind=kind, way=way, certificate_id=certificate.id or 0,
        position_id=tx.actor.position_id, batch=batch, created_at=tx.now, expires_at=tx.now + attempts.LIFETIME,
    )  # fmt: skip
    tx.session.add(attempt)
    return attempt


def make_room(tx: Tx, direction: Direction, document_id: int, certificate: Certificate, way: Way) -> list[str]:
    """End what stands in the way of a new attempt; the nonces of what ended. Raises Refused, as ``open_attempt``."""
    if WAY_OF[certificate.home] is not way:
        raise refuse("other_way", reason=str(WAY_OF[certificate.home]))
    return [*attempts.end_late(tx), _end_former(tx, direction, document_id, way)]


def _end_former(tx: Tx, direction: Direction, document_id: int, way: Way) -> str:
    """Make room at the document; the nonce of the attempt that ended for it, if any."""
    former = attempts.load_open(tx, document_id, direction)
    if former is None:
        return ""
    if former.expires_at <= tx.now:
        attempts.end(tx, former.nonce, AttemptStatus.EXPIRED, *reason_of(EXPIRED))
    elif former.position_id != tx.actor.position_id:
        raise refuse("being_signed", name=person_name(tx.session, former.position_id)[0])
    elif former.way is way is Way.SERVER:
        raise refuse("signing_under_way")  # a second PIN now would be a second try at the token
    else:
        attempts.end(tx, former.nonce, AttemptStatus.SUPERSEDED)
    return former.nonce


def end_attempt(office: Office, actor: Actor, nonce: str, code: str, facts: dict[str, Any]) -> None:
    """The attempt failed; a closed one stays as it was closed."""
    status = AttemptStatus.EXPIRED if (code, facts) == reason_of(EXPIRED) else AttemptStatus.FAILED
    with office.db.act(actor) as tx:
        attempts.end(tx, nonce, status, code[:60], facts)
    office.shelf.drop(nonce)


def end_with(office: Office, actor: Actor, nonce: str, why: Exception) -> None:
    """The attempt failed for this reason, or for one that nobody foresaw."""
    code, facts = reason_of(why)
    end_attempt(office, actor, nonce, code, facts)


def reason_of(why: Exception) -> tuple[str, dict[str, Any]]:
    """Code and plain facts, as a row keeps them."""
    if isinstance(why, SigningError):
        return why.code, _plain(why.facts)
    if isinstance(why, Refused):
        return why.reasons[0].code, _plain(why.reasons[0].facts)
    return "signing_failed", {}


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """What a row may keep of a refusal's facts: words and numbers."""
    return {name: value if isinstance(value, int | None) else str(value)[:200] for name, value in facts.items()}
