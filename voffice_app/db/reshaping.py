"""What moves when units are merged or split: open work, people, recipients; finished documents keep their unit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session

from voffice_app.db import leaving, open_work
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus, SignatureImage
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument, OutgoingRecipient
from voffice_app.db.people import Position, Unit
from voffice_app.db.recipients import RecipientSetUnit
from voffice_app.db.registers import HeldNumber
from voffice_app.db.sequences import Register, default_register
from voffice_app.db.signing_attempts import AttemptStatus, SigningAttempt
from voffice_app.domain.handing_over import WorkKind
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus, RecallState
from voffice_app.domain.outgoing import NOT_ISSUED, OutgoingStatus
from voffice_app.domain.people import Role
from voffice_app.domain.registers import HeldStatus

I_: Any = IncomingDocument
O_: Any = OutgoingDocument
P: Any = Position
S: Any = IncomingStatus
COMING = (S.RECEIVED, S.REGISTERED, S.SUBMITTED, *OPEN_WORK, S.PASSED_ON)
COMES_BACK = I_.recalled_from.in_(COMING) & (I_.recall_state != RecallState.AGREED)
"""Open work that a recall closed and that its answer, or its withdrawal, opens again."""


@dataclass(frozen=True)
class Weight:
    """How much of a unit is open: what a merger moves, and what must be settled before it."""

    incoming: int
    drafts: int
    people: int
    recipients: int
    numbered: int
    signing: int
    certificates: int
    held: int


def weigh(session: Session, unit_id: int, today: date) -> Weight:
    """Counted anew at the act: what was previewed must still be so."""
    c: Any = Certificate
    a: Any = SigningAttempt
    r: Any = OutgoingRecipient
    h: Any = HeldNumber
    b: Any = Register
    agency = (c.unit_id == unit_id, c.kind == CertificateKind.AGENCY, c.status == CertificateStatus.ACTIVE)
    books = select(b.id).where(b.unit_id == unit_id)
    unsent = select(O_.id).where(O_.status.in_(NOT_ISSUED))
    return Weight(
        incoming=_count(session, I_, I_.unit_id == unit_id, I_.status.in_(COMING) | COMES_BACK),
        drafts=_count(session, O_, O_.unit_id == unit_id, O_.status.in_(NOT_ISSUED), *movable()),
        people=_count(session, P, P.unit_id == unit_id, *leaving.in_force_post(today)),
        recipients=_count(session, r, r.unit_id == unit_id, r.outgoing_id.in_(unsent)),
        numbered=_count(session, O_, O_.unit_id == unit_id, O_.status.in_(NOT_ISSUED), ~movable()[0]),
        signing=_count(session, a, a.unit_id == unit_id, a.status == AttemptStatus.OPEN),
        certificates=_count(session, c, *agency),
        held=_count(session, h, h.register_id.in_(books), h.status == HeldStatus.HELD),
    )


def movable() -> tuple[Any]:
    """Drafts that carry nothing of the old unit yet but its name: no number, no signature."""
    return (O_.number.is_(None) & O_.status.not_in((OutgoingStatus.LEADER_SIGNED, OutgoingStatus.SEALED)),)


def _count(session: Session, table: Any, *conditions: Any) -> int:
    return int(session.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def move_documents(session: Session, old: Unit, new: Unit, posts: dict[int, int], all_of_it: bool) -> tuple[int, int]:
    """Open incoming documents and drafts; of a split only those led or drafted by who goes. Returns how many.

    Incoming ones keep the number of the book they were entered in. A draft goes back to its drafter: its page shows
    the old unit's name and symbol.
    """
    came = [I_.unit_id == old.id, I_.status.in_(COMING) | COMES_BACK]
    sent = [O_.unit_id == old.id, O_.status.in_(NOT_ISSUED), *movable()]
    if not all_of_it:
        came.append(I_.lead_position_id.in_(posts) | I_.passed_to_position_id.in_(posts))
        sent.append(O_.drafter_position_id.in_(posts))
    came_ids = list(session.scalars(select(I_.id).where(*came)))
    sent_ids = list(session.scalars(select(O_.id).where(*sent)))
    session.execute(update(I_).where(I_.id.in_(came_ids)).values(unit_id=new.id))
    book = default_register(session, new.id or 0, Direction.OUTGOING)
    for document in session.scalars(select(O_).where(O_.id.in_(sent_ids))).all():
        _redraft(document, old, new, book)
        session.add(document)
    session.flush()
    for direction, ids in ((Direction.INCOMING, came_ids), (Direction.OUTGOING, sent_ids)):
        f: Any = DocumentFile
        mine = (f.direction == direction, f.document_id.in_(ids))
        session.execute(update(f).where(*mine).values(unit_id=new.id))
    return len(came_ids), len(sent_ids)


def _redraft(document: Any, old: Unit, new: Unit, register_id: int) -> None:
    document.unit_id, document.register_id = new.id, register_id
    document.notation = document.notation.replace(old.symbol, new.symbol)[:30]
    document.initialed = document.imprint_pending = False
    if document.status is not OutgoingStatus.DRAFT:
        document.status = OutgoingStatus.RETURNED
    document.refold()


def move_people(session: Session, position_ids: list[int], new_id: int, titles: dict[int, tuple[Role, str]],
                today: date) -> dict[int, int]:  # fmt: skip
    """New posts in the other unit from today on; the old ones end, and stay as history. Returns old → new."""
    posts = {}
    for old in session.scalars(select(P).where(P.id.in_(position_ids)).order_by(P.id)).all():
        role, title = titles.get(old.id, (old.role, old.title))
        new = Position(
            account_id=old.account_id, unit_id=new_id, role=role, title=title, group_name=old.group_name,
            symbol=old.symbol, valid_from=today,
        )  # fmt: skip
        old.valid_to = today - timedelta(days=1)
        session.add_all([old, new])
        session.flush()
        posts[old.id] = new.id or 0
    return posts


def follow(
    session: Session, posts: dict[int, int], new_id: int, today: date, now: datetime, all_of_it: bool
) -> list[str]:
    """What pointed to the old posts points to the new; powers end. Returns the keys of log-ins to look up anew.

    Of a split, what was issued stays with the unit that issued it, and so does looking it over.
    """
    keys = []
    pointers = [pointer for pointer in open_work.POINTERS if all_of_it or pointer.kind is not WorkKind.CHECKS]
    for old, new in posts.items():
        for pointer in pointers:
            ids = [row_id for row_id, _ in open_work.list_open(session, pointer, old)]
            if ids:
                open_work.give(session, pointer, ids, new, now)
        leaving.end_powers(session, leaving.list_powers(session, old, today), today)
        keys += leaving.leave_post(session, old)
    accounts = select(P.account_id).where(P.id.in_(posts))
    for table in (Certificate, SignatureImage):
        t: Any = table
        session.execute(update(t).where(t.account_id.in_(accounts)).values(unit_id=new_id))
    return keys


def redirect_recipients(session: Session, old_id: int, new_id: int) -> int:
    """Documents not yet issued go to the successor, each once; saved sets name it too."""
    r: Any = OutgoingRecipient
    unsent = select(O_.id).where(O_.status.in_(NOT_ISSUED))
    already = select(r.outgoing_id).where(r.unit_id == new_id)
    rows = session.scalars(select(r).where(r.unit_id == old_id, r.outgoing_id.in_(unsent))).all()
    both = set(session.scalars(already))
    for row in rows:
        if row.outgoing_id in both:
            session.delete(row)
            document = session.get_one(OutgoingDocument, row.outgoing_id)
            document.recipient_count -= 1
        else:
            row.unit_id = new_id
    s: Any = RecipientSetUnit
    named = set(session.scalars(select(s.set_id).where(s.unit_id == new_id)))
    for row in session.scalars(select(s).where(s.unit_id == old_id)).all():
        session.delete(row)
        if row.set_id not in named:
            session.add(RecipientSetUnit(set_id=row.set_id, unit_id=new_id))
    session.flush()
    return len(rows)


def close_books(session: Session, unit_id: int, year: int) -> None:
    """No number is given in these any more; what stands in them stays."""
    b: Any = Register
    session.execute(update(b).where(b.unit_id == unit_id, b.last_year.is_(None)).values(last_year=year))


def left_behind(session: Session, posts: list[int], old_id: int) -> list[str]:
    """Open rows of who goes whose document stays: they must be handed over first."""
    found = []
    for post in posts:
        for pointer in open_work.POINTERS:
            if pointer.kind is WorkKind.CHECKS:
                continue
            rows = open_work.list_open(session, pointer, post)
            subject, ids = open_work.subject_ids(session, pointer, [row_id for row_id, _ in rows])
            table = I_ if subject == "incoming" else O_
            if subject and ids:
                stays = select(table.id).where(table.id.in_(ids), table.unit_id == old_id)
                found += [text for _, text in rows[: len(session.scalars(stays).all())]]
            elif rows and not subject:
                found += [text for _, text in rows]
    return found
