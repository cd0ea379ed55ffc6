"""The leader signs, the clerk seals: prepare here, sign at the key, finish here, then one short transaction.

The PIN arrives wrapped in :class:`signing.pin.Pin`; it goes to the key and nowhere else.
"""

from hashlib import sha256 as sha256_of

from signing.ceremony import finish, prepare
from signing.compose import Intent
from signing.errors import BadSignature, PinLocked, PinWrong
from signing.geometry import AGENCY, LEADER
from signing.pin import Pin
from signing.verdict import VALID, Verdict
from voffice_app.actions.keyring import split_chain
from voffice_app.actions.office import Office
from voffice_app.db import people as people_db
from voffice_app.db.certificates import (
    Certificate,
    ImageKind,
    find_agency,
    find_image,
    find_personal,
    list_personal_sha256,
)
from voffice_app.db.files import FileKind
from voffice_app.db.outgoing import OutgoingDocument, add_version, load_outgoing, move, read_current
from voffice_app.db.session import Session, Tx
from voffice_app.domain.errors import Reason, Stale, refuse
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.people import Actor

STEP_OF = {LEADER: "sign", AGENCY: "seal"}
KIND_OF = {LEADER: FileKind.LEADER_SIGNED, AGENCY: FileKind.SEALED}


def sign(office: Office, actor: Actor, document_id: int, pin: Pin) -> Verdict:
    """The named signer signs with a personal certificate (QC 8.2, 4.4)."""
    return _ceremony(office, actor, document_id, LEADER, pin)


def seal(office: Office, actor: Actor, document_id: int, pin: Pin) -> Verdict:
    """The clerk seals with the unit's certificate, only on a valid leader's signature (QC 6.5, 4.5; ND30 Đ32)."""
    return _ceremony(office, actor, document_id, AGENCY, pin)


def _ceremony(office: Office, actor: Actor, document_id: int, kind: str, pin: Pin) -> Verdict:
    with office.db.read() as session:
        document, version = read_current(session, actor, document_id)
        FLOW.decide(STEP_OF[kind], document.facts(), actor)
        certificate, intent = _intent(office, session, actor, document, kind, version.sha256)
    base, trust = office.db.vault.get(version.sha256), office.trust()
    prepared = prepare(base, intent, certificate.der, split_chain(certificate.chain_der), trust)
    raw = _at_the_key(office, actor, certificate, pin, prepared.attributes)
    signed = finish(prepared, raw, trust)
    if kind == AGENCY and signed.verdict.outcome != VALID:
        raise BadSignature(reason="not_verified", reasons=signed.verdict.reasons)
    sha256 = office.db.vault.put(signed.pdf)
    with office.db.act(actor) as tx:
        fresh = load_outgoing(tx, document_id)
        step = FLOW.decide(STEP_OF[kind], fresh.facts(), actor)
        if fresh.current_file_id != document.current_file_id:
            raise Stale([Reason("file_changed")])
        if not _still_in_force(tx, actor, kind, certificate):
            raise refuse("certificate_missing")
        add_version(tx, fresh, KIND_OF[kind], sha256, len(signed.pdf), signed.verdict.as_dict())
        fresh.leader_signature_holds = signed.verdict.outcome == VALID
        move(tx, fresh, step, sha256=sha256, certificate=certificate.serial, outcome=signed.verdict.outcome)
    return signed.verdict


def _at_the_key(office: Office, actor: Actor, certificate: Certificate, pin: Pin, attributes: bytes) -> bytes:
    """The raw signature; a PIN that the key refuses is written down (that it was, never what it was)."""
    try:
        return office.keyring.key(certificate, pin).sign(attributes)
    except (PinWrong, PinLocked) as refused:
        with office.db.act(actor) as tx:
            facts = {"tries_left": refused.facts.get("tries_left")}
            tx.record("pin_refused", "certificate", certificate.id or 0, comment=refused.code, facts=facts)
        raise


def _still_in_force(tx: Tx, actor: Actor, kind: str, used: Certificate) -> bool:
    """The register of certificates may have changed while the token worked."""
    found = (
        find_personal(tx.session, actor.account_id, actor.unit_id, tx.now)
        if kind == LEADER
        else find_agency(tx.session, actor.unit_id, tx.now)
    )
    return found is not None and found.id == used.id and found.holder_position_id == used.holder_position_id


def _intent(
    office: Office, session: Session, actor: Actor, document: OutgoingDocument, kind: str, base_sha256: str
) -> tuple[Certificate, Intent]:
    """Whose certificate and picture, under which rules."""
    now = office.db.clock()
    if kind == LEADER:
        certificate = find_personal(session, actor.account_id, actor.unit_id, now)
        image = find_image(session, ImageKind.SIGNATURE, actor.unit_id, actor.account_id)
    else:
        certificate = find_agency(session, actor.unit_id, now)
        image = find_image(session, ImageKind.SEAL, actor.unit_id)
    if certificate is None:
        raise refuse("certificate_missing")
    if kind == AGENCY and certificate.holder_position_id != actor.position_id:
        raise refuse("not_certificate_holder")
    if image is None:
        raise refuse("image_missing")
    unit = people_db.load_unit(session, actor.unit_id)
    return certificate, Intent(
        kind=kind, image_png=office.db.vault.get(image.sha256), signing_time=now,
        signer_name=actor.full_name if kind == LEADER else unit.name,
        lines=() if kind == LEADER else (unit.name,),
        diameter_mm=image.width_mm if kind == AGENCY else 0,
        certificate_sha256=sha256_of(certificate.der).hexdigest(),
        leader_certificates=_entitled(session, document) if kind == AGENCY else (),
        base_sha256=base_sha256,
    )  # fmt: skip


def _entitled(session: Session, document: OutgoingDocument) -> tuple[str, ...]:
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
