"""The list of a hand-over: everything open of a post, by kind, as the screen shows it and the minutes tell it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from voffice_app.db import leaving, open_work
from voffice_app.db.assignments import AbsenceCover, FieldAssignment
from voffice_app.db.authority import list_signer_options
from voffice_app.db.certificates import Certificate
from voffice_app.db.delegations import Delegation
from voffice_app.db.open_work import POINTERS, Pointer
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Position, load_unit, person_name
from voffice_app.db.session import Session, Tx
from voffice_app.db.signing_authority import SigningAuthority
from voffice_app.domain.handing_over import WorkKind
from voffice_app.domain.outgoing import APPROVED_NOT_SIGNED, OutgoingStatus

Power = Delegation | FieldAssignment | AbsenceCover | SigningAuthority


@dataclass(frozen=True)
class Batch:
    """The rows of one kind from one place; without a pointer they are keys, or end with the post."""

    kind: WorkKind
    rows: tuple[tuple[int, str], ...]
    pointer: Pointer | None = None


@dataclass(frozen=True)
class Found:
    """All that a post has open today."""

    position: Position
    name: str
    title: str
    unit_name: str
    batches: tuple[Batch, ...]
    keys: tuple[tuple[Certificate, bool], ...]
    powers: list[tuple[Any, int]]

    @property
    def digest(self) -> str:
        """Changes whenever anything of the list does."""
        rows = [[batch.kind, batch.pointer.name if batch.pointer else "", list(batch.rows)] for batch in self.batches]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def look(session: Session, position: Position, today: date) -> Found:
    """What is open, in the order of the minutes."""
    post = position.id or 0
    batches = [
        Batch(pointer.kind, tuple(rows), pointer)
        for pointer in POINTERS
        if (rows := open_work.list_open(session, pointer, post))
    ]
    keys = leaving.list_keys(session, position.unit_id, post, today)
    if keys:
        told = tuple((row.id or 0, f"Chứng thư số của cơ quan, số {row.serial}") for row, _ in keys)
        batches.append(Batch(WorkKind.CERTIFICATES, told))
    powers = leaving.list_powers(session, post, today)
    ending = [(row_id, told_power(session, session.get_one(table, row_id))) for table, row_id in powers]
    ending += [(0, f"Thiết bị ký {name}") for name in leaving.list_devices(session, position.account_id)]
    if ending:
        batches.append(Batch(WorkKind.ENDING, tuple(ending)))
    name, title = person_name(session, post)
    unit = load_unit(session, position.unit_id)
    return Found(position, name, title, unit.name, tuple(batches), tuple(keys), powers)


def told_power(session: Session, row: Power) -> str:
    """What ends with the post, for the minutes: what it is, between whom, until when, by which paper."""

    def who(position_id: int) -> str:
        return person_name(session, position_id)[0]

    match row:
        case Delegation():
            told = f"Việc làm thay: {who(row.giver_position_id)} giao {who(row.delegate_position_id)}"
            paper = row.paper
        case FieldAssignment():
            told, paper = f"Lĩnh vực phụ trách: {row.subject_area}", row.decided_by
        case AbsenceCover():
            told = f"Phụ trách thay: {who(row.cover_position_id)} thay {who(row.absent_position_id)}"
            paper = row.reason
        case SigningAuthority():
            told, paper = f"Tư cách ký {row.capacity.upper()}.: {row.content or row.body}".rstrip(": "), row.decided_by
    until = f"đến hết {row.valid_to:%d/%m/%Y}" if row.valid_to else "không thời hạn"
    return f"{told}, {until} ({paper})"


def taken_over(tx: Tx, batch: Batch, row_ids: list[int], taker: int) -> None:
    """A page names its signer: with another one a document goes back to its drafter, and must be approved anew.

    ND30 Đ11: the draft is approved by the person who will sign. A number given stays bound to the document.
    """
    if batch.kind is not WorkKind.SIGNING:
        return
    for document_id in row_ids:
        document = tx.session.get(OutgoingDocument, document_id, with_for_update=True)
        if document is None:
            continue
        _name_signer(tx, document, taker)
        if document.status in (OutgoingStatus.SUBMITTED, *APPROVED_NOT_SIGNED):
            before, document.status = document.status, OutgoingStatus.RETURNED
            document.imprinted = document.imprint_pending = False
            document.current_file_id = document.clean_file_id or document.current_file_id
            facts = {"signer": taker}
            tx.record("send_back", "outgoing", document_id, from_state=before, to_state=document.status, facts=facts)
        document.changed_at = tx.now
        tx.session.add(document)
        tx.session.flush()


def _name_signer(tx: Tx, document: OutgoingDocument, taker: int) -> None:
    """The new signer in the capacity that goes with the post, so that the drafter only corrects the page."""
    options = list_signer_options(tx.session, document.unit_id, tx.today, document.subject_area)
    option = next((option for option in options if option.position_id == taker), None)
    document.signing_capacity = option.capacity if option else "own"
    document.signing_basis = option.basis[:300] if option else ""
    document.signing_lines = "\n".join(option.lines) if option else ""
