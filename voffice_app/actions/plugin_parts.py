"""What the government's local service can be asked to sign, by whom, and what must come back (law.md 3.3)."""

from datetime import date
from hashlib import sha256

from signing.accept import Expected
from signing.geometry import AGENCY, LEADER
from voffice_app.actions.beside_parts import BESIDE, Operation
from voffice_app.actions.signing_intent_parts import entitled
from voffice_app.db.certificates import Certificate
from voffice_app.db.files import Direction
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session

NUMBER_DATE_SEAL = 3
"""Without number and date on the page, the service writes each of them as a signature of its own."""


OPERATIONS = {
    "approved": Operation("approved", "SignApproved", LEADER, LEADER, Direction.OUTGOING),
    "issued": Operation("issued", "SignIssued", AGENCY, AGENCY, Direction.OUTGOING),
} | BESIDE
"""The two steps of a document itself, and what is signed beside one."""


def expected_of(session: Session, operation: Operation, document_id: int, certificate: Certificate) -> Expected:
    """Which signature, and by whom, must have been added to the file."""
    mine = (sha256(certificate.der).hexdigest(),)
    if not operation.moves:
        return Expected(operation.role, mine)
    document = session.get_one(OutgoingDocument, document_id)
    leaders = entitled(session, document) if operation.role == AGENCY else ()
    most = NUMBER_DATE_SEAL if operation.role == AGENCY and not _number_stands(document) else 1
    least = most if document.numbers_at_issue else 1
    return Expected(operation.role, mine, most, leaders, least)


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
