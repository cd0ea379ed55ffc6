"""What every state of the office starts from: who acts, work in threads, and one place for news and refusals.

class IncomingState(Office):
    rows: list[IncomingRow] = []

    @rx.event
    @secured("incoming.read")
    async def load(self) -> None:
        actor = await self._actor()
        self.rows = await self._read(incoming_db.list_rows, actor)

    @rx.event
    @secured("incoming.assign")
    async def assign(self, form: dict[str, str]) -> None:
        await self._act(incoming_actions.assign, self.document_id, form["instruction"])
        self._say("Đã phân công.")
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Concatenate, ParamSpec, TypeVar

import reflex as rx

from state.bell import read_newest, read_shown, read_unread
from state.menu import menu as rail
from voffice_app import threads
from voffice_app.actions import notices
from voffice_app.arguments import whole
from voffice_app.db import delegations, people
from voffice_app.db.session import Session, Tx
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.policy import public, secured
from voffice_app.settings import settings
from voffice_app.shapes import MenuItem, NoticeLine, Option

P = ParamSpec("P")
R = TypeVar("R")

ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)
"""Set by the guard for the event under way; a handler reads it through `_actor`."""

ACTING = "thay-"
"""Before the number of a delegation, where the person chooses as what to work."""

NOT_YOURS = "tu_choi"
"""In home's address: the page asked for is not for this position."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def seats(session: Session, account_id: int) -> list[Option]:
    """As what this person may work today: the own posts, then those of the heads they act for."""
    today = database().today()
    held = people.list_actors(session, account_id, today)
    options = [Option(str(seat.position_id), seat.title, seat.unit_name) for seat in held]
    for row in delegations.list_acting(session, [seat.position_id for seat in held], today):
        for_whom = delegations.find_seat(session, row.giver_position_id, today)
        if for_whom is not None:
            label = f"Thay {for_whom.title} {for_whom.full_name} (đến {row.valid_to:%d/%m})"
            options.append(Option(f"{ACTING}{row.id}", label, "Theo phạm vi được giao"))
    return options


class Office(rx.State):
    """The frame of every page and the helpers of every handler. A public method here is a remote handler."""

    unit: str = ""
    person: str = ""
    post: str = ""
    role: str = ""
    today: str = ""
    position: str = ""
    positions: list[Option] = []
    permissions: list[str] = []
    menu: list[MenuItem] = []
    demo: bool = False
    notice: str = ""
    notice_kind: str = ""
    unread: str = ""
    newest: list[NoticeLine] = []

    _bound: str | None = None

    @rx.event
    @secured("home")
    async def enter(self) -> None:
        """Fill the frame; first of every page's `on_load`. A refusal belongs to the page it was given on."""
        if self.notice_kind == "refused":
            self.notice = self.notice_kind = ""
        actor = await self._actor()
        self.unit, self.person, self.role = actor.unit_name, actor.written_name, str(actor.role)
        self.post = f"thay {actor.title} {actor.full_name}" if actor.is_acting else actor.title
        self.position = f"{ACTING}{actor.delegation_id}" if actor.is_acting else str(actor.position_id)
        self.positions = await self._read(seats, actor.account_id)
        self.permissions = [str(permission) for permission in Permission if may(actor, permission)]
        self.menu = await self._read(rail, actor, database())
        day = vietnam_date(database().clock())
        self.today = f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"
        self.demo = settings.mode == "demo"

    @rx.event
    @public
    async def knock(self) -> None:
        """Before log-in: only whether this is the demonstration."""
        self.demo = settings.mode == "demo"

    @rx.event
    @public
    async def tell(self, kind: str, sentence: str) -> None:
        """Show one sentence: `kind` is "done", "calm" or "refused"."""
        self.notice_kind, self.notice = kind[:10], sentence[:2000]

    @rx.event
    @public
    async def hush(self) -> None:
        """Take the sentence away."""
        self.notice = self.notice_kind = ""

    @rx.event
    @secured("home")
    async def ring(self) -> None:
        """Count the unread notices anew; those of the document on this screen are read by that."""
        actor = await self._actor()
        self.unread = await self._read(read_unread, actor)
        if self.unread:
            await self._act(read_shown, self.router.url.path)
            self.unread = await self._read(read_unread, actor)

    @rx.event
    @secured("home")
    async def listen(self) -> None:
        """The bell was pressed."""
        self.newest = await self._read(read_newest, await self._actor(), database().today())

    @rx.event
    @secured("home")
    async def read_notice(self, notice_id: int) -> None:
        """One was pressed, or all of them (0); the link itself leads to the document."""
        await self._act(notices.read, notice_id or None)
        self.unread = await self._read(read_unread, await self._actor())
        await self.listen()

    def _number(self, place: int = 1) -> int:
        """The number in the page's address (``/van-ban-di/17`` → 17), 0 when none stands at this place."""
        parts = self.router.url.path.strip("/").split("/")
        return whole(parts[place]) if place < len(parts) else 0

    async def _actor(self) -> Actor:
        """The person and position this event is by. Raises Refused when the guard let nobody in."""
        actor = ACTOR.get()
        if actor is None:
            raise not_visible()
        return actor

    async def _run(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Processor or file work, in a desk thread."""
        return await threads.run(fn, *args, **kwargs)

    async def _read(self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`fn(session, …)` on a reading session, in a desk thread."""

        def reading() -> R:
            with database().read() as session:
                return fn(session, *args, **kwargs)

        return await threads.run(reading)

    async def _act(self, fn: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`fn(tx, …)` as the actor in one transaction; a refusal ends the handler and is shown in words."""
        actor = await self._actor()

        def acting() -> R:
            with database().act(actor) as tx:
                return fn(tx, *args, **kwargs)

        return await threads.run(acting)

    def _say(self, sentence: str, kind: str = "done") -> None:
        """Tell the person what happened, in the frame's one place for news."""
        self.notice_kind, self.notice = kind, sentence
