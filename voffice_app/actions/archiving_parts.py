"""How a document's folder has to look, and whether it does: shared by the copying and by the round of the night."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from voffice_app.actions.office import Office
from voffice_app.archive.checking import DIFFERS, faults, sums_in
from voffice_app.archive.copying import METADATA, SUMS
from voffice_app.archive.disk import sum_of
from voffice_app.db import people as people_db
from voffice_app.db.archive_copies import ArchiveCopy, find_copy, folder_of_unit, is_taken
from voffice_app.db.archive_facts import KeptFile, kept_files, metadata_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session
from voffice_app.domain.archiving import folder_of
from voffice_app.domain.errors import refuse
from voffice_app.domain.numbering import TYPE_BY_KEY


@dataclass(frozen=True)
class Wanted:
    """How a document's folder has to look."""

    document: OutgoingDocument
    path: str
    files: tuple[KeptFile, ...]
    metadata: bytes

    @property
    def fingerprint(self) -> str:
        """Of everything: the metadata names every file's sum."""
        return hashlib.sha256(self.metadata).hexdigest()


def wanted_of(session: Session, document_id: int) -> Wanted | None:
    """None for a document that was never issued. Where it lies stays, whatever is corrected in its abstract."""
    document = session.get(OutgoingDocument, document_id)
    if document is None or document.issued_at is None:
        return None
    files = kept_files(session, document)
    metadata = json.dumps(metadata_of(session, document, files), ensure_ascii=False, indent=2).encode()
    known = find_copy(session, document_id)
    return Wanted(document, known.path if known else _new_path(session, document), tuple(files), metadata)


def _new_path(session: Session, document: OutgoingDocument) -> str:
    unit = people_db.load_unit(session, document.unit_id)
    if document.issued_on is None or document.number is None or document.year is None:
        raise refuse("not_visible")
    where = (
        folder_of_unit(session, document.unit_id) or f"{unit.code} {unit.name}", document.year,
        TYPE_BY_KEY[document.type_key].name, document.number, document.notation, document.issued_on, document.abstract,
    )  # fmt: skip
    path = folder_of(*where)
    return folder_of(*where, suffix=str(document.id)) if is_taken(session, path, document.id or 0) else path


def is_current(office: Office, session: Session, document_id: int) -> bool:
    """Whether the folder holds all that it should, as far as names tell; what is inside is :func:`fits`'s question."""
    wanted, known = wanted_of(session, document_id), find_copy(session, document_id)
    if wanted is None or known is None or known.fingerprint != wanted.fingerprint:
        return wanted is None
    folder: Path = office.archive_folder / known.path
    return all((folder / name).is_file() for name in (METADATA, SUMS, *(kept.name for kept in wanted.files)))


def fits(office: Office, copy: ArchiveCopy, thoroughly: bool) -> str:
    """What is wrong in a folder that is current, as a code; every night its size, thoroughly the sum of every file."""
    root = office.archive_folder
    folder = root / copy.path
    if not thoroughly:
        held = sum((folder / name).stat().st_size for name in sums_in(folder) if (folder / name).is_file())
        return "" if held == copy.size_bytes else DIFFERS
    wrong = [fault.code for fault in faults(root, folder)]
    return wrong[0] if wrong else "" if sum_of(folder / METADATA) == copy.fingerprint else DIFFERS
