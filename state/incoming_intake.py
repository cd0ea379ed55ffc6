"""Anybody passes a document that reached them to the clerk of their unit (QC 5.6, 7.3)."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.incoming_acts import ids
from state.incoming_form import request_key_of, secrecy_of, source_of, texts
from voffice_app.actions import arriving
from voffice_app.actions import incoming as acts
from voffice_app.actions.incoming import Intake
from voffice_app.domain.errors import Refused
from voffice_app.house import office
from voffice_app.policy import secured
from voffice_app.words import sentences
from voffice_app.words.incoming import SAID


class IncomingIntake(Office):
    """The form is new for each document: ``turn`` counts them."""

    turn: int = 0
    request_key: str = ""
    reasons: list[str] = []

    @rx.event
    @secured("incoming.intake")
    async def begin(self) -> None:
        self._anew([])

    @rx.event
    @secured("incoming.intake")
    async def send(self, form: dict[str, Any]) -> Any:
        """Verify the files and pass them on; a secret is turned away and nothing of it is kept."""
        actor = await self._actor()
        told = texts(form)
        uploads, level, note = ids(told.get("files", "")), secrecy_of(told), told.get("note", "")
        try:
            await self._run(arriving.keep_out_secrets, office(), actor, uploads, level, note)
        except Refused as refused:
            self._anew(sentences(refused.reasons))
            return None
        for upload_id in uploads:
            await self._run(arriving.examine, office(), actor, upload_id)
        try:
            intake = Intake(source_of(told), note, uploads, level, request_key_of(told))
            document_id = await self._act(acts.pass_to_clerk, intake)
        except Refused as refused:
            self.reasons = sentences(refused.reasons)
            return None
        self._anew([])
        self._say(SAID["pass_to_clerk"])
        return rx.redirect(f"/van-ban-den/{document_id}")

    def _anew(self, reasons: list[str]) -> None:
        self.turn, self.reasons, self.request_key = self.turn + 1, reasons, token_hex(16)
