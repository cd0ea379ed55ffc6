"""Everything one look at an outgoing document needs, read in one go: whatever its reader may know, nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from signing.geometry import Sizes
from state.long_term import time_stamp_in_words
from state.outgoing_address import Asked
from voffice_app.actions.drafting_parts import lost_capacity
from voffice_app.actions.office import Office
from voffice_app.actions.placing import true_sizes
from voffice_app.db import people
from voffice_app.db.audit import AuditEntry, list_history
from voffice_app.db.certificates import Certificate, ImageKind, KeyHome, find_image, find_personal
from voffice_app.db.custody import find_for_sealing, may_seal
from voffice_app.db.files import Direction, DocumentFile, list_files
from voffice_app.db.outgoing import SUBJECT, OutgoingDocument, list_recipient_ids
from voffice_app.db.outgoing_lists import OutgoingRow, list_outgoing
from voffice_app.db.session import Session
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.deadlines import queue_rank
from voffice_app.domain.errors import Reason, not_visible
from voffice_app.domain.outgoing import AFTER_ISSUE, FLOW
from voffice_app.domain.people import Actor

SIGNING = ("sign", "seal")
CAPABLE = ("submit", "approve", "sign")
"""Steps for which the signer must hold the capacity today (ND30 Đ13)."""


@dataclass(frozen=True)
class Opened:
    """A document of the reader's unit. ``offers`` maps each step the reader may see to what still hinders it."""

    document: OutgoingDocument
    actor: Actor
    drafter: tuple[str, str]
    signer: tuple[str, str]
    files: list[DocumentFile]
    recipients: list[people.Unit]
    history: list[AuditEntry]
    offers: dict[str, list[Reason]]
    certificate: Certificate | None
    sizes: Sizes
    today: date
    previous: OutgoingRow | None
    following: OutgoingRow | None
    time_stamp: str = ""

    @property
    def current(self) -> DocumentFile | None:
        """The version that counts."""
        return next((file for file in self.files if file.id == self.document.current_file_id), None)


def read_opened(session: Session, office: Office, actor: Actor, document_id: int, asked: Asked) -> Opened:
    """Raises NotVisible when the unit has no such document: absent and forbidden look the same."""
    document = session.get(OutgoingDocument, document_id)
    if document is None or not document.is_visible(actor):
        raise not_visible()
    now = office.db.clock()
    units = {unit.id: unit for unit in people.list_units(session, active=False)}
    certificate = _certificate(session, actor, document, now)
    before, after = _neighbours(session, actor, document, asked)
    files = list_files(session, Direction.OUTGOING, document_id)
    return Opened(
        document, actor,
        people.person_name(session, document.drafter_position_id),
        people.person_name(session, document.signer_position_id),
        files,
        [units[i] for i in list_recipient_ids(session, document_id)],
        list_history(session, SUBJECT, document_id),
        _offers(session, actor, document, certificate, now),
        certificate, _sizes(office, session, document),
        office.db.today(), before, after, time_stamp_in_words(session, office, document, files),
    )  # fmt: skip


def _sizes(office: Office, session: Session, document: OutgoingDocument) -> Sizes:
    """Only a box that must be dragged needs the true size of the picture; opening it costs."""
    if "place" in document.layout:
        return Sizes()
    return true_sizes(office, session, document.unit_id, document.signer_position_id)


def _offers(
    session: Session, actor: Actor, document: OutgoingDocument, certificate: Certificate | None, now: datetime
) -> dict[str, list[Reason]]:
    """The buttons are the table's; the reasons are its guards and what the act itself would refuse."""
    facts = document.facts()
    return {
        step.name: FLOW.reasons(step, facts, actor) + _hindered(session, actor, document, step.name, certificate, now)
        for step in FLOW.available(facts, actor)
        if step.name not in AFTER_ISSUE
    }


def _hindered(
    session: Session,
    actor: Actor,
    document: OutgoingDocument,
    step: str,
    certificate: Certificate | None,
    now: datetime,
) -> list[Reason]:
    """What no guard of the table knows: images, certificates, the end mark."""
    found = lost_capacity(session, document, vietnam_date(now)) if step in CAPABLE else []
    if step == "initial" and not document.initialed:
        if find_image(session, ImageKind.INITIAL, actor.unit_id, actor.account_id) is None:
            found.append(Reason("initial_image_missing"))
        if document.current_file_id and "mark" not in document.layout:
            found.append(Reason("end_mark_missing"))
    if step in SIGNING:
        if certificate is None:
            found.append(Reason("certificate_missing"))
        elif step == "seal" and not may_seal(session, certificate, actor, now):
            found.append(Reason("not_certificate_holder"))
        if certificate is not None and certificate.home is KeyHome.PLUGIN:
            return found  # the government's service draws its own picture
        kind, owner = (ImageKind.SEAL, None) if step == "seal" else (ImageKind.SIGNATURE, actor.account_id)
        if find_image(session, kind, actor.unit_id, owner) is None:
            found.append(Reason("image_missing"))
    return found


def _certificate(session: Session, actor: Actor, document: OutgoingDocument, now: datetime) -> Certificate | None:
    """The one the reader would sign or seal with now."""
    steps = {step.name for step in FLOW.available(document.facts(), actor)}
    if "sign" in steps:
        return find_personal(session, actor.account_id, actor.unit_id, now)
    return find_for_sealing(session, actor, now) if "seal" in steps else None


def _neighbours(
    session: Session, actor: Actor, document: OutgoingDocument, asked: Asked
) -> tuple[OutgoingRow | None, OutgoingRow | None]:
    """The rows before and behind it in the list it was opened from, found even when it has left that list."""
    values = {"number": document.book_order, "queue": queue_rank(document.urgency), "newest": document.id}
    value = values[asked.order]
    if not asked.tab or value is None:
        return None, None
    key = (value, document.id or 0)
    before, after = (
        list_outgoing(session, actor, asked.filter(), asked.order, way, key)[0]
        for way in (not asked.descending, asked.descending)
    )
    return (before[0] if before else None), (after[0] if after else None)
