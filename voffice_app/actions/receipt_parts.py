"""What the sender of a document is told when it arrived, by letter or on paper (ND30 Đ21 k2 c)."""

from voffice_app.db.incoming import IncomingDocument
from voffice_app.domain.books import title_of, written
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import IncomingStatus, Source
from voffice_app.domain.secrecy import Secrecy, refuse_secret

NAMELESS = "Cơ quan gửi văn bản"


def facts_of(document: IncomingDocument, unit_name: str) -> list[tuple[str, str]]:
    """Label and value, in the order of the register."""
    return [
        ("Số, ký hiệu văn bản", document.reference or "không ghi"),
        ("Ngày văn bản", written(document.issued_on) or "không ghi"),
        ("Tên loại, trích yếu", title_of(document.type_key, document.abstract)),
        ("Số đến", str(document.arrival_number)),
        ("Ngày đến", written(document.arrived_on)),
        ("Đơn vị nhận", unit_name),
    ]


def may_be_told(document: IncomingDocument) -> None:
    """Raises Refused: inside the system the state tells; not in the book yet, or struck; a secret (QC 5.3)."""
    if document.source is Source.VOFFICE:
        raise refuse("acknowledged_by_itself")
    if document.arrival_number is None:
        raise refuse("not_registered_yet")
    if document.status is IncomingStatus.VOIDED:
        raise refuse("entry_struck")
    refuse_secret(Secrecy.NONE, document.abstract, document.issuing_body, document.note)
