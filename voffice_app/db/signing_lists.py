"""The signing queue as its screen shows it: one condition per tab, for counts, badges and rows alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from voffice_app.db.outgoing import OutgoingDocument, awaits_seal, awaits_signer
from voffice_app.db.paging import COUNT_CAP, PAGE_SIZE, Order, page_query, queue_rank
from voffice_app.db.people import Account, Position
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt, Way
from voffice_app.domain.deadlines import queue_rank as rank_of
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.outgoing import OutgoingStatus as S
from voffice_app.domain.people import Actor

LEADER, AGENCY = "leader", "agency"
SEALED = (S.SEALED, S.ISSUED, S.RECALLED, S.REPLACED)
REMEMBERED = timedelta(days=1)
"""How long a failure is told about a document that does not wait for this person any more."""

# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
D: Any = OutgoingDocument
A: Any = SigningAttempt
B: Any = aliased(SigningAttempt)
P: Any = Position
N: Any = Account


@dataclass(frozen=True)
class QueueRow:
    """A document and the newest attempt at it (of this person's kind of signature), if there was one."""

    id: int
    reference: str
    type_key: str
    abstract: str
    urgency: Urgency
    recipient_count: int
    drafter_name: str
    standing: str
    waits: bool
    attempt: SigningAttempt | None


def kind_of(actor: Actor) -> str:
    """Leaders sign, and officers by a paper; everybody else here seals."""
    return LEADER if actor.may_sign else AGENCY


def _waits(actor: Actor) -> Any:
    """Its turn has come: the same documents as "chờ ký" and "chờ đóng dấu"."""
    if actor.may_sign:
        return and_(D.signer_position_id == actor.position_id, awaits_signer())
    return awaits_seal()


def _signed(actor: Actor) -> Any:
    if actor.may_sign:
        signed = or_(D.status.in_((S.LEADER_SIGNED, *SEALED)), awaits_seal())
        return and_(D.signer_position_id == actor.position_id, signed)
    return D.status.in_(SEALED)


def _live(now: datetime) -> Any:
    return and_(A.status == AttemptStatus.OPEN, A.expires_at > now)


def _failed(actor: Actor, now: datetime) -> Any:
    """This person's newest attempt at this very version came to nothing."""
    ended = or_(
        A.status.in_((AttemptStatus.FAILED, AttemptStatus.EXPIRED)),
        and_(A.status == AttemptStatus.OPEN, A.expires_at <= now),
    )
    lately = A.finished_at > now - REMEMBERED
    return and_(
        A.position_id == actor.position_id, ended,
        or_(and_(_waits(actor), A.base_file_id == D.current_file_id), lately),
    )  # fmt: skip


TABS: dict[str, Callable[[Actor, datetime], Any]] = {
    "waiting": lambda actor, now: and_(_waits(actor), or_(A.id.is_(None), ~_live(now))),
    "signing": lambda actor, now: and_(_waits(actor), _live(now)),
    "signed": lambda actor, now: _signed(actor),
    "failed": _failed,
}


def _queue(actor: Actor, *columns: Any) -> Select[Any]:
    """The unit's documents, each beside its newest attempt."""
    newest = (
        select(func.max(B.id))
        .where(B.document_id == D.id, B.kind == kind_of(actor))
        .correlate(OutgoingDocument)
        .scalar_subquery()
    )
    return select(*columns).select_from(D).outerjoin(A, A.id == newest).where(D.unit_id == actor.unit_id)


def list_queue(
    session: Session,
    actor: Actor,
    now: datetime,
    tab: str,
    after: tuple[Any, int] | None = None,
    *,
    descending: bool = True,
) -> tuple[list[QueueRow], bool]:
    """One page, the most urgent and then the newest document first unless turned back, and whether more follow.

    ``after`` is the key of the last row seen (:func:`paging_key`).
    """
    query = _queue(actor, D, N.full_name, A, _waits(actor))
    query = query.join(P, P.id == D.drafter_position_id).join(N, N.id == P.account_id)
    query = query.where(TABS.get(tab, TABS["waiting"])(actor, now))
    rows = session.execute(page_query(query, Order(_order(tab), D.id, descending), after)).all()
    return [_row(*row) for row in rows[:PAGE_SIZE]], len(rows) > PAGE_SIZE


def _order(tab: str) -> Any:
    """What is signed already is long and told by time alone."""
    return D.id if tab == "signed" else queue_rank(D.urgency)


def paging_key(row: QueueRow, tab: str) -> str:
    """The paging key of a row."""
    return f"{row.id if tab == 'signed' else rank_of(row.urgency)}~{row.id}"


def _row(document: OutgoingDocument, drafter: str, attempt: SigningAttempt | None, waits: bool) -> QueueRow:
    return QueueRow(
        id=document.id or 0, reference=document.reference, type_key=document.type_key, abstract=document.abstract,
        urgency=document.urgency, recipient_count=document.recipient_count, drafter_name=drafter,
        standing=document.facts().standing, waits=bool(waits), attempt=attempt,
    )  # fmt: skip


def count_queue(session: Session, actor: Actor, now: datetime, *tabs: str) -> dict[str, int]:
    """How many documents each tab holds, counted to 1,001 at the most."""
    found = {}
    for tab in tabs:
        query = _queue(actor, D.id).where(TABS[tab](actor, now)).limit(COUNT_CAP + 1)
        found[tab] = int(session.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    return found


def list_batch(session: Session, actor: Actor, batch: str) -> list[tuple[SigningAttempt, OutgoingDocument]]:
    """What one PIN signs together, in the order it was chosen; nobody else's."""
    query = select(A, D).join(D, D.id == A.document_id).where(
        A.batch == batch, A.batch != "", A.position_id == actor.position_id, A.unit_id == actor.unit_id
    ).order_by(A.id)  # fmt: skip
    return [(attempt, document) for attempt, document in session.execute(query)]


def find_running_batch(session: Session, actor: Actor, now: datetime) -> str:
    """The newest batch that the server is still signing for this person; empty when there is none."""
    query = select(A.batch).where(
        A.position_id == actor.position_id, A.batch != "", A.way == Way.SERVER, _live(now)
    )  # fmt: skip
    return session.execute(query.order_by(A.id.desc()).limit(1)).scalar_one_or_none() or ""


def find_newest_batch(session: Session, actor: Actor) -> str:
    """The batch this person began last; empty when there was none."""
    query = select(A.batch).where(A.position_id == actor.position_id, A.batch != "")
    return session.execute(query.order_by(A.id.desc()).limit(1)).scalar_one_or_none() or ""
