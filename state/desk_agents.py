"""One's own signing devices: which programs beside a token are paired with this account (docs/decisions/0007)."""

from dataclasses import dataclass
from datetime import datetime

import reflex as rx

from state.base import Office
from voffice_app.actions import desk
from voffice_app.db.desk_agents import AgentRow, list_agents
from voffice_app.policy import secured
from voffice_app.words import VIETNAM


@dataclass(frozen=True)
class AgentLine:
    """One paired computer."""

    id: int
    name: str
    paired: str
    used: str


def line(row: AgentRow) -> AgentLine:
    return AgentLine(row.id, row.name or "Máy không tên", _told(row.paired_at), _told(row.last_used_at))


def _told(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if moment else "chưa dùng"


class DeskAgents(Office):
    """The person's own pairings, and nobody else's; emptied on leaving."""

    agents: list[AgentLine] = []
    looked: bool = False

    @rx.event
    @secured("outgoing.sign")
    async def look(self) -> None:
        actor = await self._actor()
        self.agents = [line(row) for row in await self._read(list_agents, actor.account_id)]
        self.looked = True

    @rx.event
    @secured("outgoing.sign")
    async def paired(self) -> None:
        """The page has paired the agent; the key itself never comes here."""
        await self.look()
        self._say("Đã ghép chương trình ký trên máy này với tài khoản của bạn.")

    @rx.event
    @secured("outgoing.sign")
    async def revoke(self, agent_id: int) -> None:
        """From now on that computer signs nothing for this account."""
        await self._act(desk.revoke, agent_id)
        await self.look()
        self._say("Đã thu hồi. Máy đó không ký được cho tài khoản của bạn nữa.")

    @rx.event
    @secured("outgoing.sign")
    async def leave(self) -> None:
        self.agents, self.looked = [], False
