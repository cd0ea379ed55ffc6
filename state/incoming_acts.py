"""The acts of an incoming document's screen. Each is one act of the house; the document is shown anew after it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from state.incoming_detail import IncomingDetail
from state.incoming_form import texts
from state.incoming_view import parse_day
from voffice_app.actions import assigning, voiding
from voffice_app.actions import incoming as acts
from voffice_app.actions.assigning import Assignment
from voffice_app.arguments import whole
from voffice_app.db.answering import list_answering
from voffice_app.db.outgoing_lists import Filter, list_outgoing
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import day
from voffice_app.words.incoming import SAID


class IncomingActs(IncomingDetail):
    """What a clerk, a head and a lead do with the document that is open."""

    @rx.event
    @secured("incoming.register")
    async def submit(self) -> None:
        await self._take("submit", acts.submit)

    @rx.event
    @secured("incoming.register")
    async def archive_only(self) -> None:
        await self._take("archive_only", acts.archive_only)

    @rx.event
    @secured("incoming.register")
    async def return_intake(self, form: dict[str, Any]) -> None:
        await self._take("return_intake", acts.return_intake, texts(form).get("comment", ""))

    @rx.event
    @secured("incoming.register")
    async def void_entry(self, form: dict[str, Any]) -> None:
        """A wrong entry is struck; its number stays in the book (ND30 Đ22)."""
        await self._take("void_entry", voiding.void_entry, texts(form).get("void_reason", ""))

    @rx.event
    @secured("incoming.register")
    async def pass_on(self, form: dict[str, Any]) -> None:
        """Gửi đích danh: to that person, without a number (QC 6.1)."""
        person = ids(texts(form).get("person", ""))
        named = self._named(form, "person")
        await self._take("pass_on", acts.pass_on, person[0] if person else 0, passed_to=named)

    @rx.event
    @secured("incoming.assign")
    async def assign(self, form: dict[str, Any]) -> None:
        await self._take("assign", assigning.assign, self._wanted(form), lead=self._named(form))

    @rx.event
    @secured("incoming.assign")
    async def reassign(self, form: dict[str, Any]) -> None:
        wanted, comment = self._wanted(form), texts(form).get("comment", "")
        await self._take("reassign", assigning.reassign, wanted, comment, lead=self._named(form))

    @rx.event
    @secured("incoming.assign")
    async def reopen(self, form: dict[str, Any]) -> None:
        await self._take("reopen", assigning.reopen, texts(form).get("comment", ""))

    @rx.event
    @secured("incoming.work")
    async def record_progress(self, form: dict[str, Any]) -> None:
        await self._take("record_progress", assigning.record_progress, texts(form).get("comment", ""))

    @rx.event
    @secured("incoming.work")
    async def return_assignment(self, form: dict[str, Any]) -> None:
        await self._take("return_assignment", assigning.return_assignment, texts(form).get("comment", ""))

    @rx.event
    @secured("incoming.work")
    async def hand_back(self, form: dict[str, Any]) -> None:
        """A letter to a named person that is the agency's business goes to the clerk to be registered (ND30 Đ21)."""
        await self._take("hand_back", acts.hand_back, texts(form).get("comment", ""))

    @rx.event
    @secured("incoming.work")
    async def complete(self, form: dict[str, Any]) -> None:
        """With a result in words or an issued document that answers (QC 6.1)."""
        answer = ids(texts(form).get("answer", ""))
        await self._take("complete", assigning.complete, texts(form).get("result", ""), answer[0] if answer else None)

    @rx.event
    @secured("incoming.work")
    async def find_answer(self, text: str) -> None:
        """Issued documents of the unit for the field "Văn bản trả lời"."""
        actor = await self._actor()
        rows, _ = await self._read(list_outgoing, actor, Filter("issued", text[:100]))
        self.answers = [Option(str(r.id), r.reference, f"{day(r.issued_on)} · {r.abstract}") for r in rows[:8]]

    @rx.event
    @secured("incoming.read")
    async def ask(self, step: str) -> None:
        """Open or close the field under the buttons."""
        self.asking = "" if self.asking == step else step[:20]
        if self.asking in ("assign_onward", "change_onward"):  # who was named above is not who is named below
            self.lead, self.support, self.info, self.instruction = [], [], [], ""
            self.due_on = self.work.own_due
        if self.asking == "complete":  # what was drafted from this document, once it is out, is what answers it
            self.answers = await self._issued_answers()
            self.answer = self.answers[:1]

    @rx.event
    @secured("incoming.assign")
    async def keep_instruction(self, text: str) -> None:
        """What was typed, so that a template is added to it instead of replacing it."""
        self.instruction = text[:1000]

    @rx.event
    @secured("incoming.assign")
    async def add_instruction(self, text: str) -> None:
        """A template behind what is written already."""
        if text and text not in self.instruction:
            self.instruction = f"{self.instruction} {text}".strip()[:1000]

    @rx.event
    @secured("incoming.assign")
    async def choose_due(self, due_on: str) -> None:
        """A quick choice of the deadline, or one typed."""
        self.due_on = due_on if parse_day(due_on) else ""

    async def _issued_answers(self) -> list[Option]:
        """Documents linked as answers that are issued, the newest first."""
        rows = await self._read(list_answering, await self._actor(), self.opened_id)
        return [
            Option(str(row.id), row.reference, f"{day(row.issued_on)} · {row.abstract}")
            for row in rows
            if row.status is OutgoingStatus.ISSUED
        ]

    def _wanted(self, form: dict[str, Any]) -> Assignment:
        told = texts(form)
        lead = ids(told.get("lead", ""))
        return Assignment(
            lead[0] if lead else 0, ids(told.get("support", "")), ids(told.get("info", "")),
            told.get("instruction", ""), parse_day(told.get("due_on", "")),
            self.work.seen,
        )  # fmt: skip

    def _named(self, form: dict[str, Any], part: str = "lead") -> str:
        return next((option.label for option in self.colleagues if option.value == form.get(part)), "")

    async def _take(self, step: str, fn: Callable[..., Any], *args: Any, **told: str) -> None:
        """An act of one transaction; shown anew either way, because a refusal often means that things moved on."""
        try:
            await self._act(fn, self.opened_id, *args)
        finally:
            await self._show()
        self.asking = ""
        self._say(SAID[step].format(**told))


def ids(text: str) -> tuple[int, ...]:
    """The ids in a picker's field; whatever is no number names nobody."""
    return tuple(number for part in text.split(",") if (number := whole(part)))
