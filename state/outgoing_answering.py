"""A draft begun as the answer to an incoming document: what is filled in before the drafter writes a word."""

from dataclasses import dataclass
from datetime import date

from state.outgoing_linked import Link, keep_link
from voffice_app.actions.answering import link_answer
from voffice_app.actions.outgoing import DraftForm, create_draft
from voffice_app.db.incoming_details import read_document
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.session import Session, Tx
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.incoming import FLOW
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.people import Actor
from voffice_app.words import day


@dataclass(frozen=True)
class Prefill:
    """Whom the answer goes to and what it is about; empty when nothing is answered."""

    incoming_id: int = 0
    told: str = ""
    abstract: str = ""
    subject_area: str = ""
    recipient_ids: tuple[int, ...] = ()


def read_prefill(session: Session, actor: Actor, today: date, incoming_id: int) -> Prefill:
    """Empty unless this person has that document in hand: absent and forbidden look the same."""
    try:
        document = read_document(session, actor, incoming_id)
    except NotVisible:
        return Prefill()
    if FLOW.steps["draft_answer"] not in FLOW.available(facts_of(session, document, today), actor):
        return Prefill()
    kind = TYPE_BY_KEY[document.type_key].name if document.type_key in TYPE_BY_KEY else "Văn bản"
    named = f"{kind} số {document.reference}" if document.reference else kind.lower()
    dated = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    by = f" của {document.issuing_body}" if document.issuing_body else ""
    sender = session.get(OutgoingDocument, document.origin_outgoing_id) if document.origin_outgoing_id else None
    return Prefill(
        incoming_id, f"Trả lời {named}{dated}{by}", f"Về việc trả lời {named}{dated}{by}"[:500],
        document.subject_area, (sender.unit_id,) if sender else (),
    )  # fmt: skip


def create_answer(tx: Tx, form: DraftForm, incoming_id: int, link: Link | None = None) -> int:
    """Draft and links in one act; sent twice by the same form all are there once."""
    outgoing_id = create_draft(tx, form)
    if incoming_id:
        link_answer(tx, incoming_id, outgoing_id)
    keep_link(tx, outgoing_id, link)
    return outgoing_id
