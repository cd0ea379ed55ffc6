"""More time: the lead asks with a reason and a wished day, who assigned grants, perhaps another day, or refuses.

What was granted counts as agreed: the document's deadline is the new day for every figure (ND30 Đ24).
"""

from datetime import date

from voffice_app.actions.assigning_parts import tell_about
from voffice_app.db.calendar import load_calendar
from voffice_app.db.extensions import IncomingExtension, list_extensions
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument, load_incoming, move
from voffice_app.db.incoming_work import chain_of, facts_of, list_in_hand
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.extensions import later_due
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import FLOW, ExtensionState
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.secrecy import Secrecy, refuse_secret

W = ExtensionState.WAITING


def ask_extension(tx: Tx, document_id: int, wished_on: date | None, reason: str) -> int:
    """Whoever leads asks the one who gave it to them, once at a time; returns the request's id."""
    said = required(reason)
    document = load_incoming(tx, document_id)
    step = FLOW.decide("ask_extension", facts_of(tx.session, document, tx.today), tx.actor)
    rows = list_in_hand(tx.session, document_id)
    own = next((row for row in chain_of(rows) if row.position_id == tx.actor.position_id), None)
    if own is None:
        raise not_visible()
    wished = later_due(wished_on, own.due_on, None, tx.today)
    if any(row.assignment_id == own.id and row.state is W for row in list_extensions(tx.session, document_id)):
        raise refuse("extension_waiting")
    request = IncomingExtension(
        incoming_id=document_id, assignment_id=own.id or 0, asked_by=tx.actor.position_id,
        granter_position_id=own.assigned_by, reason=said, old_due_on=own.due_on or wished, wished_on=wished,
        asked_at=tx.now,
    )  # fmt: skip
    tx.session.add(request)
    tx.session.flush()
    move(tx, document, step, said, wished_on=str(wished))
    tell_about(tx, document, NoticeKind.EXTENSION_ASKED, [own.assigned_by])
    return request.id or 0


def grant_extension(tx: Tx, document_id: int, request_id: int, granted_on: date | None, answer: str = "") -> None:
    """Until the day wished for or another; within the granter's own deadline. The new day is the agreed one."""
    document, request, rows = _asked(tx, document_id, request_id)
    step = FLOW.decide("grant_extension", facts_of(tx.session, document, tx.today), tx.actor)
    own = next(row for row in rows if row.id == request.assignment_id)
    above = next((row.due_on for row in rows if row.id == own.parent_id), None)
    granted = later_due(granted_on or request.wished_on, own.due_on, above, tx.today)
    before = own.due_on
    _prolong(tx, document, rows, own, granted)
    _answer(tx, request, ExtensionState.GRANTED, clean(answer))
    request.granted_on = granted
    move(tx, document, step, request.answer, due_on=str(granted), due_before=str(before or ""))
    tell_about(tx, document, NoticeKind.EXTENSION_GRANTED, [request.asked_by])


def refuse_extension(tx: Tx, document_id: int, request_id: int, answer: str) -> None:
    """The deadline stays, with the reason."""
    said = required(answer)
    document, request, _ = _asked(tx, document_id, request_id)
    step = FLOW.decide("refuse_extension", facts_of(tx.session, document, tx.today), tx.actor)
    _answer(tx, request, ExtensionState.REFUSED, said)
    move(tx, document, step, said)
    tell_about(tx, document, NoticeKind.EXTENSION_REFUSED, [request.asked_by])


def _asked(
    tx: Tx, document_id: int, request_id: int
) -> tuple[IncomingDocument, IncomingExtension, list[IncomingAssignment]]:
    """The document locked, then the request as it stands: who comes second finds it answered."""
    document = load_incoming(tx, document_id)
    request = next((row for row in list_extensions(tx.session, document_id) if row.id == request_id), None)
    if request is None:
        raise not_visible()
    if request.state is not W:
        raise refuse("extension_closed")
    return document, request, list_in_hand(tx.session, document_id)


def _prolong(
    tx: Tx, document: IncomingDocument, rows: list[IncomingAssignment], own: IncomingAssignment, granted: date
) -> None:
    """The new day for the lead and for those who were given the same work with the same deadline."""
    for row in rows:
        if row.parent_id == own.parent_id and row.due_on == own.due_on and row is not own:
            row.due_on = granted
            tx.session.add(row)
    own.due_on = granted
    tx.session.add(own)
    if own.parent_id is None:
        document.set_due(granted, load_calendar(tx.session, document.unit_id))


def _answer(tx: Tx, request: IncomingExtension, state: ExtensionState, said: str) -> None:
    refuse_secret(Secrecy.NONE, said)
    request.state, request.answer = state, said
    request.answered_by, request.answered_at = tx.actor.position_id, tx.now
    tx.session.add(request)
