"""Who calls a plain route, how much of the body is read, and how a refusal is answered."""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from voffice_app import door, guard, words
from voffice_app.domain.permissions import may
from voffice_app.door import Signed
from voffice_app.settings import settings

MARK = "x-voffice"
SMALL = 64 * 1024
WRITTEN = frozenset({403, 404, 429})
"""Refusals that somebody who knows the way in would meet only by trying: these leave an audit row."""

LARGEST = 2**31 - 1
"""The largest number a row can have."""

Handler = Callable[[Request, Signed], Awaitable[Response]]


class Refusal(JSONResponse):
    """A refused request: a code with its facts for the screen, and the sentence a person reads."""

    def __init__(self, status: int, code: str, **facts: Any) -> None:
        self.code = code
        sentence = words.sentence(code, {**facts, **facts.get("facts", {})})
        super().__init__({"code": code, **facts, "message": sentence}, status, {"cache-control": "no-store"})

    def render(self, content: Any) -> bytes:
        return json.dumps(content, default=str).encode(
            "ascii"
        )  # told back: names a caller made up, lone surrogates among them


class Unfit(Exception):
    """What arrived cannot be read; carries the answer."""

    def __init__(self, status: int, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.answer = Refusal(status, code, **facts)


async def answer_unfit(_request: Request, unfit: Unfit) -> Response:
    return unfit.answer


def number_in(text: str) -> int:
    """A row's number as an address or a form writes it; 0, which no row has, for anything else."""
    number = int(text) if re.fullmatch(r"[0-9]{1,10}", text) else 0
    return number if number <= LARGEST else 0


def address_of(request: Request) -> str:
    """The caller's address: what the last trusted proxy saw, or the socket's when there is none in front."""
    told = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if settings.proxy_hops and len(told) >= settings.proxy_hops:
        return told[-settings.proxy_hops]
    return request.client.host if request.client else ""


async def signed_in(request: Request) -> Signed | None:
    return await door.look_up(door.key_in(request.headers.get("cookie", "")))


def for_holders(*permissions: str) -> Callable[[Handler], Callable[[Request], Awaitable[Response]]]:
    """Only a signed-in person with one of the permissions; decided before a byte of the body is read."""

    def wrap(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def checked(request: Request) -> Response:
            signed = await signed_in(request)
            if signed is None:
                return Refusal(401, "not_signed_in")
            answer = _objection(request, signed, permissions) or await handler(request, signed)
            if isinstance(answer, Refusal) and answer.status_code in WRITTEN:
                await guard.write(answer.code, signed, f"{request.method} {request.url.path}", address_of(request))
            return answer

        checked.permissions = permissions  # type: ignore[attr-defined]  # read by the census of routes
        return checked

    return wrap


def _objection(request: Request, signed: Signed, permissions: tuple[str, ...]) -> Refusal | None:
    """Why this person may not call this route, or None."""
    if signed.must_change_password:
        return Refusal(403, "password_change_pending")
    if not any(may(signed.actor, permission) for permission in permissions):
        return Refusal(403, "no_permission")
    if request.method == "POST" and MARK not in request.headers:
        return Refusal(403, "header_missing")  # a foreign page cannot set it without asking us first
    return None


async def body_of(request: Request, limit_bytes: int, code: str = "body") -> bytes:
    """The body, read in pieces. Raises Unfit: 413 with `code` as soon as it is too long, 400 when it breaks off."""
    too_long = Unfit(413, code, limit_mb=limit_bytes // 2**20)
    declared = request.headers.get("content-length", "")
    if len(declared) > 15 or (declared.isdecimal() and int(declared) > limit_bytes):
        raise too_long
    content = bytearray()
    try:
        async for piece in request.stream():
            content += piece
            if len(content) > limit_bytes:
                raise too_long
    except ClientDisconnect as gone:
        raise Unfit(400, "body") from gone
    return bytes(content)


async def form_of(request: Request) -> dict[str, str]:
    """The named fields of a small native form. Raises Unfit 400 on anything else."""
    try:
        text = (await body_of(request, SMALL)).decode("utf-8")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20, strict_parsing=bool(text)))
    except ValueError as unreadable:
        raise Unfit(400, "body") from unreadable


async def json_of(request: Request) -> Any:
    """A small JSON body. Raises Unfit 400 when it is not one."""
    try:
        body = json.loads(await body_of(request, SMALL))
        json.dumps(body, ensure_ascii=False).encode()  # a lone surrogate fits no database and opens no key
    except (ValueError, RecursionError):
        raise Unfit(400, "body") from None  # the cause would carry what was sent, a PIN perhaps
    return body
