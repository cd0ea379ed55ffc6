"""Signing by the government's local service: it fetches a version from us, signs it, and returns it (law.md 3.3).

Nothing it says counts; what counts is the returned file, and that passes the same checks whoever returned it: the
service, or a person with a file signed by another program.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from signing.accept import roles_of
from signing.verdict import Verdict
from voffice_app.actions.beside_parts import Operation
from voffice_app.actions.beside_signing_parts import open_beside, store_beside
from voffice_app.actions.office import Office
from voffice_app.actions.plugin_parts import OPERATIONS, expected_of, number_and_date
from voffice_app.actions.signing_attempt_parts import end_attempt, open_attempt, reason_of
from voffice_app.actions.signing_parts import find_open, store_signed
from voffice_app.db import plugin_tickets as tickets
from voffice_app.db.certificates import Certificate
from voffice_app.db.files import DocumentFile, find_readable
from voffice_app.db.people import find_actor
from voffice_app.db.plugin_tickets import ACCEPTED, Errand, Errands, PluginTicket
from voffice_app.db.signing_attempts import SigningAttempt, Way
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor
from voffice_app.reading.errors import ReadingError

CHECK_SECONDS = 60
CHECKED_WITHIN = timedelta(minutes=3)
"""After this nobody is checking the file any more: the server that had it in hand died."""


@dataclass(frozen=True)
class Call:
    """What the page asks of the service. The tokens are told once, to the person who asked, and stored nowhere."""

    nonce: str
    call: str
    download: str = field(repr=False)
    upload: str = field(repr=False)
    page: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """What became of it: ``waiting``, ``checking`` (the file has arrived), ``accepted``, ``ended`` (with the code and
    its facts) or ``expired``."""

    name: str
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def begin(office: Office, actor: Actor, document_id: int, name: str, file_id: int = 0) -> Call:
    """Open the signature and its two one-time addresses. Raises Refused, as ``open_attempt`` does."""
    operation = OPERATIONS[name]
    attempt = _opened(office, actor, operation, document_id, file_id)
    base = attempt.base_file_id, attempt.base_sha256
    errands = Errands(operation.name, attempt.certificate_id, operation.direction, document_id, *base)
    with office.db.act(actor) as tx:
        tickets.end_former(tx, errands)
        nonce, tokens = tickets.add_tickets(tx, errands, attempt.nonce)
        page = number_and_date(tx.session, operation, document_id)
    return Call(nonce, operation.call, tokens[Errand.DOWNLOAD], tokens[Errand.UPLOAD], page)


def _opened(office: Office, actor: Actor, operation: Operation, document_id: int, file_id: int) -> SigningAttempt:
    if operation.moves:
        return open_attempt(office, actor, document_id, operation.role, Way.PLUGIN)
    return open_beside(office, actor, operation.name, document_id, file_id, Way.PLUGIN)


def fetch(office: Office, token: str) -> bytes:
    """The version to sign, once. Raises Refused ``ticket_unknown``: never given, used, ended or too late.

    ``content_recalled``: its issuer took the document back after the ticket was given.
    """
    ticket, actor = holder(office, token, Errand.DOWNLOAD)
    with office.db.read() as session:
        if find_readable(session, actor, ticket.base_file_id) is None:
            raise refuse("ticket_unknown")
    _use(office, actor, ticket)
    return office.db.vault.get(ticket.base_sha256)


def holder(office: Office, token: str, errand: Errand) -> tuple[PluginTicket, Actor]:
    """The good ticket of this token and the person it was given to, who still holds the post."""
    with office.db.read() as session:
        ticket = tickets.find_ticket(session, token, errand)
        actor = find_actor(session, ticket.position_id, office.db.today()) if ticket else None
    if ticket is None or actor is None or ticket.used_at or ticket.ended_at or ticket.expires_at <= office.db.clock():
        raise refuse("ticket_unknown")
    return ticket, actor


def _use(office: Office, actor: Actor, ticket: PluginTicket) -> None:
    with office.db.act(actor) as tx:
        if not tickets.use(tx, ticket):
            raise refuse("ticket_unknown")


def receive(office: Office, token: str, content: bytes) -> Verdict:
    """Take the signed file back, once; whatever is refused ends the signature, and a new one may begin.

    Raises Refused, SigningError or ReadingError with the reason that the page then shows.
    """
    ticket, actor = holder(office, token, Errand.UPLOAD)
    _use(office, actor, ticket)
    try:
        verdict = _checked(office, ticket, content)
        _keep(office, actor, ticket, content, verdict)
    except Exception as why:
        code, facts = (why.code, {}) if isinstance(why, ReadingError) else reason_of(why)
        _write_refused(office, actor, ticket, code, content)
        _end(office, actor, ticket, code, facts)
        raise
    return verdict


def _write_refused(office: Office, actor: Actor, ticket: PluginTicket, code: str, content: bytes) -> None:
    """What was refused is not kept; that it came, why it was not taken and what it was, is."""
    facts = {"operation": ticket.operation, "sha256": sha256(content).hexdigest(), "base": ticket.base_sha256}
    with office.db.act(actor) as tx:
        tx.record("return_refused", str(ticket.direction), ticket.document_id, comment=code, facts=facts)


def _checked(office: Office, ticket: PluginTicket, content: bytes) -> Verdict:
    """In the child, because the bytes are a stranger's."""
    operation = OPERATIONS[ticket.operation]
    with office.db.read() as session:
        certificate = session.get_one(Certificate, ticket.certificate_id)
        expected = expected_of(session, operation, ticket.document_id, certificate)
        known = session.get_one(DocumentFile, ticket.base_file_id).verdict
    roles = roles_of(Verdict.from_dict(known)) if known else {}
    before = office.db.vault.get(ticket.base_sha256)
    answer: Verdict = office.workshop.call(
        "signing.returned:accept_seen", before, content, expected, office.trust(), roles, seconds=CHECK_SECONDS
    )
    return answer


