"""The one door for files, their way out, and pictures of their pages (security.md 2.6)."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from voffice_app import threads
from voffice_app.db import files as files_db
from voffice_app.db.files import ReadableFile
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.house import database
from voffice_app.http.caller import Refusal, Unfit, body_of, for_holders, number_in
from voffice_app.reading import gate
from voffice_app.reading.child import workshop
from voffice_app.reading.errors import FileRefused, ReadingError
from voffice_app.settings import settings

NAME = "x-file-name"
SANDBOX = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
}
READERS = ("incoming.read", "outgoing.read")
"""Who reads documents. IT is not among them: it sees what it brought in itself, never the office's papers."""

DPI = (60, 96, 110, 144, 192, 220)
MOST_LOOKS = 20_000
_looks: dict[tuple[int, str], str] = {}
"""Position and file → the hour of the look that was written last."""

_arriving: defaultdict[int, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(2))
"""By account: a slow line, or somebody who only seems to send, holds up nobody else."""
_at_the_gate = asyncio.Semaphore(4)
Find = Callable[[Any, Actor, int], ReadableFile | None]


@for_holders("incoming.intake", "admin")
async def take_in(request: Request, signed: Signed) -> Response:
    """POST /api/files: the file itself is the body, its name percent-encoded in a header."""
    name = unquote(request.headers.get(NAME, ""))[:300]
    async with _arriving[signed.actor.account_id]:
        content = await _arrived(request)
        async with _at_the_gate:
            return await _admitted(signed.actor, name, content)


async def _arrived(request: Request) -> bytes:
    """The whole file. Raises Unfit: 413 when it is too large, 408 when it takes too long."""
    try:
        async with asyncio.timeout(settings.upload_seconds):
            return await body_of(request, settings.upload_limit_bytes, "too_large")
    except TimeoutError:
        raise Unfit(408, "timeout") from None


async def _admitted(actor: Actor, name: str, content: bytes) -> Response:
    try:
        upload = await threads.run(_keep, actor, name, content)
    except FileRefused as refused:
        await threads.run(write_refusal, actor, name, refused.code)
        return Refusal(422, refused.code, facts=refused.facts)
    except ReadingError as failed:
        return Refusal(503, failed.code, facts=failed.facts)
    return JSONResponse(upload, status_code=201, headers={"cache-control": "no-store"})


def _keep(actor: Actor, name: str, content: bytes) -> dict[str, Any]:
    """Through the gate, into the vault, then the row: a row never names bytes that are not there."""
    admitted = gate.admit(name, content)
    db = database()
    sha256 = db.vault.put(admitted.content)
    with db.act(actor) as tx:
        upload = files_db.Upload(
            position_id=actor.position_id, sha256=sha256, name=admitted.name, media_type=admitted.media_type,
            size_bytes=len(admitted.content), pages=admitted.pages, added_at=tx.now,
        )  # fmt: skip
        files_db.keep(tx, db.vault, upload, admitted.content)
        tx.record("upload", "upload", upload.id or 0, facts={"sha256": sha256})
    return {
        "id": upload.id, "sha256": sha256, "name": admitted.name, "size": len(admitted.content),
        "pages": admitted.pages, "media_type": admitted.media_type, "warnings": list(admitted.warnings),
    }  # fmt: skip


def write_refusal(actor: Actor, name: str, code: str) -> None:
    """The name is written down too, but never that of a secret (QC 5.3)."""
    told = {} if code == "state_secret" else {"name": name[:150]}
    with database().act(actor) as tx:
        tx.record("upload_refused", "upload", 0, comment=code, facts=told)


def _readable(find: Find, actor: Actor, file_id: int) -> ReadableFile | None:
    """None when there is no such file for this person. Raises Unfit 410 when its issuer took it back."""
    with database().read() as session:
        try:
            return find(session, actor, file_id)
        except Refused as no:
            raise Unfit(410, no.reasons[0].code) from no


