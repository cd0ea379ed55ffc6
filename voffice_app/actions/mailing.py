"""Letters to outsiders: sent by a background job, at most once by itself; the clerk settles what is in doubt.

A letter is marked SENDING, durably, before its bytes leave; a server that dies after that leaves it in doubt.
"""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from voffice_app.actions.mailing_parts import is_still_so, letter_of
from voffice_app.actions.office import Office
from voffice_app.actions.working import Postponed, Report
from voffice_app.db.jobs import Job
from voffice_app.db.mail import ADDRESS, WITHDRAWN, MailState, OutgoingMail, load_mail, send_again
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import system_actor
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret
from voffice_app.mail.errors import Deferred, Rejected, Unavailable, Unsure
from voffice_app.mail.letter import composed
from voffice_app.mail.post import Line, Post

MOST_DEFERRALS = 24
"""About five days of the server saying "not now"; then the clerk is told."""
S = MailState
SETTLED_BY_CLERK = (S.FAILED, S.UNSURE)


@dataclass(frozen=True)
class Outcome:
    """What a letter's row is to say."""

    state: MailState
    reason: str = ""
    answer: str = ""


def send(office: Office, job: Job, _report: Report) -> dict[str, Any]:
    """Worker of ``send_mail``. Raises Postponed while no server takes the letter."""
    post = office.post
    if post is None:
        raise Postponed("mail_not_set")
    row = _begun(office, post, job.payload["mail_id"])
    if row is None:
        return {}
    letter = letter_of(office, post.sender, row)
    try:
        with post.line() as line:
            outcome = _handed_over(office, line, row, composed(letter, post.sender, line.limit_bytes))
    except Unavailable as down:
        _settle(office, row, Outcome(S.WAITING, down.code, down.answer))
        raise Postponed(down.code) from None
    except Deferred as later:
        state = S.FAILED if job.tries >= MOST_DEFERRALS else S.WAITING
        _settle(office, row, Outcome(state, later.code, later.answer))
        if state is S.WAITING:
            raise Postponed(later.code) from None
        return {"state": state}
    _settle(office, row, outcome)
    return {"state": outcome.state}


def retry(tx: Tx, mail_id: int) -> None:
    """The clerk has a letter that failed, or is in doubt, sent again; it keeps its Message-ID."""
    row = _own(tx, mail_id)
    if row.state not in SETTLED_BY_CLERK:
        raise refuse("mail_not_open")
    if not ADDRESS.fullmatch(row.address):
        raise refuse("mail_address_wrong")
    send_again(tx, row)
    tx.record("mail_again", *row.subject, facts={"address": row.address})


def settle(tx: Tx, mail_id: int, note: str) -> None:
    """The clerk notes how else the recipient got it: by post, by hand, by another mailbox. Raises mail_note_missing."""
    row = _own(tx, mail_id)
    if row.state is S.SENT or row.state is S.SENDING:
        raise refuse("mail_not_open")
    if not note.strip():
        raise refuse("mail_note_missing")
    refuse_secret(Secrecy.NONE, note)
    row.state, row.note, row.settled_by, row.changed_at = S.ELSEWHERE, note.strip(), tx.actor.position_id, tx.now
    row.reason = row.answer = ""
    tx.record("mail_elsewhere", *row.subject, comment=row.note, facts={"address": row.address})


def _own(tx: Tx, mail_id: int) -> OutgoingMail:
    row = load_mail(tx, mail_id)
    tx.require(Permission.INCOMING_REGISTER if row.incoming_id else Permission.OUTGOING_CLERK)
    if row.unit_id != tx.actor.unit_id:
        raise not_visible()
    return row


def _begun(office: Office, post: Post, mail_id: int) -> OutgoingMail | None:
    """The letter when it is to be sent. One that an earlier worker left under way is in doubt from now on."""
    with office.db.act(system_actor(0)) as tx:
        row = load_mail(tx, mail_id)
        if row.state is S.WAITING and is_still_so(tx.session, row):
            row.message_id = row.message_id or f"<{token_hex(16)}@{post.sender.partition('@')[2]}>"
            return row
        if row.state is S.WAITING:
            row.state, row.reason, row.changed_at = S.FAILED, WITHDRAWN, tx.now
        if row.state is S.SENDING:
            row.state, row.reason, row.changed_at = S.UNSURE, "mail_unsure", tx.now
    return None


def _handed_over(office: Office, line: Line, row: OutgoingMail, content: bytes) -> Outcome:
    try:
        line.address(row.address)
        with office.db.act(system_actor(row.unit_id)) as tx:
            live = load_mail(tx, row.id or 0)
            if live.state is not S.WAITING:  # settled by the clerk, or taken over, while we were connecting
                return Outcome(live.state, live.reason, live.answer)
            live.state, live.changed_at = S.SENDING, tx.now
        return Outcome(S.SENT, answer=line.hand_over(content))
    except Rejected as refused:
        return Outcome(S.FAILED, refused.code, refused.answer)
    except Unsure as unknown:
        return Outcome(S.UNSURE, unknown.code, unknown.answer)


def _settle(office: Office, row: OutgoingMail, outcome: Outcome) -> None:
    """Write what came of it, unless the clerk has settled it meanwhile; a late answer ends a doubt."""
    with office.db.act(system_actor(row.unit_id)) as tx:
        live = load_mail(tx, row.id or 0)
        if live.state not in (S.WAITING, S.SENDING, S.UNSURE):
            return
        live.state, live.reason, live.answer = outcome.state, outcome.reason, outcome.answer
        live.changed_at = tx.now
        if outcome.state is S.SENT:
            live.sent_at = tx.now
        if outcome.state is not S.WAITING:
            facts = {"address": live.address, "answer": outcome.answer[:200]}
            tx.record(f"mail_{outcome.state}", *live.subject, facts=facts)
