"""Around every answer: who may speak to us, and the headers that bind the browser (security.md 2 and 10)."""

import re
from collections.abc import Collection, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from voffice_app.http import csp
from voffice_app.http.caller import Refusal

SAFE = frozenset({"GET", "HEAD"})
TOKEN_DOOR = re.compile(r"/api/plugin/signed/[A-Za-z0-9_-]{43}")
"""The one POST that may come without an Origin: the government's local service is no browser and sends none. A page
of somebody else cannot use this: a browser always sends the page's Origin with a POST, and no page has the token."""
SHUT = ("/_upload", "/auth-codespace", "/_all_routes")


class OriginGuard:
    """Only our own pages may post or open the websocket; the framework's upload door does not exist."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.app = app
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(SHUT):
            await _refuse(404, "not_found", scope, receive, send)
        elif self._foreign(scope):
            await _refuse(403, "foreign_origin", scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _foreign(self, scope: Scope) -> bool:
        if scope["type"] == "http" and scope["method"] in SAFE:
            return False
        origin = RequestHeaders(scope=scope).get("origin")
        if origin is None and scope["type"] == "http" and TOKEN_DOOR.fullmatch(scope["path"]):
            return False
        return origin not in self.origins


class HostGuard:
    """Only requests addressed to our own names: a foreign name that points here (DNS rebinding) reaches nothing."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._named(scope) in self.names:
            await self.app(scope, receive, send)
        else:
            await _refuse(421, "foreign_origin", scope, receive, send)

    @staticmethod
    def _named(scope: Scope) -> str:
        """The name without its port, which a proxy may change; "" when it is none."""
        try:
            return urlsplit(f"//{RequestHeaders(scope=scope).get('host', '')}").hostname or ""
        except ValueError:
            return ""


async def _refuse(status: int, code: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4403, "reason": code})
        return
    await Refusal(status, code)(scope, receive, send)


class PageNames:
    """`/dang-nhap` answers itself; the static server would send the browser on to `/dang-nhap/` first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        client = csp.client_folder()
        self.pages = {f"/{page.parent.relative_to(client)}" for page in client.rglob("*/index.html")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in self.pages:
            scope = {**scope, "path": scope["path"] + "/"}
        await self.app(scope, receive, send)


class Headers:
    """The same headers on every answer; a route that set its own stricter policy keeps it."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.app = app
        self.page_policy = csp.policy(origins)
        self.fixed = {
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        }
        if origins[0].startswith("https://"):
            self.fixed["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(message, scope["path"])
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)

    def _complete(self, message: MutableMapping[str, Any], path: str) -> None:
        headers = MutableHeaders(scope=message)
        is_page = headers.get("content-type", "").startswith("text/html")
        if message["status"] != 304:  # "not modified" keeps the policy the page came with
            headers.setdefault("content-security-policy", self.page_policy if is_page else csp.NOTHING)
        for name, value in self.fixed.items():
            headers.setdefault(name, value)
        if "cache-control" not in headers:
            # The names of built assets carry their hash; everything else is asked for anew.
            lasting = path.startswith("/assets/") and "reflex-env-" not in path
            headers["cache-control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