def write_reading(actor: Actor, act: str, file_id: str, file: ReadableFile) -> None:
    """Who looked at what, who took it away (ND30 PL VI III.5.a)."""
    with database().act(actor) as tx:
        tx.record(act, "file", number_in(file_id), facts={"name": file.name, "sha256": file.sha256})


def _first_look(actor: Actor, file: ReadableFile) -> bool:
    """A page is asked for again at every turn: a person's look at a file counts once an hour."""
    looked, hour = (actor.position_id, file.sha256), database().clock().strftime("%Y%m%d%H")
    if _looks.get(looked) == hour:
        return False
    if len(_looks) >= MOST_LOOKS:
        _looks.clear()
    _looks[looked] = hour
    return True


def hand_out(find: Find, *permissions: str) -> Callable[..., Any]:
    """GET: the bytes, always as a download, never as a page of ours."""

    @for_holders(*permissions)
    async def handed_out(request: Request, signed: Signed) -> Response:
        file = await threads.run(_readable, find, signed.actor, number_in(request.path_params["file_id"]))
        if file is None:
            return Refusal(404, "not_visible")
        await threads.run(write_reading, signed.actor, "download", request.path_params["file_id"], file)
        content = await threads.run(database().vault.get, file.sha256)
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return Response(content, media_type=file.media_type, headers={**SANDBOX, "content-disposition": disposition})

    return handed_out


def _show_page(find: Find, *permissions: str) -> Callable[..., Any]:
    """GET: one page as PNG, drawn by the child; the browser never opens the file itself."""

    @for_holders(*permissions)
    async def show_page(request: Request, signed: Signed) -> Response:
        dpi = number_in(request.query_params.get("dpi", "110"))
        if dpi not in DPI:
            return Refusal(400, "dpi", allowed=list(DPI))
        file = await threads.run(_readable, find, signed.actor, number_in(request.path_params["file_id"]))
        page = number_in(request.path_params["page"])
        if file is None or not 1 <= page <= max(file.pages, 1):
            return Refusal(404, "not_visible")
        if page == 1 and find is files_db.find_readable and _first_look(signed.actor, file):
            await threads.run(write_reading, signed.actor, "view", request.path_params["file_id"], file)
        etag = f'"{file.sha256}-{page}-{dpi}"'
        headers = {**SANDBOX, "cache-control": "private, no-cache", "etag": etag}
        if request.headers.get("if-none-match") == etag:  # asked each time, so that nothing is shown after log-out
            return Response(status_code=304, headers=headers)
        try:
            png = await threads.run(_picture, file.sha256, page, dpi)
        except ReadingError as failed:
            return Refusal(422, failed.code, facts=failed.facts)
        return Response(png, media_type="image/png", headers=headers)

    return show_page


def _picture(sha256: str, page: int, dpi: int) -> bytes:
    """From the cache by hash, page and resolution, else drawn now."""
    kept = settings.data / "pictures" / sha256[:2] / f"{sha256[2:]}-{page}-{dpi}.png"
    if kept.exists():
        return kept.read_bytes()
    png: bytes = workshop.call("voffice_app.reading.pages:render", database().vault.get(sha256), page - 1, dpi)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(f".{id(png)}.part")
    part.write_bytes(png)
    part.replace(kept)
    return png


ROUTES = [
    Route("/api/files", take_in, methods=["POST"]),
    *(
        Route(f"/api/{path}", make(find, *permissions), methods=["GET"])
        for make, find, permissions, path in (
            (hand_out, files_db.find_readable, READERS, "files/{file_id}"),
            (hand_out, files_db.find_readable_upload, (*READERS, "admin"), "uploads/{file_id}"),
            (_show_page, files_db.find_readable, READERS, "pages/{file_id}/{page}.png"),
            (_show_page, files_db.find_readable_upload, (*READERS, "admin"), "uploads/{file_id}/{page}.png"),
        )
    ),
]
