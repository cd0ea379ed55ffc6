"""The steps of a signature that every way of signing shares: made ready, checked and finished, stored."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from signing.attributes import message_digest
from signing.ceremony import finish, prepare
from signing.compose import Prepared
from signing.errors import BadSignature, SigningError
from signing.geometry import AGENCY, LEADER
from signing.profiles import fields_for, further_fields
from signing.verdict import VALID, Verdict
from voffice_app.actions.drafting_parts import must_hold_capacity
from voffice_app.actions.keyring import split_chain
from voffice_app.actions.office import Office
from voffice_app.actions.signing_attempt_parts import EXPIRED, STEP_OF, end_with
from voffice_app.actions.signing_intent_parts import intent_of, still_in_force
from voffice_app.db import signing_attempts as attempts
from voffice_app.db.certificates import Certificate
from voffice_app.db.files import FileKind
from voffice_app.db.outgoing import OutgoingDocument, add_version, load_outgoing, move, read_current
from voffice_app.db.session import Tx
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt
from voffice_app.domain.errors import AlreadyDone, Reason, Stale, not_visible, refuse
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.people import Actor

KIND_OF = {LEADER: FileKind.LEADER_SIGNED, AGENCY: FileKind.SEALED}


@dataclass(frozen=True)
class Opened:
    """What a key must sign, and what its owner is shown. Good once, until ``expires_at``.

    ``file_sha256`` is of the version being signed, ``document_digest`` the message digest inside ``attributes``;
    ``digest`` is the hash the key signs with (``sha256``, ``sha384``, ``sha512``); ``signatures`` how many the attempt
    still needs, this one among them.
    """

    nonce: str
    kind: str
    document_id: int
    reference: str
    abstract: str
    file_sha256: str
    document_digest: bytes
    attributes: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    expires_at: datetime
    certificate_id: int
    digest: str = "sha256"
    signatures: int = 1


def make_ready(office: Office, actor: Actor, attempt: SigningAttempt) -> Opened:
    """Prepare the attempt's version and put it on the shelf; an attempt that cannot be prepared has failed."""
    try:
        return _made_ready(office, actor, attempt)
    except Exception as why:
        end_with(office, actor, attempt.nonce, why)
        raise


def _made_ready(office: Office, actor: Actor, attempt: SigningAttempt) -> Opened:
    with office.db.read() as session:
        document, _ = read_current(session, actor, attempt.document_id)
    first, *_ = fields_for(attempt.kind, document.numbers_at_issue)
    return _asked(office, actor, attempt, first, office.db.vault.get(attempt.base_sha256))


def _asked(office: Office, actor: Actor, attempt: SigningAttempt, field_name: str, base: bytes) -> Opened:
    """One signature of the attempt on these bytes: at issue there are three, each upon the one before."""
    with office.db.read() as session:
        document, _ = read_current(session, actor, attempt.document_id)
        certificate = session.get_one(Certificate, attempt.certificate_id)
        intent = intent_of(office, session, actor, document, field_name, certificate)
    intent = replace(intent, base_sha256=sha256(base).hexdigest())
    prepared = prepare(base, intent, certificate.der, split_chain(certificate.chain_der), office.trust())
    office.shelf.put(replace(prepared, nonce=attempt.nonce))
    return _opened(attempt, document, certificate, prepared)


def open_again(office: Office, actor: Actor, nonce: str) -> Opened:
    """What this person's open attempt waits for, told once more. Raises Refused, or Stale when it is not here."""
    attempt = find_open(office, actor, nonce)
    with office.db.read() as session:
        document, _ = read_current(session, actor, attempt.document_id)
        certificate = session.get_one(Certificate, attempt.certificate_id)
    return _opened(attempt, document, certificate, shelved(office, actor, nonce))


def _opened(
    attempt: SigningAttempt, document: OutgoingDocument, certificate: Certificate, prepared: Prepared
) -> Opened:
    return Opened(
        nonce=attempt.nonce, kind=attempt.kind, document_id=attempt.document_id, reference=document.reference,
        abstract=document.abstract, file_sha256=attempt.base_sha256,
        document_digest=message_digest(prepared.attributes), attributes=prepared.attributes,
        certificate=certificate.der, expires_at=attempt.expires_at,
        certificate_id=attempt.certificate_id, digest=prepared.digest,
        signatures=1 + len(further_fields(prepared.kind)),
    )  # fmt: skip


