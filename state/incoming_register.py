"""Registering: a paper at the clerk's desk, or a document that waits to be registered. One form for both."""

from secrets import token_hex
from typing import Any

import reflex as rx

from state.base import Office
from state.incoming_acts import IncomingActs
from state.incoming_form import (
    EMPTY,
    SOURCE_OPTIONS,
    Duplicate,
    counted,
    faults,
    fields_of,
    kept_for_next,
    read_duplicates,
    registering_of,
    secrecy_of,
    texts,
)
from state.incoming_form import values_of as values_of_document
from state.incoming_reading import read_off
from state.incoming_rows import grouped
from state.incoming_saving import SAVES, enter, known_body
from state.paper import PDF, page_sizes
from state.signatures import differences_of, report_of
from voffice_app.actions import arriving
from voffice_app.actions.incoming import Fields
from voffice_app.db.files import Direction, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_details import list_issuing_bodies, read_document
from voffice_app.db.once import find_made
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import FLOW, Source
from voffice_app.domain.people import Actor
from voffice_app.domain.secrecy import Secrecy
from voffice_app.house import office
from voffice_app.policy import secured
from voffice_app.shapes import Box, PageSize, Seal
from voffice_app.words.incoming import READ_OFF, SAID, SCANNED

SAME, FIRST = "same", "code_number"
"""Where the keyboard goes: to what may be the same document, to the first field."""


