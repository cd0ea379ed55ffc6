"""What the government's local service can be asked to sign, by whom, and what must come back (law.md 3.3)."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from signing.accept import Expected
from signing.geometry import AGENCY, LEADER
from signing.verdict import Verdict
from voffice_app.actions.signing_intent_parts import choose_certificate, entitled
from voffice_app.db.certificates import Certificate, KeyHome
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session, Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor, Role

NAMED = {"income": "ký số đến", "copy": "bản sao điện tử", "comment": "ý kiến", "appendix": "phụ lục ký số"}
"""What is written behind the name of a file that was signed beside another."""

NUMBER_DATE_SEAL = 3
"""Without number and date on the page, the service writes each of them as a signature of its own."""


@dataclass(frozen=True)
class Operation:
    """``call`` is the operation's name at the service, ``role`` what its signature counts as.

    ``key`` says whose certificate makes it: the person's (``leader``) or the unit's (``agency``).
    """

    name: str
    call: str
    role: str
    key: str
    direction: Direction

    @property
    def moves(self) -> bool:
        """Whether it is a step in the life of an outgoing document; the others are kept beside what they sign."""
        return self.role in (LEADER, AGENCY)


OPERATIONS = {
    each.name: each
    for each in (
        Operation("approved", "SignApproved", LEADER, LEADER, Direction.OUTGOING),
        Operation("issued", "SignIssued", AGENCY, AGENCY, Direction.OUTGOING),
        Operation("income", "SignIncome", "arrival", AGENCY, Direction.INCOMING),
        Operation("appendix", "SignAppendix", "appendix", AGENCY, Direction.OUTGOING),
        Operation("copy", "SignCopy", "copy", AGENCY, Direction.INCOMING),
        Operation("comment", "Comment", "comment", LEADER, Direction.INCOMING),
    )
}


def choose_plugin_certificate(tx: Tx, key: str) -> Certificate:
    """The certificate, whose key must be at the service. Raises Refused ``other_way`` when it is elsewhere."""
    certificate = choose_certificate(tx.session, tx.actor, key, tx.now)
    if certificate.home is not KeyHome.PLUGIN:
        raise refuse("other_way", reason="server" if certificate.home is not KeyHome.DESK else "desk")
    return certificate


def load_beside(tx: Tx, operation: Operation, document_id: int, file_id: int) -> DocumentFile:
    """The file that an arrival, a copy, a comment or an appendix is to be signed on.

    The clerk signs arrivals, copies and appendices for the unit, a leader comments (ND30 Đ25, Đ32; PL I II.8.b).
    """
    actor = tx.actor
    entitled_role = actor.is_leader if operation.key == LEADER else actor.role is Role.CLERK
    found = _find(tx.session, operation, actor, document_id)
    if found is None or not entitled_role:
        raise not_visible()
    kind = FileKind.ATTACHMENT if operation.name == "appendix" else FileKind.MAIN
    files = [file for file in list_files(tx.session, operation.direction, document_id) if file.kind is kind]
    chosen = next((file for file in files if file.id == file_id or not file_id), None)
    if chosen is None or chosen.media_type != "application/pdf":
        raise refuse("main_pdf_missing")
    return chosen


def beside(base: DocumentFile, operation: Operation, tx: Tx, signed: bytes, verdict: Verdict) -> DocumentFile:
    """A file of its own next to the one that was signed, which stays as it came."""
    stem = base.name.removesuffix(".pdf")[:120]
    return DocumentFile(
        direction=base.direction, document_id=base.document_id, unit_id=base.unit_id, kind=FileKind.ATTACHMENT,
        sha256=sha256(signed).hexdigest(), name=f"{stem} ({NAMED[operation.name]}).pdf", media_type=base.media_type,
        size_bytes=len(signed), pages=base.pages, verdict=verdict.as_dict(), added_by=tx.actor.position_id,
        added_at=tx.now,
    )  # fmt: skip


def _find(
    session: Session, operation: Operation, actor: Actor, document_id: int
) -> IncomingDocument | OutgoingDocument | None:
    if operation.direction is Direction.INCOMING:
        incoming = session.get(IncomingDocument, document_id)
        return incoming if incoming is not None and incoming.is_visible(actor) else None
    outgoing = session.get(OutgoingDocument, document_id)
    return outgoing if outgoing is not None and outgoing.unit_id == actor.unit_id else None


def expected_of(session: Session, operation: Operation, document_id: int, certificate: Certificate) -> Expected:
    """Which signature, and by whom, must have been added to the file."""
    mine = (sha256(certificate.der).hexdigest(),)
    if not operation.moves:
        return Expected(operation.role, mine)
    document = session.get_one(OutgoingDocument, document_id)
    leaders = entitled(session, document) if operation.role == AGENCY else ()
    most = NUMBER_DATE_SEAL if operation.role == AGENCY and not _number_stands(document) else 1
    return Expected(operation.role, mine, most, leaders)


def number_and_date(session: Session, operation: Operation, document_id: int) -> dict[str, str]:
    """What the service writes on the page; nothing where the page has both already."""
    if operation.direction is not Direction.OUTGOING or operation.role not in (AGENCY, "appendix"):
        return {}
    document = session.get_one(OutgoingDocument, document_id)
    if operation.name == "appendix":
        return {"DocNumber": document.reference}
    if _number_stands(document):
        return {"DocNumber": "", "IssuedDate": ""}
    return {"DocNumber": document.reference, "IssuedDate": _midnight(document.issued_on)}


def _number_stands(document: OutgoingDocument) -> bool:
    """Number and date are on the page that is to be sealed."""
    return document.imprinted and not document.numbers_at_issue


def _midnight(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00+07:00" if day else ""
