"""Numbering a paper copy: sao y, sao lục, trích sao in one joint series a year (ND30 Đ25, PL I phần II mục II.1.c)."""

from dataclasses import dataclass

from voffice_app.db import people as people_db
from voffice_app.db.certified_copies import CertifiedCopy, CopyForm, find_copy_by_key, next_copy_number
from voffice_app.db.files import Direction, DocumentFile, list_files
from voffice_app.db.incoming import IncomingDocument, load_incoming
from voffice_app.db.outgoing import load_outgoing
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.paper import MOST_COPIES
from voffice_app.domain.people import LEADERS
from voffice_app.domain.permissions import Permission


@dataclass(frozen=True)
class CopyWanted:
    """A copy of one document: its form, who signs it, how many, to whom."""

    direction: Direction
    document_id: int
    form: CopyForm
    signer_position_id: int
    copies: int = 1
    given_to: str = ""
    request_key: str | None = None


def number_copy(tx: Tx, wanted: CopyWanted) -> int:
    """The clerk gives the next number of the joint series; returns it, twice the same.

    Raises Refused: ``copies_count_wrong``, ``copy_signer_missing``, ``copy_of_copy_needed``, ``copy_of_unissued``,
    ``copy_of_recalled``.
    """
    tx.require(Permission.OUTGOING_CLERK)
    file = _original(tx, wanted)
    made = find_copy_by_key(tx.session, tx.actor.unit_id, wanted.request_key)
    if made is not None:
        return made.number
    _check(tx, wanted)
    whom = required(wanted.given_to) if clean(wanted.given_to) else ""
    number = next_copy_number(tx.session, tx.actor.unit_id, tx.today.year)
    tx.session.add(
        CertifiedCopy(
            unit_id=tx.actor.unit_id, direction=wanted.direction, document_id=wanted.document_id, file_id=file.id or 0,
            form=wanted.form, number=number, year=tx.today.year, copied_on=tx.today, copies=wanted.copies,
            given_to=whom, signer_position_id=wanted.signer_position_id, position_id=tx.actor.position_id,
            created_at=tx.now, request_key=wanted.request_key,
        )
    )  # fmt: skip
    facts = {"form": str(wanted.form), "number": number, "year": tx.today.year, "copies": wanted.copies}
    tx.record("certified_copy", str(wanted.direction), wanted.document_id, facts=facts)
    return number


def _original(tx: Tx, wanted: CopyWanted) -> DocumentFile:
    """The file that is copied: what came, or what was issued."""
    document = (load_incoming if wanted.direction is Direction.INCOMING else load_outgoing)(
        tx, wanted.document_id, inherited=True
    )
    files = list_files(tx.session, wanted.direction, wanted.document_id)
    if isinstance(document, IncomingDocument):
        if not document.is_visible(tx.actor):
            raise not_visible()
        if document.status is IncomingStatus.RECALLED:
            raise refuse("copy_of_recalled")
        main = next((file for file in files if file.kind == "main"), None)
    else:
        if document.status is not OutgoingStatus.ISSUED:
            raise refuse("copy_of_unissued")
        main = next((file for file in files if file.id == document.current_file_id), None)
    if main is None:
        raise refuse("main_pdf_missing")
    return main


def _check(tx: Tx, wanted: CopyWanted) -> None:
    if not 1 <= wanted.copies <= MOST_COPIES:
        raise refuse("copies_count_wrong", limit=MOST_COPIES)
    signer = people_db.find_actor(tx.session, wanted.signer_position_id, tx.today)
    if signer is None or signer.unit_id != tx.actor.unit_id or signer.role not in LEADERS:
        raise refuse("copy_signer_missing")
    if wanted.form is CopyForm.OF_A_COPY and wanted.direction is Direction.OUTGOING:
        raise refuse("copy_of_copy_needed")
