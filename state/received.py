"""Beside an incoming document that came within the system: recall, update, links, and reports to its issuer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import reflex as rx

from state.after_issue_view import LinkLine, MistakeLine, link_lines, mistake_lines
from state.base import Office
from state.incoming_detail import IncomingDetail
from state.incoming_form import texts
from voffice_app.actions import mistakes, recalling, updating
from voffice_app.db.deliveries import find_asked, find_recall
from voffice_app.db.incoming_details import read_document
from voffice_app.db.links import Linked, list_received
from voffice_app.db.mistakes import MistakeRow, list_mistakes
from voffice_app.db.session import Session
from voffice_app.domain.changes import AnswerState, ChangeKind, may_answer
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words import moment
from voffice_app.words.after_issue import ANSWER, FIELD, SAID


@dataclass(frozen=True)
class Told:
    """What the issuer said of the paper since, as one look reads it."""

    came: bool
    recalled: str
    recall_asked: bool
    updated: str
    may_answer: bool
    linked: list[Linked]
    mistakes: list[MistakeRow]


def read_told(session: Session, actor: Actor, incoming_id: int, today: date) -> Told:
    """Raises NotVisible."""
    paper = read_document(session, actor, incoming_id)
    recall = find_recall(session, incoming_id) if paper.status is IncomingStatus.RECALLED else None
    update = find_asked(session, incoming_id, ChangeKind.UPDATE)
    recalled = ""
    if recall is not None:
        answer, change = recall
        recalled = f"{moment(change.made_at, today)} · {change.reason} · {ANSWER[answer.state]}"
    changed = update[1].after.items() if update else ()
    told = "; ".join(f"{FIELD[name]}: {value or 'bỏ trống'}" for name, value in changed if name in FIELD)
    return Told(
        paper.origin_outgoing_id is not None, recalled,
        recall is not None and recall[0].state is AnswerState.ASKED,
        f"{told}. Lý do: {update[1].reason}" if update and told else "", may_answer(actor, paper.unit_id),
        list_received(session, actor, paper), list_mistakes(session, incoming_id=incoming_id),
    )  # fmt: skip


class Received(Office):
    """Read with the document; empty for a paper that came from outside."""

    opened: int = 0
    came: bool = False
    asking: str = ""
    recalled: str = ""
    recall_asked: bool = False
    updated: str = ""
    may_answer: bool = False
    links: list[LinkLine] = []
    mistakes: list[MistakeLine] = []

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        self.opened = self._number()
        await self._show()

    async def _show(self) -> None:
        actor, today = await self._actor(), database().today()
        self.asking = ""
        try:
            told = await self._read(read_told, actor, self.opened, today)
        except NotVisible:
            told = Told(False, "", False, "", False, [], [])
        self.came, self.recalled, self.recall_asked = told.came, told.recalled, told.recall_asked
        self.updated, self.may_answer = told.updated, told.may_answer
        self.links, self.mistakes = link_lines(told.linked), mistake_lines(told.mistakes, today, False)

    @rx.event
    @secured("incoming.read")
    async def ask(self, form: str) -> None:
        """Show one form, or put it away."""
        self.asking = "" if self.asking == form else form[:20]

    @rx.event
    @secured("incoming.read")
    async def confirm_recall(self) -> Any:
        return await self._take("confirm_recall", recalling.confirm_recall)

    @rx.event
    @secured("incoming.read")
    async def refuse_recall(self, form: dict[str, Any]) -> Any:
        why = texts(form).get("recall_refusal", "")
        return await self._take("refuse_recall", recalling.refuse_recall, why)

    @rx.event
    @secured("incoming.read")
    async def agree_update(self) -> Any:
        return await self._take("agree_update", updating.agree_update)

    @rx.event
    @secured("incoming.read")
    async def refuse_update(self, form: dict[str, Any]) -> Any:
        return await self._take("refuse_update", updating.refuse_update, texts(form).get("update_refusal", ""))

    @rx.event
    @secured("incoming.read")
    async def report(self, form: dict[str, Any]) -> Any:
        said = texts(form)
        page = said.get("mistake_page", "")
        number = int(page) if page.isdecimal() and len(page) < 5 else 0
        return await self._take("report_mistake", mistakes.report_mistake, said.get("mistake_words", ""), number)

    async def _take(self, said: str, act: Callable[..., Any], *args: Any) -> Any:
        await self._act(act, self.opened, *args)
        await self._show()
        self._say(SAID[said])
        return IncomingDetail.look
