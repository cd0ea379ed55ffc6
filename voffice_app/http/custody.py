"""GET /api/custody/…: the minutes behind an event, and the whole record as a book to print (QC 6.5)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from state import custody_view as told
from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import PrintOut, Subject, footer_for, logged
from voffice_app.db import custody_lists
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.house import database, office
from voffice_app.http.caller import for_holders, number_in
from voffice_app.http.files import hand_out
from voffice_app.http.printing import LOOKUP, answered
from voffice_app.printing.custody_book import Book, custody_book


@for_holders("home")
async def print_book(request: Request, signed: Signed) -> Response:
    """The record of one certificate, for whoever may see it; logged like every print-out."""
    return await answered(_printed, office(), signed.actor, number_in(request.path_params["certificate_id"]), LOOKUP)


def _printed(office: Office, actor: Actor, certificate_id: int, lookup: str) -> PrintOut:
    book = _book(actor, certificate_id)
    with office.db.read() as session:
        footer = footer_for(office, session, actor, lookup)
    pdf, pages = custody_book(book, footer)
    what = f"Sổ theo dõi giữ và sử dụng chứng thư số, {book.facts[0][1]}"
    paper = PrintOut(pdf, "so-theo-doi-chung-thu.pdf", pages)
    return logged(office, actor, Subject(what, "certificate", certificate_id), footer, paper)


def _book(actor: Actor, certificate_id: int) -> Book:
    base = database()
    now = base.clock()
    with base.read() as session:
        row = custody_lists.find_certificate(session, actor, now, certificate_id)
        if row is None:
            raise not_visible()
        events = [told.event_line(each) for each in reversed(custody_lists.list_record(session, certificate_id))]
    rows = [
        (e.at, e.act, "\n".join(filter(None, (e.told, e.dates, e.comment))),
         "\n".join(filter(None, (e.decision, e.paper))), e.recorded)
        for e in events
    ]  # fmt: skip
    return Book(
        unit=row.unit_name, title="SỔ THEO DÕI GIỮ VÀ SỬ DỤNG CHỨNG THƯ SỐ",
        facts=[(fact.label, fact.value) for fact in told.facts(row, now)], rows=rows,
    )  # fmt: skip


ROUTES = [
    Route("/api/custody/book/{certificate_id}", print_book, methods=["GET"]),
    Route("/api/custody/{file_id}", hand_out(custody_lists.find_paper, "home"), methods=["GET"]),
]
