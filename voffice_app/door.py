"""Who stands at the door: the cookie, looked up in the database and remembered for at most five seconds."""

import hashlib
import re
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie

from voffice_app import threads
from voffice_app.db import delegations, people
from voffice_app.db import door as door_db
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor
from voffice_app.house import database, doorkeeper
from voffice_app.settings import settings

COOKIE = "__Host-voffice"
REMEMBERED_S = 5.0
TOUCH_EVERY_S = 60.0
IDLE = timedelta(minutes=settings.session_idle_minutes)
ABSOLUTE = timedelta(hours=settings.session_absolute_hours)
_ID = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Signed:
    """A live log-in and the position it acts in. `key` is the SHA-256 of the cookie, all the server keeps of it."""

    key: str
    session_id: int
    actor: Actor
    must_change_password: bool

    @property
    def binding(self) -> str:
        """What a page's state belongs to: this log-in in this position, its own or somebody's it acts for."""
        return f"{self.key}:{self.actor.position_id}:{self.actor.delegation_id or ''}"


def new_id() -> str:
    """A session id of 256 random bits, as the cookie carries it."""
    return secrets.token_urlsafe(32)


def key_of(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()


def key_in(cookie_header: str) -> str | None:
    """The key of the session cookie in a Cookie header, or None."""
    try:
        morsel = SimpleCookie(cookie_header).get(COOKIE)
    except CookieError:
        return None
    return key_of(morsel.value) if morsel and _ID.fullmatch(morsel.value) else None


class _Memory:
    """The last answers by key, bounded; absent ones are remembered too, so that a flood costs no queries."""

    def __init__(self, size: int = 20_000) -> None:
        self._size = size
        self._answers: OrderedDict[str, tuple[float, Signed | None]] = OrderedDict()
        self.touched: dict[str, float] = {}

    def get(self, key: str) -> tuple[bool, Signed | None]:
        at, signed = self._answers.get(key, (float("-inf"), None))
        return time.monotonic() - at < REMEMBERED_S, signed

    def put(self, key: str, signed: Signed | None) -> None:
        self._answers[key] = (time.monotonic(), signed)
        self._answers.move_to_end(key)
        if len(self._answers) > self._size:
            old, _ = self._answers.popitem(last=False)
            self.touched.pop(old, None)

    def forget(self, key: str) -> None:
        self._answers.pop(key, None)


_memory = _Memory()
forget = _memory.forget


async def look_up(key: str | None, *, fresh: bool = False) -> Signed | None:
    """The live log-in of a key. Revoked, idle, expired, without a position today: None, within five seconds."""
    if key is None:
        return None
    known, signed = _memory.get(key)
    if not known or fresh:
        due = time.monotonic() - _memory.touched.get(key, float("-inf")) > TOUCH_EVERY_S
        signed = await threads.run(_find, key, due and not fresh)
        _memory.put(key, signed)
        if signed and due and not fresh:
            _memory.touched[key] = time.monotonic()
    return signed


def _find(key: str, touch: bool) -> Signed | None:
    db = database()
    with db.read() as session:
        found = door_db.find_open(session, key, db.clock(), IDLE, ABSOLUTE)
        actor = _seat(session, found) if found else None
    if found is None or actor is None:
        return None
    if touch:
        with db.act(actor, ended=True) as tx:
            login = tx.session.get(door_db.LoginSession, found.session_id)
            if login:
                login.seen_at = tx.now
    return Signed(key, found.session_id, actor, found.must_change_password)


def _seat(session: Session, found: door_db.OpenSession) -> Actor | None:
    """The chosen position while it is held, else the person's first one; acting for somebody while that runs."""
    if found.delegation_id is not None:
        acting = delegations.find_acting(session, found.account_id, found.delegation_id, database().today())
        if acting is not None:
            return acting
    held = people.list_actors(session, found.account_id, database().today())
    chosen = [actor for actor in held if actor.position_id == found.position_id]
    return next(iter(chosen or held), None)


def write_refusal(signed: Signed | None, code: str, facts: dict[str, str]) -> None:
    """One audit row for one refusal, in the chain of the person's unit, or of the office for a stranger."""
    db = database()
    with db.read() as session:
        actor = signed.actor if signed else doorkeeper(session)
    if actor is None:
        return
    with db.act(actor, ended=True) as tx:
        tx.record("refused", "event", 0, comment=code, facts=facts)
