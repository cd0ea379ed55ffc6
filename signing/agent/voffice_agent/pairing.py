"""Pairing: one code, typed once on the page, gives one page's address and one account a key of their own.

`pairings.json` holds the keys, `offer.json` the code while it can be used; both in the agent's own folder, mode 0600.
"""

import hmac
import json
import re
import secrets
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from voffice_agent.places import write_private
from voffice_agent.refusal import AgentRefused

CODE_SECONDS = 300
TRIES = 5


@dataclass(frozen=True)
class Pairing:
    """What one account of one office shares with this computer. The key is 32 random bytes, as hexadecimals."""

    agent_id: str
    origin: str
    paired_at: int
    key: str = field(repr=False)


@dataclass(frozen=True)
class Offer:
    """A code that may be typed on the pages of one address, until a moment (Unix seconds)."""

    origin: str
    expires_at: int
    tries_left: int
    code: str = field(repr=False)


def exact_origin(text: str) -> str:
    """`https://host[:port]` as a browser writes it; `http` only for this computer itself. Raises ValueError."""
    try:
        parts = urlsplit(text.strip().rstrip("/"))
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        raise ValueError("Địa chỉ phải như https://voffice.example.vn") from None
    local = host in ("127.0.0.1", "localhost")
    if not re.fullmatch(r"[a-z0-9.-]+", host) or parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError("Địa chỉ phải như https://voffice.example.vn")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValueError("Địa chỉ phải bắt đầu bằng https://")
    usual = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != usual else "")


class Pairings:
    """The pairings of this computer, read anew at each question: another command may have changed them."""

    def __init__(self, folder: Path) -> None:
        self._file, self._offered = folder / "pairings.json", folder / "offer.json"
        self._lock = Lock()

    def kept(self) -> list[Pairing]:
        return [Pairing(**row) for row in _read(self._file) or ()]

    def find(self, agent_id: str) -> Pairing | None:
        return next((one for one in self.kept() if hmac.compare_digest(one.agent_id, agent_id)), None)

    def offer(self) -> Offer | None:
        """The code that may be typed now, if there is one."""
        row = _read(self._offered)
        offer = Offer(**row) if row else None
        return offer if offer and offer.expires_at > time.time() and offer.tries_left > 0 else None

    def origins(self) -> set[str]:
        """The addresses whose pages may speak to this agent."""
        offer = self.offer()
        return {one.origin for one in self.kept()} | ({offer.origin} if offer else set())

    def make_offer(self, origin: str, seconds: int = CODE_SECONDS) -> Offer:
        """A fresh code of 8 digits; an earlier one is void."""
        offer = Offer(origin, int(time.time()) + seconds, TRIES, f"{secrets.randbelow(10**8):08d}")
        with self._lock:
            write_private(self._offered, json.dumps(asdict(offer)))
        return offer

    def pair(self, origin: str, code: str) -> Pairing:
        """Use the code up. Raises AgentRefused: no_offer, code_wrong (tries_left)."""
        with self._lock:
            offer = self.offer()
            if offer is None or offer.origin != origin:
                raise AgentRefused("no_offer")
            if not hmac.compare_digest(offer.code.encode(), code.encode()):
                left = offer.tries_left - 1
                write_private(self._offered, json.dumps(asdict(offer) | {"tries_left": left}))
                raise AgentRefused("code_wrong", tries_left=left)
            self._offered.unlink()
            made = Pairing(secrets.token_hex(16), origin, int(time.time()), secrets.token_hex(32))
            self._keep([*self.kept(), made])
        return made

    def forget(self, agent_id: str | None = None) -> int:
        """Delete one pairing's key, or all of them; how many there were."""
        with self._lock:
            kept = [] if agent_id is None else [one for one in self.kept() if one.agent_id != agent_id]
            gone = len(self.kept()) - len(kept)
            self._keep(kept)
            if agent_id is None:
                self._offered.unlink(missing_ok=True)
        return gone

    def _keep(self, pairings: list[Pairing]) -> None:
        write_private(self._file, json.dumps([asdict(one) for one in pairings]))


def _read(path: Path) -> Any:
    """What the file holds; None when there is no such file, or nothing in it that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
