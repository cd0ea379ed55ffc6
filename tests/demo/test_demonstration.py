"""The demonstration is the same every time, whole in its numbers and chains, and its signatures hold."""

from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from signing.check import verify
from signing.verdict import INVALID, VALID
from tests.demo.conftest import NOW, Opened
from voffice_app import passwords
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db import audit
from voffice_app.db.certificates import Certificate, CertificateKind
from voffice_app.db.custody import CustodyEvent
from voffice_app.db.files import DocumentFile, FileKind
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Account, Position, Unit, list_actors
from voffice_app.db.registers import HeldNumber
from voffice_app.db.sequences import RegisterYear, next_number
from voffice_app.demo.names import is_invented
from voffice_app.demo.past import Extent, Past
from voffice_app.demo.seeding import NotADemonstration, enrol, seed_demo
from voffice_app.demo.staff import Town
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.custody import CustodyAct
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Role, UnitKind
from voffice_app.domain.registers import HeldStatus


def rows(office: Office, table: Any) -> list[Any]:
    with office.db.read() as session:
        return list(session.exec(select(table).order_by(table.id)).all())


def test_two_demonstrations_made_at_the_same_moment_are_the_same(demo: Office, twin: Office) -> None:
    for table, names in (
        (Unit, ("name", "symbol", "code")),
        (Account, ("username", "full_name")),
        (OutgoingDocument, ("unit_id", "status", "number", "year", "issued_on", "abstract", "notation")),
        (
            IncomingDocument,
            ("unit_id", "status", "arrival_number", "abstract", "registered_at", "due_on", "completed_on"),
        ),
    ):
        ours, theirs = ([tuple(getattr(r, n) for n in names) for r in rows(office, table)] for office in (demo, twin))
        assert ours == theirs
        assert ours


def test_every_state_has_something_in_it(demo: Office) -> None:
    office = rows(demo, Unit)[0]
    assert {d.status for d in rows(demo, OutgoingDocument) if d.unit_id == office.id} == set(OutgoingStatus)
    assert {d.status for d in rows(demo, IncomingDocument) if d.unit_id == office.id} == set(IncomingStatus)


def test_something_is_due_today_and_something_overdue(demo: Office) -> None:
    due = [d.due_on for d in rows(demo, IncomingDocument) if d.status in OPEN_WORK and d.unit_id == 1]
    today = demo.db.today()
    assert due.count(today) >= 3
    assert sum(day is not None and day < today for day in due) >= 3


def test_the_first_school_has_work_at_every_desk(demo: Office) -> None:
    school = next(u for u in rows(demo, Unit) if u.kind is UnitKind.SCHOOL)
    waiting = {d.status for d in rows(demo, IncomingDocument) if d.unit_id == school.id}
    assert waiting >= {
        IncomingStatus.RECEIVED,
        IncomingStatus.REGISTERED,
        IncomingStatus.SUBMITTED,
        IncomingStatus.ASSIGNED,
    }


def books(office: Office) -> dict[tuple[int, int], list[tuple[int, date]]]:
    """Numbers and their days by register and year."""
    found: dict[tuple[int, int], list[tuple[int, date]]] = defaultdict(list)
    for sent in rows(office, OutgoingDocument):
        if sent.number:
            found[sent.register_id, sent.year].append((sent.number, sent.issued_on))
    for arrived in rows(office, IncomingDocument):
        if arrived.arrival_number:
            found[arrived.register_id, arrived.arrival_year].append((arrived.arrival_number, arrived.registered_on))
    for held in rows(office, HeldNumber):
        if held.status is not HeldStatus.USED:
            found[held.register_id, held.year].append((held.number, vietnam_date(held.held_at)))
    return {book: sorted(entries) for book, entries in found.items()}


def assert_whole(office: Office, in_order: bool = True) -> None:
    with office.db.read() as session:
        ends = {(row.register_id, row.year): row.last_number for row in session.exec(select(RegisterYear)).all()}
    kept = books(office)
    assert set(kept) == set(ends)
    for (register_id, year), entries in kept.items():
        assert [number for number, _ in entries] == list(range(1, ends[register_id, year] + 1))
        days = [day for _, day in entries]
        assert days == sorted(days) or not in_order
        assert {day.year for day in days} == {year}


@pytest.mark.law("ND30:15")
@pytest.mark.law("ND30:22")
def test_numbers_run_from_one_without_a_gap_in_the_order_of_days(demo: Office) -> None:
    assert_whole(demo)


def test_a_history_across_new_year_starts_both_registers_at_one(opened: Opened, tmp_path: Path) -> None:
    office = opened(tmp_path, datetime(2026, 2, 20, 3, tzinfo=UTC))
    past = _past(office, Extent(schools=6, months=4))
    past.write(past.town.office.head)
    assert {year for _, year in books(office)} == {2025, 2026}
    assert_whole(office)


def test_the_next_number_by_hand_follows_the_demonstration(opened: Opened, tmp_path: Path) -> None:
    office = opened(tmp_path)
    past = _past(office, Extent(schools=4, months=3))
    past.write(past.town.office.head)
    register = past.town.office.outgoing_register
    last = books(office)[register, office.db.today().year][-1][0]
    with office.db.act(past.town.office.clerk) as tx:
        assert next_number(tx.session, register, office.db.today().year) == last + 1


