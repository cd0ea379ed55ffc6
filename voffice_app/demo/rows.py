"""Rows of the past before they are stored: a document, what hangs on it, a line of the audit log."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from voffice_app.db.incoming import IncomingDocument
from voffice_app.demo.staff import Seat
from voffice_app.domain.people import Actor

_BLANK = {name: kept.default for name, kept in IncomingDocument.model_fields.items() if not kept.is_required()}


class IncomingRow(SimpleNamespace):
    """A document before it is stored; twenty thousand mapped objects would take a minute."""

    reference: Any = IncomingDocument.reference
    refold: Any = IncomingDocument.refold

    def __init__(self, **fields: Any) -> None:
        super().__init__(**_BLANK | fields)


@dataclass
class Life:
    """A document with everything that hangs on it; ids and numbers are given when it is stored."""

    seat: Seat
    document: IncomingRow
    assignments: list[dict[str, Any]]
    acts: list[dict[str, Any]]
    pdf_key: str
    answer_key: int | None = None


def entry(
    actor: Actor, moment: datetime, act: str, subject: str, before: str, after: str, comment: str = "",
    facts: dict[str, object] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """An audit row still without its subject's id and its place in the chain."""
    return {
        "unit_id": actor.unit_id, "seq": 0, "at": moment, "account_id": actor.account_id,
        "actor_name": actor.full_name, "actor_title": actor.title, "act": act, "subject": subject, "subject_id": 0,
        "from_state": str(before), "to_state": str(after), "comment": comment, "facts": facts or {},
        "previous_hash": "",
    }  # fmt: skip
