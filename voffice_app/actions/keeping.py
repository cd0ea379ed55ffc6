"""The background job that keeps issued files provable (PAdES B-LTA; ND30 Đ19, Luật GDĐT 2023 Đ13).

Read, make, verify, store, then one short transaction: a server that dies in between leaves the old file, and the
work is taken up again when its lease is over. An outage only delays; whatever would not verify is never stored.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from signing.check import verify
from signing.errors import BadTimestamp, EvidenceUnavailable, SigningError, TimestampUnavailable
from signing.keep import Kept, archive
from signing.verdict import VALID, Verdict
from voffice_app.actions.office import Office
from voffice_app.db import long_term
from voffice_app.db.archive_owed import owe_copy
from voffice_app.db.files import DocumentFile, FileKind
from voffice_app.db.long_term import LongTermWork, Wanted, WorkState
from voffice_app.db.outgoing import SUBJECT, add_version, load_outgoing
from voffice_app.db.session import Tx
from voffice_app.domain.people import system_actor
from voffice_app.domain.permissions import Permission

log = logging.getLogger("voffice")

LEASE = timedelta(minutes=30)
"""Longer than the slowest authority needs for all its tries."""
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=6)
OUTAGES = (TimestampUnavailable, EvidenceUnavailable, BadTimestamp)
NOT_VALID, NO_LATER, UNEXPECTED = "archive_not_valid", "no_later_certificate", "archive_failed"


@dataclass(frozen=True)
class Made:
    """The new version, and what the verifier says of it."""

    kept: Kept
    verdict: Verdict


def keep_next(office: Office) -> WorkState | None:
    """Do the work that is due longest: its state afterwards, None when nothing is due or no authority is set.

    Two processes, or threads, never do the same work at once; done again it changes nothing.
    """
    if office.terms.patient is None or office.terms.source is None:
        return None
    lease = token_hex(16)
    with office.db.act(system_actor(0)) as tx:
        work = long_term.take(tx, lease, LEASE)
    if work is None:
        return None
    try:
        made = _made(office, work)
    except OUTAGES as outage:
        return _set_back(office, work, WorkState.WAITING, outage.code)
    except SigningError as refused:
        return _set_back(office, work, WorkState.FAILED, refused.code)
    except Exception:
        log.exception("document %s could not be archived", work.document_id)
        return _set_back(office, work, WorkState.FAILED, UNEXPECTED)
    if made.verdict.outcome != VALID:
        return _set_back(office, work, WorkState.FAILED, NOT_VALID)
    if work.wanted is Wanted.RENEW and not _lasts_longer(office, work, made.kept):
        return _set_back(office, work, WorkState.WAITING, NO_LATER)
    return _store(office, work, made)


def retry(tx: Tx, work_id: int) -> None:
    """IT has one item tried at once. Raises NotVisible when it is done, being done, or absent."""
    tx.require(Permission.ADMIN)
    long_term.retry(tx, work_id)
    tx.record("retry_archive", "long_term_work", work_id)


def _made(office: Office, work: LongTermWork) -> Made:
    authority, source = office.terms.patient, office.terms.source
    if authority is None or source is None:
        raise TimestampUnavailable(reason="not_set")
    with office.db.read() as session:
        base = session.get_one(DocumentFile, work.file_id)
    kept = archive(office.db.vault.get(base.sha256), source, authority)
    return Made(kept, verify(kept.pdf, office.trust()))


def _lasts_longer(office: Office, work: LongTermWork, kept: Kept) -> bool:
    """A renewal by the same certificate would only make the file longer."""
    with office.db.read() as session:
        before = long_term.find_done(session, work.document_id)
    return before is None or before.ends_at is None or kept.ends_at > before.ends_at


def _set_back(office: Office, work: LongTermWork, state: WorkState, error: str) -> WorkState:
    with office.db.act(system_actor(work.unit_id)) as tx:
        row = long_term.load_leased(tx, work.id or 0, work.lease)
        if row is not None:
            long_term.set_back(tx, row, state, error, _next_try(tx.now, row, error))
    return state


def _next_try(now: datetime, row: LongTermWork, error: str) -> datetime:
    """Twice as long after each try; for a newer certificate, in half of the time that is left."""
    if error == NO_LATER:
        return now + max((row.due_at - now) / 2, timedelta(days=1))
    doublings = min(max(row.tries - 1, 0), 12)
    return now + min(FIRST_DELAY * int(2**doublings), LONGEST_DELAY)


def _store(office: Office, work: LongTermWork, made: Made) -> WorkState:
    """The archive form becomes the document's current version; the bytes that were issued stay as they are."""
    sha256 = office.db.vault.put(made.kept.pdf)
    with office.db.act(system_actor(work.unit_id)) as tx:
        row = long_term.load_leased(tx, work.id or 0, work.lease)
        if row is None:  # somebody else took over when our lease was over
            return WorkState.DONE
        document = load_outgoing(tx, row.document_id)
        if document.current_file_id != row.file_id:
            long_term.set_back(tx, row, WorkState.FAILED, "file_changed", tx.now)
            return WorkState.FAILED
        add_version(tx, document, FileKind.SEALED, sha256, len(made.kept.pdf), made.verdict.as_dict())
        row.state, row.done_at, row.last_error = WorkState.DONE, tx.now, ""
        row.result_file_id, row.lease, row.leased_until = document.current_file_id, "", None
        row.stamped_at, row.ends_at = made.kept.stamped_at, made.kept.ends_at
        tx.session.add_all([row, document])
        renew_at = _renew_at(office, tx.now, made.kept.ends_at)
        long_term.add(tx, document, row.result_file_id or 0, Wanted.RENEW, renew_at, made.kept.ends_at)
        owe_copy(tx, row.document_id)
        tx.record("archive", SUBJECT, row.document_id, facts={"sha256": sha256, "wanted": str(row.wanted)})
    return WorkState.DONE


def _renew_at(office: Office, now: datetime, ends_at: datetime) -> datetime:
    """So many days before the certificate ends, but never at once again: the authority may have no newer one yet."""
    return max(ends_at - timedelta(days=office.terms.renew_days), now + (ends_at - now) / 2)
