"""IT is told when the archive folder cannot be written or is not what was written: once a day for each kind."""

from datetime import timedelta

from sqlmodel import col, select

from voffice_app.db.notices import Notice, posts_with, tell
from voffice_app.db.people import list_units
from voffice_app.db.session import Tx
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role, UnitKind

SUBJECT = "job"


def tell_it(tx: Tx, kind: NoticeKind, job_id: int) -> None:
    """Everybody of the office's IT; nothing when they were told within a day."""
    recent = select(Notice.id).where(Notice.kind == kind, col(Notice.at) > tx.now - timedelta(days=1))
    if tx.session.exec(recent).first() is not None:
        return
    offices = [unit.id or 0 for unit in list_units(tx.session, UnitKind.OFFICE)]
    for posts in posts_with(tx.session, offices, Role.IT).values():
        tell(tx, kind, posts, SUBJECT, job_id)
