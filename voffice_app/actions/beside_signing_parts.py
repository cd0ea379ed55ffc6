"""Signing beside a document with one of the office's own keys: attempt, page and words, the signed file kept.

The bytes are a stranger's: they are read, drawn on and verified in the child only.
"""

from dataclasses import replace
from hashlib import sha256
from secrets import token_hex
from typing import Any

from signing.accept import roles_of
from signing.attributes import message_digest
from signing.ceremony import finish
from signing.compose import Prepared
from signing.geometry import AGENCY, LEADER, Spot
from signing.intent import Intent
from signing.profiles import appendix_lines, copy_lines, profile_of, stamp_lines
from signing.trust import Trust
from signing.verdict import Verdict
from voffice_app.actions.beside_parts import BESIDE, Operation, document_of, keep_beside, load_beside, lock
from voffice_app.actions.keyring import split_chain
from voffice_app.actions.office import Office
from voffice_app.actions.signing_attempt_parts import EXPIRED, end_with, make_room, new_attempt
from voffice_app.actions.signing_intent_parts import choose_certificate, picture_of, still_in_force
from voffice_app.actions.signing_parts import Opened, shelved
from voffice_app.db import people as people_db
from voffice_app.db import signing_attempts as attempts
from voffice_app.db.certificates import Certificate
from voffice_app.db.files import DocumentFile
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.session import Session
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.domain.errors import Reason, Stale, refuse
from voffice_app.domain.numbering import padded
from voffice_app.domain.people import Actor

COPY_FORM = {"copy": "Sao y", "copy_issued": "Sao y", "recopy": "Sao lục", "extract": "Trích sao"}
CONFIRMED = "XÁC NHẬN"
SECONDS = 60


def open_beside(office: Office, actor: Actor, name: str, document_id: int, file_id: int, way: Way) -> SigningAttempt:
    """A new attempt at one file of the document. Raises Refused, as ``load_beside`` and ``open_attempt`` do."""
    operation = BESIDE[name]
    with office.db.act(actor) as tx:
        lock(tx, operation, document_id)
        base = load_beside(tx.session, actor, operation, document_id, file_id)
        certificate = choose_certificate(tx.session, actor, operation.key, tx.now)
        over = make_room(tx, operation.direction, document_id, certificate, way)
        attempt = new_attempt(tx, name, document_id, base, certificate, way)
    for nonce in over:
        office.shelf.drop(nonce)
    return attempt


def make_beside_ready(office: Office, actor: Actor, attempt: SigningAttempt, spot: Spot | None = None) -> Opened:
    """Find the place, or take the one shown, and say what the key must sign; what cannot be prepared has failed."""
    try:
        return _made_ready(office, actor, attempt, spot)
    except Exception as why:
        end_with(office, actor, attempt.nonce, why)
        raise


def _made_ready(office: Office, actor: Actor, attempt: SigningAttempt, spot: Spot | None) -> Opened:
    operation, pdf = BESIDE[attempt.kind], office.db.vault.get(attempt.base_sha256)
    if not operation.drawn:
        raise refuse("other_way", reason=Way.PLUGIN)
    if spot is None and profile_of(operation.role).size_mm[1]:  # a line of text has its own place
        spot = office.workshop.call("signing.place:find_spot", pdf, operation.role, seconds=SECONDS)
    with office.db.read() as session:
        document = document_of(session, operation, attempt.document_id)
        certificate = session.get_one(Certificate, attempt.certificate_id)
        intent = _intent(office, session, actor, attempt, certificate)
        roles = _roles(session, attempt)
    intent = replace(intent, base_sha256=attempt.base_sha256, spot=spot)
    chain = split_chain(certificate.chain_der)
    prepared: Prepared = office.workshop.call(
        "signing.ceremony:prepare", pdf, intent, certificate.der, chain, office.trust(), roles, seconds=SECONDS
    )
    office.shelf.put(replace(prepared, nonce=attempt.nonce))
    return Opened(
        nonce=attempt.nonce, kind=operation.key, document_id=attempt.document_id, reference=document.reference,
        abstract=f"{operation.named[0].upper()}{operation.named[1:]}: {document.abstract}",
        file_sha256=attempt.base_sha256, document_digest=message_digest(prepared.attributes),
        attributes=prepared.attributes, certificate=certificate.der, expires_at=attempt.expires_at,
        certificate_id=attempt.certificate_id, digest=prepared.digest,
    )  # fmt: skip


