"""Whose certificate and picture a signature is made with, and whose signature may be sealed (QC 4, 6.5)."""

from datetime import datetime
from hashlib import sha256 as sha256_of
from typing import Any

from signing.geometry import AGENCY, LEADER
from signing.intent import Intent
from signing.profiles import Beside, date_lines, number_lines
from voffice_app.actions.office import Office
from voffice_app.db import people as people_db
from voffice_app.db.certificates import (
    Certificate,
    ImageKind,
    find_image,
    find_personal,
    list_personal_sha256,
)
from voffice_app.db.custody import find_for_sealing, may_seal
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.parameters import value_on
from voffice_app.db.session import Session, Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.numbering import padded
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.people import Actor


def find_certificate(session: Session, actor: Actor, kind: str, now: datetime) -> Certificate | None:
    """The certificate this person signs with today: the person's own, or the agency's."""
    if kind == LEADER:
        return find_personal(session, actor.account_id, actor.unit_id, now)
    return find_for_sealing(session, actor, now)


def choose_certificate(session: Session, actor: Actor, kind: str, now: datetime) -> Certificate:
    """Raises Refused: none in force, or the agency's is in another person's hands."""
    certificate = find_certificate(session, actor, kind, now)
    if certificate is None:
        raise refuse("certificate_missing")
    if kind == AGENCY and not may_seal(session, certificate, actor, now):
        raise refuse("not_certificate_holder")
    return certificate


def still_in_force(tx: Tx, kind: str, used: Certificate) -> bool:
    """The register of certificates may have changed while the token worked."""
    found = find_certificate(tx.session, tx.actor, kind, tx.now)
    if found is None or found.id != used.id:
        return False
    return kind == LEADER or may_seal(tx.session, found, tx.actor, tx.now)


def intent_of(
    office: Office, session: Session, actor: Actor, document: OutgoingDocument, kind: str, certificate: Certificate
) -> Intent:
    """What is about to be drawn and signed in the field of this kind, under which rules."""
    unit = people_db.load_unit(session, actor.unit_id)
    bare = value_on(session, actor.unit_id, Parameter.BARE_SEAL, office.db.today()) == "yes"
    return Intent(
        kind=kind, signing_time=office.db.clock(),
        signer_name=actor.full_name if kind == LEADER else unit.name,
        certificate_sha256=sha256_of(certificate.der).hexdigest(),
        leader_certificates=() if kind == LEADER else entitled(session, document),
        sub_filter=office.terms.sub_filter, digest=office.terms.digest,
        beside=Beside.NOTHING if bare else Beside.NAME_AND_TIME,
        **_drawn(office, session, actor, document, kind, unit.name),
    )  # fmt: skip


def _drawn(
    office: Office, session: Session, actor: Actor, document: OutgoingDocument, kind: str, unit: str
) -> dict[str, Any]:
    """Picture, size and words. Number and date are words alone, and need no picture."""
    if kind == "number" and document.number:
        return {"image_png": b"", "lines": number_lines(padded(document.number))}
    if kind == "date" and document.issued_on:
        return {"image_png": b"", "lines": date_lines(document.issued_on)}
    if kind == LEADER:
        return picture_of(office, session, actor, kind)
    return {**picture_of(office, session, actor, kind), "lines": (unit,)}


def picture_of(office: Office, session: Session, actor: Actor, kind: str) -> dict[str, Any]:
    """The person's signature, or the unit's seal with its true size. Raises Refused ``image_missing``."""
    person = actor.account_id if kind == LEADER else None
    image = find_image(session, ImageKind.SIGNATURE if kind == LEADER else ImageKind.SEAL, actor.unit_id, person)
    if image is None:
        raise refuse("image_missing")
    picture = office.db.vault.get(image.sha256)
    if kind == LEADER:
        return {"image_png": picture}
    return {"image_png": picture, "diameter_mm": image.width_mm}


def entitled(session: Session, document: OutgoingDocument) -> tuple[str, ...]:
    """Certificates of the named signer for this unit: nobody else's signature may be sealed.

    Any date counts: the verifier judges validity, this says only whose it must be.
    """
    signer = session.get(people_db.Position, document.signer_position_id)
    if signer is None:
        raise refuse("signer_missing")
    found = list_personal_sha256(session, signer.account_id, document.unit_id)
    if not found:
        raise refuse("leader_not_entitled")
    return tuple(found)
