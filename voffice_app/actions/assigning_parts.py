"""What assigning and assigning onward share: whom, until when, the rows, and telling those concerned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from voffice_app.db.extensions import lapse
from voffice_app.db.incoming import SUBJECT, IncomingAssignment, IncomingDocument
from voffice_app.db.incoming_work import chain_of, list_in_hand
from voffice_app.db.notices import ABSTRACT, tell
from voffice_app.db.opinions import CONCLUSION, end_round, list_answers
from voffice_app.db.people import find_actor
from voffice_app.db.session import Tx
from voffice_app.domain.errors import Reason, Stale, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role
from voffice_app.domain.secrecy import Secrecy, refuse_secret

Parts = dict[int, tuple[AssignmentKind, str]]
NOTICE = {
    AssignmentKind.LEAD: NoticeKind.ASSIGNED,
    AssignmentKind.SUPPORT: NoticeKind.SUPPORTING,
    AssignmentKind.INFO: NoticeKind.INFORMED,
}


@dataclass(frozen=True)
class Assignment:
    """Exactly one lead, any support and for-information receivers, with instruction and deadline.

    ``seen`` is the row of the lead whom the person had before their eyes, 0 when nobody leads yet.
    """

    lead: int
    support: tuple[int, ...] = ()
    info: tuple[int, ...] = ()
    instruction: str = ""
    due_on: date | None = None
    seen: int = 0


def unchanged(seen: int, rows: Sequence[IncomingAssignment]) -> None:
    """Two leaders at once: who decides on an assignment that is no longer the one they saw is told so."""
    chain = chain_of(rows)
    if seen and (not chain or chain[-1].id != seen):
        raise Stale([Reason("assignment_changed")])


def people(tx: Tx, wanted: Assignment) -> Parts:
    """Each person once, in the strongest part; all of this unit and still in office."""
    parts = dict.fromkeys(wanted.info, AssignmentKind.INFO)
    parts |= dict.fromkeys(wanted.support, AssignmentKind.SUPPORT)
    parts[wanted.lead] = AssignmentKind.LEAD
    found: Parts = {}
    for position_id, kind in parts.items():
        person = find_actor(tx.session, position_id, tx.today)
        if person is None or person.unit_id != tx.actor.unit_id or person.role is Role.IT:
            raise refuse("lead_missing" if kind is AssignmentKind.LEAD else "person_unknown")
        found[position_id] = (kind, person.full_name)
    return found


def give(
    tx: Tx, document: IncomingDocument, wanted: Assignment, parts: Parts, due_on: date | None,
    parent: IncomingAssignment | None = None,
) -> dict[str, object]:  # fmt: skip
    """Write the rows; returns what the audit tells: who as what, the words, the deadline."""
    instruction = clean(wanted.instruction)
    refuse_secret(Secrecy.NONE, instruction)
    document.lead_position_id = wanted.lead
    tx.session.add_all(
        IncomingAssignment(
            incoming_id=document.id or 0, position_id=position_id, kind=kind, due_on=due_on, instruction=instruction,
            assigned_by=tx.actor.position_id, assigned_at=tx.now, parent_id=parent.id if parent else None,
        )
        for position_id, (kind, _) in parts.items()
    )  # fmt: skip
    told: dict[str, object] = {str(kind): [n for k, n in parts.values() if k is kind] for kind in AssignmentKind}
    return told | {"instruction": instruction, "due_on": str(due_on or "")}


def tell_given(tx: Tx, document: IncomingDocument, parts: Parts) -> None:
    """Everybody who got a part within an assignment; what the head gives is told by the step itself."""
    for kind, notice in NOTICE.items():
        tell_about(tx, document, notice, [p for p, (part, _) in parts.items() if part is kind])


def tell_about(tx: Tx, document: IncomingDocument, kind: NoticeKind, positions: Iterable[int | None]) -> None:
    """A notice that names the document."""
    said = {"reference": document.reference, "abstract": document.abstract[:ABSTRACT]}
    tell(tx, kind, positions, SUBJECT, document.id or 0, **said)


def end(tx: Tx, document: IncomingDocument, rows: Sequence[IncomingAssignment], why: str = "") -> None:
    """Whoever had it in hand has it no longer, and their requests for time die with it; the rows stay as history.

    ``why`` is what was said with the act that ended it: it stands as the answer to those requests.
    """
    for row in rows:
        row.ended_at = tx.now
        tx.session.add(row)
    lapse(tx, document.id or 0, [row.id or 0 for row in rows], why)


def end_all(tx: Tx, document: IncomingDocument, why: str = "") -> None:
    """The whole assignment is over: rows, requests, and the round the lead had opened."""
    end(tx, document, list_in_hand(tx.session, document.id or 0), why)
    end_opinions(tx, document, why)


def end_opinions(tx: Tx, document: IncomingDocument, why: str = "") -> None:
    """The round ends with its work, with what was said as its conclusion; who has not answered yet is told."""
    asked = end_round(tx, document.id or 0, why[:CONCLUSION])
    if asked is not None:
        silent = [row.position_id for row in list_answers(tx.session, asked.id or 0) if row.stance is None]
        tell_about(tx, document, NoticeKind.ROUND_CLOSED, silent)
