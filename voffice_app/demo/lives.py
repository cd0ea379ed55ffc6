"""The life of one incoming document as it went in the past: registered, assigned, worked on, done in time or late."""

from datetime import date, datetime, timedelta

from voffice_app.db.incoming import NO_DUE
from voffice_app.demo.hours import Hours
from voffice_app.demo.remarks import INSTRUCTIONS, PROGRESS, RESULTS
from voffice_app.demo.rows import Life, entry
from voffice_app.demo.staff import Seat
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.deadlines import register_due
from voffice_app.domain.incoming import AssignmentKind, IncomingStatus
from voffice_app.domain.people import Actor, Role

S = IncomingStatus


class Biographer:
    """Tells lives up to `now`. Everything is registered before `closing`, when the acts themselves take over."""

    def __init__(self, hours: Hours, closing: datetime, now: datetime) -> None:
        self.hours, self.rng = hours, hours.rng
        self.closing, self.now = closing, now

    def tell(self, life: Life, diligence: float, asked_for: date | None, area_symbol: str = "") -> None:
        """Let the document go its way at a unit that does its work in time as often as `diligence` says."""
        document = life.document
        document.register_due_on = register_due(document.arrived_on, document.urgency, self.hours.calendar)
        registered = self._register(life, diligence)
        submitted = self._step(life, "submit", life.seat.clerk, self.hours.after(registered, 4, 50), S.SUBMITTED)
        assigned = self.hours.after(submitted, 10, 200)
        lead = self._assign(life, assigned, asked_for, area_symbol)
        done = self._done(assigned, document.due_on, diligence)
        if self.rng.random() < 0.3 and done - assigned > timedelta(hours=26):
            moment = min(self.hours.after(assigned, 60, 1200), done - timedelta(minutes=5))
            self._step(life, "record_progress", lead, moment, S.IN_PROGRESS, self.rng.choice(PROGRESS))
        if done <= self.now and self.rng.random() > 0.035 * (1 - diligence):
            self.complete(life, lead, done)

    def complete(self, life: Life, lead: Actor, done: datetime) -> None:
        life.document.result, life.document.completed_on = self.rng.choice(RESULTS), vietnam_date(done)
        self._step(life, "complete", lead, done, S.COMPLETED, life.document.result)

    def archive(self, life: Life) -> None:
        """Already assigned on MVP: registered and kept (QC 6.1.2)."""
        life.document.register_due_on = register_due(
            life.document.arrived_on, life.document.urgency, self.hours.calendar
        )
        registered = self._register(life, 1.0)
        self._step(life, "archive_only", life.seat.clerk, self.hours.after(registered, 2, 20), S.ARCHIVED_ONLY)

    def _register(self, life: Life, diligence: float) -> datetime:
        document = life.document
        if self.rng.random() < 0.2 + 0.8 * diligence:
            moment = self.hours.after(document.arrived_at, 10, 230)
        else:
            late = self.hours.calendar.add(document.register_due_on, self.rng.randint(1, 3))
            moment = self.hours.at(late)
        moment = min(moment, self.closing - timedelta(minutes=self.rng.randint(1, 90)))
        moment = max(moment, document.arrived_at + timedelta(seconds=30))
        document.registered_at, document.registered_on = moment, vietnam_date(moment)
        document.arrival_year = document.registered_on.year
        return self._step(life, "register", life.seat.clerk, moment, S.REGISTERED)

    def _assign(self, life: Life, moment: datetime, asked_for: date | None, symbol: str) -> Actor:
        document, head, today = life.document, life.seat.head, vietnam_date(moment)
        due = self.hours.calendar.on_or_after(asked_for) if asked_for else None
        if due is None and self.rng.random() < 0.6:
            due = self.hours.calendar.add(today, self.rng.randint(4, 9))
        if due is None and life.seat.due_days:
            due = self.hours.calendar.add(today, life.seat.due_days)
        if due is not None and due < today:
            due = self.hours.calendar.add(today, 2)
        document.due_on, document.due_sort = due, due or NO_DUE
        people = self._people(life.seat, symbol)
        document.lead_position_id, document.instruction = people[0][0].position_id, self.rng.choice(INSTRUCTIONS)
        life.assignments = [
            {
                "incoming_id": 0, "position_id": person.position_id, "kind": kind, "due_on": due,
                "assigned_by": head.position_id, "assigned_at": moment, "seen_at": self._seen(moment),
            }
            for person, kind in people
        ]  # fmt: skip
        told = {str(kind): [p.full_name for p, k in people if k is kind] for kind in AssignmentKind}
        facts = {**told, "instruction": document.instruction, "due_on": str(due or "")}
        self._step(life, "assign", head, moment, S.ASSIGNED, facts=facts)
        return people[0][0]

    def _people(self, seat: Seat, symbol: str) -> list[tuple[Actor, AssignmentKind]]:
        """A lead, perhaps somebody in support, perhaps a deputy for information."""
        leads = seat.drafters(symbol)
        others = [*seat.people.get(Role.DEPUTY, []), *seat.people.get(Role.OFFICER, []), *seat.people[Role.CLERK]]
        lead = self.rng.choice(leads) if self.rng.random() < 0.8 else self.rng.choice(others)
        rest = [person for person in others if person is not lead]
        found = [(lead, AssignmentKind.LEAD)]
        if rest and self.rng.random() < 0.3:
            found.append((rest.pop(self.rng.randrange(len(rest))), AssignmentKind.SUPPORT))
        if rest and self.rng.random() < 0.25:
            found.append((rest.pop(0), AssignmentKind.INFO))
        return found

    def _seen(self, assigned: datetime) -> datetime | None:
        seen = self.hours.after(assigned, 15, 400)
        return seen if seen <= self.now else None

    def _done(self, assigned: datetime, due: date | None, diligence: float) -> datetime:
        today = vietnam_date(assigned)
        if due is None:
            return self.hours.at(self.hours.calendar.add(today, self.rng.randint(1, 6)))
        if self.rng.random() < 0.25 + 0.74 * diligence:
            days = self.hours.working_days(today, due)[1:] or [due]
            return max(self.hours.at(self.rng.choice(days[-4:])), self.hours.after(assigned, 20, 60))
        return self.hours.at(self.hours.calendar.add(due, self.rng.randint(1, 6)))

    def _step(
        self, life: Life, act: str, actor: Actor, moment: datetime, target: IncomingStatus, comment: str = "",
        facts: dict[str, object] | None = None,
    ) -> datetime:  # fmt: skip
        """Move the document, unless the moment has not come yet."""
        if moment <= self.now:
            life.acts.append(entry(actor, moment, act, "incoming", life.document.status, target, comment, facts))
            life.document.status = target
        return moment
