"""Books being made into files, and finished ones, as the person who asked for them sees them."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from voffice_app.db.jobs import Job, JobState, find_job
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor

KIND = "export_book"
KEPT = timedelta(hours=24)
"""A finished file is there so long; afterwards the book is simply exported again."""
SHOWN = 8


def list_exports(session: Session, actor: Actor) -> list[Job]:
    """This position's latest exports, newest first."""
    query = select(Job).where(Job.kind == KIND, Job.position_id == actor.position_id)
    return list(session.exec(query.order_by(col(Job.id).desc()).limit(SHOWN)).all())


def find_export(session: Session, actor: Actor, job_id: int, now: datetime) -> Job:
    """A finished export of this position and nobody else's, IT included.

    Raises NotVisible, or Refused ``export_not_done``, ``export_expired``.
    """
    job = find_job(session, actor, job_id)
    if job is None or job.kind != KIND or job.position_id != actor.position_id:
        raise not_visible()
    if job.state is not JobState.DONE or job.done_at is None:
        raise refuse("export_not_done")
    if job.done_at + KEPT < now:
        raise refuse("export_expired")
    return job
