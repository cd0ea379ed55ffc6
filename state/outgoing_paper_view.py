"""How a document is issued and copied, as its screen shows it: capacity against the page, paper, copies on record."""

from dataclasses import dataclass, field
from datetime import date

from voffice_app.db import people as people_db
from voffice_app.db.certified_copies import CertifiedCopy, list_copies
from voffice_app.db.files import Direction
from voffice_app.db.outgoing import OutgoingDocument, read_outgoing
from voffice_app.db.paper_copies import OutgoingPaperCopy, list_paper_copies
from voffice_app.db.session import Session
from voffice_app.domain import paper as rules
from voffice_app.domain.errors import Refused
from voffice_app.domain.numbering import padded
from voffice_app.domain.outgoing import BEFORE_APPROVAL, OutgoingStatus
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.signing_capacity import differs
from voffice_app.shapes import Option
from voffice_app.words import day, moment
from voffice_app.words.drafting import COPY_CODE, COPY_FORM, DIFFERS, PAPER, PROPOSED

WARNED_IN = (*BEFORE_APPROVAL, OutgoingStatus.SUBMITTED)


@dataclass(frozen=True)
class CopyLine:
    """One copy on record; ``href`` is its print-out, for the clerk."""

    title: str
    about: str
    href: str = ""


@dataclass(frozen=True)
class PaperView:
    """What one look needs; empty texts show nothing."""

    warning: str = ""
    warning_below: str = ""
    may_decide: bool = False
    also_paper: bool = False
    decided: str = ""
    issued: bool = False
    lines: list[CopyLine] = field(default_factory=list)
    signers: list[Option] = field(default_factory=list)
    forms: list[Option] = field(default_factory=list)


def read_paper(session: Session, actor: Actor, document_id: int, today: date) -> PaperView:
    """Raises NotVisible for a document of another unit."""
    document = read_outgoing(session, actor, document_id)
    title, below = _warning(document)
    issued = document.status is OutgoingStatus.ISSUED
    copies = [_paper(row, today, actor) for row in list_paper_copies(session, document_id)]
    copies += copy_lines(session, actor, Direction.OUTGOING, document_id)
    clerk = issued and actor.role is Role.CLERK
    return PaperView(
        title, below, _may_decide(session, document, actor), document.also_paper, _decided(session, document),
        clerk, copies, copy_signers(session, actor, today) if clerk else [],
        [Option(key, COPY_FORM[key]) for key in ("sy", "trs")],
    )  # fmt: skip


def copy_lines(session: Session, actor: Actor, direction: Direction, document_id: int) -> list[CopyLine]:
    """The certified copies with their numbers: 03/SY-PGDĐT."""
    symbol = people_db.load_unit(session, actor.unit_id).symbol
    return [_certified(row, symbol, actor) for row in list_copies(session, actor.unit_id, direction, document_id)]


def copy_signers(session: Session, actor: Actor, today: date) -> list[Option]:
    leaders = people_db.list_people(session, actor.unit_id, today, Role.HEAD, Role.DEPUTY)
    return [Option(str(person.position_id), f"{person.full_name} · {person.title}") for person in leaders]


def _warning(document: OutgoingDocument) -> tuple[str, str]:
    page = document.layout.get("titles", [])
    if document.status not in WARNED_IN or not differs(document.signing_capacity, page):
        return "", ""
    title, below = DIFFERS
    return title, below.format(page=" / ".join(page), chosen=document.signing_lines.replace("\n", " / "))


def _may_decide(session: Session, document: OutgoingDocument, actor: Actor) -> bool:
    decider = session.get(people_db.Position, document.paper_decided_by) if document.paper_decided_by else None
    try:
        rules.decide_paper(
            document.status, document.unit_id, document.signer_position_id, decider.role if decider else None, actor
        )
    except Refused:
        return False
    return True


def _decided(session: Session, document: OutgoingDocument) -> str:
    if not document.paper_decided_by:
        return f"{PAPER[document.also_paper]} ({PROPOSED})"
    name, title = people_db.person_name(session, document.paper_decided_by)
    return f"{PAPER[document.also_paper]} · {title} {name} quyết định"


def _paper(row: OutgoingPaperCopy, today: date, actor: Actor) -> CopyLine:
    about = f"{moment(row.printed_at, today)} · giao {row.given_to} · mã tra cứu {row.code}"
    href = f"/api/print/outgoing/{row.outgoing_id}/{row.code}" if actor.role is Role.CLERK else ""
    return CopyLine(f"{row.copies} bản giấy đóng dấu treo", about, href)


def _certified(row: CertifiedCopy, symbol: str, actor: Actor) -> CopyLine:
    given = f" · giao {row.given_to}" if row.given_to else ""
    title = f"{COPY_FORM[row.form]} {padded(row.number)}/{COPY_CODE[row.form]}-{symbol}"
    href = f"/api/print/copy/{row.id}" if actor.role is Role.CLERK else ""
    return CopyLine(title, f"{day(row.copied_on)} · {row.copies} bản{given}", href)
