"""Who calls a plain route, how much of the body is read, and how a refusal is answered."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from voffice_app import door
from voffice_app.domain.permissions import may
from voffice_app.door import Signed
from voffice_app.settings import settings

MARK = "x-voffice"
SMALL = 64 * 1024

Handler = Callable[[Request, Signed], Awaitable[Response]]


def address_of(request: Request) -> str:
    """The caller's address: what the last trusted proxy saw, or the socket's when there is none in front."""
    told = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if settings.proxy_hops and len(told) >= settings.proxy_hops:
        return told[-settings.proxy_hops]
    return request.client.host if request.client else ""


def refusal(status: int, code: str, **facts: Any) -> JSONResponse:
    """A refused request: a code for the screen to put into words."""
    return JSONResponse({"code": code, **facts}, status_code=status, headers={"cache-control": "no-store"})


async def signed_in(request: Request) -> Signed | None:
    return await door.look_up(door.key_in(request.headers.get("cookie", "")))


def for_holders(*permissions: str) -> Callable[[Handler], Callable[[Request], Awaitable[Response]]]:
    """Only a signed-in person with one of the permissions; decided before a byte of the body is read."""

    def wrap(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def checked(request: Request) -> Response:
            signed = await signed_in(request)
            if signed is None:
                return refusal(401, "not_signed_in")
            if signed.must_change_password:
                return refusal(403, "password_change_pending")
            if not any(may(signed.actor, permission) for permission in permissions):
                return refusal(403, "no_permission")
            if request.method == "POST" and MARK not in request.headers:
                return refusal(403, "header_missing")  # a foreign page cannot set it without asking us first
            return await handler(request, signed)

        checked.permissions = permissions  # type: ignore[attr-defined]  # read by the census of routes
        return checked

    return wrap


async def body_of(request: Request, limit_bytes: int) -> bytes:
    """The body, read in pieces. Raises HTTPException 413 as soon as it is longer than the limit."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit_bytes:
        raise HTTPException(413)
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > limit_bytes:
            raise HTTPException(413)
    return bytes(content)


async def form_of(request: Request) -> dict[str, str]:
    """The named fields of a small native form. Raises HTTPException 400 on anything else."""
    try:
        text = (await body_of(request, SMALL)).decode("utf-8")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20, strict_parsing=bool(text)))
    except ValueError as unreadable:
        raise HTTPException(400) from unreadable


async def json_of(request: Request) -> Any:
    """A small JSON body. Raises HTTPException 400 when it is not one."""
    try:
        return json.loads(await body_of(request, SMALL))
    except ValueError as unreadable:
        raise HTTPException(400) from unreadable
