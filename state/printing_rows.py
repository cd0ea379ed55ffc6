"""Exports and print-outs as their screens show them. No database, no clock."""

from dataclasses import dataclass
from datetime import datetime

from voffice_app.db.exports import KEPT
from voffice_app.db.jobs import Job, JobState
from voffice_app.db.paper_prints import PrintRow
from voffice_app.words import moment, number, sentence
from voffice_app.words import printing as words

RUNNING = (JobState.WAITING, JobState.DOING)


@dataclass(frozen=True)
class ExportLine:
    """One export: how far it is, or where its file is."""

    id: int
    title: str
    made: str
    state: str
    tone: str
    running: bool
    percent: int
    progress: str
    href: str
    reason: str


@dataclass(frozen=True)
class PrintLine:
    """One print-out of the log."""

    code: str
    href: str
    what: str
    who: str
    at: str
    size: str


def export_line(job: Job, now: datetime) -> ExportLine:
    order, done = job.payload, job.result or {}
    expired = job.done_at is not None and job.done_at + KEPT < now
    ready = job.state is JobState.DONE and not expired
    kind = "PDF" if order["form"] == "pdf" else "Excel"
    return ExportLine(
        id=job.id or 0, title=str(done.get("title") or f"{words.BOOK[order['book']]} năm {order['year']}"),
        made=f"{kind} · {moment(job.created_at)}", state=words.EXPIRED if expired else words.JOB[job.state],
        tone="" if expired else words.TONE[job.state], running=job.state in RUNNING,
        percent=100 * job.done_count // job.total_count if job.total_count else 0, progress=_progress(job),
        href=f"/api/exports/{job.id}" if ready else "",
        reason=sentence(job.last_error, {}) if job.last_error and job.state is not JobState.DONE else _size(done),
    )  # fmt: skip


def _progress(job: Job) -> str:
    if not job.total_count:
        return "Đang chuẩn bị"
    return f"{number(job.done_count)} / {number(job.total_count)} dòng"


def _size(done: dict[str, object]) -> str:
    if not done:
        return ""
    rows, pages = int(str(done["rows"])), int(str(done["pages"]))
    return f"{number(rows)} dòng" + (f", {number(pages)} trang" if str(done["name"]).endswith("pdf") else "")


def print_line(row: PrintRow) -> PrintLine:
    copies = f" × {row.copies} bản" if row.copies > 1 else ""
    stamped = ", đóng dấu treo" if row.stamped else ""
    who = f"{row.title} {row.full_name}" if row.full_name else "Hệ thống"
    size = f"{number(row.pages)} trang{copies}{stamped}"
    return PrintLine(row.code, f"/tra-cuu/{row.code}", row.what, who, moment(row.printed_at), size)