def complete_attempt(office: Office, actor: Actor, nonce: str, raw_signature: bytes) -> Verdict | Opened:
    """Check and embed the raw signature, verify the whole file, store it. Whatever is refused ends the attempt.

    The answer is ``Opened`` again while the attempt has further signatures: number, date and seal are one act, of
    which nothing is stored before the last.

    Raises:
        Refused: not this person's attempt, over already, or the document moved on meanwhile.
        SigningError: the signature or the finished file does not hold.
    """
    attempt = find_open(office, actor, nonce)
    try:
        answer = _finished(office, actor, attempt, raw_signature)
    except Exception as why:
        end_with(office, actor, nonce, why)
        raise
    if isinstance(answer, Verdict):
        office.shelf.drop(nonce)
    return answer


def _finished(office: Office, actor: Actor, attempt: SigningAttempt, raw_signature: bytes) -> Verdict | Opened:
    if attempt.expires_at <= office.db.clock():
        raise EXPIRED
    prepared = shelved(office, actor, attempt.nonce)
    # Single use is the row's affair (`_use_up`): the same answer sent twice must not end what the first is storing.
    signed = finish(prepared, raw_signature, office.trust(), office.terms.stamp)
    if attempt.kind == AGENCY and signed.verdict.outcome != VALID:
        raise BadSignature(reason="not_verified", reasons=signed.verdict.reasons)
    if further := further_fields(prepared.kind):
        return _asked(office, actor, attempt, further[0], signed.pdf)
    with office.db.read() as session:
        certificate = session.get_one(Certificate, attempt.certificate_id)
    store_signed(
        office, actor, attempt.document_id, attempt.kind, attempt.base_file_id, signed.pdf, signed.verdict, certificate,
        nonce=attempt.nonce,
    )  # fmt: skip
    return signed.verdict


def shelved(office: Office, actor: Actor, nonce: str) -> Prepared:
    """What waits under the nonce. Gone because the same answer was taken a moment ago: that is told instead."""
    try:
        return office.shelf.get(nonce)
    except SigningError:
        find_open(office, actor, nonce)
        raise


def find_open(office: Office, actor: Actor, nonce: str) -> SigningAttempt:
    """This person's open attempt. Raises Refused: ``not_visible``, ``already_done``, ``attempt_ended``."""
    with office.db.read() as session:
        attempt = attempts.find_attempt(session, actor, nonce)
    if attempt is None:
        raise not_visible()
    _must_be_open(attempt)
    return attempt


def _must_be_open(attempt: SigningAttempt) -> None:
    if attempt.status is AttemptStatus.DONE:
        raise AlreadyDone([Reason("already_done", {"step": STEP_OF.get(attempt.kind, attempt.kind)})])
    if attempt.status is not AttemptStatus.OPEN:
        raise Stale([Reason("attempt_ended", {"reason": str(attempt.status)})])


def store_signed(
    office: Office, actor: Actor, document_id: int, kind: str, base_file_id: int, signed_pdf: bytes, verdict: Verdict,
    certificate: Certificate, *, nonce: str = "",
) -> None:  # fmt: skip
    """The short transaction at the end of every way of signing: new version, step, and the attempt used up.

    Without ``nonce`` (a file that came back whole) whatever attempt is open at the document is over.

    Raises:
        Refused: the document moved on, another version appeared, the certificate is no longer this person's to
            use, or the attempt is over; nothing is written then.
    """
    sha256 = office.db.vault.put(signed_pdf)
    with office.db.act(actor) as tx:
        document = load_outgoing(tx, document_id)
        step = FLOW.decide(STEP_OF[kind], document.facts(), actor)
        if document.current_file_id != base_file_id:
            raise Stale([Reason("file_changed")])
        if not still_in_force(tx, kind, certificate):
            raise refuse("certificate_missing")
        if kind == LEADER:
            must_hold_capacity(tx, document)
        _use_up(tx, document_id, nonce)
        add_version(tx, document, KIND_OF[kind], sha256, len(signed_pdf), verdict.as_dict())
        document.leader_signature_holds = verdict.outcome == VALID
        move(tx, document, step, sha256=sha256, certificate=certificate.serial, outcome=verdict.outcome)


def _use_up(tx: Tx, document_id: int, nonce: str) -> None:
    former = attempts.load_open(tx, document_id)
    if nonce and not attempts.end(tx, nonce, AttemptStatus.DONE):
        raise Stale([Reason("attempt_ended", {"reason": "over"})])
    if not nonce and former is not None:
        attempts.end(tx, former.nonce, AttemptStatus.SUPERSEDED)
