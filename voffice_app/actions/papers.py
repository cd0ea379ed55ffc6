"""Single documents on paper: what arrived with its stamp ĐẾN, what was issued (NĐ 137/2024 Đ5; ND30 PL IV).

Only a copy is drawn on: the file that was signed stays as it is.
"""

from signing.profiles import stamp_lines
from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import COPY, PDF, PrintOut, Subject, footer_for, logged
from voffice_app.db import people
from voffice_app.db.files import Direction, DocumentFile, FileKind, find_readable, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_details import list_assignees, read_document
from voffice_app.db.outgoing import load_file, read_current
from voffice_app.db.paper_copies import list_paper_copies
from voffice_app.db.paper_prints import log_reprint
from voffice_app.db.session import Session
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.numbering import padded
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor
from voffice_app.printing.footer import Footer, qr_rows

SECONDS = 60


def print_incoming(office: Office, actor: Actor, document_id: int, lookup: str) -> PrintOut:
    """The document that arrived, with the stamp ĐẾN once it has its number.

    Raises NotVisible, Refused ``main_pdf_missing``, or what the confined reader raises.
    """
    with office.db.read() as session:
        document = read_document(session, actor, document_id)
        file = _main_pdf(session, actor, document_id)
        stamp = _stamp(session, actor, document)
        footer = footer_for(office, session, actor, lookup, COPY)
    what = f"Văn bản đến {document.reference}" + (f" (số đến {document.arrival_number})" if stamp else "")
    paper = _copied(office, file, what, footer, stamp, f"van-ban-den-{document.arrival_number or document_id}.pdf")
    return logged(office, actor, Subject(what, "incoming", document_id), footer, paper)


def print_outgoing(office: Office, actor: Actor, document_id: int, lookup: str) -> PrintOut:
    """The unit's own document as it was issued. Raises NotVisible, or Refused ``not_issued`` before that."""
    with office.db.read() as session:
        document, file = read_current(session, actor, document_id)
        if document.status is not OutgoingStatus.ISSUED and document.issued_at is None:
            raise refuse("print_not_issued")
        _readable(session, actor, file)
        footer = footer_for(office, session, actor, lookup, COPY)
    what = f"Văn bản đi {document.reference}"
    paper = _copied(office, file, what, footer, (), f"van-ban-di-{document.number or document_id}.pdf")
    return logged(office, actor, Subject(what, "outgoing", document_id), footer, paper)


def print_stamped(office: Office, actor: Actor, document_id: int, lookup: str, code: str) -> PrintOut:
    """The print-out of a paper copy on record (dấu treo), under that record's own code: one paper, one row.

    However often it is taken it is the same paper; each time stands in the audit log and beside its code.
    Raises NotVisible for another unit's document or a code that is on none of its copies.
    """
    with office.db.read() as session:
        document, _ = read_current(session, actor, document_id)
        kept = next((row for row in list_paper_copies(session, document_id) if row.code == code), None)
        if kept is None:
            raise not_visible()
        file = _readable(session, actor, load_file(session, kept.file_id))
        footer = footer_for(office, session, actor, lookup, COPY, code)
    what = f"Bản giấy {document.reference}"
    paper = _copied(office, file, what, footer, (), f"van-ban-di-{document.number or document_id}-{code}.pdf")
    with office.db.act(actor) as tx:
        log_reprint(tx, "outgoing", document_id, code)
    return paper


def _copied(
    office: Office, file: DocumentFile, what: str, footer: Footer, stamp: tuple[str, ...], name: str
) -> PrintOut:
    pdf = office.db.vault.get(file.sha256)
    copy, pages = office.workshop.call(
        "signing.paper_copy:paper_copy", pdf, what, footer.lines, qr_rows(footer.link), stamp, seconds=SECONDS
    )
    return PrintOut(copy, name, pages)


def _main_pdf(session: Session, actor: Actor, document_id: int) -> DocumentFile:
    """The document itself, among what lies beside it."""
    listed = list_files(session, Direction.INCOMING, document_id)
    files = [file for file in listed if file.kind is FileKind.MAIN and file.media_type == PDF]
    if not files:
        raise refuse("print_no_pdf")
    return _readable(session, actor, files[-1])


def _readable(session: Session, actor: Actor, file: DocumentFile) -> DocumentFile:
    """What may not be opened on the screen is not printed either."""
    if find_readable(session, actor, file.id or 0) is None:
        raise not_visible()
    return file


def _stamp(session: Session, actor: Actor, document: IncomingDocument) -> tuple[str, ...]:
    """Agency, ĐẾN, number, day, to whom it was passed; nothing before it is in the book."""
    if document.arrival_number is None:
        return ()
    unit = people.load_unit(session, actor.unit_id)
    leads = [row.full_name for row in list_assignees(session, document.id or 0) if row.kind is AssignmentKind.LEAD]
    number, day = padded(document.arrival_number), f"{document.arrived_on:%d/%m/%Y}"
    return stamp_lines(unit.name.upper(), number, day, ", ".join(leads))
