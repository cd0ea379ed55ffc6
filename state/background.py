"""IT's screen of background work: the archive folder, the mail server, and every job that is not done."""

from dataclasses import dataclass

import reflex as rx

from state.base import Office
from voffice_app.actions import archiving, working
from voffice_app.db.archive_copies import FolderState, folder_state, list_wrong
from voffice_app.db.jobs import Job, JobState, count_jobs, list_open
from voffice_app.db.mail import MailState, count_mail
from voffice_app.house import office
from voffice_app.policy import secured
from voffice_app.words import background as words
from voffice_app.words import moment, number, sentence

TONE = {JobState.WAITING: "amber", JobState.DOING: "blue", JobState.FAILED: "red"}


@dataclass(frozen=True)
class JobLine:
    """One job that is not done; whose document it is about is not IT's to read."""

    id: int
    kind: str
    state: str
    tone: str
    progress: str
    reason: str
    next_try: str
    may_retry: bool


@dataclass(frozen=True)
class WrongLine:
    """One document whose folder is not as it was written."""

    id: int
    reference: str
    unit: str
    reason: str


def line(job: Job) -> JobLine:
    doing = job.state is JobState.DOING
    progress = f"{number(job.done_count)}/{number(job.total_count)}" if job.total_count else ""
    return JobLine(
        job.id or 0, words.KIND.get(job.kind, words.OTHER_KIND), words.STATE[job.state], TONE[job.state], progress,
        sentence(job.last_error, {}) if job.last_error else "",
        moment(job.next_try_at) if job.state is JobState.WAITING else "", not doing,
    )  # fmt: skip


class Background(Office):
    """Read anew after each press."""

    folder: str = ""
    folder_at: str = ""
    folder_well: bool = True
    mail: str = ""
    mail_counted: str = ""
    mail_well: bool = True
    counted: str = ""
    jobs: list[JobLine] = []
    wrong: list[WrongLine] = []
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        """Everything on the page."""
        self._tell_folder(await self._read(folder_state))
        await self._tell_mail()
        backlog = await self._read(count_jobs)
        self.counted = words.JOBS_COUNTED.format(
            waiting=number(backlog.waiting), doing=number(backlog.doing), failed=number(backlog.failed)
        )
        self.jobs = [line(job) for job in await self._read(list_open)]
        rows = await self._read(list_wrong)
        self.wrong = [WrongLine(row.outgoing_id, row.reference, row.unit, sentence(row.wrong)) for row in rows]
        self.looked = True

    @rx.event
    @secured("admin")
    async def retry(self, job_id: int) -> None:
        """Have one job tried at once."""
        await self._act(working.retry, job_id)
        await self.look()
        self._say("Đã cho làm lại; hệ thống bắt đầu trong vài giây.", "done")

    @rx.event
    @secured("admin")
    async def repair(self, document_id: int) -> None:
        """Have one document written anew; what differs is set aside."""
        await self._act(archiving.repair, document_id)
        await self.look()
        self._say("Đã xếp việc chép lại; tệp khác lúc ghi được giữ bên cạnh để xem xét.", "done")

    def _tell_folder(self, found: FolderState) -> None:
        size = f"{found.size_bytes / 1024**2:,.1f} MB".replace(",", " ").replace(".", ",")
        self.folder = words.FOLDER.format(
            kept=number(found.kept), issued=number(found.issued), wrong=number(found.wrong), size=size
        )
        times = {"written": found.written_at, "checked": found.checked_at}
        told = {name: moment(at) if at else words.NEVER for name, at in times.items()}
        self.folder_at = words.FOLDER_AT.format(folder=office().archive_folder, **told)
        self.folder_well = found.wrong == 0 and found.kept >= found.issued

    async def _tell_mail(self) -> None:
        post, counts = office().post, await self._read(count_mail)
        self.mail = words.MAIL_SET.format(host=post.host, sender=post.sender) if post else words.MAIL_UNSET
        self.mail_counted = words.MAIL_COUNTED.format(**{state: number(count) for state, count in counts.items()})
        self.mail_well = post is not None and counts[MailState.FAILED] + counts[MailState.UNSURE] == 0
