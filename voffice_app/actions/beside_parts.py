"""Signatures beside a document's own: of arrival, of a copy, of confirmation, on an appendix (ND30 Đ22, Đ25, Đ32).

Each makes another file next to the one that is signed, which stays byte for byte as it came. Whose certificate, on
which file and when: the table below; by which key is all the same.
"""

from dataclasses import dataclass
from hashlib import sha256

from signing.geometry import AGENCY, LEADER
from signing.verdict import VALID, Verdict
from voffice_app.db import signing_attempts as attempts
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.incoming import IncomingDocument, load_incoming
from voffice_app.db.outgoing import OutgoingDocument, load_outgoing
from voffice_app.db.session import Session, Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor, Role, UnitKind

Document = IncomingDocument | OutgoingDocument
PDF = "application/pdf"


@dataclass(frozen=True)
class Operation:
    """``call`` is the operation's name at the government's service, ``role`` what its signature counts as.

    ``key`` says whose certificate makes it: the person's (``leader``) or the unit's (``agency``); ``named`` is
    written behind the name of the file that comes of it, none for a step in the life of a document itself.
    ``drawn``: V-Office draws and makes it with the office's own keys too. ``again``: as often as is wanted.
    """

    name: str
    call: str
    role: str
    key: str
    direction: Direction
    named: str = ""
    drawn: bool = True
    again: bool = False

    @property
    def moves(self) -> bool:
        """Whether it is a step in the life of an outgoing document; the others are kept beside what they sign."""
        return self.role in (LEADER, AGENCY)


_IN, _OUT = Direction.INCOMING, Direction.OUTGOING
BESIDE = {
    each.name: each
    for each in (
        Operation("income", "SignIncome", "arrival", AGENCY, _IN, "ký số đến"),
        Operation("confirm", "SignApproved", "confirmation", LEADER, _IN, "xác nhận"),
        Operation("confirm_seal", "SignIssued", "confirmation", AGENCY, _IN, "đóng dấu xác nhận"),
        Operation("copy", "SignCopy", "copy", AGENCY, _IN, "sao y", again=True),
        Operation("recopy", "SignCopy", "copy", AGENCY, _IN, "sao lục", again=True),
        Operation("extract", "SignCopy", "copy", AGENCY, _IN, "trích sao", again=True),
        Operation("comment", "Comment", "comment", LEADER, _IN, "ý kiến", drawn=False, again=True),
        Operation("appendix", "SignAppendix", "appendix", AGENCY, _OUT, "phụ lục ký số"),
        Operation("copy_issued", "SignCopy", "copy", AGENCY, _OUT, "sao y", again=True),
    )
}


def load_beside(session: Session, actor: Actor, operation: Operation, document_id: int, file_id: int) -> DocumentFile:
    """The file that is to be signed; without ``file_id`` the one that is meant.

    The clerk signs for the unit what it holds, a leader comments and confirms (ND30 Đ25, Đ32; QC 8.2).
    Raises Refused: ``not_visible``, ``main_pdf_missing``, or what the document still lacks for it.
    """
    found = _candidates(session, actor, operation, document_id)
    chosen = next((file for file in found if file.id == file_id or not file_id), None)
    if chosen is None:
        raise refuse("leader_confirmation_missing" if operation.name == "confirm_seal" else "main_pdf_missing")
    hindered = _hindered(session, operation, document_id, chosen)
    if hindered:
        raise refuse(hindered)
    return chosen


def list_signable(session: Session, actor: Actor, operation: Operation, document_id: int) -> list[DocumentFile]:
    """The files on which this person may make it now. Raises Refused: ``not_visible``, or the step that comes first."""
    found = _candidates(session, actor, operation, document_id)
    return [file for file in found if not _hindered(session, operation, document_id, file)]


def _candidates(session: Session, actor: Actor, operation: Operation, document_id: int) -> list[DocumentFile]:
    document = _document(session, operation, actor, document_id)
    entitled = actor.is_leader if operation.key == LEADER else actor.role is Role.CLERK
    if document is None or not entitled:
        raise not_visible()
    _must_be_ready(operation, document, actor)
    return [file for file in _files(session, operation, document) if file.media_type == PDF]