def _intent(office: Office, session: Session, actor: Actor, attempt: SigningAttempt, row: Certificate) -> Intent:
    operation = BESIDE[attempt.kind]
    unit = people_db.load_unit(session, actor.unit_id)
    person = operation.key == LEADER
    return Intent(
        kind=operation.role, signing_time=office.db.clock(), signer_name=actor.full_name if person else unit.name,
        certificate_sha256=sha256(row.der).hexdigest(), sub_filter=office.terms.sub_filter,
        digest=office.terms.digest, **_drawn(office, session, actor, operation, attempt, unit.name),
    )  # fmt: skip


def _drawn(
    office: Office, session: Session, actor: Actor, operation: Operation, attempt: SigningAttempt, unit: str
) -> dict[str, Any]:
    """Words and picture (law of 2020: PL I II.8, III.1.d, Phần II I.3; PL IV)."""
    document = document_of(session, operation, attempt.document_id)
    if operation.role == "copy":
        return {"image_png": b"", "lines": copy_lines(COPY_FORM[operation.name], unit)}
    if operation.role == "appendix":
        return {"image_png": b"", "lines": appendix_lines(document.reference)}
    if operation.role == "arrival" and isinstance(document, IncomingDocument):
        number = padded(document.arrival_number or 0)
        return {"image_png": b"", "lines": stamp_lines(unit, number, f"{document.arrived_on:%d/%m/%Y}")}
    picture = picture_of(office, session, actor, operation.key)
    whose = unit if operation.key == AGENCY else f"{actor.title} {actor.full_name}"
    return {**picture, "lines": (CONFIRMED, whose)}


def _roles(session: Session, attempt: SigningAttempt) -> dict[str, str]:
    """What foreign signatures in the file count as, as its last verdict told."""
    known = session.get_one(DocumentFile, attempt.base_file_id).verdict
    return roles_of(Verdict.from_dict(known)) if known else {}


def complete_beside(office: Office, actor: Actor, attempt: SigningAttempt, raw_signature: bytes) -> Verdict:
    """Check and embed the raw signature, verify the whole file, keep it beside. Whatever is refused ends the attempt.

    Raises Refused or SigningError, as ``complete_attempt`` does.
    """
    try:
        verdict = _completed(office, actor, attempt, raw_signature)
    except Exception as why:
        end_with(office, actor, attempt.nonce, why)
        raise
    office.shelf.drop(attempt.nonce)
    return verdict


def _completed(office: Office, actor: Actor, attempt: SigningAttempt, raw_signature: bytes) -> Verdict:
    if attempt.expires_at <= office.db.clock():
        raise EXPIRED
    with office.db.read() as session:
        roles = _roles(session, attempt)

    def judge(pdf: bytes, trust: Trust) -> Verdict:
        found: Verdict = office.workshop.call("signing.check:verify", pdf, trust, roles, seconds=SECONDS)
        return found

    # Single use is the row's affair (`store_beside`): an answer sent twice must not end what the first is storing.
    prepared = replace(shelved(office, actor, attempt.nonce), nonce=token_hex(16))
    signed = finish(prepared, raw_signature, office.trust(), office.terms.stamp, judge)
    store_beside(office, actor, attempt, signed.pdf, signed.verdict)
    return signed.verdict


def store_beside(office: Office, actor: Actor, attempt: SigningAttempt, signed_pdf: bytes, verdict: Verdict) -> None:
    """The short transaction at the end of every way of signing beside: file, history, and the attempt used up.

    Raises Refused: the document moved on, somebody made this signature meanwhile, the certificate is no longer this
    person's to use, or the attempt is over; nothing is written then.
    """
    operation, stored = BESIDE[attempt.kind], office.db.vault.put(signed_pdf)
    with office.db.act(actor) as tx:
        lock(tx, operation, attempt.document_id)
        base = load_beside(tx.session, actor, operation, attempt.document_id, attempt.base_file_id)
        certificate = tx.session.get_one(Certificate, attempt.certificate_id)
        if not still_in_force(tx, operation.key, certificate):
            raise refuse("certificate_missing")
        row = keep_beside(tx, operation, base, signed_pdf, verdict)
        if not attempts.end(tx, attempt.nonce, AttemptStatus.DONE, facts={"file_id": row.id}):
            raise Stale([Reason("attempt_ended", {"reason": "over"})])
        facts = {"sha256": stored, "certificate": certificate.serial, "base": base.sha256, "outcome": verdict.outcome}
        tx.record(f"sign_{operation.name}", str(operation.direction), attempt.document_id, facts=facts)
