"""The months before the last one: papers that went their way on paper and V-Office, entered as finished rows."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.demo.hours import Hours
from voffice_app.demo.lives import Biographer
from voffice_app.demo.planner import Planner
from voffice_app.demo.plans import OutsidePaper, Plan
from voffice_app.demo.rows import IncomingRow, Life, entry
from voffice_app.demo.staff import Seat, Town
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.numbering import padded
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor

S = OutgoingStatus
ON_PAPER = "Ký, đóng dấu trên bản giấy; bản điện tử gửi kèm"
_WAY = (
    ("draft", "", S.DRAFT), ("initial", S.DRAFT, S.DRAFT), ("submit", S.DRAFT, S.SUBMITTED),
    ("approve", S.SUBMITTED, S.APPROVED), ("accept_format", S.APPROVED, S.FORMAT_CHECKED),
    ("assign_number", S.FORMAT_CHECKED, S.NUMBERED), ("sign", S.NUMBERED, S.LEADER_SIGNED),
    ("seal", S.LEADER_SIGNED, S.SEALED), ("issue", S.SEALED, S.ISSUED),
)  # fmt: skip


@dataclass
class Issued:
    """A paper that was issued, with the acts that led there."""

    plan: Plan
    document: OutgoingDocument
    acts: list[dict[str, Any]]
    pdf_key: str
    lives: list[Life] = field(default_factory=list)


STILL_TO_CHECK, CHECKED_AFTER = timedelta(days=2), timedelta(minutes=40)
"""Drafters have looked over what was issued, but for the last days (QC 7.2.3)."""


@dataclass
class History:
    """Everything that will be stored. Keys are positions in these lists until ids are known."""

    issued: list[Issued] = field(default_factory=list)
    arrived: list[Life] = field(default_factory=list)
    papers: dict[str, Plan | OutsidePaper] = field(default_factory=dict)

    def lives(self) -> list[Life]:
        return [life for paper in self.issued for life in paper.lives] + self.arrived


class Historian:
    """Writes the history from `first` to the day of `closing`, as it stands at `now`."""

    def __init__(self, town: Town, planner: Planner, hours: Hours, closing: datetime, now: datetime) -> None:
        self.town, self.planner, self.hours, self.rng = town, planner, hours, hours.rng
        self.biographer = Biographer(hours, closing, now)
        self.closing = closing
        self.diligence = {seat.unit_id: 1 - self.rng.betavariate(1.4, 6) for seat in town.schools}
        self.history = History()
        self._keys = count(1)

    def tell(self, first: date, office_papers: float, outside_papers: float, school_papers: float) -> History:
        """So many papers a working day of each kind."""
        for day in self.hours.working_days(first, vietnam_date(self.closing)):
            for _ in range(self._how_many(office_papers)):
                self._issue(self.planner.of_office(day))
            for _ in range(self._how_many(school_papers)):
                self._issue(self.planner.of_school(self.rng.choice(self.town.schools), day))
            for _ in range(self._how_many(outside_papers)):
                self._arrive(self.planner.from_outside(day))
        self._number()
        return self.history

    def _how_many(self, mean: float) -> int:
        """A whole number whose mean this is."""
        return int(mean) + (self.rng.random() < mean - int(mean))

    def _issue(self, plan: Plan, *, answers: bool = True) -> Issued | None:
        """The paper's way from draft to issue; None when it would not be finished before the history closes."""
        moments = self._moments(plan.day)
        if moments[-1] > self.closing - timedelta(minutes=120):
            return None
        actors = self._actors(plan)
        acts = [
            entry(actor, moment, act, "outgoing", before, after, ON_PAPER if act in ("sign", "seal") else "")
            for (act, before, after), moment, actor in zip(_WAY, moments, actors, strict=True)
        ]
        key = self._file(plan)
        document = self._document(plan, moments)
        if moments[-1] < self.closing - STILL_TO_CHECK:
            document.checked_at = moments[-1] + CHECKED_AFTER
            acts.append(entry(plan.drafter, document.checked_at, "check_issued", "outgoing", S.ISSUED, S.ISSUED, ""))
        issued = Issued(plan, document, acts, key)
        self.history.issued.append(issued)
        for seat in plan.recipients:
            self._deliver(issued, seat, moments[-1], key, answers)
        return issued

    def _moments(self, day: date) -> list[datetime]:
        after = self.hours.after
        draft = self.hours.at(day, 7 * 60 + 35, 11 * 60)
        found = [draft, after(draft, 5, 20)]
        for least, most in ((10, 60), (20, 240), (10, 60), (3, 15), (15, 180), (5, 60), (1, 10)):
            found.append(after(found[-1], least, most))
        return found

    def _actors(self, plan: Plan) -> list[Actor]:
        d, s, c = plan.drafter, plan.signer, plan.seat.clerk
        return [d, d, d, s, c, c, s, c, c]

    def _document(self, plan: Plan, moments: list[datetime]) -> OutgoingDocument:
        numbered = moments[5]
        return OutgoingDocument(
            unit_id=plan.seat.unit_id, register_id=plan.seat.outgoing_register, status=S.ISSUED,
            type_key=plan.topic.type_key, notation=plan.notation, year=vietnam_date(numbered).year,
            issued_on=vietnam_date(numbered), abstract=plan.abstract, subject_area=plan.topic.area,
            drafter_position_id=plan.drafter.position_id, signer_position_id=plan.signer.position_id,
            initialed=True, imprinted=True, recipient_count=len(plan.recipients), reply_due_on=plan.reply_due_on,
            also_paper=True, created_at=moments[0], changed_at=moments[-1], numbered_at=numbered, issued_at=moments[-1],
        )  # fmt: skip

    def _deliver(self, issued: Issued, seat: Seat, moment: datetime, key: str, answers: bool) -> None:
        plan, sent = issued.plan, issued.document
        document = IncomingRow(
            unit_id=seat.unit_id, register_id=seat.incoming_register, arrived_on=vietnam_date(moment),
            arrived_at=moment, register_due_on=vietnam_date(moment), type_key=sent.type_key,
            code_notation=sent.notation, issuing_body=plan.seat.unit.name, issued_on=sent.issued_on,
            signed_on=sent.issued_on, signer_name=plan.signer.full_name, signer_title=plan.signer.title,
            abstract=sent.abstract, subject_area=sent.subject_area, source=Source.VOFFICE, pages=1,
        )  # fmt: skip
        life = Life(seat, document, [], [], key)
        issued.lives.append(life)
        diligence = self.diligence.get(seat.unit_id, 0.92)
        self.biographer.tell(life, diligence, plan.reply_due_on, plan.topic.symbol)
        if answers and plan.reply_due_on and document.completed_on and self.rng.random() < 0.02:
            self._answer(life, plan)

    def _answer(self, life: Life, asked: Plan) -> None:
        """The school answers with a report of its own, issued before it marks the document as done."""
        day = self.hours.days_ago(life.document.completed_on or asked.day, 1)
        if day <= (life.document.registered_on or day):
            return
        before = len(self.history.issued)
        report = self._issue(self.planner.answer(life.seat, asked, day), answers=False)
        if report and (report.document.issued_on or day) <= (life.document.completed_on or day):
            life.answer_key = before

    def _arrive(self, paper: OutsidePaper) -> None:
        """A paper from outside reaches the office's clerk."""
        office = self.town.office
        moment = self.hours.at(self.hours.calendar.on_or_after(paper.day + timedelta(days=self.rng.randint(0, 2))))
        if moment > self.closing - timedelta(minutes=120):
            return
        head = paper.head
        document = IncomingRow(
            unit_id=office.unit_id, register_id=office.incoming_register, arrived_on=vietnam_date(moment),
            arrived_at=moment, register_due_on=vietnam_date(moment), type_key=paper.topic.type_key,
            code_number=padded(paper.number), code_notation=paper.notation, issuing_body=head.body,
            issued_on=paper.day, signed_on=paper.day, signer_name=head.signer_name, signer_title=head.signer_title,
            abstract=paper.abstract, subject_area=paper.topic.area, urgency=paper.urgency, source=paper.source, pages=1,
            received_by_position_id=office.clerk.position_id,
        )  # fmt: skip
        life = Life(office, document, [], [], self._file(paper))
        self.history.arrived.append(life)
        if paper.source is Source.MVP and self.rng.random() < 0.5:
            self.biographer.archive(life)
        else:
            diligence = 0.97 if paper.urgency is not Urgency.NORMAL else 0.9
            self.biographer.tell(life, diligence, paper.reply_due_on, paper.topic.symbol)

    def _file(self, paper: Plan | OutsidePaper) -> str:
        key = str(next(self._keys))
        self.history.papers[key] = paper
        return key

    def _number(self) -> None:
        """Numbers in the order of time, from 1 in every register and year, without a gap."""
        last: dict[tuple[int, int], int] = defaultdict(int)
        for issued in sorted(self.history.issued, key=lambda one: one.document.numbered_at or self.closing):
            sent = issued.document
            book = (sent.register_id, sent.year or 0)
            last[book] += 1
            sent.number = last[book]
            for act in issued.acts[5:]:
                if act["act"] in ("assign_number", "issue"):
                    act["facts"] = {"reference": sent.reference, "recipients": len(issued.lives)}
            for life in issued.lives:
                life.document.code_number = padded(sent.number)
        for life in sorted(self.history.lives(), key=lambda one: one.document.registered_at or self.closing):
            book = (life.document.register_id or 0, life.document.arrival_year or 0)
            last[book] += 1
            life.document.arrival_number = last[book]
            life.acts[0]["facts"] = {"arrival_number": last[book]}
