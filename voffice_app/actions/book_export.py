"""A book as one file, made in the background: ten thousand rows take some seconds (ND30 Đ16, Đ22; PL IV)."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import PDF, XLSX, Subject, footer_for
from voffice_app.actions.working import Report
from voffice_app.db import books, people
from voffice_app.db.book_span import Span, find_register, span_of
from voffice_app.db.exports import KEPT, KIND, find_export
from voffice_app.db.files import Direction
from voffice_app.db.jobs import Job, enqueue
from voffice_app.db.paper_prints import log_print
from voffice_app.db.people import Unit
from voffice_app.db.sequences import Register
from voffice_app.db.session import Session, Tx
from voffice_app.domain.archiving import plain
from voffice_app.domain.books import BookRow, written
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret
from voffice_app.printing.books import FOLLOW, INCOMING, OUTGOING, Cover, Form, book
from voffice_app.printing.footer import Footer
from voffice_app.printing.sheets import Sheet, spreadsheet

FORMS: dict[str, Form] = {"outgoing": OUTGOING, "incoming": INCOMING, "follow": FOLLOW}
MEDIA = {"pdf": PDF, "xlsx": XLSX}
JOINED, JOIN_SECONDS = "voffice_app.reading.joining:joined", 300


@dataclass(frozen=True)
class Order:
    """Which part of which book, as "pdf" or "xlsx"; ``lookup`` is where codes are looked up."""

    book: str
    register_id: int
    year: int
    first: int
    last: int
    form: str
    lookup: str
    volume: str = ""


@dataclass(frozen=True)
class _Work:
    """All that is known before the first row is read."""

    order: Order
    register: Register
    unit: Unit
    span: Span
    footer: Footer

    @property
    def own_name(self) -> str:
        """Of a book beside the unit's first one: a council's, one for decisions alone."""
        return "" if self.register.is_default else self.register.name

    @property
    def title(self) -> str:
        name = " – ".join(filter(None, (FORMS[self.order.book].title, self.own_name)))
        span = f"từ số {self.span.first} đến số {self.span.last}" if self.span.count else "chưa có số nào"
        return f"{name} năm {self.order.year}, {span}"


def begin_export(tx: Tx, order: Order, request_key: str) -> int:
    """Ask for the file; gives the job. Asked twice with one key it is one job.

    Raises NotVisible for a book of another unit, Refused ``book_unknown``, ``book_range_wrong``.
    """
    tx.require(Permission.BOOKS_PRINT)
    register = find_register(tx.session, tx.actor.unit_id, order.register_id)
    _check(order, register)
    key = f"{KIND}:{tx.actor.position_id}:{request_key}"
    job_id = enqueue(tx, KIND, asdict(order), key)
    facts: dict[str, Any] = {"year": order.year, "first": order.first, "last": order.last, "form": order.form}
    tx.record("print_book", "register", order.register_id, facts={**facts, "book": order.book, "job": job_id})
    return job_id


def _check(order: Order, register: Register) -> None:
    outgoing = register.direction is Direction.OUTGOING
    if order.book not in FORMS or order.form not in MEDIA or (order.book == "outgoing") != outgoing:
        raise refuse("book_unknown")
    if not 1 <= order.first <= order.last or not 1900 < order.year < 2200:
        raise refuse("book_range_wrong")
    refuse_secret(Secrecy.NONE, order.volume)  # it is printed on the cover


def export_book(office: Office, job: Job, report: Report) -> dict[str, Any]:
    """The worker: the file in the exports' folder, its row in the log of print-outs. Twice is only another file."""
    sweep(office)
    order = Order(**job.payload)
    with office.db.read() as session:
        actor = people.find_actor(session, job.position_id or 0, office.db.today())
        if actor is None:
            raise not_visible()
        work = _prepared(office, session, actor, order)
        path = _folder(office) / f"{job.id}-{token_hex(16)}.{order.form}"
        path.touch(mode=0o600)
        rows = _reported(_rows(session, order), report, work.span.count)
        pages = _written(office, work, rows, path)
    with office.db.act(actor) as tx:
        subject = Subject(work.title, "register", order.register_id)
        log_print(tx, subject.what, subject.kind, subject.id, pages, code=work.footer.code)
    return {
        "file": path.name, "name": f"{plain(work.title).lower()}.{order.form}", "pages": pages,
        "rows": work.span.count, "title": work.title, "code": work.footer.code, "bytes": path.stat().st_size,
    }  # fmt: skip


def finished(office: Office, actor: Actor, job_id: int) -> tuple[Path, str, str]:
    """The finished file, its name and kind, for who asked for it. Raises NotVisible or Refused (db.exports)."""
    with office.db.act(actor) as tx:
        job = find_export(tx.session, actor, job_id, tx.now)
        found = job.result or {}
        path = _folder(office) / Path(str(found["file"])).name
        if not path.is_file():
            raise refuse("export_expired")
        tx.record("download", "register", int(job.payload["register_id"]), facts={"job": job_id, "name": found["name"]})
    return path, str(found["name"]), MEDIA[str(job.payload["form"])]


def sweep(office: Office) -> None:
    """Remove the files whose time is over."""
    oldest = (office.db.clock() - KEPT).timestamp()
    for path in _folder(office).iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _folder(office: Office) -> Path:
    folder = office.trust_folder.parent / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _prepared(office: Office, session: Session, actor: Actor, order: Order) -> _Work:
    register = find_register(session, actor.unit_id, order.register_id)
    _check(order, register)  # the row may be older than a rule, or not what was asked for
    span = span_of(session, register, order.year, order.first, order.last)
    footer = footer_for(office, session, actor, order.lookup)
    return _Work(order, register, people.load_unit(session, actor.unit_id), span, footer)


def _rows(session: Session, order: Order) -> Iterable[BookRow]:
    read = books.list_follow_book if order.book == "follow" else books.list_book
    return read(session, order.register_id, order.year, order.first, order.last)


def _reported(rows: Iterable[BookRow], report: Report, total: int) -> Iterator[BookRow]:
    """The rows, telling how many there were as they pass; the last part belongs to the writing."""
    for done, row in enumerate(rows, start=1):
        if done % 100 == 0:
            report(min(done, total - 1), total)
        yield row


def _written(office: Office, work: _Work, rows: Iterable[BookRow], path: Path) -> int:
    """How many pages the file has; a spreadsheet counts as one."""
    form, span = FORMS[work.order.book], work.span
    if work.order.form == "xlsx":
        above = (work.unit.name, f"Năm {work.order.year}, từ số {span.first or ''} đến số {span.last or ''}")
        sheet = Sheet(form.title, above, form.columns, work.footer.lines)
        spreadsheet(sheet, (row.cells for row in rows), path)
        return 1
    cover = Cover(
        work.unit.parent_name, work.unit.name, work.own_name, work.order.year, written(span.from_on),
        written(span.to_on), str(span.first or ""), str(span.last or ""), work.order.volume,
    )  # fmt: skip
    pieces = [(piece.pdf, piece.pages) for piece in book(form, cover, (row.texts for row in rows), work.footer)]
    path.write_bytes(office.workshop.call(JOINED, pieces, work.title, seconds=JOIN_SECONDS))
    return sum(pages for _, pages in pieces)
