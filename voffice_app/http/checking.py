"""POST /api/checks takes a file to be verified and forgotten; GET shows any file as it was when it was signed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from signing.errors import SigningError
from state.signatures import field_of
from voffice_app import threads
from voffice_app.actions import checking
from voffice_app.db import files as files_db
from voffice_app.db.files import ReadableFile
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.house import database, office
from voffice_app.http.caller import Refusal, Unfit, body_of, for_holders, number_in
from voffice_app.http.files import DPI, NAME, READERS, SANDBOX, write_refusal
from voffice_app.reading import gate
from voffice_app.reading.child import workshop
from voffice_app.reading.errors import FileRefused, ReadingError
from voffice_app.reading.names import safe_name
from voffice_app.settings import settings

Fetch = Callable[[Actor, str], bytes | None]


@for_holders("home")
async def take(request: Request, signed: Signed) -> Response:
    """The body is the file; the answer is the name it is known by until it is gone."""
    content = await body_of(request, settings.upload_limit_bytes, "too_large")
    name = safe_name(unquote(request.headers.get(NAME, ""))[:300])
    try:
        await threads.run(gate.keep_out_secret, content)
        token = await threads.run(checking.take, office(), signed.actor, content)
    except FileRefused as refused:
        if refused.code == "state_secret":
            await threads.run(write_refusal, signed.actor, name, refused.code)
            return Refusal(422, refused.code)
        return Refusal(422, "check_not_pdf")
    answer = {"id": 0, "token": token, "name": name, "size": len(content), "pages": 0}
    return JSONResponse(answer, status_code=201, headers={"cache-control": "no-store"})


def _checked(actor: Actor, name: str) -> bytes | None:
    try:
        return checking.content_of(office(), actor, name)
    except NotVisible:
        return None


def _kept(find: Callable[[Any, Actor, int], ReadableFile | None]) -> Fetch:
    def fetch(actor: Actor, name: str) -> bytes | None:
        with database().read() as session:
            try:
                file = find(session, actor, number_in(name))
            except Refused as no:
                raise Unfit(410, no.reasons[0].code) from no
        return database().vault.get(file.sha256) if file else None

    return fetch


def _drawn(fetch: Fetch, actor: Actor, name: str, field: str, page: int, dpi: int) -> bytes | None:
    pdf = _revision(fetch, actor, name, field)
    png: bytes | None = pdf and workshop.call("voffice_app.reading.pages:render", pdf, page - 1, dpi)
    return png


def _revision(fetch: Fetch, actor: Actor, name: str, field: str) -> bytes | None:
    """The file as it is, or with `field` as it was when that was signed; both from the confined child."""
    pdf = fetch(actor, name)
    if pdf is None or not field:
        return pdf
    found: bytes = workshop.call("signing.revisions:as_signed", pdf, field)
    return found


def _show(fetch: Fetch, *permissions: str) -> Callable[..., Any]:
    """GET: one page as PNG. Nothing of it is cached here; the browser keeps it while the page is open."""

    @for_holders(*permissions)
    async def show(request: Request, signed: Signed) -> Response:
        at, dpi = request.path_params, number_in(request.query_params.get("dpi", "110"))
        if dpi not in DPI:
            return Refusal(400, "dpi", allowed=list(DPI))
        field = field_of(at.get("field", ""))
        try:
            png = await threads.run(_drawn, fetch, signed.actor, at["name"], field, number_in(at["page"]), dpi)
        except (ReadingError, SigningError) as failed:
            return Refusal(422, failed.code, facts=failed.facts)
        return Response(png, media_type="image/png", headers=SANDBOX) if png else Refusal(404, "not_visible")

    return show


def _hand_out(fetch: Fetch, *permissions: str) -> Callable[..., Any]:
    """GET: the file as it was signed, as a download."""

    @for_holders(*permissions)
    async def hand_out(request: Request, signed: Signed) -> Response:
        at = request.path_params
        try:
            pdf = await threads.run(_revision, fetch, signed.actor, at["name"], field_of(at["field"]))
        except (ReadingError, SigningError) as failed:
            return Refusal(422, failed.code, facts=failed.facts)
        headers = {**SANDBOX, "content-disposition": 'attachment; filename="ban-luc-ky.pdf"'}
        return Response(pdf, media_type="application/pdf", headers=headers) if pdf else Refusal(404, "not_visible")

    return hand_out


FAMILIES: dict[str, tuple[Fetch, tuple[str, ...]]] = {
    "checks": (_checked, ("home",)),
    "files": (_kept(files_db.find_readable), READERS),
    "uploads": (_kept(files_db.find_readable_upload), READERS),
}
ROUTES = [
    Route("/api/checks", take, methods=["POST"]),
    Route("/api/checks/{name}/{page}.png", _show(_checked, "home"), methods=["GET"]),
    *(
        Route(f"/api/signed/{family}/{{name}}/{{field}}{end}", make(fetch, *permissions), methods=["GET"])
        for family, (fetch, permissions) in FAMILIES.items()
        for make, end in ((_show, "/{page}.png"), (_hand_out, ".pdf"))
    ),
]
