"""The doors of the government's local service: it fetches a version and returns it signed (law.md 3.3).

The service is no browser: it has no cookie and sends no Origin. Its authority is the one-time token in the address,
256 bits that are good for one file, one direction and ten minutes. Everything else about a page's request is
unchanged: a person begins, asks and gives up with a session of their own.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from signing.errors import SigningError
from voffice_app import house, threads, words
from voffice_app.actions import plugin
from voffice_app.db.plugin_tickets import Errand
from voffice_app.domain.errors import Refused, refuse
from voffice_app.domain.people import Actor
from voffice_app.http.acts import act
from voffice_app.http.caller import LARGEST, Refusal, address_of
from voffice_app.http.files import SANDBOX
from voffice_app.pace import Pace
from voffice_app.reading.errors import ReadingError
from voffice_app.settings import settings

FIELD = "uploadfile"
FETCH, RETURN = "/api/plugin/file/{name}", "/api/plugin/signed/{token}"
AROUND_THE_FILE = 64 * 1024
"""Bytes of a multipart body beside the file: its boundaries and small fields."""

SIGNERS = ("outgoing.approve", "outgoing.clerk")
NONCE = r"^[0-9a-f]{32}$"
Operation = Literal[
    "approved",
    "issued",
    "income",
    "appendix",
    "copy",
    "recopy",
    "extract",
    "copy_issued",
    "comment",
    "confirm",
    "confirm_seal",
]
Code = Literal["cancelled", "plugin_absent", "plugin_blocked", "plugin_late", "plugin_failed"]

# A school behind one address signs a pile; a stranger who guesses tokens gets nowhere at this pace either way.
_pace = Pace(per_second=2, burst=60)
_returning = asyncio.Semaphore(4)
_arriving: set[str] = set()
"""Tickets whose file is on its way: one body at a time for each, lest one ticket take every place in the queue."""


class Begin(BaseModel):
    """What is to be signed; ``file_id`` names one of several files where the act is about a file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    document_id: int = Field(gt=0, le=LARGEST)
    operation: Operation
    file_id: int = Field(default=0, ge=0, le=LARGEST)


class Asked(BaseModel):
    """A signature that was begun."""

    model_config = ConfigDict(extra="forbid", strict=True)

    nonce: str = Field(pattern=NONCE)


class GivenUp(Asked):
    code: Code


@act("/api/plugin/begin", *SIGNERS)
def begin(actor: Actor, body: Begin) -> dict[str, Any]:
    """The call to make and the one-time addresses, told once, to this person."""
    call = plugin.begin(house.office(), actor, body.document_id, body.operation, body.file_id)
    return {
        "nonce": call.nonce, "url": f"{settings.plugin_url}/{call.call}", "page": call.page,
        "fetch": FETCH.format(name=f"{call.download}.pdf"), "return": RETURN.format(token=call.upload),
    }  # fmt: skip


@act("/api/plugin/state", *SIGNERS)
def state(actor: Actor, body: Asked) -> dict[str, Any]:
    """What became of it here, which alone counts."""
    found = plugin.state_of(house.office(), actor, body.nonce)
    message = words.sentence(found.code, found.facts) if found.name == "ended" else ""
    return {"state": found.name, "code": found.code, "message": message}


@act("/api/plugin/give-up", *SIGNERS)
def give_up(actor: Actor, body: GivenUp) -> dict[str, Any]:
    """The person cancelled, or the service did not answer: a new signature may begin at once."""
    return {"state": plugin.give_up(house.office(), actor, body.nonce, body.code).name}


async def hand_out(request: Request) -> Response:
    """GET: the version to sign, once. HEAD, as careful programs ask first, uses nothing up."""
    if not _pace.allow(address_of(request)):
        return Refusal(429, "too_many")
    token = request.path_params["name"].removesuffix(".pdf")
    try:
        if request.method == "HEAD":
            await threads.run(plugin.holder, house.office(), token, Errand.DOWNLOAD)
            return Response(media_type="application/pdf", headers=SANDBOX)
        pdf = await threads.run(plugin.fetch, house.office(), token)
    except Refused as refused:
        return Refusal(404, refused.reasons[0].code)
    headers = {**SANDBOX, "content-disposition": 'attachment; filename="van-ban.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


async def take_back(request: Request) -> Response:
    """POST: the signed file in the field `uploadfile`; the answer is in the service's own words."""
    if not _pace.allow(address_of(request)):
        return _told("too_many", status=429)
    token = request.path_params["token"]
    try:
        await threads.run(plugin.holder, house.office(), token, Errand.UPLOAD)  # before a byte of the body is read
        content = await _arrived(token, request)
        await threads.run(plugin.receive, house.office(), token, content)
    except TimeoutError:
        return _told("timeout", status=408)
    except (MultiPartException, ClientDisconnect, KeyError):
        return _told("body", status=400)
    except Refused as refused:
        return _told(refused.reasons[0].code, dict(refused.reasons[0].facts))
    except TooLarge:
        return _told("too_large", {"limit_mb": settings.upload_limit_mb}, status=413)
    except (SigningError, ReadingError) as failed:
        return _told(failed.code, failed.facts)
    return _answer(True, "Đã nhận tệp đã ký.")


async def _arrived(token: str, request: Request) -> bytes:
    """The file of this ticket. Raises Refused ``ticket_unknown`` when another body comes by the same ticket now."""
    if token in _arriving:
        raise refuse("ticket_unknown")
    _arriving.add(token)
    try:
        async with _returning, asyncio.timeout(settings.upload_seconds):
            return await _file_in(request)
    finally:
        _arriving.discard(token)


class TooLarge(Exception):  # named as a fact
    """The body is longer than the door allows."""


async def _file_in(request: Request) -> bytes:
    """The one file of the body. Raises MultiPartException, TooLarge, ClientDisconnect."""
    parser = MultiPartParser(request.headers, _limited(request), max_files=1, max_fields=20)
    form = await parser.parse()
    file = form.get(FIELD)
    if not isinstance(file, UploadFile):
        raise MultiPartException("no file")
    try:
        return await file.read()
    finally:
        await form.close()


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    left = settings.upload_limit_bytes + AROUND_THE_FILE
    async for piece in request.stream():
        left -= len(piece)
        if left < 0:
            raise TooLarge
        yield piece


def _told(code: str, facts: dict[str, Any] | None = None, status: int = 200) -> Response:
    """The service shows `Message` to the person and reads `Status`; it is told in words what was refused."""
    return _answer(False, words.sentence(code, facts or {}), status)


def _answer(ok: bool, message: str, status: int = 200) -> Response:
    told = {"Status": ok, "Message": message, "FileName": "", "FileServer": ""}
    return JSONResponse(told, status, headers={"cache-control": "no-store"})


ROUTES = [Route(FETCH, hand_out, methods=["GET"]), Route(RETURN, take_back, methods=["POST"])]
