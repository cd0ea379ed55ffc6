"""What goes with a document: the appendices and data files as they were signed and sent (QC 5.5)."""

from sqlmodel import Session

from voffice_app.db.files import Direction, DocumentFile, FileKind, list_enclosed, list_files
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.signing_attempts import list_done


def list_enclosures(session: Session, document_id: int) -> list[DocumentFile]:
    """In the drafter's order, without what was taken off; of an appendix that the clerk signed, the signed file alone.

    The .docx goes along, last, where the drafter chose to send it: the same for units, for letters, for the archive.
    """
    replaced = {attempt.base_file_id for attempt in list_done(session, Direction.OUTGOING, document_id, ["appendix"])}
    files = list_enclosed(session, Direction.OUTGOING, document_id)
    return [*(file for file in files if file.id not in replaced), *_source(session, document_id)]


def _source(session: Session, document_id: int) -> list[DocumentFile]:
    """The newest .docx, or nothing."""
    if not session.get_one(OutgoingDocument, document_id).sends_source:
        return []
    files = list_files(session, Direction.OUTGOING, document_id)
    return [file for file in files if file.kind is FileKind.SOURCE][-1:]
