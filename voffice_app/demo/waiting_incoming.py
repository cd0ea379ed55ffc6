"""Incoming papers on every desk of the office when the visitor comes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from voffice_app.actions import assigning, incoming, voiding
from voffice_app.actions.incoming import Intake
from voffice_app.demo.month import fields_of
from voffice_app.demo.waiting import Waiting
from voffice_app.demo.waiting_work import WorkDesks
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.people import Actor, Role

_NOTES = (
    (Source.EMAIL, "Thư điện tử của Sở Giáo dục và Đào tạo về tập huấn phần mềm, kèm tệp; gửi văn thư vào sổ."),
    (Source.WEBSITE, "Công văn tải từ Trang thông tin điện tử của huyện, đề nghị văn thư xem và vào sổ."),
    (Source.PAPER, "Bản giấy nhận tại buổi họp giao ban, đã chụp kèm theo."),
)
_WRONG = "Nhập nhầm văn bản gửi Phòng Nội vụ; bản giấy đã chuyển trả."


class IncomingDesks(Waiting):
    """Papers in every state, some due today, some overdue."""

    def fill(self) -> None:
        self.arrivals()
        self.assigned()

    def arrivals(self) -> None:
        """In the clerk's hands: not registered, registered, submitted, archived, passed on, returned."""
        for source, note in _NOTES:
            self._pass_to_clerk(source, note, self.noon())
        self._follow(lambda i: self.desk.act(self.office.clerk, incoming.return_intake, i, "Văn bản gửi nhầm cơ quan."))
        for _ in range(2):
            receiver = self.rng.choice(self.office.people[Role.OFFICER])
            self._follow(lambda i, r=receiver: self.desk.act(self.office.clerk, incoming.pass_on, i, r.position_id))
        for moment in (None, None, *(self.hours.at(self.today, 455, 500) for _ in range(2) if self.is_open())):
            self._receive(Source.EMAIL, Urgency.NORMAL, moment=moment)
        for urgency in (Urgency.NORMAL, Urgency.NORMAL, Urgency.URGENT, Urgency.EXPRESS):
            self._receive(Source.PAPER, urgency, incoming.submit)
        for _ in range(2):
            self._receive(Source.MVP, Urgency.NORMAL, incoming.archive_only)
        self._receive(Source.PAPER, Urgency.NORMAL, lambda tx, i: voiding.void_entry(tx, i, _WRONG))

    def assigned(self) -> None:
        """In the officers' hands: due today, overdue, soon due, returned to the head, given to others, reopened."""
        officers = self.office.people[Role.OFFICER]
        overdue = (self.hours.days_ago(self.today, n) for n in (1, 2, 3, 5))
        soon = (self.hours.calendar.add(self.today, n) for n in (1, 2, 4))
        for index, due in enumerate((self.today, self.today, self.today, *overdue, *soon)):
            self._assigned(officers[0] if index % 3 == 0 else self.rng.choice(officers), due)
        self.work()
        self._assigned(officers[0], None, self._give_back)
        self._assigned(officers[1], self.hours.calendar.add(self.today, 3), self._give_to_another)
        self._assigned(officers[2], self.hours.calendar.add(self.today, 3), self._reopen)

    def work(self) -> None:
        """Chains, requests for time and opinions under way."""
        desks = WorkDesks(self.desk, self.office, self.hours.calendar)
        deputy, officers = self.office.people[Role.DEPUTY][0], self.office.people[Role.OFFICER]
        soon, later = (self.hours.calendar.add(self.today, n) for n in (2, 4))
        self.agenda.at(self.morning(), desks.keep_words)
        for lead, due, then in (
            (deputy, later, desks.onward), (deputy, soon, desks.onward_late), (officers[1], soon, desks.more_time),
            (officers[0], self.today, desks.more_time), (officers[2], soon, desks.refused_time),
            (officers[1], later, desks.asked),
        ):  # fmt: skip
            self._assigned(lead, due, then)

    def _pass_to_clerk(self, source: Source, note: str, moment: datetime) -> dict[str, int]:
        officer, found = self.rng.choice(self.office.people[Role.OFFICER]), {"id": 0}

        def give() -> None:
            pdf = self.month.planner.from_outside(self.day).pdf()
            uploads = (self.desk.upload(officer, pdf, "tep-kem-theo.pdf"),)
            found["id"] = self.desk.act(officer, incoming.pass_to_clerk, Intake(source, note, uploads))

        self.agenda.at(moment, give)
        return found

    def _follow(self, do: object) -> None:
        found = self._pass_to_clerk(Source.PAPER, "Bì thư gửi đích danh, chuyển văn thư xem.", self.morning())
        self.agenda.at(self.noon(), lambda: do(found["id"]))  # type: ignore[operator]

    def _receive(self, source: Source, urgency: Urgency, then: object = None, moment: datetime | None = None) -> None:
        paper = replace(self.month.planner.from_outside(self.day), source=source, urgency=urgency)

        def come() -> None:
            document_id = self.month.receive(paper)
            if then is not None:
                self.desk.act(self.office.clerk, then, document_id)  # type: ignore[arg-type]

        self.agenda.at(moment or self.noon(), come)

    def _assigned(self, lead: Actor, due: date | None, then: object = None) -> None:
        """Registered and assigned some days ago, the lead at work since."""
        day = self.hours.days_ago(min(self.today, due or self.today), 4)
        paper = replace(self.month.planner.from_outside(day), source=Source.PAPER)
        found = {"id": 0}

        def come() -> None:
            clerk = self.office.clerk
            upload_id = self.desk.upload(clerk, paper.pdf(), paper.file_name)
            found["id"] = self.desk.act(clerk, incoming.receive, fields_of(paper, due), (upload_id,))
            self.desk.act(clerk, incoming.submit, found["id"])

        start = self.hours.at(day, 8 * 60, 9 * 60)
        self.agenda.at(start, come)
        self.agenda.at(start + timedelta(minutes=50), lambda: self.month.assign(self.office, found["id"], lead, due))
        if then is None and self.rng.random() < 0.6:
            self.agenda.at(start + timedelta(minutes=200), lambda: self._progress(lead, found["id"]))
        if then is not None:
            self.agenda.at(start + timedelta(minutes=240), lambda: then(lead, found["id"]))  # type: ignore[operator]

    def _progress(self, lead: Actor, document_id: int) -> None:
        self.desk.act(lead, assigning.mark_seen, document_id)
        comment = "Đã nghiên cứu, đang lấy số liệu từ các trường."
        self.desk.act(lead, assigning.record_progress, document_id, comment)

    def _give_back(self, lead: Actor, document_id: int) -> None:
        comment = "Nội dung thuộc bộ phận Tổ chức cán bộ, đề nghị phân công lại."
        self.desk.act(lead, assigning.return_assignment, document_id, comment)

    def _give_to_another(self, lead: Actor, document_id: int) -> None:
        other = next(a for a in self.office.people[Role.OFFICER] if a.position_id != lead.position_id)
        wanted = assigning.Assignment(other.position_id, (lead.position_id,), (), "Tiếp tục xử lý.", None)
        self.desk.act(self.office.head, assigning.reassign, document_id, wanted, "Điều chỉnh theo phân công mới.")

    def _reopen(self, lead: Actor, document_id: int) -> None:
        self.desk.act(lead, assigning.complete, document_id, "Đã trả lời bằng điện thoại.")
        self.desk.act(self.office.head, assigning.reopen, document_id, "Cần trả lời bằng văn bản.")
