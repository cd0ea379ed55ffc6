"""What was printed from the system, by whom, when, and the code on the paper (NĐ 137/2024 Đ5; ND30 PL VI III.6.k)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, select
from sqlmodel import Field, Session, SQLModel

from voffice_app.db.audit import AuditEntry
from voffice_app.db.base import UtcDateTime
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.session import Tx
from voffice_app.domain.lookup_codes import new_code
from voffice_app.domain.people import Actor

LATEST = 50


class PaperPrint(SQLModel, table=True):
    """One print-out. ``what`` names it as people do; subject and id say which thing the complete original is.

    ``stamped`` is a paper copy with dấu treo (QC 6.2).
    """

    __tablename__ = "paper_print"
    __table_args__ = (
        CheckConstraint("pages > 0 AND copies > 0", name="counted"),
        CheckConstraint("code <> '' AND what <> ''", name="told"),
        Index("ix_paper_print_unit", "unit_id", "id"),
        Index("ix_paper_print_subject", "subject", "subject_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=20, unique=True)
    unit_id: int = Field(foreign_key="unit.id")
    position_id: int | None = Field(default=None, foreign_key="position.id")
    what: str = Field(max_length=200)
    subject: str = Field(max_length=30)
    subject_id: int
    pages: int
    copies: int = 1
    stamped: bool = False
    printed_at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class PrintRow:
    """A print-out with the names of its printer and unit."""

    code: str
    what: str
    subject: str
    subject_id: int
    pages: int
    copies: int
    stamped: bool
    printed_at: datetime
    unit_id: int
    unit_name: str
    full_name: str
    title: str


def log_print(
    tx: Tx, what: str, subject: str, subject_id: int, pages: int, copies: int = 1, stamped: bool = False, code: str = ""
) -> str:
    """Write the print-out and its audit row; gives the look-up code, or keeps the one the paper already bears."""
    code = code or new_code()
    row = PaperPrint(
        code=code, unit_id=tx.actor.unit_id, position_id=tx.actor.position_id or None, what=what[:200],
        subject=subject, subject_id=subject_id, pages=pages, copies=copies, stamped=stamped, printed_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    facts = {"code": code, "what": what, "pages": pages, "copies": copies, "stamped": stamped}
    tx.record("print", subject, subject_id, facts=facts)
    return code


def log_reprint(tx: Tx, subject: str, subject_id: int, code: str) -> None:
    """The paper of a row taken to be printed, under the code it bears: no new row, but a line of the audit log."""
    tx.record("reprint", subject, subject_id, facts={"code": code})


def list_reprints(session: Session, row: PrintRow) -> list[AuditEntry]:
    """When the paper of a row was taken to be printed, and by whom, the newest first."""
    query = select(AuditEntry).where(_A.subject == row.subject, _A.subject_id == row.subject_id, _A.act == "reprint")
    return [entry for entry in session.scalars(query.order_by(_A.id.desc())) if entry.facts.get("code") == row.code]


def find_print(session: Session, code: str) -> PrintRow | None:
    """The print-out with this code: who holds the paper may ask what it is, in whatever unit it was printed."""
    row = session.execute(_query().where(_R.code == code)).first()
    return PrintRow(*row) if row else None


def list_prints(session: Session, actor: Actor, subject: str = "", subject_id: int = 0) -> list[PrintRow]:
    """What the actor's unit printed lately, or of one thing, newest first."""
    query = _query().where(_R.unit_id == actor.unit_id).order_by(_R.id.desc()).limit(LATEST)
    if subject:
        query = query.where(_R.subject == subject, _R.subject_id == subject_id)
    return [PrintRow(*row) for row in session.execute(query).all()]


# To the type checker SQLModel's columns look like plain values; these names say that they are columns.
_A: Any = AuditEntry
_R: Any = PaperPrint
_P: Any = Position
_N: Any = Account
_U: Any = Unit


def _query() -> Any:
    return (
        select(
            _R.code, _R.what, _R.subject, _R.subject_id, _R.pages, _R.copies, _R.stamped, _R.printed_at, _R.unit_id,
            _U.name, _N.full_name, _P.title,
        )
        .join(_U, _U.id == _R.unit_id)
        .outerjoin(_P, _P.id == _R.position_id)
        .outerjoin(_N, _N.id == _P.account_id)
    )  # fmt: skip