def _keep(office: Office, actor: Actor, ticket: PluginTicket, content: bytes, verdict: Verdict) -> None:
    operation = OPERATIONS[ticket.operation]
    with office.db.read() as session:
        certificate = session.get_one(Certificate, ticket.certificate_id)
    if operation.moves:
        store_signed(
            office, actor, ticket.document_id, operation.role, ticket.base_file_id, content, verdict, certificate,
            nonce=ticket.nonce,
        )  # fmt: skip
    else:
        store_beside(office, actor, find_open(office, actor, ticket.nonce), content, verdict)
    with office.db.act(actor) as tx:
        tickets.end(tx, ticket.nonce, ACCEPTED)


def state_of(office: Office, actor: Actor, nonce: str) -> State:
    """What became of this person's signature, whatever the service told the page."""
    with office.db.read() as session:
        ticket = tickets.find_upload(session, actor, nonce)
    if ticket is None:
        raise not_visible()
    if ticket.ended_as:
        return State("accepted" if ticket.ended_as == ACCEPTED else "ended", ticket.ended_as, ticket.facts)
    if ticket.used_at and office.db.clock() - ticket.used_at < CHECKED_WITHIN:
        return State("checking")
    return State("expired" if ticket.expires_at <= office.db.clock() else "waiting")


def give_up(office: Office, actor: Actor, nonce: str, code: str) -> State:
    """The service did not run, the person cancelled, or nothing came in time.

    What is over already stays as it is; a file that has arrived is judged first, whatever the page was told.
    """
    with office.db.read() as session:
        ticket = tickets.find_upload(session, actor, nonce)
    if ticket is None:
        raise not_visible()
    if state_of(office, actor, nonce).name != "checking":
        _end(office, actor, ticket, code, {})
    return state_of(office, actor, nonce)


def _end(office: Office, actor: Actor, ticket: PluginTicket, code: str, facts: dict[str, Any]) -> None:
    with office.db.act(actor) as tx:
        tickets.end(tx, ticket.nonce, code, facts)
    end_attempt(office, actor, ticket.nonce, code, facts)
