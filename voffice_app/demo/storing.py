"""Storing a history: papers first, then all rows in one transaction."""

from typing import Any

from voffice_app.actions.office import Office
from voffice_app.db.bulk import advance_register, append_chained, insert_all, reserve_ids
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument, OutgoingRecipient
from voffice_app.db.session import Tx
from voffice_app.demo.history import History, Issued
from voffice_app.demo.plans import Plan
from voffice_app.demo.rows import Life
from voffice_app.domain.people import Actor

PDF = "application/pdf"
Stored = dict[str, tuple[str, int]]
"""Key of a paper → SHA-256 and size in bytes."""


def store(office: Office, history: History, actor: Actor) -> dict[str, int]:
    """Write everything; returns the number of rows by table."""
    stored = print_papers(office, history)
    with office.db.act(actor) as tx:
        rows = _Rows(tx, history, stored)
        rows.outgoing()
        rows.incoming()
        rows.rest()
    return rows.counts


def print_papers(office: Office, history: History) -> Stored:
    """One PDF for each paper, with its number and date, into the vault."""
    numbers = {issued.pdf_key: issued.document for issued in history.issued}
    found: Stored = {}
    for key, paper in history.papers.items():
        sent = numbers.get(key)
        pdf = paper.pdf(sent.number, sent.issued_on) if isinstance(paper, Plan) and sent else paper.pdf()
        found[key] = (office.db.vault.put(pdf), len(pdf))
    return found


class _Rows:
    """Gives ids, then inserts table by table."""

    def __init__(self, tx: Tx, history: History, stored: Stored) -> None:
        self.tx, self.history, self.stored = tx, history, stored
        self.lives: list[Life] = history.lives()
        self.files: list[dict[str, Any]] = []
        self.counts: dict[str, int] = {}

    def outgoing(self) -> None:
        issued = self.history.issued
        for paper, document_id in zip(issued, reserve_ids(self.tx, OutgoingDocument, len(issued)), strict=True):
            paper.document.id = document_id
            paper.document.refold()
        ids = reserve_ids(self.tx, DocumentFile, len(issued))
        for paper, file_id in zip(issued, ids, strict=True):
            paper.document.current_file_id = file_id
            self.files.append(self._outgoing_file(paper, file_id))
        self._insert(OutgoingDocument, [paper.document.model_dump() for paper in issued])
        insert_all(self.tx, DocumentFile, self.files)
        recipients = [(paper, life) for paper in issued for life in paper.lives]
        rows = []
        for (paper, life), row_id in zip(
            recipients, reserve_ids(self.tx, OutgoingRecipient, len(recipients)), strict=True
        ):
            life.document.recipient_id, life.document.origin_outgoing_id = row_id, paper.document.id
            rows.append({"id": row_id, "outgoing_id": paper.document.id, "unit_id": life.seat.unit_id})
        insert_all(self.tx, OutgoingRecipient, rows)

    def incoming(self) -> None:
        for life, document_id in zip(self.lives, reserve_ids(self.tx, IncomingDocument, len(self.lives)), strict=True):
            life.document.id = document_id
            life.document.refold()
            if life.answer_key is not None:
                life.document.answer_outgoing_id = self.history.issued[life.answer_key].document.id
        self._insert(IncomingDocument, [vars(life.document) for life in self.lives])

    def rest(self) -> None:
        """Files of the receivers, assignments, the audit chains, the registers' ends."""
        ids = reserve_ids(self.tx, DocumentFile, len(self.lives))
        arrived = [self._incoming_file(life, i) for life, i in zip(self.lives, ids, strict=True)]
        insert_all(self.tx, DocumentFile, arrived)
        for life in self.lives:
            for assignment in life.assignments:
                assignment["incoming_id"] = life.document.id
        self._insert(IncomingAssignment, [a for life in self.lives for a in life.assignments])
        self._chain()
        self._close_registers()

    def _chain(self) -> None:
        entries: list[dict[str, Any]] = []
        subjects: list[Issued | Life] = [*self.history.issued, *self.lives]
        for subject in subjects:
            for act in subject.acts:
                act["subject_id"] = subject.document.id
            entries += subject.acts
        entries.sort(key=lambda act: act["at"])
        append_chained(self.tx, entries)
        self.counts["audit_entry"] = len(entries)

    def _close_registers(self) -> None:
        last: dict[tuple[int, int], int] = {}
        for sent in (paper.document for paper in self.history.issued):
            book = (sent.register_id, sent.year or 0)
            last[book] = max(last.get(book, 0), sent.number or 0)
        for arrived in (life.document for life in self.lives):
            book = (arrived.register_id or 0, arrived.arrival_year or 0)
            last[book] = max(last.get(book, 0), arrived.arrival_number or 0)
        for (register_id, year), number in last.items():
            advance_register(self.tx, register_id, year, number)

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        insert_all(self.tx, table, rows)
        self.counts[table.__tablename__] = len(rows)

    def _outgoing_file(self, paper: Issued, file_id: int) -> dict[str, Any]:
        document = paper.document
        return self._file(
            paper.pdf_key, file_id, document.unit_id, document.id, Direction.OUTGOING, document.issued_at,
            document.drafter_position_id,
        )  # fmt: skip

    def _incoming_file(self, life: Life, file_id: int) -> dict[str, Any]:
        document = life.document
        return self._file(
            life.pdf_key, file_id, document.unit_id, document.id, Direction.INCOMING, document.arrived_at,
            document.received_by_position_id,
        )  # fmt: skip

    def _file(
        self, key: str, file_id: int, unit_id: int, document_id: int | None, direction: Direction, moment: Any,
        added_by: int | None,
    ) -> dict[str, Any]:  # fmt: skip
        (sha256, size), name = self.stored[key], self.history.papers[key].file_name
        return {
            "id": file_id, "direction": direction, "document_id": document_id, "unit_id": unit_id,
            "kind": FileKind.MAIN, "sha256": sha256, "name": name, "media_type": PDF, "size_bytes": size,
            "pages": 1, "verdict": None, "added_by": added_by, "added_at": moment,
        }  # fmt: skip
