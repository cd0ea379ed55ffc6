"""`Kiểm tra chữ ký`: a file is dropped, its verdict read, and the file forgotten. For every signed-in person."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from state.base import Office
from state.signatures import seals_of, why_of
from voffice_app.actions import checking
from voffice_app.house import office
from voffice_app.policy import secured
from voffice_app.shapes import PageSize, Seal
from voffice_app.words import FINDING
from voffice_app.words import signatures as told


class Checking(Office):
    """One file on the table; nothing of it outlives the page."""

    token: str = ""
    name: str = ""
    busy: bool = False
    outcome: str = ""
    sentence: str = ""
    objections: list[str] = []
    seals: list[Seal] = []
    pages_at: str = ""
    pages: list[PageSize] = []

    @rx.event
    @secured("home")
    async def begin(self) -> None:
        """A fresh table."""
        await self._clear()

    @rx.event
    @secured("home")
    async def kept(self, file: dict[str, Any]) -> AsyncIterator[None]:
        """The file is at the server: verify it in the confined child and say what was found."""
        await self._clear()
        self.token, self.name, self.busy = str(file.get("token", "")), str(file.get("name", ""))[:150], True
        yield
        try:
            verdict, sizes = await self._run(checking.check, office(), await self._actor(), self.token)
        finally:
            self.busy = False
        stored = verdict.as_dict()
        self.seals = seals_of(stored, f"/doi-chieu?tam={self.token}")
        self.outcome = told.kind_of(verdict.outcome, verdict.reasons)
        self.objections = [why for why in why_of(stored) if why != FINDING["unsigned"]]  # the big word says it
        outcomes = [finding.outcome for finding in verdict.signatures]
        self.sentence = told.in_short(verdict.outcome, outcomes, verdict.reasons)
        self.pages = [PageSize(size.width, size.height) for size in sizes]
        self.pages_at = f"/api/checks/{self.token}" if sizes else ""

    @rx.event
    @secured("home")
    async def leave(self) -> None:
        """The page is left: the file goes."""
        await self._clear()

    async def _clear(self) -> None:
        if self.token:
            await self._run(checking.drop, office(), await self._actor(), self.token)
        self.token = self.name = self.outcome = self.sentence = self.pages_at = ""
        self.busy, self.objections, self.seals, self.pages = False, [], [], []
