"""What the acts on certificates share: the written ground of an act, and the row it leaves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from voffice_app.db import custody as record
from voffice_app.db.certificates import Certificate
from voffice_app.db.files import load_upload
from voffice_app.db.session import Tx
from voffice_app.domain.custody import CustodyAct
from voffice_app.domain.errors import refuse
from voffice_app.domain.folding import clean

PDF = "application/pdf"
SUBJECT = "certificate"


@dataclass(frozen=True)
class Paper:
    """The written ground of an act: number and date of the decision, and its scan (an upload of the actor)."""

    decision: str
    upload_id: int


def attached(tx: Tx, paper: Paper) -> dict[str, Any]:
    """The scan that came through the door, for this act alone, as the columns of a custody event."""
    if not clean(paper.decision):
        raise refuse("decision_missing")
    if not paper.upload_id:
        raise refuse("minutes_missing")
    upload = load_upload(tx, paper.upload_id)
    if upload.media_type != PDF:
        raise refuse("minutes_not_pdf")
    upload.attached_at = tx.now
    tx.session.add(upload)
    return {
        "decision": clean(paper.decision), "sha256": upload.sha256, "name": upload.name,
        "media_type": upload.media_type, "pages": upload.pages,
    }  # fmt: skip


def write(tx: Tx, row: Certificate, act: CustodyAct, on: date, **details: Any) -> None:
    """The row of the record and, beside it, the audit row."""
    tx.session.add(row)
    record.write(tx, row.id or 0, act, on, **details)
    comment = details.pop("comment", "")
    facts = {key: value if isinstance(value, int) else str(value) for key, value in details.items()}
    tx.record(f"certificate_{act}", SUBJECT, row.id or 0, comment=comment, facts={**facts, "from_on": str(on)})


def reason_of(comment: str) -> str:
    """The words every ending needs."""
    if not clean(comment):
        raise refuse("comment_missing")
    return clean(comment)
