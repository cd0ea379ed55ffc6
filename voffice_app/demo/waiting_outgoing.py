"""Outgoing papers on every desk when the visitor comes, at the office and at the first school."""

from dataclasses import replace

from voffice_app.actions import outgoing
from voffice_app.demo.letterheads import AUDIENCE
from voffice_app.demo.month import Halt, Paper
from voffice_app.demo.plans import Plan
from voffice_app.demo.staff import Seat
from voffice_app.demo.topics import SOME
from voffice_app.demo.waiting import Waiting
from voffice_app.domain.people import Actor, Role

_STOPS = (
    ("draft", 1), ("initial", 2), ("submit", 4), ("approve", 3), ("accept_format", 2), ("assign_number", 3),
    ("sign", 2), ("seal", 1),
)  # fmt: skip
_SCHOOL_STOPS = ("submit", "approve", "accept_format", "assign_number", "sign")


class OutgoingDesks(Waiting):
    """Papers stopped before each step of their way."""

    def fill(self, school: Seat) -> None:
        self.outgoing(school)
        self.at_schools()

    def outgoing(self, school: Seat) -> None:
        """Papers stopped before each step; returned ones; a cancelled one."""
        for stop, count in _STOPS:
            for index in range(count):
                plan = self._of_office(self._signer(stop, index))
                self.month.send(plan, self.morning(), stop)
        for stop in _SCHOOL_STOPS:
            self.month.send(self.month.planner.of_school(school, self.day), self.morning(), stop)
        self._then(
            "submit", outgoing.send_back, "Bổ sung căn cứ và thời hạn báo cáo tại mục 3 rồi trình lại.", "signer"
        )
        self._then("approve", outgoing.return_format, "Nơi nhận chưa đúng quy định, đề nghị sửa lại.", "clerk")
        self._then(
            "accept_format", outgoing.cancel, "Nội dung đã có trong kế hoạch chung, không ban hành riêng.", "head"
        )
        self._then("assign_number", outgoing.cancel, "Trùng nội dung với văn bản của huyện, hủy số đã cấp.", "head")

    def at_schools(self) -> None:
        """The first schools find papers of the office at each of their desks, one of them due today."""
        town = self.month.town
        for halt in (Halt.RECEIVED, Halt.RECEIVED, Halt.REGISTERED, Halt.SUBMITTED, Halt.SUBMITTED, Halt.ASSIGNED):
            plan = self._of_office(self.office.head)
            due = self.today if halt is Halt.ASSIGNED else plan.reply_due_on
            plan = replace(plan, recipients=tuple(town.schools[:6]), reply_due_on=due, addressee=AUDIENCE[SOME])
            self.month.send(plan, self.morning(), "issue", halt)

    def _signer(self, stop: str, index: int) -> Actor:
        leaders = [self.office.head, *self.office.people[Role.DEPUTY]]
        return leaders[index % len(leaders)]

    def _of_office(self, signer: Actor) -> Plan:
        return replace(self.month.planner.of_office(self.day), signer=signer)

    def _then(self, stop: str, do: object, comment: str, who: str) -> None:
        """After a step, the signer, the clerk or the head stops the paper with a comment."""
        plan = self._of_office(self.office.people[Role.DEPUTY][0])
        actor = {"signer": plan.signer, "clerk": self.office.clerk, "head": self.office.head}[who]
        paper: Paper = self.month.send(plan, self.morning(), stop)
        self.agenda.at(self.evening(), lambda: self.desk.act(actor, do, paper.id, comment))  # type: ignore[arg-type]
