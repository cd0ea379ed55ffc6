"""Acts that write into a page before anybody signs it: the initial, number with date, or the fields for both.

Bytes are never made inside a write transaction: read, make, store, then one short transaction.
"""

import logging
from datetime import date

from signing.geometry import Box, Mark, Place, Shown
from voffice_app.actions.office import Office
from voffice_app.actions.register_parts import draw_number
from voffice_app.db.certificates import ImageKind, find_image
from voffice_app.db.files import Direction, FileKind
from voffice_app.db.outgoing import (
    SUBJECT,
    OutgoingDocument,
    add_version,
    list_imprint_pending,
    load_file,
    load_outgoing,
    move,
    read_current,
)
from voffice_app.db.sequences import Register, list_registers
from voffice_app.db.session import Tx
from voffice_app.domain.errors import Reason, Stale, refuse
from voffice_app.domain.numbering import padded
from voffice_app.domain.outgoing import FLOW
from voffice_app.domain.people import Actor, system_actor
from voffice_app.domain.registers import Entry, keep_or_choose

log = logging.getLogger("voffice")


def put_initial(office: Office, actor: Actor, document_id: int) -> None:
    """The drafter's initial, an image right after ``./.`` (QC 7.2.2); page content, not a signature."""
    with office.db.read() as session:
        document, version = read_current(session, actor, document_id)
        image = find_image(session, ImageKind.INITIAL, actor.unit_id, actor.account_id)
    FLOW.decide("initial", document.facts(), actor)
    if document.initialed:
        return
    if image is None:
        raise refuse("initial_image_missing")
    if "mark" not in document.layout:
        raise refuse("end_mark_missing")
    mark = Mark(document.layout["mark"]["page_index"], Box(**document.layout["mark"]["box"]))
    vault = office.db.vault
    made = office.workshop.call("signing.imprint:put_initial", vault.get(version.sha256), vault.get(image.sha256), mark)
    sha256 = office.db.vault.put(made)
    with office.db.act(actor) as tx:
        fresh = load_outgoing(tx, document_id)
        step = FLOW.decide("initial", fresh.facts(), actor)
        if fresh.current_file_id != document.current_file_id:
            raise Stale([Reason("file_changed")])
        add_version(tx, fresh, FileKind.INITIALED, sha256, len(made))
        fresh.clean_file_id, fresh.initialed = fresh.current_file_id, True
        move(tx, fresh, step)


def assign_number(
    office: Office, actor: Actor, document_id: int, issued_on: date | None = None, held_id: int = 0
) -> None:
    """Allot number and date, then write them into the PDF's own blanks (QC 7.2.2; ND30 Đ15).

    Where the unit numbers at issue the leader has signed already: nothing is written, the seal brings both.
    ``held_id`` is a number set aside for it; another day than today needs the head's permission. A number once given
    stays bound: a corrected draft gets the same number, and ``issued_on`` may keep its earlier date.
    """
    with office.db.act(actor) as tx:
        document = load_outgoing(tx, document_id)
        step = FLOW.decide("assign_number", document.facts(), actor)
        if not document.numbers_at_issue:
            document.imprint_pending, document.imprinted = True, False
        if document.number is None:
            _first_number(tx, document, Entry(held_id=held_id, day=issued_on))
        else:
            _bound_number(tx, document, issued_on)
        document.refold()
        move(tx, document, step, reference=document.reference)
    imprint(office, actor, document_id)


def _first_number(tx: Tx, document: OutgoingDocument, entry: Entry) -> None:
    """From the book it was drafted for, or the one that has its type in the new year."""
    register = _register(tx, document, (entry.day or tx.today).year)
    document.register_id = register.id or 0
    drawn = draw_number(tx, register, entry, document.id or 0)
    document.number, document.year, document.issued_on = drawn.number, drawn.year, drawn.day
    document.numbered_at = tx.now


def _bound_number(tx: Tx, document: OutgoingDocument, issued_on: date | None) -> None:
    if issued_on not in (None, document.issued_on, tx.today):
        raise refuse("number_day_unknown")
    document.issued_on = issued_on or tx.today
    if document.issued_on.year != document.year:
        raise refuse("number_of_other_year", year=document.year)


def _register(tx: Tx, document: OutgoingDocument, year: int) -> Register:
    books = {row.id: row for row in list_registers(tx.session, document.unit_id, Direction.OUTGOING)}
    known = [row.book() for row in books.values()]
    return books[keep_or_choose(known, document.type_key, year, document.register_id).id]


def imprint(office: Office, actor: Actor, document_id: int) -> None:
    """Make the version to be signed from the clean one; done twice it changes nothing."""
    with office.db.read() as session:
        document = session.get(OutgoingDocument, document_id)
        if document is None or not document.imprint_pending:
            return
        pdf = office.db.vault.get(load_file(session, document.clean_file_id).sha256)
    made = _imprinted(office, pdf, document)
    sha256 = office.db.vault.put(made)
    with office.db.act(actor) as tx:
        fresh = load_outgoing(tx, document_id)
        written = (document.clean_file_id, document.issued_on)
        if not fresh.imprint_pending or (fresh.clean_file_id, fresh.issued_on) != written:
            return
        add_version(tx, fresh, FileKind.NUMBERED, sha256, len(made))
        fresh.imprint_pending, fresh.imprinted = False, True
        tx.record("imprint", SUBJECT, document_id, facts={"sha256": sha256})


def _imprinted(office: Office, pdf: bytes, document: OutgoingDocument) -> bytes:
    """With number and date, or with open fields for them where they are given at issue."""
    place = Place.from_dict(document.layout["place"])
    shown = Shown(**{name: Box(**box) for name, box in document.shown_blanks().items()})
    call, made = office.workshop.call, "signing.imprint:"
    if document.numbers_at_issue:
        return bytes(call(f"{made}open_for_issue", pdf, place, shown, seconds=60))
    number = padded(document.number or 0)
    return bytes(call(f"{made}imprint", pdf, number, document.issued_on, place, shown, seconds=60))


def finish_pending(office: Office) -> list[int]:
    """At start-up: finish imprints that a crash left between number and bytes; returns those that failed."""
    with office.db.read() as session:
        waiting = [session.get_one(OutgoingDocument, i) for i in list_imprint_pending(session)]
    failed = []
    for document in waiting:
        try:
            imprint(office, system_actor(document.unit_id), document.id or 0)
        except Exception:  # one broken document must not keep the office shut
            log.exception("the number of document %s is not in its file yet", document.id)
            failed.append(document.id or 0)
    return failed
