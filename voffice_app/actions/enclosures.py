"""What goes out beside a draft: an appendix taken off again, their order, the .docx sent or kept (QC 5.5)."""

from voffice_app.db.files import Direction, DocumentFile, FileKind, list_enclosed, list_files
from voffice_app.db.outgoing import SUBJECT, OutgoingDocument, load_outgoing
from voffice_app.db.session import Tx
from voffice_app.domain.errors import AlreadyDone, Reason, refuse
from voffice_app.domain.outgoing import FLOW


def withdraw_file(tx: Tx, document_id: int, file_id: int) -> None:
    """Take an enclosure off a draft: its row ends and is kept. Raises Refused ``enclosure_absent``."""
    document = _editable(tx, document_id)
    row = tx.session.get(DocumentFile, file_id)
    belongs = row is not None and (row.direction, row.document_id) == (Direction.OUTGOING, document.id)
    if row is None or not belongs or row.kind is not FileKind.ATTACHMENT:
        raise refuse("enclosure_absent")
    if row.withdrawn_at is not None:
        raise AlreadyDone([Reason("already_done", {"step": "withdraw_file"})])
    row.withdrawn_at, row.withdrawn_by = tx.now, tx.actor.position_id
    _touched(tx, document, row)
    tx.record("withdraw_file", SUBJECT, document_id, facts={"name": row.name, "sha256": row.sha256})


def order_files(tx: Tx, document_id: int, file_ids: tuple[int, ...]) -> None:
    """The enclosures in this order from now on: all of them, each once. Raises Refused ``order_unknown``."""
    document = _editable(tx, document_id)
    rows = {row.id: row for row in list_enclosed(tx.session, Direction.OUTGOING, document_id)}
    if sorted(file_ids) != sorted(i for i in rows if i):
        raise refuse("order_unknown")
    for place, file_id in enumerate(file_ids, start=1):
        rows[file_id].sort_order = place
    _touched(tx, document, *rows.values())
    tx.record("order_files", SUBJECT, document_id, facts={"order": list(file_ids)})


def send_source(tx: Tx, document_id: int, sends: bool) -> None:
    """Whether the .docx goes out with the document. Raises Refused ``source_absent``."""
    document = _editable(tx, document_id)
    files = list_files(tx.session, Direction.OUTGOING, document_id)
    if sends and not any(row.kind is FileKind.SOURCE for row in files):
        raise refuse("source_absent")
    if document.sends_source is sends:
        raise AlreadyDone([Reason("already_done", {"step": "send_source"})])
    document.sends_source = sends
    _touched(tx, document)
    tx.record("send_source", SUBJECT, document_id, facts={"sends": sends})


def _editable(tx: Tx, document_id: int) -> OutgoingDocument:
    document = load_outgoing(tx, document_id)
    FLOW.decide("edit", document.facts(), tx.actor)
    return document


def _touched(tx: Tx, document: OutgoingDocument, *rows: DocumentFile) -> None:
    document.changed_at = tx.now
    tx.session.add_all((document, *rows))
