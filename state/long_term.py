"""How far a document is on its way into the long-term archive, in one line."""

from collections.abc import Mapping

from voffice_app.actions.office import Office
from voffice_app.db.files import DocumentFile, FileKind
from voffice_app.db.long_term import WorkState, find_done, find_open
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.words import long_term as words
from voffice_app.words import moment, sentence


def time_stamp_in_words(session: Session, office: Office, document: OutgoingDocument, files: list[DocumentFile]) -> str:
    """Since when a trusted time stands over the document's current file, or what it waits for; empty when unsigned."""
    level = level_of(next((file for file in files if file.id == document.current_file_id), None))
    if not level:
        return ""
    done = find_done(session, document.id or 0)
    if done is not None and done.stamped_at is not None:
        return words.STAMPED.format(at=moment(done.stamped_at), level=level)
    if office.terms.patient is None:
        return words.NOT_SET.format(level=level)
    if document.status is not OutgoingStatus.ISSUED:
        return words.AFTER_ISSUE.format(level=level)
    owed = find_open(session, document.id or 0)
    if owed is None or not owed.last_error:
        return words.UNDER_WAY.format(level=level)
    line = words.FAILED if owed.state is WorkState.FAILED else words.WAITING
    return line.format(level=level, reason=sentence(owed.last_error, {}), at=moment(owed.next_try_at))


def level_of(file: DocumentFile | None) -> str:
    """The weakest level among the signatures of a file; empty when it bears none."""
    signatures = (file.verdict or {}).get("signatures", []) if file else []
    found = [signature.get("level") or words.LEVELS[0] for signature in signatures]
    return min(found, key=words.LEVELS.index) if found else ""


def version_in_words(file: DocumentFile, kinds: Mapping[str, str]) -> str:
    """What a version is called: by its kind, or as the archive form of the sealed file."""
    archived = file.kind is FileKind.SEALED and level_of(file) == words.LEVELS[-1]
    return kinds["archived" if archived else file.kind]
