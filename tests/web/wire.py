"""A bare websocket to the event door, as an attacker would write it: any name, any payload, any header."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from websockets.sync.client import connect

from tests.web.served import Served

SPACE = "/_event"
OFFICE = "reflex___state____state.state___base____office"
TELL = f"{OFFICE}.tell"
HYDRATE = "reflex___state____state.hydrate"


@dataclass
class Answer:
    """What came back for one event: state per substate, and events for the browser."""

    delta: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def goes_to(self) -> str:
        """The page the browser is sent to, or ""."""
        return next((event["payload"]["path"] for event in self.events if event["name"] == "_redirect"), "")

    def var(self, name: str) -> Any:
        """The value of one of the frame's vars, or None when it did not come."""
        return self.delta.get(OFFICE, {}).get(f"{name}_rx_state_")


class Wire:
    """One open websocket with its client token (which the browser keeps, and a thief may have)."""

    def __init__(self, office: Served, cookie: str = "", token: str = "", origin: str | None = None) -> None:
        self.token = token or secrets.token_hex(16)
        headers = {"Cookie": cookie} if cookie else {}
        url = office.url.replace("http", "ws", 1)
        self._connection = connect(
            f"{url}{SPACE}/?EIO=4&transport=websocket&token={self.token}",
            origin=office.url if origin is None else (origin or None),  # type: ignore[arg-type]
            additional_headers=headers,
        )
        self._socket = self._connection.__enter__()
        self._socket.recv(timeout=10)
        self._socket.send(f"40{SPACE},")
        self._socket.recv(timeout=10)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.__exit__(None, None, None)

    def send(self, name: str, payload: dict[str, Any] | None = None, path: str = "/") -> None:
        router = {"pathname": path, "asPath": path}
        event = {"name": name, "payload": payload or {}, "router_data": router}
        self._socket.send(f"42{SPACE},{json.dumps(['event', event])}")

    def quiet(self, name: str, payload: dict[str, Any] | None = None, path: str = "/", wait_s: float = 0.6) -> Answer:
        """Send one event and take everything that comes until nothing has come for `wait_s`."""
        self.send(name, payload, path)
        answer = Answer()
        while (update := self._next(wait_s)) is not None:
            _add(answer, update)
        return answer

    def call(self, name: str, payload: dict[str, Any] | None = None, path: str = "/") -> Answer:
        """Send one event, then a public one as a barrier; everything that came in between."""
        barrier = secrets.token_hex(8)
        self.send(name, payload, path)
        self.send(TELL, {"kind": "done", "sentence": barrier}, path)
        answer = Answer()
        while True:
            update = self._next(20)
            assert update is not None, f"no answer after {name}"
            if barrier in json.dumps(update):
                return answer
            _add(answer, update)

    def _next(self, wait_s: float) -> dict[str, Any] | None:
        while True:
            try:
                frame = str(self._socket.recv(timeout=wait_s))
            except TimeoutError:
                return None
            if frame == "2":
                self._socket.send("3")
            elif frame.startswith(f"42{SPACE},"):
                kind, update = json.loads(frame.partition(",")[2])
                if kind == "event":
                    return dict(update)


def _add(answer: Answer, update: dict[str, Any]) -> None:
    for substate, values in (update.get("delta") or {}).items():
        answer.delta.setdefault(substate, {}).update(values)
    answer.events += update.get("events") or []