class IncomingRegister(Office):
    """What stands in the form before it is sent, and the file beside it."""

    registering_id: int = 0
    request_key: str = ""
    turn: int = 0
    values: dict[str, str] = EMPTY
    errors: dict[str, str] = dict.fromkeys(EMPTY, "")
    reasons: list[str] = []
    duplicates: list[Duplicate] = []
    bodies: list[str] = []
    inside: bool = False

    file_count: int = 0
    pages_at: str = ""
    pages: list[PageSize] = []
    boxes: list[Box] = []
    seals: list[Seal] = []
    outcome: str = ""
    objections: list[str] = []
    read: str = ""

    _then: str = "submit"
    _anyway: bool = False
    _uploads: list[tuple[int, str]] = []
    _places: dict[str, Box] = {}

    @rx.event
    @secured("incoming.register")
    async def begin(self) -> None:
        """An empty form; the source is known when the clerk has just found the document there."""
        asked = self.router.url.query_parameters.get("nguon", "")
        known = any(option.value == asked for option in SOURCE_OPTIONS)
        self._start(EMPTY | {"source": asked} if known else EMPTY)
        await self._know_bodies()

    @rx.event
    @secured("incoming.read")
    async def open_received(self) -> None:
        """The form of a document that waits to be registered, for the clerk of its unit; else nothing."""
        actor = await self._actor()
        asked_id = self._number()
        try:
            document = await self._read(read_document, actor, asked_id)
            FLOW.decide("register", document.facts(), actor)
        except Refused:
            self._start(EMPTY)
            return
        if asked_id != self.registering_id:
            self._start(values_of_document(document))
            self.registering_id, self.inside = asked_id, document.origin_outgoing_id is not None
            await self._read_main(actor)
            await self._know_bodies()

    @rx.event
    @secured("incoming.read")
    async def leave(self) -> None:
        """Nothing of a form is kept for a page nobody looks at; the next visit waits for a form of its own."""
        self._start(EMPTY)
        self.request_key = ""

    @rx.event
    @secured("incoming.register")
    async def kept(self, file: dict[str, Any]) -> Any:
        """A file came through the door: verified, its fields read for the clerk to confirm, its like looked for."""
        actor, sent = await self._actor(), file.get("id")
        upload = await self._run(arriving.examine, office(), actor, sent if isinstance(sent, int) else 0)
        self._uploads = [*self._uploads, (upload.id or 0, upload.sha256)]
        self.file_count = len(self._uploads)
        if self.file_count > 1:
            return None
        self.seals, self.outcome, self.objections = report_of(upload)
        if upload.media_type == PDF:
            self.pages = list(await self._run(page_sizes, upload.sha256))
            self.pages_at = f"/api/uploads/{upload.id}"
            await self._suggest(actor, upload.sha256)
        differences = differences_of(upload, self.values["issuing_body"], self.values["signer_name"])
        self.objections = [*self.objections, *differences]
        self.values = self.values | {"pages": counted(upload.pages)}
        self.duplicates = await self._read(read_duplicates, actor, fields_of(self.values), [upload.sha256], 0)
        return rx.set_focus(FIRST)

    @rx.event
    @secured("incoming.register")
    async def removed(self, upload_id: int) -> None:
        """The clerk took a file off again."""
        self._uploads = [each for each in self._uploads if each[0] != upload_id]
        self.file_count = len(self._uploads)
        if self.pages_at == f"/api/uploads/{upload_id}" or not self._uploads:
            self.pages_at, self.pages, self.boxes, self.seals = "", [], [], []
            self.outcome, self.objections, self.duplicates = "", [], []
            self.read, self._places = "", {}

    @rx.event
    @secured("incoming.register")
    async def focus(self, name: str) -> None:
        """Where the field in hand was read; every place when it was read nowhere."""
        place = self._places.get(name)
        shown = Box(place.page, place.x0, place.y0, place.x1, place.y1, "", "blue") if place else None
        self.boxes = [shown] if shown else list(self._places.values())

    @rx.event
    @secured("incoming.register")
    async def choose_source(self, source: str) -> None:
        """Only a document from MVP may be archived without being processed."""
        self.values = self.values | {"source": source if source in set(Source) else "paper"}

    @rx.event
    @secured("incoming.register")
    async def intend(self, then: str) -> None:
        """Which button sends the form: submit, archive, next, keep; "anyway" leaves the earlier one in force."""
        self._anyway = then == "anyway"
        self._then = then if then in SAVES else self._then

    @rx.event
    @secured("incoming.register")
    async def save(self, form: dict[str, Any]) -> Any:
        """Register what the form says; possible duplicates are shown first."""
        actor = await self._actor()
        told = texts(form)
        fields, secrecy, registering_id = fields_of(told), secrecy_of(told), registering_of(told)
        self.errors, self.reasons = dict.fromkeys(EMPTY, ""), []
        await self._keep_out_secrets(actor, registering_id, fields, secrecy)
        anyway, self._anyway = self._anyway, False
        hashes = [sha256 for _, sha256 in self._uploads]
        made = await self._read(find_made, IncomingDocument, actor.unit_id, fields.request_key)
        self.duplicates = await self._read(read_duplicates, actor, fields, hashes, registering_id or made or 0)
        if self.duplicates and not anyway:
            return rx.set_focus(SAME)
        try:
            document_id, number = await self._act(
                enter, registering_id, fields, tuple(i for i, _ in self._uploads), secrecy, self._then
            )
        except Refused as refused:
            found, self.reasons = faults(refused.reasons)
            self.errors = self.errors | found
            return rx.set_focus(next(iter(found), FIRST))
        return self._saved(document_id, number, fields, registering_id)

    def _saved(self, document_id: int, number: int, fields: Fields, registering_id: int) -> Any:
        then = self._then
        self._say(SAID[SAVES[then]].format(arrival_number=grouped(number)))
        self._start(kept_for_next(fields) if then == "next" else EMPTY)
        if registering_id:
            return IncomingActs.look
        return None if then == "next" else rx.redirect(f"/van-ban-den/{document_id}")

    async def _keep_out_secrets(self, actor: Actor, registering_id: int, fields: Fields, secrecy: Secrecy) -> None:
        turn_away = arriving.keep_out_secret_document if registering_id else arriving.keep_out_secrets
        what: Any = registering_id or tuple(upload_id for upload_id, _ in self._uploads)
        try:
            await self._run(turn_away, office(), actor, what, secrecy, *fields.texts)
        except Refused:
            self._start(EMPTY)
            raise

    async def _read_main(self, actor: Actor) -> None:
        """A received document that did not come from inside: what its file says fills what is still empty."""
        files = await self._read(list_files, Direction.INCOMING, self.registering_id)
        if files and files[0].media_type == PDF and not self.inside:
            self.values = self.values | {"pages": counted(files[0].pages)}
            await self._suggest(actor, files[0].sha256)

    async def _suggest(self, actor: Actor, sha256: str) -> None:
        found = await self._run(read_off, sha256)
        values = dict(found.values)
        if "issuing_body" in values:
            values["issuing_body"] = await self._read(known_body, actor, values["issuing_body"])
        self.values = self.values | values
        self._places, self.boxes = found.boxes, list(found.boxes.values())
        self.read = READ_OFF.format(count=len(values)) if values else SCANNED

    async def _know_bodies(self) -> None:
        actor = await self._actor()
        self.bodies = await self._read(list_issuing_bodies, actor.unit_id, "", 60)

    def _start(self, values: dict[str, str]) -> None:
        fresh = IncomingRegister.get_fields()
        for name in {*IncomingRegister.base_vars} - {"turn", "bodies"}:
            setattr(self, name, fresh[name].default_value())
        self._then, self._anyway, self._uploads, self._places = "submit", False, [], {}
        self.values, self.turn, self.request_key = dict(values), self.turn + 1, token_hex(16)
