"""Many registered documents for measurements: a register of any length, numbers without a gap."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from voffice_app import passwords
from voffice_app.actions.office import Office
from voffice_app.db import people
from voffice_app.db.bulk import advance_register, insert_all, reserve_ids
from voffice_app.db.files import Direction, DocumentFile, FileKind
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.sequences import RegisterYear, default_register
from voffice_app.db.session import Tx
from voffice_app.demo.enrolment import Enrolment
from voffice_app.demo.letterheads import Head, paper
from voffice_app.demo.other_topics import OUTSIDE_TOPICS
from voffice_app.demo.places import DISTRICT, OFFICE_NAME, PLACE
from voffice_app.demo.remarks import RESULTS
from voffice_app.demo.rows import IncomingRow
from voffice_app.demo.topics import OFFICE_TOPICS
from voffice_app.demo.wording import abstract_of
from voffice_app.domain.incoming import AssignmentKind, IncomingStatus, Source
from voffice_app.domain.numbering import notation, padded
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor, Role, UnitKind

NOBODY = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Dữ liệu đo tải", "Hệ thống")
YEARS_BACK = range(6, 1, -1)
"""The documents lie in years before the demonstration's own history, whose numbers they leave alone."""
_HEAD = Head(
    "", "Ủy ban nhân dân huyện Thái Thụy", "UBND", PLACE, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Quách Viết Thuận",
    "Chủ tịch", DISTRICT,
)  # fmt: skip


