"""A small office in a real database: functions with defaults, a clock that the test holds, fakes for paper and keys."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from signing.check import verify
from voffice_app.actions import assigning, imprinting, incoming, outgoing
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db import migrate
from voffice_app.db.audit import AuditEntry, list_history
from voffice_app.db.certificates import ImageKind, SignatureImage
from voffice_app.db.files import Direction, FileKind, Upload
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument, add_version, load_outgoing, move
from voffice_app.db.people import Account, Position, Unit, find_actor
from voffice_app.db.sequences import Register
from voffice_app.db.session import Database, Session, Tx
from voffice_app.domain.errors import Refused
from voffice_app.domain.outgoing import FLOW as OUTGOING_FLOW
from voffice_app.domain.people import Actor, Level, Role, UnitKind

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Monday, twelve o'clock in Vietnam."""
BOX = {"x0": 300.0, "y0": 100.0, "x1": 400.0, "y1": 160.0}
LAYOUT: dict[str, Any] = {
    "place": {"page_index": 0, "page_width": 595.0, "page_height": 842.0, "rotation": 0, "leader": BOX, "seal": BOX,
              "text": BOX, "score": 1.0},
    "mark": {"page_index": 0, "box": BOX},
    "blanks": True,
}  # fmt: skip


@dataclass
class Clock:
    """Time as the test says."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass
class PaperWorkshop:
    """Stands in for the reading child: what it would write on the page is added to the bytes, readable."""

    calls: list[str] = field(default_factory=list)

    def call(self, target: str, pdf: bytes, *args: Any, seconds: float = 30) -> Any:
        self.calls.append(target)
        if target in ("signing.check:verify", "signing.visual:verify_fully"):
            return verify(pdf, *args)
        done = target.rpartition(":")[2]
        return pdf + f"|{done} {' '.join(str(a) for a in args if isinstance(a, str | date))}".rstrip().encode()


@dataclass
class SmallOffice:
    """The office, its people by name, and two schools."""

    db: Database
    clock: Clock
    people: dict[str, Actor]
    schools: tuple[int, ...]
    workshop: PaperWorkshop

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def office(self) -> Office:
        trust = self.db.vault.root.parent / "trust"
        return Office(self.db, self.workshop, Keyring(None, None), trust)  # type: ignore[arg-type]

    def act(self, who: Actor, act: Any, *args: Any, **kwargs: Any) -> Any:
        with self.db.act(who) as tx:
            return act(tx, *args, **kwargs)

    def document(self, document_id: int) -> OutgoingDocument:
        with self.db.read() as session:
            return session.get_one(OutgoingDocument, document_id)

    def arrived(self, document_id: int) -> IncomingDocument:
        with self.db.read() as session:
            return session.get_one(IncomingDocument, document_id)

    def history(self, subject: str, document_id: int) -> list[AuditEntry]:
        """Newest first."""
        with self.db.read() as session:
            return list_history(session, subject, document_id)


STAFF = {
    "head": Role.HEAD, "deputy": Role.DEPUTY, "clerk": Role.CLERK, "officer": Role.OFFICER,
    "colleague": Role.OFFICER, "it": Role.IT,
}  # fmt: skip


def small_office(folder: Path, *, url: str = "", schools: int = 2, clock: Clock | None = None) -> SmallOffice:
    """Filled, in SQLite in ``folder``; ``url`` names another migrated database without any row."""
    clock = clock or Clock()
    folder.mkdir(parents=True, exist_ok=True)
    if not url:
        shutil.copy(_migrated(), folder / "voffice.db")
    db = Database(url or f"sqlite:///{folder / 'voffice.db'}", folder / "vault", clock)
    nobody = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "", "")
    with db.act(nobody) as tx:
        office_id = unit(tx)
        seats = {name: seat(tx, office_id, role, name) for name, role in STAFF.items()}
        school_ids = tuple(unit(tx, kind=UnitKind.SCHOOL, number=n) for n in range(1, schools + 1))
        for n, school_id in enumerate(school_ids[:2], start=1):
            seats |= {f"school{n}_{role}": seat(tx, school_id, role, f"school{n}_{role}") for role in _SCHOOL_STAFF}
        people = {name: _known(tx.session, position) for name, position in seats.items()}
        _images(tx, db, people.values())
    return SmallOffice(db, clock, people, school_ids, PaperWorkshop())


_SCHOOL_STAFF = (Role.HEAD, Role.CLERK, Role.OFFICER)


@cache
def _migrated() -> Path:
    """An empty migrated SQLite file, made once for the run and copied for each test."""
    path = Path(mkdtemp(prefix="voffice-core-")) / "empty.db"
    db = Database(f"sqlite:///{path}", path.parent / "vault")
    migrate.upgrade(db.engine)
    db.engine.dispose()
    return path


def _known(session: Session, position_id: int) -> Actor:
    found = find_actor(session, position_id, date(2026, 11, 23))
    assert found is not None
    return found


def unit(tx: Tx, *, kind: UnitKind = UnitKind.OFFICE, number: int = 0) -> int:
    """A unit with its two books."""
    school = kind is UnitKind.SCHOOL
    row = Unit(
        code=f"{kind}-{number}", kind=kind, level=Level.THCS if school else None,
        name=f"Trường THCS Số {number}" if school else "Phòng GD&ĐT Thái Thụy",
        symbol=f"THCS{number}" if school else "PGDĐT", place_name="Thái Thụy",
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    for direction in Direction:
        tx.session.add(Register(unit_id=row.id or 0, direction=direction, name=f"Sổ {direction}"))
    return row.id or 0


def seat(tx: Tx, unit_id: int, role: Role, name: str) -> int:
    """A person of that name in a position; returns the position."""
    account = Account(username=name, full_name=f"Người {name}", password_hash="-")
    tx.session.add(account)
    tx.session.flush()
    row = Position(account_id=account.id or 0, unit_id=unit_id, role=role, title=str(role), valid_from=date(2020, 1, 1))
    tx.session.add(row)
    tx.session.flush()
    return row.id or 0


def _images(tx: Tx, db: Database, people: Any) -> None:
    """Everybody's signature and initial; the picture is a word."""
    content = db.vault.put(b"picture")
    for person in people:
        for kind in (ImageKind.SIGNATURE, ImageKind.INITIAL):
            tx.session.add(
                SignatureImage(
                    unit_id=person.unit_id, account_id=person.account_id, kind=kind, sha256=content, width_mm=50,
                    height_mm=22, added_at=NOON,
                )
            )  # fmt: skip


