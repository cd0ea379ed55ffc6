"""The unit's own certificates, for its leaders and clerk (QC 6.5): who holds them, which end soon."""

import reflex as rx

from state.base import Office
from state.custody_view import CertificateLine, line
from voffice_app.arguments import whole
from voffice_app.db import custody_lists
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor
from voffice_app.house import database
from voffice_app.policy import secured


def read_lines(session: Session, actor: Actor, after: int = 0, unit_id: int = 0) -> tuple[list[CertificateLine], bool]:
    """One page of the register as this person may see it."""
    now, today = database().clock(), database().today()
    rows, more = custody_lists.list_certificates(session, actor, now, after, unit_id)
    return [line(row, now, today) for row in rows], more


def read_expiring(session: Session, actor: Actor) -> list[CertificateLine]:
    """What ends soon and is this person's to see to."""
    now, today = database().clock(), database().today()
    return [line(row, now, today) for row in custody_lists.list_expiring(session, actor, now)]


class UnitCertificates(Office):
    """The certificates of the reader's unit."""

    lines: list[CertificateLine] = []
    expiring: list[CertificateLine] = []
    following: str = ""
    looked: bool = False

    @rx.event
    @secured("custody.read")
    async def look(self) -> None:
        after = self.router.url.query_parameters.get("sau", "")
        actor = await self._actor()
        wanted = whole(after)
        self.lines, more = await self._read(read_lines, actor, wanted, actor.unit_id)
        self.following = f"/chung-thu?sau={self.lines[-1].id}" if more else ""
        self.expiring = await self._read(read_expiring, actor)
        self.looked = True
