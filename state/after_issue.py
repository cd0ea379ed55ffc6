"""«Sau ban hành»: receivers and reminders, recall, update, links, the drafter's check, reports of mistakes."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from state import after_issue_view as view
from state.after_issue_view import After, DeliveryLine, LinkLine, MistakeLine
from state.base import Office
from state.incoming_form import texts
from state.mailing import Mailing
from state.outgoing_address import parse_day
from state.outgoing_detail import OutgoingDetail
from voffice_app.actions import linking, mistakes, recalling, receivers, reminding, updating
from voffice_app.arguments import whole
from voffice_app.db.outgoing_lists import Filter, list_outgoing
from voffice_app.domain.changes import MistakeAnswer, Reminded
from voffice_app.domain.errors import NotVisible, refuse
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.links import LinkKind
from voffice_app.domain.people import Role
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Entry, Option
from voffice_app.words.after_issue import SAID


class AfterIssue(Office):
    """Read with the document; empty for whatever is not this unit's own."""

    opened: int = 0
    issued: bool = False
    recalled: bool = False
    asking: str = ""
    wanted: str = ""
    offers: list[str] = []
    totals: str = ""
    filters: list[Option] = []
    deliveries: list[DeliveryLine] = []
    behind: int = 0
    whole: bool = False
    refused: int = 0
    to_remind: int = 0
    to_answer: int = 0
    may_remind: bool = False
    changes: list[Entry] = []
    links: list[LinkLine] = []
    mistakes: list[MistakeLine] = []
    leaders: list[Option] = []
    more_units: list[Option] = []
    units: list[Option] = []
    found: list[Option] = []
    abstract: str = ""
    subject_area: str = ""
    urgency: str = ""
    reply_due_on: str = ""
    check_told: str = ""

    @rx.event
    @secured("outgoing.read")
    async def look(self) -> None:
        """Read what followed the issue of the document that the address names."""
        asked = self._number()
        fresh = AfterIssue.get_fields()
        for name in AfterIssue.base_vars:
            setattr(self, name, fresh[name].default_value())
        self.opened = asked
        await self._show()

    async def _show(self) -> None:
        actor = await self._actor()
        try:
            after = await self._read(view.read_after, actor, self.opened, database().today())
        except NotVisible:
            return
        self.offers, self.issued = after.offers, after.document.issued_at is not None
        self.recalled = str(after.document.status) == "recalled"
        self.changes, self.links = view.change_entries(after), view.link_lines(after.linked)
        drafter = after.document.drafter_position_id == actor.position_id
        answers = actor.role is Role.CLERK or drafter
        self.mistakes = view.mistake_lines(after.mistakes, after.today, answers)
        self.may_remind = answers or actor.is_leader
        self.check_told = view.check_in_words(after) if drafter else ""
        self._show_receivers(after)
        self._show_forms(after)

    def _show_receivers(self, after: After) -> None:
        self.totals, self.filters = view.totals(after), view.filters(after)
        found = view.lines(after, self.wanted)
        self.deliveries = found if self.whole else found[: view.FIRST]
        self.behind = len(found) - len(self.deliveries)
        self.refused = sum(bool(row.refused_because) for row in after.deliveries)
        self.to_remind = sum(reminding.is_due(row, Reminded.REGISTER) for row in after.deliveries)
        self.to_answer = sum(reminding.is_due(row, Reminded.ANSWER) for row in after.deliveries)
        here = {row.unit_id for row in after.deliveries if not row.removed}
        self.units = [Option(str(r.unit_id), r.unit_name) for r in after.deliveries if not r.removed]
        own = after.document.unit_id
        self.more_units = [Option(str(u.id), u.name) for u in after.units if u.id not in here and u.id != own]

    def _show_forms(self, after: After) -> None:
        document = after.document
        head_or_signer = [
            p for p in after.leaders if p.role is Role.HEAD or p.position_id == document.signer_position_id
        ]
        self.leaders = [Option(str(p.position_id), f"{p.title} {p.full_name}") for p in head_or_signer]
        self.abstract, self.subject_area = document.abstract, document.subject_area
        self.urgency = str(document.urgency)
        self.reply_due_on = document.reply_due_on.isoformat() if document.reply_due_on else ""

    @rx.event
    @secured("outgoing.read")
    async def ask(self, form: str) -> None:
        """Show one form, or put it away."""
        self.asking = "" if self.asking == form else form[:20]

    @rx.event
    @secured("outgoing.read")
    async def narrow(self, wanted: str) -> None:
        """Only those receivers."""
        self.wanted, self.whole = wanted if wanted in view.KEPT else "", False
        await self._show()

    @rx.event
    @secured("outgoing.read")
    async def show_whole(self) -> None:
        """The rest of the receivers too."""
        self.whole = True
        await self._show()

    @rx.event
    @secured("outgoing.decide")
    async def recall(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        return await self._take("recall", recalling.recall, said.get("recall_reason", ""), _one(said, "ordered_by"))

    @rx.event
    @secured("outgoing.decide")
    async def recall_from(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        units, order = _ids(said, "taken_units"), _one(said, "ordered_by")
        return await self._take("recall_from", recalling.recall_from, units, said.get("removal_reason", ""), order)

    @rx.event
    @secured("outgoing.decide")
    async def withdraw_recall(self, form: dict[str, Any]) -> Any:
        return await self._take("withdraw_recall", recalling.withdraw_recall, texts(form).get("withdrawal_reason", ""))

    @rx.event
    @secured("outgoing.clerk")
    async def update_data(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        if said.get("urgency") not in set(Urgency):
            raise refuse("nothing_changed")
        wanted = updating.Correction(
            said.get("abstract", ""), said.get("subject_area", ""), Urgency(said["urgency"]),
            parse_day(said.get("reply_due_on", "")),
        )  # fmt: skip
        return await self._take("update", updating.update, wanted, said.get("update_reason", ""))

    @rx.event
    @secured("outgoing.clerk")
    async def add_receivers(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        units, why = _ids(said, "added_units"), said.get("adding_reason", "")
        return await self._take("add_receivers", receivers.add_receivers, units, why)

    @rx.event
    @secured("outgoing.draft")
    async def check_issued(self) -> Any:
        return await self._take("check_issued", mistakes.check_issued)

    @rx.event
    @secured("outgoing.draft")
    async def ask_correction(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        told = (said.get("field", ""), said.get("right_value", ""), said.get("correction_reason", ""))
        return await self._take("ask_correction", mistakes.ask_correction, *told)

    @rx.event
    @secured("outgoing.read")
    async def answer(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        how = said.get("answer", "")
        if how not in set(MistakeAnswer):
            raise refuse("mistake_unknown")
        mistake = _one(said, "mistake") or 0
        await self._act(mistakes.answer_mistake, mistake, MistakeAnswer(how), said.get("answer_text", ""))
        return await self._done("answer_mistake")

    @rx.event
    @secured("outgoing.read")
    async def remind(self, what: str) -> Any:
        """All that owe it, in one act."""
        if what in set(Reminded):
            return await self._take("remind", reminding.remind, Reminded(what))
        return None

    @rx.event
    @secured("outgoing.draft")
    async def seek(self, text: str) -> None:
        """Issued documents of the unit, while the drafter types."""
        actor = await self._actor()
        rows, _ = await self._read(list_outgoing, actor, Filter("issued", text[:100]))
        self.found = [Option(str(row.id), row.reference, row.abstract) for row in rows[:8]]

    @rx.event
    @secured("outgoing.draft")
    async def declare(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        kind = said.get("link_kind", "")
        wanted = LinkKind(kind) if kind in set(LinkKind) else None
        return await self._take("declare", linking.declare, wanted, _one(said, "link_target") or 0)

    async def _take(self, said: str, act: Callable[..., Any], *args: Any) -> Any:
        made = await self._act(act, self.opened, *args)
        return await self._done(said, made)

    async def _done(self, said: str, count: Any = 0) -> Any:
        self.asking = ""
        await self._show()
        self._say(SAID[said].format(count=count))
        return [OutgoingDetail.look, Mailing.look]


def _ids(said: dict[str, str], name: str) -> list[int]:
    return [number for part in said.get(name, "").split(",") if (number := whole(part))]


def _one(said: dict[str, str], name: str) -> int | None:
    return next(iter(_ids(said, name)), None)
