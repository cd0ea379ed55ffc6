"""Doing things in the demonstration exactly as people do them: through the acts, at a moment of the past."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from signing.pin import Pin
from voffice_app.actions import imprinting, issuing, outgoing, placing, signing
from voffice_app.actions.office import Office
from voffice_app.db.files import Upload
from voffice_app.db.incoming import list_delivered
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.demo.plans import Plan
from voffice_app.domain.people import Actor

T = TypeVar("T")
PDF = "application/pdf"
WAY = ("draft", "initial", "submit", "approve", "accept_format", "assign_number", "sign", "seal", "issue")
"""The steps of an outgoing document in order."""


class Agenda:
    """What will happen when, in the order of time; what lies after `now` never happens."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.now = office.db.clock()
        self._moment = self.now
        self._waiting: list[tuple[datetime, int, Callable[[], object]]] = []
        self._ticket = count()

    def at(self, moment: datetime, do: Callable[[], object]) -> None:
        if moment <= self.now:
            heapq.heappush(self._waiting, (moment, next(self._ticket), do))

    def run(self) -> int:
        """Do everything, the office's clock showing each moment; returns how many things were done."""
        done = 0
        with self._travel():
            while self._waiting:
                self._moment, _, do = heapq.heappop(self._waiting)
                do()
                done += 1
        return done

    @contextmanager
    def _travel(self) -> Iterator[None]:
        true_clock = self.office.db.clock
        self.office.db.clock = lambda: self._moment
        try:
            yield
        finally:
            self.office.db.clock = true_clock


class Desk:
    """Performs acts for anybody, at the agenda's moment."""

    def __init__(self, office: Office, pin: str) -> None:
        self.office, self.pin = office, pin

    def act(self, actor: Actor, do: Callable[..., T], *args: Any) -> T:
        with self.office.db.act(actor) as tx:
            return do(tx, *args)

    def upload(self, actor: Actor, pdf: bytes, name: str) -> int:
        """A file that came through the door."""
        pages = self.office.workshop.call("voffice_app.reading.pages:page_count", pdf)
        row = Upload(
            position_id=actor.position_id, sha256=self.office.db.vault.put(pdf), name=name, media_type=PDF,
            size_bytes=len(pdf), pages=pages, added_at=self.office.db.clock(),
        )  # fmt: skip
        with self.office.db.act(actor) as tx:
            tx.session.add(row)
            tx.session.flush()
            return row.id or 0

    def draft(self, plan: Plan) -> int:
        pdf = plan.pdf()
        layout = placing.find_layout(self.office, plan.drafter, pdf, plan.signer.position_id)
        form = outgoing.DraftForm(
            type_key=plan.topic.type_key, abstract=plan.abstract, subject_area=plan.topic.area,
            signer_position_id=plan.signer.position_id, recipient_ids=tuple(s.unit_id for s in plan.recipients),
            reply_due_on=plan.reply_due_on, layout=layout,
            main_upload_id=self.upload(plan.drafter, pdf, plan.file_name),
        )  # fmt: skip
        return self.act(plan.drafter, outgoing.create_draft, form)

    def step(self, name: str, plan: Plan, document_id: int) -> None:
        """One step of the way by the person it belongs to."""
        clerk, pin = plan.seat.clerk, Pin(self.pin)
        if name == "initial":
            imprinting.put_initial(self.office, plan.drafter, document_id)
        elif name == "approve":
            self.act(plan.signer, outgoing.approve, document_id, self._current_file(document_id))
        elif name == "assign_number":
            imprinting.assign_number(self.office, clerk, document_id)
        elif name == "sign":
            signing.sign(self.office, plan.signer, document_id, pin)
        elif name == "seal":
            signing.seal(self.office, clerk, document_id, pin)
        elif name == "issue":
            self.act(clerk, issuing.issue, document_id)
        else:
            actor = clerk if name == "accept_format" else plan.drafter
            self.act(actor, getattr(outgoing, name), document_id)

    def delivered(self, document_id: int) -> list[tuple[int, int]]:
        """Id and unit of every receiver's row of an issued document."""
        with self.office.db.read() as session:
            return list_delivered(session, document_id)

    def reference(self, document_id: int) -> OutgoingDocument:
        with self.office.db.read() as session:
            return session.get_one(OutgoingDocument, document_id)

    def _current_file(self, document_id: int) -> int:
        return self.reference(document_id).current_file_id or 0
