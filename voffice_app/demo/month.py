"""The last month: every paper goes through the acts themselves, and some wait at each desk for the visitor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from voffice_app.actions import assigning, incoming
from voffice_app.actions.incoming import Fields
from voffice_app.demo.desk import WAY, Agenda, Desk
from voffice_app.demo.history import Historian
from voffice_app.demo.planner import Planner
from voffice_app.demo.plans import OutsidePaper, Plan
from voffice_app.demo.remarks import INSTRUCTIONS, PROGRESS, RESULTS
from voffice_app.demo.staff import Seat, Town
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.numbering import padded
from voffice_app.domain.people import Actor, Role


class Halt(IntEnum):
    """Where a paper stays lying at the schools the visitor is shown."""

    RECEIVED = 0
    REGISTERED = 1
    SUBMITTED = 2
    ASSIGNED = 3
    NOWHERE = 4


@dataclass
class Paper:
    """An outgoing document under way; its id is known once it is drafted."""

    plan: Plan
    id: int = 0
    halt: Halt = Halt.NOWHERE


class Month:
    """Plans the month's events on the agenda; each event, when it happens, plans what follows from it."""

    def __init__(self, town: Town, planner: Planner, desk: Desk, agenda: Agenda, historian: Historian) -> None:
        self.town, self.planner, self.desk, self.agenda = town, planner, desk, agenda
        self.hours, self.rng = planner.hours, planner.rng
        self.diligence = historian.diligence

    def ordinary(self, first: date, last: date, keyed: list[Seat], papers: float) -> None:
        """The everyday work between two days; `papers` of the office a working day."""
        for day in self.hours.working_days(first, last):
            if self.rng.random() < papers:
                self.send(self.planner.of_office(day), self.hours.at(day, 7 * 60 + 35, 10 * 60))
            for _ in range(self.rng.randint(1, 3)):
                paper = self.planner.from_outside(day)
                self.arrive(paper, self.hours.at(day, 7 * 60 + 40, 15 * 60))
            if self.rng.random() < 0.45 and keyed:
                plan = self.planner.of_school(self.rng.choice(keyed), day)
                self.send(plan, self.hours.at(day, 8 * 60, 10 * 60))

    def send(self, plan: Plan, moment: datetime, last_step: str = "issue", halt: Halt = Halt.NOWHERE) -> Paper:
        """Take a paper from draft to `last_step`, each step some minutes or hours after the one before."""
        paper = Paper(plan, halt=halt)
        for name in WAY[: WAY.index(last_step) + 1]:
            self.agenda.at(moment, lambda name=name: self._step(name, paper))  # type: ignore[misc]
            moment = self.hours.after(moment, 8, 45)
        return paper

    def _step(self, name: str, paper: Paper) -> None:
        if name == "draft":
            paper.id = self.desk.draft(paper.plan)
            return
        self.desk.step(name, paper.plan, paper.id)
        if name == "issue":
            self._received(paper)

    def _received(self, paper: Paper) -> None:
        """Every receiver deals with it in its own time."""
        sent, moment = self.desk.reference(paper.id), self.desk.office.db.clock()
        plan, seats = paper.plan, {seat.unit_id: seat for seat in self.town.seats()}
        fields = Fields(
            type_key=sent.type_key, code_number=padded(sent.number or 0), code_notation=sent.notation,
            issuing_body=plan.seat.unit.name, abstract=sent.abstract,
            issued_on=sent.issued_on, signed_on=sent.issued_on, signer_name=plan.signer.full_name,
            signer_title=plan.signer.title, subject_area=sent.subject_area, pages=1,
            urgency=sent.urgency, source=Source.VOFFICE,
        )  # fmt: skip
        for document_id, unit_id in self.desk.delivered(paper.id):
            seat = seats[unit_id]
            diligence = self.diligence.get(unit_id, 0.95)
            if paper.halt is not Halt.NOWHERE:
                self._halt(seat, document_id, fields, paper)
                continue
            late = self.rng.random() > 0.2 + 0.8 * diligence
            registered = self.hours.after(moment, *((1500, 3600) if late else (10, 230)))
            self.agenda.at(registered, lambda s=seat, d=document_id: self._register(s, d, fields))  # type: ignore[misc]
            self.work(seat, document_id, registered, diligence, plan.reply_due_on, plan.topic.symbol)

    def _halt(self, seat: Seat, document_id: int, fields: Fields, paper: Paper) -> None:
        """Go as far as the halt says, within the hour."""
        clerk, moment = seat.clerk, self.desk.office.db.clock()
        lead, due = self._lead(seat, paper.plan.topic.symbol), paper.plan.reply_due_on
        steps = (
            lambda: self._register(seat, document_id, fields),
            lambda: self.desk.act(clerk, incoming.submit, document_id),
            lambda: self.assign(seat, document_id, lead, due),
        )
        for minutes, step in enumerate(steps[: paper.halt], 1):
            self.agenda.at(moment + timedelta(minutes=minutes), step)

    def _register(self, seat: Seat, document_id: int, fields: Fields) -> None:
        self.desk.act(seat.clerk, incoming.register, document_id, fields)

    def arrive(self, paper: OutsidePaper, moment: datetime) -> None:
        """A paper from outside: straight to the clerk, or by way of somebody who received it."""
        office = self.town.office
        if paper.source is Source.MVP and self.rng.random() < 0.5:
            self.agenda.at(moment, lambda: self._archive(paper))
            return

        def come() -> None:
            document_id = self.receive(paper)
            diligence = 0.97 if paper.urgency is not Urgency.NORMAL else 0.88
            self.work(
                office, document_id, self.desk.office.db.clock(), diligence, paper.reply_due_on, paper.topic.symbol
            )

        self.agenda.at(moment, come)

    def receive(self, paper: OutsidePaper) -> int:
        """The clerk registers it with its file; returns its id."""
        clerk = self.town.office.clerk
        upload_id = self.desk.upload(clerk, paper.pdf(), paper.file_name)
        return self.desk.act(clerk, incoming.receive, fields_of(paper), (upload_id,))

    def _archive(self, paper: OutsidePaper) -> None:
        document_id = self.receive(paper)
        self.desk.act(self.town.office.clerk, incoming.archive_only, document_id)

    def work(
        self, seat: Seat, document_id: int, registered: datetime, diligence: float, asked_for: date | None, symbol: str
    ) -> None:
        """Submit, assign, report progress, complete: in time as often as the unit is diligent."""
        submitted = self.hours.after(registered, 4, 60)
        assigned = self.hours.after(submitted, 10, 240)
        lead = self._lead(seat, symbol)
        due = self._due(vietnam_date(assigned), asked_for)
        self.agenda.at(submitted, lambda: self.desk.act(seat.clerk, incoming.submit, document_id))
        self.agenda.at(assigned, lambda: self.assign(seat, document_id, lead, due))
        self.agenda.at(
            self.hours.after(assigned, 10, 300), lambda: self.desk.act(lead, assigning.mark_seen, document_id)
        )
        done = self._done(vietnam_date(assigned), due, diligence)
        if self.rng.random() < 0.3 and done - assigned > timedelta(hours=30):
            moment = min(self.hours.after(assigned, 300, 1400), done - timedelta(minutes=9))
            self.agenda.at(
                moment, lambda: self.desk.act(lead, assigning.record_progress, document_id, self.rng.choice(PROGRESS))
            )
        if self.rng.random() > 0.04 * (1 - diligence):
            self.agenda.at(
                max(done, assigned + timedelta(minutes=15)),
                lambda: self.desk.act(lead, assigning.complete, document_id, self.rng.choice(RESULTS)),
            )

    def assign(self, seat: Seat, document_id: int, lead: Actor, due: date | None) -> None:
        """The head assigns a lead, perhaps somebody in support."""
        others = [
            actor
            for role in (Role.DEPUTY, Role.OFFICER)
            for actor in seat.people.get(role, [])
            if actor.position_id != lead.position_id
        ]
        support = (self.rng.choice(others).position_id,) if others and self.rng.random() < 0.3 else ()
        wanted = assigning.Assignment(lead.position_id, support, (), self.rng.choice(INSTRUCTIONS), due)
        self.desk.act(seat.head, assigning.assign, document_id, wanted)

    def _lead(self, seat: Seat, symbol: str) -> Actor:
        deputies = seat.people.get(Role.DEPUTY, [])
        return (
            self.rng.choice(deputies)
            if deputies and self.rng.random() < 0.15
            else self.rng.choice(seat.drafters(symbol))
        )

    def _due(self, assigned: date, asked_for: date | None) -> date | None:
        calendar = self.hours.calendar
        if asked_for is not None:
            return max(calendar.on_or_after(asked_for), calendar.add(assigned, 1))
        return calendar.add(assigned, self.rng.randint(4, 8)) if self.rng.random() < 0.6 else None

    def _done(self, assigned: date, due: date | None, diligence: float) -> datetime:
        calendar = self.hours.calendar
        if due is None:
            return self.hours.at(calendar.add(assigned, self.rng.randint(1, 5)))
        if self.rng.random() < 0.25 + 0.74 * diligence:
            days = self.hours.working_days(assigned, due)[1:] or [due]
            return self.hours.at(self.rng.choice(days[-4:]))
        return self.hours.at(calendar.add(due, self.rng.randint(1, 5)))


def fields_of(paper: OutsidePaper, due_on: date | None = None) -> Fields:
    """What the clerk enters of a paper from outside."""
    head = paper.head
    return Fields(
        type_key=paper.topic.type_key, code_number=padded(paper.number), code_notation=paper.notation,
        issuing_body=head.body, abstract=paper.abstract, issued_on=paper.day, signed_on=paper.day,
        signer_name=head.signer_name, signer_title=head.signer_title, subject_area=paper.topic.area, pages=1,
        urgency=paper.urgency, source=paper.source, due_on=due_on,
    )  # fmt: skip
