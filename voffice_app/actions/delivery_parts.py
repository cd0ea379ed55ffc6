"""Delivery: an issued document becomes a row and files in each receiver's own queue (ND30 Đ18; law.md 4.3)."""

from collections.abc import Sequence

from voffice_app.db import people as people_db
from voffice_app.db.calendar import load_calendars
from voffice_app.db.enclosures import list_enclosures
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.incoming import NO_DUE, IncomingDocument, insert_rows, list_delivered
from voffice_app.db.incoming import SUBJECT as INCOMING
from voffice_app.db.notices import ABSTRACT, posts_with, tell_each
from voffice_app.db.outgoing import OutgoingDocument, load_file
from voffice_app.db.session import Tx
from voffice_app.domain.deadlines import register_due
from voffice_app.domain.incoming import IncomingStatus, Source
from voffice_app.domain.notices import NoticeKind, hastened
from voffice_app.domain.numbering import padded
from voffice_app.domain.people import LONGEST_TITLE, Role

Arrived = Sequence[tuple[int, int]]
"""The papers that have arrived: (row, unit)."""


def deliver(tx: Tx, document: OutgoingDocument, recipients: Sequence[tuple[int, int]]) -> None:
    """To these recipients, each ``(row, unit)``.

    A set of Core inserts, so that 104 schools cost three statements. The receivers' rows carry the
    document's data; each unit's state is its own row's state (codes 01–06, law.md 4.3).
    """
    common, terms = _common(tx, document), _terms(tx, document, [unit for _, unit in recipients])
    rows = [{**common, **terms[unit], "recipient_id": row, "unit_id": unit} for row, unit in recipients]
    insert_rows(tx, IncomingDocument, rows)
    arrived = list_delivered(tx.session, document.id or 0, [row for row, _ in recipients])
    _deliver_file(tx, document, arrived)
    _tell_clerks(tx, document, arrived)


def _common(tx: Tx, document: OutgoingDocument) -> dict[str, object]:
    """What is the same in every recipient's row."""
    unit = people_db.load_unit(tx.session, document.unit_id)
    signer_name, post = people_db.person_name(tx.session, document.signer_position_id)
    signer_title = document.signing_lines.replace("\n", ", ")[:LONGEST_TITLE] or post
    row = IncomingDocument(
        unit_id=0, status=IncomingStatus.RECEIVED, arrived_on=tx.today, arrived_at=tx.now,
        register_due_on=tx.today,
        type_key=document.type_key, code_number=padded(document.number or 0), code_notation=document.notation,
        issuing_body=unit.name, issued_on=document.issued_on, signed_on=document.issued_on,
        signer_name=signer_name, signer_title=signer_title, abstract=document.abstract,
        subject_area=document.subject_area, urgency=document.urgency, source=Source.VOFFICE,
        pages=load_file(tx.session, document.current_file_id).pages, origin_outgoing_id=document.id,
    )  # fmt: skip
    row.refold()
    return row.model_dump(exclude={"id", "unit_id", "recipient_id"})


def _terms(tx: Tx, document: OutgoingDocument, units: list[int]) -> dict[int, dict[str, object]]:
    """When each unit must register it, and answer it, by that unit's own calendar."""
    due_on = document.reply_due_on
    terms: dict[int, dict[str, object]] = {}
    for unit, calendar in load_calendars(tx.session, units).items():
        terms[unit] = {
            "register_due_on": register_due(tx.today, document.urgency, calendar),
            "due_on": due_on, "due_sort": calendar.on_or_after(due_on) if due_on else NO_DUE,
        }  # fmt: skip
    return terms


def _deliver_file(tx: Tx, document: OutgoingDocument, arrived: Arrived) -> None:
    """The sealed file, with its verdict, becomes each recipient's main file, enclosures follow it: one content each."""
    sealed = load_file(tx.session, document.current_file_id)
    common = {
        "direction": Direction.INCOMING, "kind": FileKind.MAIN, "added_at": tx.now,
    }  # fmt: skip
    rows = [{**common, **_content(sealed), "document_id": i, "unit_id": u} for i, u in arrived]
    for file in list_enclosures(tx.session, document.id or 0):
        enclosed = {**common, **_content(file), "kind": FileKind.ATTACHMENT}
        rows += [{**enclosed, "document_id": i, "unit_id": u} for i, u in arrived]
    insert_rows(tx, DocumentFile, rows)


def _tell_clerks(tx: Tx, document: OutgoingDocument, papers: Arrived) -> None:
    """Each recipient's clerks hear at once that it arrived (ND30 PL VI I.III.1.i)."""
    arrived = {unit: row for row, unit in papers}
    clerks = posts_with(tx.session, arrived, Role.CLERK)
    subjects = {post: arrived[unit] for unit, posts in clerks.items() for post in posts}
    tell_each(
        tx, hastened(NoticeKind.ARRIVED, document.urgency), INCOMING, subjects,
        reference=document.reference, abstract=document.abstract[:ABSTRACT], from_unit=tx.actor.unit_name,
    )  # fmt: skip


def _content(file: DocumentFile) -> dict[str, object]:
    return {
        "sha256": file.sha256, "name": file.name, "media_type": file.media_type, "size_bytes": file.size_bytes,
        "pages": file.pages, "verdict": file.verdict,
    }  # fmt: skip