def test_every_units_audit_chain_is_unbroken(demo: Office) -> None:
    with demo.db.read() as session:
        for unit in session.exec(select(Unit)).all():
            assert list(audit.broken_links(session, unit.id or 0)) == []
        assert session.exec(select(audit.AuditEntry)).first() is not None


def test_every_document_tells_how_it_came_to_its_state(demo: Office) -> None:
    with demo.db.read() as session:
        for subject, table in (("outgoing", OutgoingDocument), ("incoming", IncomingDocument)):
            for document in session.exec(select(table)).all():
                told = audit.list_history(session, subject, document.id or 0)
                if document.status is IncomingStatus.RECEIVED and not told:
                    continue  # delivered by another unit's act
                assert next(e.to_state for e in told if e.to_state) == document.status


def signed_files(office: Office, kind: FileKind) -> list[DocumentFile]:
    with office.db.read() as session:
        return list(session.exec(select(DocumentFile).where(DocumentFile.kind == kind)).all())


@pytest.mark.article("6.5")
def test_signed_and_sealed_files_are_valid(demo: Office) -> None:
    sealed = signed_files(demo, FileKind.SEALED)
    assert len(sealed) >= 3
    for row in sealed[:4]:
        verdict = verify(demo.db.vault.get(row.sha256), demo.trust())
        assert verdict.outcome == VALID
        assert len(verdict.signatures) == 2
        assert row.verdict is not None
        assert row.verdict["outcome"] == VALID


@pytest.mark.article("6.5")
def test_a_changed_byte_is_found(demo: Office) -> None:
    pdf = bytearray(demo.db.vault.get(signed_files(demo, FileKind.SEALED)[0].sha256))
    pdf[len(pdf) // 3] ^= 1
    assert verify(bytes(pdf), demo.trust()).outcome == INVALID


def test_nobody_real_is_named(demo: Office) -> None:
    names = {account.full_name for account in rows(demo, Account)}
    names |= {document.signer_name for document in rows(demo, IncomingDocument)} - {""}
    assert all(is_invented(name) for name in names)
    assert not is_invented("Nguyễn Văn Không Có")


def test_one_person_is_a_schools_clerk_and_the_offices_officer(demo: Office) -> None:
    with demo.db.read() as session:
        account = session.exec(select(Account).where(Account.username == "vanthu.thcsdd")).one()
        seats = list_actors(session, account.id or 0, demo.db.today())
    assert [(seat.unit_kind, seat.role) for seat in seats] == [
        (UnitKind.SCHOOL, Role.CLERK),
        (UnitKind.OFFICE, Role.OFFICER),
    ]


def test_every_unit_has_a_leader_a_clerk_and_somebody_who_drafts(demo: Office) -> None:
    seats = defaultdict(set)
    for position in rows(demo, Position):
        seats[position.unit_id].add(position.role)
    assert {unit.id for unit in rows(demo, Unit)} == set(seats)
    assert all({Role.HEAD, Role.CLERK, Role.OFFICER} <= roles for roles in seats.values())
    assert "chuyenvien.pnv" in {account.username for account in rows(demo, Account)}


def test_every_account_opens_with_the_demonstrations_password(demo: Office) -> None:
    record = {account.password_hash for account in rows(demo, Account)}
    assert len(record) == 1
    assert passwords.matches(record.pop(), "voffice-demo")


@pytest.mark.article("6.5")
def test_a_units_certificate_is_kept_by_its_clerk_by_written_hand_over(demo: Office) -> None:
    with demo.db.read() as session:
        kept = session.exec(
            select(Certificate, Position, CustodyEvent)
            .join(CustodyEvent, col(CustodyEvent.certificate_id) == Certificate.id)
            .join(Position, col(Position.id) == CustodyEvent.position_id)
            .where(Certificate.kind == CertificateKind.AGENCY, CustodyEvent.act == CustodyAct.HANDED_OVER)
        ).all()
    assert {row.unit_id for row, _, _ in kept} == {1, 2}
    for certificate, position, event in kept:
        assert (position.role, position.unit_id) == (Role.CLERK, certificate.unit_id)
        assert event.from_on < NOW.date()
        assert "Biên bản" in event.decision
        assert demo.db.vault.get(event.sha256).startswith(b"%PDF"), "the minutes are there to be read"


def test_a_real_office_gets_no_demonstration(opened: Opened, tmp_path: Path) -> None:
    office = opened(tmp_path)
    real = Office(office.db, office.workshop, Keyring(None, None), office.trust_folder)
    with pytest.raises(NotADemonstration):
        seed_demo(real, "voffice-demo")
    assert rows(office, Unit) == []


def test_nothing_happens_after_now(demo: Office) -> None:
    with demo.db.read() as session:
        latest = session.exec(select(audit.AuditEntry.at).order_by(col(audit.AuditEntry.at).desc())).first()
    assert latest is not None
    assert latest <= NOW
    assert all(d.completed_on is None or d.completed_on <= vietnam_date(NOW) for d in rows(demo, IncomingDocument))


def _past(office: Office, extent: Extent) -> Past:
    from random import Random

    rng = Random(1)
    town: Town = enrol(office, rng, "x", extent)
    return Past(office, town, rng, extent)
