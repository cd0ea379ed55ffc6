"""Acts within an assignment: giving onward and back, asking for time and answering, opinions and rounds."""

from typing import Any

import reflex as rx

from state.incoming_acts import IncomingActs, ids
from state.incoming_form import texts
from state.incoming_view import parse_day
from voffice_app.actions import arriving, assigning_onward, extensions, opinions
from voffice_app.actions.opinions import Question
from voffice_app.domain.incoming import Stance
from voffice_app.domain.secrecy import Secrecy
from voffice_app.house import office
from voffice_app.policy import secured


class IncomingWork(IncomingActs):
    """What a deputy, a lead, a supporter and somebody asked do with the document that is open."""

    @rx.event
    @secured("incoming.work")
    async def assign_onward(self, form: dict[str, Any]) -> None:
        await self._take("assign_onward", assigning_onward.assign_onward, self._wanted(form), lead=self._named(form))

    @rx.event
    @secured("incoming.work")
    async def change_onward(self, form: dict[str, Any]) -> None:
        wanted, comment = self._wanted(form), texts(form).get("comment", "")
        await self._take("change_onward", assigning_onward.change_onward, wanted, comment, lead=self._named(form))

    @rx.event
    @secured("incoming.work")
    async def take_back(self, form: dict[str, Any]) -> None:
        seen = self.work.seen
        await self._take("take_back", assigning_onward.take_back, texts(form).get("comment", ""), seen)

    @rx.event
    @secured("incoming.work")
    async def return_onward(self, form: dict[str, Any]) -> None:
        await self._take("return_onward", assigning_onward.return_onward, texts(form).get("comment", ""))

    @rx.event
    @secured("incoming.work")
    async def ask_extension(self, form: dict[str, Any]) -> None:
        told = texts(form)
        wished, reason = parse_day(told.get("wished_on", "")), told.get("reason", "")
        await self._take("ask_extension", extensions.ask_extension, wished, reason)

    @rx.event
    @secured("incoming.grant")
    async def grant_extension(self, form: dict[str, Any]) -> None:
        told = texts(form)
        request, granted = ids(told.get("request", "")), parse_day(told.get("granted_on", ""))
        number, answer = request[0] if request else 0, told.get("answer", "")
        await self._take("grant_extension", extensions.grant_extension, number, granted, answer)

    @rx.event
    @secured("incoming.grant")
    async def refuse_extension(self, form: dict[str, Any]) -> None:
        told = texts(form)
        request = ids(told.get("request", ""))
        number = request[0] if request else 0
        await self._take("refuse_extension", extensions.refuse_extension, number, told.get("refusal", ""))

    @rx.event
    @secured("incoming.work")
    async def give_opinion(self, form: dict[str, Any]) -> None:
        """With a file, which is looked at as everything that comes in is."""
        told, actor = texts(form), await self._actor()
        uploads, said = ids(told.get("file", ""))[:1], told.get("said", "")
        await self._run(arriving.keep_out_secrets, office(), actor, uploads, Secrecy.NONE, said)
        for upload_id in uploads:
            await self._run(arriving.examine, office(), actor, upload_id)
        await self._take("give_opinion", opinions.give_opinion, said, uploads[0] if uploads else None)

    @rx.event
    @secured("incoming.work")
    async def open_round(self, form: dict[str, Any]) -> None:
        told = texts(form)
        people, due_on = ids(told.get("people", "")), parse_day(told.get("due_on", ""))
        await self._take("open_round", opinions.open_round, Question(told.get("question", ""), people, due_on))

    @rx.event
    @secured("incoming.work")
    async def answer_round(self, form: dict[str, Any]) -> None:
        told = texts(form)
        stance = told.get("stance", "")
        chosen = Stance(stance) if stance in set(Stance) else None
        await self._take("answer_round", opinions.answer_round, chosen, told.get("said", ""))

    @rx.event
    @secured("incoming.work")
    async def close_round(self, form: dict[str, Any]) -> None:
        await self._take("close_round", opinions.close_round, texts(form).get("conclusion", ""))

    @rx.event
    @secured("incoming.read")
    async def refresh(self) -> None:
        """The totals of an open round as they stand now; what is being typed stays in the browser."""
        if self.opened_id and self.work.round.question and not self.work.round.closed:
            await self._show_work()
