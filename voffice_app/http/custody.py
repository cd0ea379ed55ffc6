"""GET /api/custody/…: the minutes behind an event, and the whole record as a book to print (QC 6.5)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from state import custody_view as told
from voffice_app import threads
from voffice_app.db import custody_lists
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.house import database
from voffice_app.http.caller import Refusal, for_holders, number_in
from voffice_app.http.files import SANDBOX, hand_out
from voffice_app.printing.custody_book import Book, custody_book
from voffice_app.words import moment


@for_holders("home")
async def print_book(request: Request, signed: Signed) -> Response:
    """The record of one certificate, for whoever may see it."""
    pdf = await threads.run(_book, signed.actor, number_in(request.path_params["certificate_id"]))
    if pdf is None:
        return Refusal(404, "not_visible")
    headers = {**SANDBOX, "content-disposition": 'attachment; filename="so-theo-doi-chung-thu.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _book(actor: Actor, certificate_id: int) -> bytes | None:
    base = database()
    now = base.clock()
    with base.read() as session:
        row = custody_lists.find_certificate(session, actor, now, certificate_id)
        if row is None:
            return None
        events = [told.event_line(each) for each in reversed(custody_lists.list_record(session, certificate_id))]
    rows = [
        (e.at, e.act, "\n".join(filter(None, (e.told, e.dates, e.comment))),
         "\n".join(filter(None, (e.decision, e.paper))), e.recorded)
        for e in events
    ]  # fmt: skip
    return custody_book(Book(
        unit=row.unit_name, title="SỔ THEO DÕI GIỮ VÀ SỬ DỤNG CHỨNG THƯ SỐ",
        printed=f"In lúc {moment(now)}, {actor.title} {actor.full_name}",
        facts=[(fact.label, fact.value) for fact in told.facts(row, now)], rows=rows,
    ))  # fmt: skip


ROUTES = [
    Route("/api/custody/book/{certificate_id}", print_book, methods=["GET"]),
    Route("/api/custody/{file_id}", hand_out(custody_lists.find_paper, "home"), methods=["GET"]),
]
