"""A signing request: prepared by the server, carried by the page, proved by the key this computer was paired with.

`{"body": "<JSON text>", "mac": "<hex>"}`: HMAC-SHA256 with the pairing's key over the body's very bytes, so that
nothing has to be written twice in the same way. The body holds a challenge that this agent gave out; it is taken back
once.
"""

import base64
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from threading import Lock
from typing import Any

from voffice_agent.attributes import check
from voffice_agent.pairing import Pairing, Pairings
from voffice_agent.refusal import AgentRefused

CHALLENGE_SECONDS = 600
MOST_CHALLENGES = 1000
MOST_DOCUMENTS = 200
MOST_SIGNATURES = 3
DIGESTS = {32: "sha256", 48: "sha384", 64: "sha512"}
"""By the length of the document's digest: the signature uses the same one (RFC 5652 §5.3)."""


@dataclass(frozen=True)
class Document:
    """One document to sign, and what its owner is shown of it."""

    nonce: str
    reference: str
    abstract: str
    file_sha256: str
    attributes: bytes
    digest: str
    signatures: int = 1
    """How many this document needs, this one among them: number, date and seal build upon one another."""


@dataclass(frozen=True)
class Ticket:
    """One batch: everything in it is signed with one certificate and one PIN."""

    pairing: Pairing
    kind: str
    certificate: bytes
    expires_at: float
    documents: tuple[Document, ...]


class Challenges:
    """Given out at `GET /hello`; each opens one request, within ten minutes. A restart forgets them all."""

    def __init__(self) -> None:
        self._given: dict[str, float] = {}
        self._lock = Lock()

    def give(self) -> str:
        challenge = secrets.token_hex(16)
        with self._lock:
            self._given[challenge] = time.monotonic() + CHALLENGE_SECONDS
            while len(self._given) > MOST_CHALLENGES:
                self._given.pop(next(iter(self._given)))
        return challenge

    def take_back(self, challenge: str) -> None:
        """Raises AgentRefused(replayed) unless it was given out lately and not taken back before."""
        with self._lock:
            until = self._given.pop(challenge, 0.0)
        if until < time.monotonic():
            raise AgentRefused("replayed")


def read_ticket(sent: Any, origin: str, pairings: Pairings, challenges: Challenges) -> Ticket:
    """The proven request.

    Raises:
        AgentRefused: unreadable, not_paired, mac_wrong, expired, replayed, digest_mismatch.
    """
    body, mac = _text(sent, "body"), _text(sent, "mac")
    try:
        told = json.loads(body)
        pairing = pairings.find(str(told["agent_id"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise AgentRefused("unreadable", 400) from None
    if pairing is None or pairing.origin != origin:
        raise AgentRefused("not_paired", 403)
    right = hmac.digest(bytes.fromhex(pairing.key), body.encode(), "sha256").hex()
    if not hmac.compare_digest(right.encode(), mac.encode()):
        raise AgentRefused("mac_wrong", 403)
    ticket, challenge = _read(told, pairing)
    if told["origin"] != origin:
        raise AgentRefused("mac_wrong", 403)
    if ticket.expires_at <= time.time():
        raise AgentRefused("expired", agent_time=int(time.time()))
    challenges.take_back(challenge)
    return ticket


def _text(sent: Any, name: str) -> str:
    value = sent.get(name) if isinstance(sent, dict) else None
    if not isinstance(value, str) or not value:
        raise AgentRefused("unreadable", 400)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise AgentRefused("unreadable", 400) from None
    return value


def _read(told: dict[str, Any], pairing: Pairing) -> tuple[Ticket, str]:
    try:
        certificate = _bytes(told["certificate"])
        documents = tuple(_document(row, certificate) for row in told["documents"])
        ticket = Ticket(pairing, str(told["kind"]), certificate, float(told["expires_at"]), documents)
        challenge = str(told["challenge"])
    except (ValueError, KeyError, TypeError):
        raise AgentRefused("unreadable", 400) from None
    if not 0 < len(documents) <= MOST_DOCUMENTS:
        raise AgentRefused("unreadable", 400)
    return ticket, challenge


def _document(row: dict[str, Any], certificate: bytes) -> Document:
    attributes, digest = _bytes(row["attributes"]), _bytes(row["document_digest"])
    check(attributes, digest, certificate)
    reference, abstract, file = (_one_line(row[name]) for name in ("reference", "abstract", "file_sha256"))
    signatures = row.get("signatures", 1)
    if not isinstance(signatures, int) or not 0 < signatures <= MOST_SIGNATURES:
        raise AgentRefused("unreadable", 400)
    return Document(str(row["nonce"]), reference, abstract, file, attributes, DIGESTS[len(digest)], signatures)


def _one_line(text: Any) -> str:
    """What is shown keeps to its line: no line breaks, no letters that turn the direction of others."""
    return "".join(letter for letter in " ".join(str(text).split()) if letter.isprintable())[:400]


def _bytes(text: Any) -> bytes:
    return base64.b64decode(text, validate=True)