def upload(office: SmallOffice, who: Actor, *, content: bytes = b"paper", media_type: str = "application/pdf") -> int:
    """A file that came through the door."""
    stored = office.db.vault.put(content)
    with office.db.act(who) as tx:
        row = Upload(
            position_id=who.position_id, sha256=stored, name="du-thao.pdf", media_type=media_type,
            size_bytes=len(content), pages=1, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        return row.id or 0


def form(office: SmallOffice, *, who: Actor | None = None, signer: str = "deputy", **changes: Any) -> Any:
    """A draft that lacks nothing; ``changes`` replace single fields."""
    who = who or office.officer
    wanted = {
        "type_key": "QĐ", "abstract": "Về việc kiểm tra", "subject_area": "Chuyên môn",
        "signer_position_id": office.people[signer].position_id, "recipient_ids": office.schools, "layout": LAYOUT,
    }  # fmt: skip
    if "main_upload_id" not in changes:
        wanted["main_upload_id"] = upload(
            office, who, content=f"paper {sha256(str(changes).encode()).hexdigest()}".encode()
        )
    return outgoing.DraftForm(**{**wanted, **changes})


def draft(office: SmallOffice, *, who: str = "officer", **changes: Any) -> int:
    """A new draft; returns its id."""
    person = office.people[who]
    return int(office.act(person, outgoing.create_draft, form(office, who=person, **changes)))


def submitted(office: SmallOffice, **changes: Any) -> int:
    document_id = draft(office, **changes)
    drafter = office.people[changes.get("who", "officer")]
    imprinting.put_initial(office.office, drafter, document_id)
    office.act(drafter, outgoing.submit, document_id)
    return document_id


def approved(office: SmallOffice, **changes: Any) -> int:
    document_id = submitted(office, **changes)
    signer = office.people[changes.get("signer", "deputy")]
    office.act(signer, outgoing.approve, document_id, office.document(document_id).current_file_id)
    return document_id


def format_checked(office: SmallOffice, **changes: Any) -> int:
    document_id = approved(office, **changes)
    office.act(office.people[changes.pop("clerk", "clerk")], outgoing.accept_format, document_id)
    return document_id


def numbered(office: SmallOffice, **changes: Any) -> int:
    document_id = format_checked(office, **changes)
    imprinting.assign_number(office.office, office.clerk, document_id)
    return document_id


def fields(**changes: Any) -> incoming.Fields:
    """What a clerk declares of a paper from outside."""
    wanted = {
        "type_key": "CV", "code_number": "123", "code_notation": "SGDĐT-GDTrH", "issuing_body": "Sở GD&ĐT",
        "abstract": "Về việc báo cáo đầu năm",
    }  # fmt: skip
    return incoming.Fields(**{**wanted, **changes})


def registered(office: SmallOffice, **changes: Any) -> int:
    files = (upload(office, office.clerk),)
    return int(office.act(office.clerk, incoming.receive, fields(**changes), files))


def waiting(office: SmallOffice, **changes: Any) -> int:
    """Submitted to the head."""
    document_id = registered(office, **changes)
    office.act(office.clerk, incoming.submit, document_id)
    return document_id


def assigned(office: SmallOffice, *, lead: str = "officer", **changes: Any) -> int:
    document_id = waiting(office, **changes)
    office.act(office.head, assigning.assign, document_id, assigning.Assignment(office.people[lead].position_id))
    return document_id


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The codes of a refusal, in its order."""
    return [reason.code for reason in refusal.value.reasons]


def sealed(office: SmallOffice, **changes: Any) -> int:
    """Signed and sealed as rows only; the ceremony itself is proved in tests/signing and in the browser."""
    document_id = numbered(office, **changes)
    for step, who, status in (("sign", "deputy", "leader_signed"), ("seal", "clerk", "sealed")):
        with office.db.act(office.people[who]) as tx:
            document = load_outgoing(tx, document_id)
            made = office.db.vault.put(f"{document_id} {status}".encode())
            add_version(tx, document, FileKind(status), made, 9, {"outcome": "valid"})
            document.leader_signature_holds = True
            move(tx, document, OUTGOING_FLOW.decide(step, document.facts(), tx.actor))
    return document_id