def seed_documents(office: Office, count: int, password: str = "") -> dict[str, int]:
    """Add `count` documents to the office's registers, nine in ten of them incoming; an office too if there is none."""
    rng = Random(count)  # noqa: S311 - the same documents every time
    pdf = paper(_HEAD, OUTSIDE_TOPICS[0], office.db.today(), "VP", OFFICE_NAME, 1)
    stored = office.db.vault.put(pdf), len(pdf)
    with office.db.act(NOBODY) as tx:
        unit = _office(tx, rng, password)
        bulk = _Bulk(tx, rng, unit.id or 0, unit.symbol, stored)
        tx.actor = bulk.staff[0]
        arrived, sent = bulk.incoming(count - count // 10), bulk.outgoing(count // 10)
        tx.record("seed_documents", "unit", unit.id or 0, facts={"incoming": arrived, "outgoing": sent})
    return {"incoming_document": arrived, "outgoing_document": sent}


def _office(tx: Tx, rng: Random, password: str) -> people.Unit:
    offices = people.list_units(tx.session, UnitKind.OFFICE)
    if not offices:
        town = Enrolment(tx, rng, passwords.hashed(password or passwords.first_password())).town(1)
        return town.office.unit
    return offices[0]


class _Bulk:
    def __init__(self, tx: Tx, rng: Random, unit_id: int, symbol: str, stored: tuple[str, int]) -> None:
        self.tx, self.rng, self.unit_id, self.symbol, self.stored = tx, rng, unit_id, symbol, stored
        found = people.list_people(tx.session, unit_id, tx.today)
        actors = [people.find_actor(tx.session, person.position_id, tx.today) for person in found]
        self.staff = [actor for actor in actors if actor is not None and actor.role is not Role.IT]
        self.years = [tx.today.year - back for back in YEARS_BACK]

    def incoming(self, count: int) -> int:
        register_id = default_register(self.tx.session, self.unit_id, Direction.INCOMING)
        ids = reserve_ids(self.tx, IncomingDocument, count)
        rows = [self._arrived(register_id, *place) for place in self._places(register_id, ids)]
        insert_all(self.tx, IncomingDocument, rows)
        insert_all(self.tx, IncomingAssignment, (self._assignment(row) for row in rows if row["lead_position_id"]))
        insert_all(self.tx, DocumentFile, (self._file(row, Direction.INCOMING, row["arrived_at"]) for row in rows))
        return len(rows)

    def outgoing(self, count: int) -> int:
        register_id = default_register(self.tx.session, self.unit_id, Direction.OUTGOING)
        documents = reserve_ids(self.tx, OutgoingDocument, count)
        files = reserve_ids(self.tx, DocumentFile, count)
        rows = [
            self._sent(register_id, *place) | {"current_file_id": file_id}
            for place, file_id in zip(self._places(register_id, documents), files, strict=True)
        ]
        insert_all(self.tx, OutgoingDocument, rows)
        kept = ({"id": row["current_file_id"], **self._file(row, Direction.OUTGOING, row["issued_at"])} for row in rows)
        insert_all(self.tx, DocumentFile, kept)
        return len(rows)

    def _places(self, register_id: int, ids: range) -> Iterator[tuple[int, int, int, date, datetime]]:
        """Id, year, number, day and instant of each row: numbers go on where the register's year stands."""
        share = -(-len(ids) // len(self.years)) if ids else 1
        for index, year in enumerate(self.years):
            part = ids[index * share : (index + 1) * share]
            known = self.tx.session.get(RegisterYear, (register_id, year))
            last = known.last_number if known else 0
            for n, document_id in enumerate(part, 1):
                moment = datetime(year, 1, 4, 2, tzinfo=UTC) + timedelta(seconds=n * 355 * 86400 // (len(part) + 1))
                yield document_id, year, last + n, moment.date(), moment.replace(hour=2 + moment.hour % 8)
            if part:
                advance_register(self.tx, register_id, year, last + len(part))

    def _arrived(
        self, register_id: int, document_id: int, year: int, number: int, day: date, moment: datetime
    ) -> dict[str, Any]:
        topic = self.rng.choice(OUTSIDE_TOPICS)
        done = number % 50 != 0
        due = day + timedelta(days=self.rng.randint(3, 20))
        row = IncomingRow(
            id=document_id, unit_id=self.unit_id, register_id=register_id, arrival_number=number, arrival_year=year,
            status=IncomingStatus.COMPLETED if done else IncomingStatus.ARCHIVED_ONLY, arrived_on=day,
            arrived_at=moment, registered_at=moment, registered_on=day, register_due_on=day + timedelta(days=1),
            type_key=topic.type_key, code_number=padded(self.rng.randint(1, 9000)),
            code_notation=notation(topic.type_key, self.rng.choice(("SGDĐT", "UBND", "PNV", "TTYT")), topic.symbol),
            issuing_body=_HEAD.body, issued_on=day, signed_on=day, signer_name=_HEAD.signer_name,
            signer_title=_HEAD.signer_title, abstract=abstract_of(topic, day), subject_area=topic.area, pages=1,
            source=Source.PAPER if done else Source.MVP,
            lead_position_id=self.rng.choice(self.staff).position_id if done else None,
        )  # fmt: skip
        if done:
            row.due_on = row.due_sort = due
            row.completed_on, row.result = min(due, date(year, 12, 31)), self.rng.choice(RESULTS)
        row.refold()
        return vars(row)

    def _sent(
        self, register_id: int, document_id: int, year: int, number: int, day: date, moment: datetime
    ) -> dict[str, Any]:
        topic = self.rng.choice(OFFICE_TOPICS)
        row = OutgoingDocument(
            id=document_id, unit_id=self.unit_id, register_id=register_id, status=OutgoingStatus.ISSUED,
            type_key=topic.type_key, notation=notation(topic.type_key, self.symbol, topic.symbol), number=number,
            year=year, issued_on=day, abstract=abstract_of(topic, day), subject_area=topic.area,
            drafter_position_id=self.rng.choice(self.staff).position_id,
            signer_position_id=next(a for a in self.staff if a.is_leader).position_id, initialed=True, imprinted=True,
            also_paper=True, created_at=moment, changed_at=moment, numbered_at=moment, issued_at=moment,
            checked_at=moment,
        )  # fmt: skip
        row.refold()
        return row.model_dump()

    def _assignment(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "incoming_id": row["id"], "position_id": row["lead_position_id"], "kind": AssignmentKind.LEAD,
            "due_on": row["due_on"], "assigned_by": self.staff[0].position_id, "assigned_at": row["registered_at"],
            "seen_at": row["registered_at"], "ended_at": None,
        }  # fmt: skip

    def _file(self, row: dict[str, Any], direction: Direction, moment: datetime) -> dict[str, Any]:
        return {
            "direction": direction, "document_id": row["id"], "unit_id": self.unit_id, "kind": FileKind.MAIN,
            "sha256": self.stored[0], "name": "van-ban.pdf", "media_type": "application/pdf",
            "size_bytes": self.stored[1], "pages": 1, "verdict": None, "added_by": None, "added_at": moment,
        }  # fmt: skip
