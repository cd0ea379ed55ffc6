"""Many documents with one PIN: every attempt is opened at once, then the work goes on while nobody waits for it.

What becomes of each document is read from its attempt: the page may be closed, and the PIN is in no row.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_hex

from signing.errors import SigningError
from signing.pin import Pin
from signing.verdict import Verdict
from voffice_app.actions.office import Office
from voffice_app.actions.signing_attempt_parts import end_with, open_attempt
from voffice_app.actions.signing_key_parts import ask_key
from voffice_app.actions.signing_parts import Opened, complete_attempt, make_ready
from voffice_app.db.signing_attempts import SigningAttempt, Way
from voffice_app.domain.errors import Reason, Refused, Stale
from voffice_app.domain.people import Actor

log = logging.getLogger("voffice")
Failure = Refused | SigningError


@dataclass(frozen=True)
class Batch:
    """What one PIN will sign, and what was refused at once, by document."""

    id: str
    attempts: tuple[SigningAttempt, ...]
    refused: tuple[tuple[int, Refused], ...]


def open_batch(office: Office, actor: Actor, document_ids: Iterable[int], kind: str, way: Way = Way.SERVER) -> Batch:
    """Open an attempt at each document; one that may not be signed now is told, and stops no other."""
    name = token_hex(16)
    opened: list[SigningAttempt] = []
    refused: list[tuple[int, Refused]] = []
    for document_id in dict.fromkeys(document_ids):
        try:
            opened.append(open_attempt(office, actor, document_id, kind, way, name))
        except Refused as why:
            refused.append((document_id, why))
    return Batch(name, tuple(opened), tuple(refused))


def prepare_batch(
    office: Office, actor: Actor, attempts: Sequence[SigningAttempt]
) -> tuple[list[Opened], list[tuple[int, Failure]]]:
    """What the key must sign, and the documents that could not be prepared, with why; each has ended alone."""
    ready: list[Opened] = []
    failed: list[tuple[int, Failure]] = []
    for attempt in attempts:
        try:
            if attempt.certificate_id != attempts[0].certificate_id:
                raise _other_certificate(office, actor, attempt)
            ready.append(make_ready(office, actor, attempt))
        except (Refused, SigningError) as why:
            failed.append((attempt.document_id, why))
        except Exception:
            log.exception("document %s could not be prepared", attempt.document_id)
            failed.append((attempt.document_id, SigningError()))
    return ready, failed


def _other_certificate(office: Office, actor: Actor, attempt: SigningAttempt) -> Refused:
    """A certificate was entered in the register between two documents: one PIN cannot be meant for both keys."""
    why = Stale([Reason("certificate_missing")])
    end_with(office, actor, attempt.nonce, why)
    return why


def run_batch(office: Office, actor: Actor, batch: Batch, pin: Pin) -> int:
    """Prepare all, sign all with one log-in, finish each; how many were signed.

    Where number and date come with the seal that is three log-ins, however many documents: first all numbers, then
    all dates, then all seals, each upon the bytes of the one before.

    Raises:
        SigningError: the key refused (PinWrong, PinLocked, TokenAbsent): the PIN was tried once, and what it was
            asked for is not signed.
    """
    asked, _ = prepare_batch(office, actor, batch.attempts)
    signed = 0
    while asked:
        raws = ask_key(office, actor, asked, pin)
        answers = [_completed(office, actor, one, raw) for one, raw in zip(asked, raws, strict=True)]
        asked = [one for one in answers if isinstance(one, Opened)]
        signed += sum(isinstance(one, Verdict) for one in answers)
    return signed


def _completed(office: Office, actor: Actor, opened: Opened, raw: bytes) -> Verdict | Opened | None:
    """None when this one was refused: its attempt says why, and the others go on."""
    try:
        return complete_attempt(office, actor, opened.nonce, raw)
    except (Refused, SigningError) as why:
        log.info("document %s was not signed: %s", opened.document_id, why)
    except Exception:
        log.exception("document %s could not be finished", opened.document_id)
    return None
