"""One search over both directions of the unit's documents."""

import reflex as rx

from state.base import Office
from state.home import Waiting
from voffice_app.db import incoming_lists, outgoing_lists
from voffice_app.db.session import Database, Session
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.words import INCOMING_STATUS, OUTGOING_STANDING, day

LIMIT = 10


def find(session: Session, actor: Actor, base: Database, words: str) -> tuple[list[Waiting], list[Waiting], bool, bool]:
    """The newest hits of each direction, and whether there are more."""
    came, more_in = incoming_lists.list_incoming(session, actor, base.today(), incoming_lists.Filter(words=words))
    went, more_out = outgoing_lists.list_outgoing(session, actor, outgoing_lists.Filter(words=words))
    inward = [
        Waiting(r.abstract, r.reference or "Chưa có số", f"{r.issuing_body} · {INCOMING_STATUS[r.status]}",
                day(r.arrived_on), "", f"/van-ban-den/{r.id}")
        for r in came[:LIMIT]
    ]  # fmt: skip
    outward = [
        Waiting(r.abstract, r.reference, f"{r.drafter_name} soạn · {OUTGOING_STANDING[r.standing]}",
                day(r.issued_on or r.changed_at), "", f"/van-ban-di/{r.id}")
        for r in went[:LIMIT]
    ]  # fmt: skip
    return inward, outward, more_in or len(came) > LIMIT, more_out or len(went) > LIMIT


class Search(Office):
    """Hits for the words in the address."""

    words: str = ""
    inward: list[Waiting] = []
    outward: list[Waiting] = []
    more_in: bool = False
    more_out: bool = False
    looked: bool = False

    @rx.event
    @secured("incoming.read")
    async def look(self) -> None:
        self.words = self.router.url.query_parameters.get("q", "")[:200].strip()
        if self.words:
            actor = await self._actor()
            found = await self._read(find, actor, database(), self.words)
            self.inward, self.outward, self.more_in, self.more_out = found
        self.looked = True
