"""What a person may sign beside a document: arrival, copies, confirmation, appendices; and why not yet."""

from dataclasses import dataclass
from datetime import datetime

from signing.geometry import LEADER
from voffice_app.actions.beside_parts import BESIDE, Operation, list_signable
from voffice_app.actions.signing_attempt_parts import WAY_OF
from voffice_app.actions.signing_intent_parts import choose_certificate
from voffice_app.db.files import Direction, DocumentFile
from voffice_app.db.session import Session
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.words import sentences

LABEL = {
    "income": "Ký số đến",
    "confirm": "Ký xác nhận",
    "confirm_seal": "Đóng dấu xác nhận",
    "copy": "Ký bản sao y",
    "recopy": "Ký bản sao lục",
    "extract": "Ký bản trích sao",
    "comment": "Ký số ý kiến",
    "appendix": "Ký phụ lục",
    "copy_issued": "Ký bản sao y",
}


@dataclass(frozen=True)
class BesideOffer:
    """One signature; ``blocked`` says what it still lacks, ``named`` the file when there are several to choose from."""

    key: str
    operation: str
    label: str
    way: str
    file_id: int
    named: str = ""
    blocked: str = ""


def beside_offers(
    session: Session, actor: Actor, direction: Direction, document_id: int, now: datetime
) -> list[BesideOffer]:
    """In the order of the table; nothing for who signs nothing."""
    return [
        offer
        for operation in BESIDE.values()
        if operation.direction is direction
        for offer in _offers(session, actor, operation, document_id, now)
    ]


def _offers(session: Session, actor: Actor, operation: Operation, document_id: int, now: datetime) -> list[BesideOffer]:
    try:
        found = list_signable(session, actor, operation, document_id)
    except Refused as no:
        return [] if no.reasons[0].code == "not_visible" else [_offer(operation, no)]
    found = [file for file in found if _makes_sense(operation, file)]
    try:
        way = WAY_OF[choose_certificate(session, actor, operation.key, now).home] if found else Way.SERVER
    except Refused as no:
        return [_offer(operation, no)]
    if not operation.drawn and way is not Way.PLUGIN:
        return []
    named = len(found) > 1 or operation.name in ("appendix", "extract")
    return [_offer(operation, way=way, file=file, named=named) for file in found]


def _offer(
    operation: Operation, no: Refused | None = None, way: str = "", file: DocumentFile | None = None,
    named: bool = False,
) -> BesideOffer:  # fmt: skip
    file_id = file.id or 0 if file else 0
    return BesideOffer(
        f"{operation.name}-{file_id}", operation.name, LABEL[operation.name], str(way), file_id,
        file.name if file and named else "", sentences(no.reasons)[0] if no else "",
    )  # fmt: skip


def _makes_sense(operation: Operation, file: DocumentFile) -> bool:
    """A paper nobody signed does not arrive electronically; behind signatures nobody's comment may follow."""
    signed = bool(file.verdict and file.verdict.get("signatures"))
    if operation.role in ("appendix", "comment"):
        return not signed
    return signed or operation.role != "arrival" or operation.key == LEADER
