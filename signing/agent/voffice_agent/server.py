"""The agent's door: HTTP on this computer's own loopback address, for the pages of the paired offices alone.

    GET  /hello   is it there, which pairings, a challenge      POST /certificates   needs no PIN
    POST /pair    code → agent_id and key, once                 POST /sign           lines of JSON, one an event
                                                                POST /next           the next round of that batch

Host must be this very address (a foreign name that points here reaches nothing) and Origin one that was paired or is
being paired. To anybody else the answer is a bare 403, which their scripts cannot read.
"""

import json
import logging
import select
import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from voffice_agent import PROTOCOL, VERSION
from voffice_agent.desk import Desk, readable
from voffice_agent.pairing import Pairings
from voffice_agent.refusal import AgentRefused
from voffice_agent.ticket import Challenges, Ticket, read_ticket

log = logging.getLogger("voffice-agent")
ADDRESS = "127.0.0.1"
SMALL, LARGE = 4096, 2 * 1024 * 1024
SLOW_SECONDS = 15


class Server(ThreadingHTTPServer):
    """One agent: what its answers are made from."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, desk: Desk, pairings: Pairings) -> None:
        self.desk, self.pairings, self.challenges = desk, pairings, Challenges()
        super().__init__((ADDRESS, port), Handler)
        self.host = f"{ADDRESS}:{self.server_address[1]}"

    def server_bind(self) -> None:
        # On Windows "reuse" would let another program take the same port over.
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.allow_reuse_address = False
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        super().server_bind()


class Handler(BaseHTTPRequestHandler):
    """One request of one page."""

    server: Server
    server_version, sys_version = "voffice-agent", ""
    timeout = SLOW_SECONDS

    def do_OPTIONS(self) -> None:
        """What a browser asks before it lets a page of the web speak to this computer."""
        if not self._admitted():
            return
        self.send_response(204)
        self._cors()
        self.send_header("Access-Control-Allow-Methods", "GET, POST")
        self.send_header("Access-Control-Allow-Headers", "content-type")
        self.send_header("Access-Control-Max-Age", "0")
        for name in ("Private-Network", "Local-Network"):
            if self.headers.get(f"Access-Control-Request-{name}") == "true":
                self.send_header(f"Access-Control-Allow-{name}", "true")
        self.end_headers()

    def do_GET(self) -> None:
        self._route({"/hello": (self._hello, 0)})

    def do_POST(self) -> None:
        small = {"/pair": (self._pair, SMALL), "/certificates": (self._list, SMALL)}
        self._route({**small, "/sign": (self._sign, LARGE), "/next": (self._next, LARGE)})

    def _route(self, ways: dict[str, tuple[Callable[[Any], None], int]]) -> None:
        if not self._admitted():
            return
        try:
            if self.path not in ways:
                raise AgentRefused("not_found", 404)
            way, limit = ways[self.path]
            way(self._body(limit) if limit else None)
        except AgentRefused as refused:
            log.info("%s refused: %s", self.path[:20], refused.code)
            self._answer(refused.status, refused.as_dict())
        except OSError:
            log.info("%s: the page went away", self.path[:20])

    def _admitted(self) -> bool:
        """Exactly one Host and one Origin, both exactly right; everybody else learns nothing."""
        hosts, origins = self.headers.get_all("host") or [], self.headers.get_all("origin") or []
        if hosts == [self.server.host] and len(origins) == 1 and origins[0] in self.server.pairings.origins():
            return True
        log.info("a page of another address was refused")
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return False

    def _body(self, limit: int) -> Any:
        kind = (self.headers.get("content-type") or "").partition(";")[0].strip().lower()
        length = self.headers.get("content-length") or ""
        if kind != "application/json" or not length.isdecimal() or self.headers.get("transfer-encoding"):
            raise AgentRefused("unreadable", 415)
        if len(length) > 9 or int(length) > limit:
            raise AgentRefused("too_large", 413)
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise AgentRefused("unreadable", 400) from None

    def _hello(self, _body: Any) -> None:
        origin, offer = self.headers["origin"], self.server.pairings.offer()
        mine = [one.agent_id for one in self.server.pairings.kept() if one.origin == origin]
        answer = {"agent": "voffice-agent", "version": VERSION, "protocol": PROTOCOL, "paired": mine}
        answer |= {"pairing": bool(offer and offer.origin == origin), "challenge": self.server.challenges.give()}
        self._answer(200, answer)

    def _pair(self, body: Any) -> None:
        code = body.get("code") if isinstance(body, dict) else None
        digits = "".join(letter for letter in str(code) if letter in "0123456789")
        made = self.server.pairings.pair(self.headers["origin"], digits)
        log.info("paired with %s", made.origin)
        self._answer(200, {"agent_id": made.agent_id, "key": made.key, "name": socket.gethostname()[:60]})

    def _list(self, _body: Any) -> None:
        if not any(one.origin == self.headers["origin"] for one in self.server.pairings.kept()):
            raise AgentRefused("not_paired", 403)
        self._answer(200, {"certificates": readable(self.server.desk.certificates())})

    def _sign(self, body: Any) -> None:
        ticket = self._proven(body)
        self._begin()
        try:
            self.server.desk.sign(ticket, self._tell, self._gone)
            self._tell({"event": "done"})
        except AgentRefused as refused:
            log.info("not signed: %s", refused.code)
            self._tell({"event": "refused", **refused.as_dict()})

    def _next(self, body: Any) -> None:
        self.server.desk.go_on(self._proven(body))
        self._answer(200, {})

    def _proven(self, body: Any) -> Ticket:
        return read_ticket(body, self.headers["origin"], self.server.pairings, self.server.challenges)

    def _begin(self) -> None:
        """An answer of unknown length: the browser reads each line as it comes, the end is the end."""
        self.send_response(200)
        self._cors()
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Connection", "close")
        self.end_headers()

    def _tell(self, event: dict[str, Any]) -> None:
        self.wfile.write(json.dumps(event).encode() + b"\n")
        self.wfile.flush()

    def _gone(self) -> bool:
        """The page closed its connection: nobody waits for this signature any more."""
        try:
            ready, _, _ = select.select([self.connection], [], [], 0)
            return bool(ready) and not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self._cors()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _cors(self) -> None:
        self.send_header("Access-Control-Allow-Origin", self.headers["origin"])
        self.send_header("Vary", "Origin")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")

    def log_message(self, *_: object) -> None:
        """The usual line would quote what was asked."""