def _hindered(session: Session, operation: Operation, document_id: int, file: DocumentFile) -> str:
    if operation.role == "confirmation" and not _is_issued(file):
        return "confirmation_needs_issued"
    again = not operation.again and _signed(session, operation, document_id, file)
    return "signed_beside_before" if again else ""


def lock(tx: Tx, operation: Operation, document_id: int) -> None:
    """Until the commit nobody else signs here. Raises Refused ``not_visible``."""
    (load_incoming if operation.direction is _IN else load_outgoing)(tx, document_id)


def document_of(session: Session, operation: Operation, document_id: int) -> Document:
    if operation.direction is _IN:
        return session.get_one(IncomingDocument, document_id)
    return session.get_one(OutgoingDocument, document_id)


def _document(session: Session, operation: Operation, actor: Actor, document_id: int) -> Document | None:
    if operation.direction is _IN:
        incoming = session.get(IncomingDocument, document_id)
        return incoming if incoming is not None and incoming.is_visible(actor) else None
    outgoing = session.get(OutgoingDocument, document_id)
    return outgoing if outgoing is not None and outgoing.unit_id == actor.unit_id else None


def _must_be_ready(operation: Operation, document: Document, actor: Actor) -> None:
    """The steps that come first. Raises Refused."""
    if str(document.status) == IncomingStatus.RECALLED:
        raise refuse("copy_of_recalled")
    if operation.name == "income" and isinstance(document, IncomingDocument) and not document.arrival_number:
        raise refuse("arrival_number_missing")
    if operation.name == "appendix" and isinstance(document, OutgoingDocument) and not document.number:
        raise refuse("appendix_number_missing")
    if operation.name == "copy_issued" and getattr(document, "status", None) is not OutgoingStatus.ISSUED:
        raise refuse("copy_of_unissued")
    if operation.role == "confirmation" and actor.unit_kind is not UnitKind.OFFICE:
        raise not_visible()  # a school does not confirm what its office issues


def _files(session: Session, operation: Operation, document: Document) -> list[DocumentFile]:
    """The files such a signature may be on: the paper, its enclosures, what was issued, what a leader confirmed."""
    files = list_files(session, operation.direction, document.id or 0)
    files = [file for file in files if file.withdrawn_at is None]
    if operation.name == "confirm_seal":
        made = made_by(session, operation.direction, document.id or 0, "confirm")
        return [file for file in files if file.id in made][::-1]
    if isinstance(document, OutgoingDocument) and operation.name == "copy_issued":
        return [file for file in files if file.id == document.current_file_id]
    enclosed = operation.name in ("appendix", "extract")
    kind, made = FileKind.ATTACHMENT if enclosed else FileKind.MAIN, made_by(session, operation.direction, document.id)
    return [file for file in files if file.kind is kind and file.id not in made]


def made_by(session: Session, direction: Direction, document_id: int | None, *names: str) -> set[int]:
    """The files of a document that came of such signatures, of these operations or of any."""
    done = attempts.list_done(session, direction, document_id or 0, names or BESIDE)
    return {int(attempt.facts["file_id"]) for attempt in done if "file_id" in attempt.facts}


def _signed(session: Session, operation: Operation, document_id: int, file: DocumentFile) -> bool:
    """Whether this very signature was made on this very file before."""
    done = attempts.list_done(session, operation.direction, document_id, [operation.name])
    return any(attempt.base_file_id == file.id for attempt in done)


def _is_issued(file: DocumentFile) -> bool:
    """Signed and sealed by the school, and all of it valid."""
    found = Verdict.from_dict(file.verdict) if file.verdict else None
    return found is not None and found.outcome == VALID and found.find(AGENCY) is not None


def keep_beside(tx: Tx, operation: Operation, base: DocumentFile, signed: bytes, verdict: Verdict) -> DocumentFile:
    """A file of its own next to the one that was signed, which stays as it came."""
    stem = base.name.removesuffix(".pdf")[:120]
    row = DocumentFile(
        direction=base.direction, document_id=base.document_id, unit_id=base.unit_id, kind=FileKind.ATTACHMENT,
        sha256=sha256(signed).hexdigest(), name=f"{stem} ({operation.named}).pdf", media_type=base.media_type,
        size_bytes=len(signed), pages=base.pages, verdict=verdict.as_dict(), added_by=tx.actor.position_id,
        added_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    return row
