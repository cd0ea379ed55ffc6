"""What the archive folder says of a document: the fields of ND30 Appendix VI part II, its files, what became of it."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from voffice_app.db import people as people_db
from voffice_app.db.audit import list_history
from voffice_app.db.changes import ChangeAnswer, IssuedChange
from voffice_app.db.enclosures import list_enclosures
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.links import list_links
from voffice_app.db.long_term import LongTermWork
from voffice_app.db.outgoing import SUBJECT, OutgoingDocument, OutgoingRecipient
from voffice_app.db.people import Unit
from voffice_app.db.recipients import list_outsiders
from voffice_app.db.sequences import Register
from voffice_app.domain.archiving import document_name, file_name
from voffice_app.domain.incoming import Urgency
from voffice_app.domain.numbering import TYPE_BY_KEY, padded

FORM = "voffice-archive/1"
PRIORITY = {Urgency.NORMAL: 0, Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.EXPRESS: 3}
LIFE = frozenset({
    "issue", "recall", "withdraw_recall", "update", "replace", "archive", "link", "answer_mistake", "mail_sent",
    "mail_elsewhere",
})  # fmt: skip
"""The acts a reader of the folder must know of; what was thought before issuing is the office's own."""


@dataclass(frozen=True)
class KeptFile:
    """A file under the name it has in the folder."""

    name: str
    role: str
    file: DocumentFile


def kept_files(session: Session, document: OutgoingDocument) -> list[KeptFile]:
    """The file as it was issued, its archive forms, its enclosures, and the source when it was sent along."""
    files = list_files(session, Direction.OUTGOING, document.id or 0)
    later = _archive_forms(session, document.id or 0)
    sealed = [file for file in files if file.kind is FileKind.SEALED]
    found = [KeptFile(document_name(document.number or 0, document.notation), "issued", file)
             for file in [file for file in sealed if file.id not in later][-1:]]  # fmt: skip
    for place, file in enumerate((file for file in sealed if file.id in later), 1):
        name = document_name(document.number or 0, document.notation, archived=True)
        found.append(KeptFile(name if place == 1 else name.replace(".pdf", f"-{place}.pdf"), "archive_form", file))
    named = enumerate(list_enclosures(session, document.id or 0), 1)
    return [*found, *(KeptFile(file_name(file.name, place), str(file.kind), file) for place, file in named)]


def _archive_forms(session: Session, document_id: int) -> set[int | None]:
    query = select(LongTermWork.result_file_id).where(LongTermWork.document_id == document_id)
    return {*session.exec(query.where(col(LongTermWork.result_file_id).is_not(None)))}


def metadata_of(session: Session, document: OutgoingDocument, files: list[KeptFile]) -> dict[str, Any]:
    """All of it, in the order of the decree; the same rows give the same text."""
    unit = people_db.load_unit(session, document.unit_id)
    name, title = people_db.person_name(session, document.signer_position_id)
    receivers = _receivers(session, document)
    register = session.get_one(Register, document.register_id)
    return {
        "form": FORM, "DocumentId": document.id, "UnitId": unit.id, "UnitCode": unit.code,
        "Register": register.name, "RegisterId": register.id, "Year": document.year,
        "TypeKey": document.type_key,
        "TypeName": TYPE_BY_KEY[document.type_key].name, "CodeNumber": padded(document.number or 0),
        "CodeNotation": document.notation, "IssuedDate": str(document.issued_on), "OrganName": unit.name,
        "Subject": document.abstract, "SubjectArea": document.subject_area, "Language": "Tiếng Việt",
        "PageAmount": files[0].file.pages if files else 0, "Description": "",
        "SignerInfo": {"Position": title, "FullName": name}, "To": receivers,
        "Priority": PRIORITY.get(document.urgency, 0), "IssuedAmount": len(receivers),
        "DueDate": str(document.reply_due_on) if document.reply_due_on else None,
        "IssuedAt": document.issued_at.isoformat() if document.issued_at else None, "Status": str(document.status),
        "Files": [_file(kept) for kept in files], "Changes": _changes(session, document.id or 0),
        "Links": _links(session, document.id or 0), "History": _history(session, document.id or 0),
    }  # fmt: skip


def _receivers(session: Session, document: OutgoingDocument) -> list[dict[str, Any]]:
    query = (
        select(Unit.code, Unit.name)
        .join(OutgoingRecipient, col(OutgoingRecipient.unit_id) == Unit.id)
        .where(OutgoingRecipient.outgoing_id == document.id)
        .order_by(col(Unit.code))
    )
    units = [{"OrganId": code, "OrganName": name} for code, name in session.exec(query)]
    outside = list_outsiders(session, document.id or 0)
    return [*units, *({"OrganId": "", "OrganName": each.name, "Email": each.email} for each in outside)]


def _file(kept: KeptFile) -> dict[str, Any]:
    file, verdict = kept.file, kept.file.verdict or {}
    return {
        "name": kept.name, "role": kept.role, "original_name": file.name, "sha256": file.sha256,
        "size_bytes": file.size_bytes, "pages": file.pages, "added_at": file.added_at.isoformat(),
        "signatures": {"outcome": verdict.get("outcome"), "each": verdict.get("signatures", [])},
    }  # fmt: skip


def _changes(session: Session, document_id: int) -> list[dict[str, Any]]:
    """Recalls and updates with each receiver's answer (ND30 Đ18 k4; PL VI I.8 c)."""
    query = select(IssuedChange).where(IssuedChange.outgoing_id == document_id).order_by(col(IssuedChange.number))
    return [
        {
            "kind": str(change.kind), "number": change.number, "reason": change.reason, "before": change.before,
            "after": change.after, "made_at": change.made_at.isoformat(),
            "withdrawn_at": change.withdrawn_at.isoformat() if change.withdrawn_at else None,
            "answers": _answers(session, change.id or 0),
        }
        for change in session.exec(query).all()
    ]  # fmt: skip


def _answers(session: Session, change_id: int) -> list[dict[str, Any]]:
    query = (
        select(ChangeAnswer, Unit.name)
        .join(Unit, col(Unit.id) == ChangeAnswer.unit_id)
        .where(ChangeAnswer.change_id == change_id)
        .order_by(col(ChangeAnswer.id))
    )
    return [
        {"unit": name, "state": str(answer.state), "reason": answer.reason,
         "answered_at": answer.answered_at.isoformat() if answer.answered_at else None}
        for answer, name in session.exec(query).all()
    ]  # fmt: skip


def _links(session: Session, document_id: int) -> list[dict[str, Any]]:
    ends = list_links(session, (Direction.OUTGOING, document_id))
    return [
        {"kind": str(end.kind), "forward": end.forward, "direction": str(end.direction), "document": end.document_id}
        for end in ends
    ]


def _history(session: Session, document_id: int) -> list[dict[str, Any]]:
    entries = reversed(list_history(session, SUBJECT, document_id))
    return [
        {"act": entry.act, "at": entry.at.isoformat(), "by": entry.actor_name, "title": entry.actor_title,
         "from": entry.from_state, "to": entry.to_state, "comment": entry.comment, "facts": entry.facts}
        for entry in entries
        if entry.act in LIFE
    ]  # fmt: skip
