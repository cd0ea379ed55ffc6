"""What goes with a document: the appendices and data files as they were signed and sent (QC 5.5)."""

from sqlmodel import Session

from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.signing_attempts import list_done


def list_enclosures(session: Session, document_id: int) -> list[DocumentFile]:
    """Of an appendix that the clerk signed, the signed file alone; what was taken back does not go along."""
    replaced = {attempt.base_file_id for attempt in list_done(session, Direction.OUTGOING, document_id, ["appendix"])}
    files = list_files(session, Direction.OUTGOING, document_id)
    return [file for file in files if file.id not in replaced and _goes_along(file)]


def _goes_along(file: DocumentFile) -> bool:
    return file.kind is FileKind.ATTACHMENT and file.withdrawn_at is None
