"""GET /api/print/…, /api/reports/…, /api/exports/…: papers made by the system, always as a download, always logged."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from signing.errors import SigningError
from voffice_app import threads
from voffice_app.actions import book_export, copying, papers, receipts, reports, slips
from voffice_app.actions.printing_parts import PDF, XLSX, PrintOut
from voffice_app.db.files import Direction
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.handling import Grouping
from voffice_app.door import Signed
from voffice_app.house import office
from voffice_app.http.acts import told
from voffice_app.http.caller import Refusal, for_holders, number_in
from voffice_app.http.files import READERS, SANDBOX
from voffice_app.reading.errors import ReadingError
from voffice_app.settings import settings

LOOKUP = f"{settings.origin}/tra-cuu"
Print = Callable[..., PrintOut]


def _print(make: Print, *permissions: str) -> Callable[..., Any]:
    """One document on paper."""

    @for_holders(*permissions)
    async def printed(request: Request, signed: Signed) -> Response:
        document_id = number_in(request.path_params["document_id"])
        return await answered(make, office(), signed.actor, document_id, LOOKUP)

    return printed


async def answered(make: Print, *args: Any) -> Response:
    """The paper, or why there is none."""
    try:
        paper = await threads.run(make, *args)
    except NotVisible:
        return Refusal(404, "not_visible")
    except (Refused, SigningError, ReadingError) as refused:
        return Refusal(409, told(refused)[0]["code"], reasons=told(refused))
    return Response(paper.content, media_type=_media(paper.name), headers=_headers(paper.name))


def _media(name: str) -> str:
    return XLSX if name.endswith(".xlsx") else PDF


def _headers(name: str) -> dict[str, str]:
    return {**SANDBOX, "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


@for_holders("outgoing.clerk")
async def print_stamped(request: Request, signed: Signed) -> Response:
    """A paper copy on record, under its own look-up code."""
    document_id, code = number_in(request.path_params["document_id"]), request.path_params["code"]
    return await answered(papers.print_stamped, office(), signed.actor, document_id, LOOKUP, code)


@for_holders("outgoing.clerk")
async def print_certified(request: Request, signed: Signed) -> Response:
    """A certified copy by its record: sao y, sao lục, or the form of a trích sao."""
    copy_id = number_in(request.path_params["copy_id"])
    return await answered(copying.print_certified, office(), signed.actor, copy_id, LOOKUP)


@for_holders("books.print")
async def print_report(request: Request, signed: Signed) -> Response:
    """The report of a direction: ?tu=2026-11-01&den=2026-11-30&theo=person."""
    asked = question(request.path_params["direction"], dict(request.query_params))
    form = request.path_params["form"]
    if asked is None or form not in ("pdf", "xlsx"):
        return Refusal(404, "not_visible")
    return await answered(reports.print_report, office(), signed.actor, asked, LOOKUP, form)


def question(direction: str, told: dict[str, str]) -> reports.Question | None:
    """What an address asks for; None when it is none of the reports."""
    try:
        first, last = date.fromisoformat(told.get("tu", "")), date.fromisoformat(told.get("den", ""))
        asked = reports.Question(Direction(direction), first, last, Grouping(told.get("theo", Grouping.PERSON)))
    except ValueError:
        return None
    return asked if first <= last else None


@for_holders("books.print")
async def fetch_export(request: Request, signed: Signed) -> Response:
    """A finished book, for the person who asked for it."""
    try:
        job_id = number_in(request.path_params["job_id"])
        path, name, media = await threads.run(book_export.finished, office(), signed.actor, job_id)
    except NotVisible:
        return Refusal(404, "not_visible")
    except Refused as refused:
        return Refusal(410, refused.reasons[0].code)
    return FileResponse(path, media_type=media, headers=_headers(name))


ROUTES = [
    Route("/api/print/incoming/{document_id}", _print(papers.print_incoming, *READERS), methods=["GET"]),
    Route("/api/print/outgoing/{document_id}", _print(papers.print_outgoing, *READERS), methods=["GET"]),
    Route("/api/print/outgoing/{document_id}/{code}", print_stamped, methods=["GET"]),
    Route("/api/print/copy/{copy_id}", print_certified, methods=["GET"]),
    Route("/api/print/slip/{document_id}", _print(slips.print_slip, *READERS), methods=["GET"]),
    Route("/api/print/receipt/{document_id}", _print(receipts.print_receipt, "incoming.register"), methods=["GET"]),
    Route("/api/reports/{direction}.{form}", print_report, methods=["GET"]),
    Route("/api/exports/{job_id}", fetch_export, methods=["GET"]),
]
