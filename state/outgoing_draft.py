"""The draft of an outgoing document: declared, its recipients chosen, its file taken in and looked through."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.outgoing_answering import Prefill, create_answer, read_prefill
from state.outgoing_declared import Draft, answer_of, declared, draft_of, read_draft, read_pdf, value_of
from state.outgoing_linked import edit_linked, link_of
from state.outgoing_recipients import Choice, Group, Recipient, list_choices, list_groups, matching, members
from voffice_app.actions import arriving
from voffice_app.actions.outgoing import DraftForm
from voffice_app.actions.placing import find_layout
from voffice_app.arguments import whole
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import sentence
from voffice_app.words.outgoing import SAID

# Under which field the reason of a refusal is shown.
FIELD_OF = {
    "type_missing": "type_key", "abstract_missing": "abstract", "abstract_too_long": "abstract",
    "signer_missing": "signer", "recipient_unknown": "recipients", "state_secret": "secrecy",
    "main_pdf_missing": "main", "signer_not_in_charge": "signer", "outsider_nameless": "outsiders",
    "outsider_email_bad": "outsiders", "outsiders_too_many": "outsiders", "link_target_unknown": "link_target",
}  # fmt: skip


NO_ERRORS = dict.fromkeys(FIELD_OF.values(), "")


class OutgoingDraft(Office):
    """One draft being written; what is typed stays in the browser until it is saved."""

    draft_id: int = 0
    answers_id: int = 0
    answers: str = ""
    request_key: str = ""
    turn: int = 0
    looked: bool = False
    absent: bool = False
    heading: str = ""
    back: str = ""
    type_key: str = ""
    subject_area: str = ""
    abstract: str = ""
    signer: str = ""
    urgency: str = ""
    reply_due_on: str = ""
    also_paper: bool = False
    outsiders: str = ""
    sends_source: bool = False
    file_name: str = ""
    signers: list[Option] = []
    shown: list[Choice] = []
    groups: list[Group] = []
    picked: list[int] = []
    total: int = 0
    errors: dict[str, str] = NO_ERRORS
    reasons: list[str] = []

    _choices: list[Recipient] = []

    @rx.event
    @secured("outgoing.draft")
    async def look(self) -> None:
        """A new form, or the draft that the address names when this person may still edit it."""
        named = self._number()
        actor = await self._actor()
        self.errors, self.reasons = NO_ERRORS, []
        try:
            draft = await self._read(read_draft, actor, named, database().today())
        except Refused:
            self.absent = self.looked = True
            return
        self._choices = await self._read(list_choices, actor)
        self.groups, self.shown = list_groups(self._choices, actor), matching(self._choices, "")
        self.total = len(self._choices)
        self._fill(named, draft)
        asked = self.router.url.query_parameters.get("tra-loi", "")
        answered = 0 if named else whole(asked)
        self._answer(await self._read(read_prefill, actor, database().today(), answered))
        self.absent, self.looked = False, True

    @rx.event
    @secured("outgoing.draft")
    async def pick(self, unit_id: int) -> None:
        """Choose a unit or take it off again."""
        known = {choice.id for choice in self._choices}
        self.picked = sorted(({*self.picked} ^ {unit_id}) & known)

    @rx.event
    @secured("outgoing.draft")
    async def pick_group(self, key: str) -> None:
        """All of a group; pressed again when all are chosen, none of it."""
        group, now = set(members(self._choices, key)), set(self.picked)
        self.picked = sorted(now - group if group <= now else now | group)

    @rx.event
    @secured("outgoing.draft")
    async def pick_none(self) -> None:
        self.picked = []

    @rx.event
    @secured("outgoing.draft")
    async def seek(self, words: str) -> None:
        """Only the units whose name holds these words are listed; what is chosen stays chosen."""
        self.shown = matching(self._choices, words[:60])

    @rx.event
    @secured("outgoing.draft")
    async def save(self, form: dict[str, Any]) -> Any:
        """Look through the file first, then keep draft and file in one transaction."""
        self.errors, self.reasons = NO_ERRORS, []
        try:
            saved = await self._keep(form)
        except NotVisible:
            raise
        except Refused as refused:
            self._explain(refused)
            return None
        self.draft_id = saved
        self._say(SAID["draft"])
        return rx.redirect(f"/van-ban-di/{saved}?tab=my_drafts")

    async def _keep(self, form: dict[str, Any]) -> int:
        actor = await self._actor()
        wanted, draft_id = declared(form, tuple(self.picked)), draft_of(form)
        await self._keep_out_secrets(actor, draft_id, wanted)
        pdf = await self._read(read_pdf, database().vault, actor, draft_id, wanted)
        found = await self._run(find_layout, office(), actor, pdf, wanted.signer_position_id) if pdf else {}
        wanted = declared(form, tuple(self.picked), found)
        if draft_id:
            await self._act(edit_linked, draft_id, wanted, link_of(form))
            return draft_id
        return await self._act(create_answer, wanted, answer_of(form), link_of(form))

    async def _keep_out_secrets(self, actor: Actor, draft_id: int, wanted: DraftForm) -> None:
        """Before anything is read: what is declared or marked as a secret goes with its bytes and is on record."""
        files = (wanted.main_upload_id, wanted.source_upload_id, *wanted.attachment_upload_ids)
        uploads = tuple(i for i in files if i is not None)
        said = (wanted.abstract, wanted.subject_area)
        try:
            await self._run(arriving.keep_out_secrets, office(), actor, uploads, wanted.secrecy, *said)
        except Refused:
            self.turn += 1  # the form must not send the lost files once more
            if draft_id:
                await self._run(arriving.keep_out_secret_draft, office(), actor, draft_id, wanted.secrecy, *said)
            raise

    def _explain(self, refused: Refused) -> None:
        """Every reason at the top and beneath its field."""
        codes = {reason.code: sentence(reason.code, reason.facts) for reason in refused.reasons}
        self.reasons = list(codes.values())
        self.errors = NO_ERRORS | {FIELD_OF[code]: told for code, told in codes.items() if code in FIELD_OF}

    def _answer(self, found: Prefill) -> None:
        """An answer begins with whom it goes to and what it is about."""
        self.answers_id, self.answers = found.incoming_id, found.told
        if found.incoming_id:
            known = {choice.id for choice in self._choices}
            self.abstract, self.subject_area = found.abstract, found.subject_area
            self.picked = [i for i in found.recipient_ids if i in known]

    def _fill(self, named: int, draft: Draft) -> None:
        self.draft_id, self.request_key, self.turn = named, token_hex(16), self.turn + 1
        self.heading = "Sửa dự thảo" if named else "Soạn văn bản đi"
        self.back = f"/van-ban-di/{named}?tab=my_drafts" if named else "/van-ban-di"
        self.type_key, self.subject_area, self.abstract = draft.type_key, draft.subject_area, draft.abstract
        self.urgency, self.reply_due_on = draft.urgency, draft.reply_due_on
        self.also_paper, self.file_name = draft.also_paper, draft.file_name
        self.outsiders, self.sends_source = draft.outsiders, draft.sends_source
        self.signers = [Option(value_of(s), f"{s.full_name} · {' / '.join(s.lines)}", s.basis) for s in draft.signers]
        self.signer, self.picked = draft.signer, list(draft.recipient_ids)
