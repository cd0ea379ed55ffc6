"""A person's own notices: how many are unread, the newest first, read, and the kinds that are wanted."""

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from voffice_app.db.notices import Notice, NoticeChoice
from voffice_app.db.session import Tx
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Actor

MANY = 99
"""More unread ones than this are told as "99+"."""
PAGE = 30


def own_post(actor: Actor) -> int:
    """Whoever acts for somebody reads the own notices, not that person's."""
    return actor.acting_position_id or actor.position_id


def count_unread(session: Session, actor: Actor) -> int:
    """At most one more than :data:`MANY`."""
    some = select(Notice.id).where(Notice.position_id == own_post(actor), col(Notice.seen_at).is_(None))
    return int(session.exec(select(func.count()).select_from(some.limit(MANY + 1).subquery())).one())


def list_notices(session: Session, actor: Actor, before: int | None = None, limit: int = PAGE) -> list[Notice]:
    """The newest first, older than ``before``; one more than ``limit`` when there are more."""
    query = select(Notice).where(Notice.position_id == own_post(actor)).order_by(col(Notice.id).desc())
    if before is not None:
        query = query.where(col(Notice.id) < before)
    return list(session.exec(query.limit(limit + 1)).all())


def list_off(session: Session, actor: Actor) -> set[str]:
    """Kinds this person wants no notices of."""
    return set(session.exec(select(NoticeChoice.kind).where(NoticeChoice.position_id == own_post(actor))).all())


def mark_read(tx: Tx, notice_id: int | None = None) -> None:
    """One of the acting person's own notices, or all of them."""
    mine = update(Notice).where(col(Notice.position_id) == own_post(tx.actor), col(Notice.seen_at).is_(None))
    if notice_id is not None:
        mine = mine.where(col(Notice.id) == notice_id)
    tx.session.exec(mine.values(seen_at=tx.now))


def mark_subject_read(tx: Tx, subject: str, subject_id: int) -> None:
    """Who opened the document needs no notice of it any more."""
    tx.session.exec(
        update(Notice)
        .where(col(Notice.position_id) == own_post(tx.actor), col(Notice.seen_at).is_(None))
        .where(col(Notice.subject) == subject, col(Notice.subject_id) == subject_id)
        .values(seen_at=tx.now)
    )


def choose(tx: Tx, kind: NoticeKind, wanted: bool) -> None:
    """Switch a kind on or off for the acting person; twice is once."""
    row = tx.session.get(NoticeChoice, (own_post(tx.actor), str(kind)))
    if wanted and row is not None:
        tx.session.delete(row)
    elif not wanted and row is None:
        tx.session.add(NoticeChoice(position_id=own_post(tx.actor), kind=kind))
