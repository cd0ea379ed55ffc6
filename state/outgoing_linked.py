"""What a draft declares of an earlier document, chosen while it is written: kept with the draft, in the same act."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.base import Office
from voffice_app.actions.linking import declare
from voffice_app.actions.outgoing import DraftForm, edit_draft
from voffice_app.arguments import whole
from voffice_app.db.files import Direction
from voffice_app.db.links import list_linked
from voffice_app.db.outgoing_lists import Filter, list_outgoing
from voffice_app.db.session import Session, Tx
from voffice_app.domain.links import DECLARED, LinkKind
from voffice_app.domain.people import Actor
from voffice_app.policy import secured
from voffice_app.shapes import Option

OFFERED = 8


@dataclass(frozen=True)
class Link:
    """``kind`` None: the draft says nothing of another document."""

    kind: LinkKind | None
    target_id: int = 0


class DraftLink(Office):
    """The fields of the link; what is typed is sought among the unit's issued documents."""

    link_kind: str = ""
    link_target: list[Option] = []
    link_found: list[Option] = []

    @rx.event
    @secured("outgoing.draft")
    async def look_at_link(self) -> None:
        named = self._number()
        self.link_kind, self.link_target = await self._read(_declared, await self._actor(), named)
        self.link_found = self.link_target

    @rx.event
    @secured("outgoing.draft")
    async def seek_link(self, text: str) -> None:
        """Issued documents of the unit, while the drafter types."""
        actor = await self._actor()
        rows, _ = await self._read(list_outgoing, actor, Filter("issued", text[:100]))
        self.link_found = [Option(str(row.id), row.reference, row.abstract) for row in rows[:OFFERED]]


def _declared(session: Session, actor: Actor, document_id: int) -> tuple[str, list[Option]]:
    """What the draft that is edited declares now; nothing for a new one, or what is not this person's to see."""
    if not document_id:
        return "", []
    ends = list_linked(session, actor, (Direction.OUTGOING, document_id))
    said = next((end for end in ends if end.forward and end.kind in DECLARED), None)
    if said is None:
        return "", []
    return str(said.kind), [Option(str(said.document_id), said.reference, said.abstract)]


def link_of(sent: dict[str, Any]) -> Link | None:
    """What the form says of the link; None when it has no such field."""
    if "link_kind" not in sent:
        return None
    kind, target = str(sent.get("link_kind") or ""), str(sent.get("link_target") or "").split(",")[0]
    if kind not in set(DECLARED):
        return Link(None)
    return Link(LinkKind(kind), whole(target))


def keep_link(tx: Tx, document_id: int, link: Link | None) -> None:
    """Declared, changed or taken away; what is as it was leaves no trace. Raises Refused ``link_target_unknown``."""
    if link is None:
        return
    kind, target = _declared(tx.session, tx.actor, document_id)
    if (kind, target[0].value if target else "0") != (str(link.kind or ""), str(link.target_id)):
        declare(tx, document_id, link.kind, link.target_id)


def edit_linked(tx: Tx, document_id: int, form: DraftForm, link: Link | None) -> None:
    """The draft and what it declares, in one act."""
    edit_draft(tx, document_id, form)
    keep_link(tx, document_id, link)
