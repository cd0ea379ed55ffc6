"""«Ký thêm»: signatures beside the document that is open, the same on incoming and outgoing documents."""

from typing import Any

import reflex as rx

from signing.geometry import MM
from signing.profiles import profile_of
from state.base import Office
from state.beside_offers import BesideOffer, beside_offers
from state.incoming_detail import IncomingDetail
from state.outgoing_detail import OutgoingDetail
from voffice_app import shapes
from voffice_app.actions.beside_parts import BESIDE
from voffice_app.db.files import Direction
from voffice_app.house import database
from voffice_app.policy import secured

SAID = "Đã ký số. Tệp đã ký nằm cạnh văn bản; văn bản gốc giữ nguyên."
FIRST_AT_MM = (20.0, 20.0)
"""Where the box waits for the person, from the lower left corner of page 1."""


class Beside(Office):
    """Read when it is opened, emptied with the page: what is offered is what the acts would accept now."""

    shown: bool = False
    offers: list[BesideOffer] = []
    key: str = ""
    operation: str = ""
    label: str = ""
    way: str = ""
    file_id: int = 0
    document_id: int = 0
    box: shapes.Box | None = None
    place: dict[str, float] | None = None

    @rx.event
    @secured("incoming.read")
    async def close(self) -> None:
        fresh = Beside.get_fields()
        for name in Beside.base_vars:
            setattr(self, name, fresh[name].default_value())

    @rx.event
    @secured("outgoing.sign")
    async def open(self) -> None:
        """Show or hide what may be signed beside this document."""
        if self.shown:
            await self.close()
            return
        await self._load()

    @rx.event
    @secured("outgoing.sign")
    async def choose(self, key: str) -> None:
        """One of the offers, or again the same to put it away."""
        chosen = next((offer for offer in self.offers if offer.key == key and not offer.blocked), None)
        self.box = self.place = None
        if chosen is None or key == self.key:
            self.key = self.operation = ""
            return
        self.key, self.operation, self.label = chosen.key, chosen.operation, chosen.label
        self.way, self.file_id = chosen.way, chosen.file_id

    @rx.event
    @secured("outgoing.sign")
    async def placed(self, page: int, x0: float, y0: float, x1: float, y1: float) -> None:
        """The box was let go: that is where the signature goes."""
        if self.box is not None:
            self._put(int(page), float(x0), float(y0), float(x1), float(y1))

    @rx.event
    @secured("outgoing.sign")
    async def signed(self, ok: bool, code: str) -> Any:
        """The key has its answer. Where the page has no room, the box appears for the person to drag."""
        if not ok:
            if code == "place_not_found" and self.operation and self.box is None:
                self._show_box()
            return None
        direction, _ = self._named()
        await self._load()
        self._say(SAID)
        return IncomingDetail.look if direction is Direction.INCOMING else OutgoingDetail.look

    async def _load(self) -> None:
        direction, document_id = self._named()
        actor = await self._actor()
        await self.close()
        now = database().clock()
        self.offers = await self._read(beside_offers, actor, direction, document_id, now)
        self.shown, self.document_id = True, document_id

    def _named(self) -> tuple[Direction, int]:
        """The document that the address names."""
        outgoing = self.router.url.path.startswith("/van-ban-di/")
        return Direction.OUTGOING if outgoing else Direction.INCOMING, self._number()

    def _show_box(self) -> None:
        wide, high = profile_of(BESIDE[self.operation].role).size_mm
        x, y = (mm * MM for mm in FIRST_AT_MM)
        self._put(1, x, y, x + wide * MM, y + (high or 6) * MM)

    def _put(self, page: int, x0: float, y0: float, x1: float, y1: float) -> None:
        self.box = shapes.Box(page, x0, y0, x1, y1, self.label, "red")
        self.place = {"page": page, "x0": x0, "y0": y0, "x1": x1, "y1": y1}
