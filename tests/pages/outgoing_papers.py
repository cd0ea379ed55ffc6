"""Outgoing documents on real PDFs, taken through the acts up to where a browser test begins."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlmodel import select

from tests.web.people import PASSWORD
from voffice_app.actions import imprinting, outgoing, placing
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.files import Upload
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import Account, find_actor, list_actors, list_units
from voffice_app.db.session import Database
from voffice_app.demo.seeding import Extent, seed_demo
from voffice_app.domain.people import Actor, UnitKind
from voffice_app.printing.letters import Letter, letter
from voffice_app.reading.child import Workshop, workshop


def fill_with(database: Database, pin: str) -> None:
    """Three schools; every key opens with this PIN."""
    data = database.vault.root.parent
    child = Workshop(children=1)
    office = Office(database, child, Keyring(None, data / "demo-keys"), data / "trust")
    seed_demo(office, PASSWORD, pin, Extent(schools=3, months=1, keyed_schools=1))
    child.close()


@dataclass
class Papers:
    """Makes documents in a served office's database."""

    database: Database

    @cached_property
    def office(self) -> Office:
        data = self.database.vault.root.parent
        return Office(self.database, workshop, Keyring(None, None), data / "trust")

    def who(self, username: str) -> Actor:
        today = self.database.today()
        with self.database.read() as session:
            account = session.exec(select(Account).where(Account.username == username)).one()
            held = list_actors(session, account.id or 0, today)
            found = find_actor(session, held[0].position_id, today)
        assert found is not None
        return found

    def draft(self, signer: str = "truongphong", signed_by: str = "", abstract: str = "Về việc kiểm tra") -> int:
        """`signed_by` writes another name under the signature, so that no place is found for the signer."""
        officer, leader = self.who("chuyenvien"), self.who(signer)
        pdf = paper(abstract, signed_by or leader.full_name)
        with self.database.read() as session:
            schools = tuple(unit.id or 0 for unit in list_units(session, UnitKind.SCHOOL))
        form = outgoing.DraftForm(
            "QĐ", abstract, "Thanh tra, kiểm tra", leader.position_id, schools,
            main_upload_id=self._upload(officer, pdf),
            layout=placing.find_layout(self.office, officer, pdf, leader.position_id),
        )  # fmt: skip
        return int(self._act(officer, outgoing.create_draft, form))

    def numbered(self, **changes: Any) -> int:
        document_id = self.draft(**changes)
        officer, leader, clerk = (self.who(name) for name in ("chuyenvien", "truongphong", "vanthu"))
        imprinting.put_initial(self.office, officer, document_id)
        self._act(officer, outgoing.submit, document_id)
        with self.database.read() as session:
            seen = session.get_one(OutgoingDocument, document_id).current_file_id
        self._act(leader, outgoing.approve, document_id, seen)
        self._act(clerk, outgoing.accept_format, document_id)
        imprinting.assign_number(self.office, clerk, document_id)
        return document_id

    def _act(self, who: Actor, act: Any, *args: Any) -> Any:
        with self.database.act(who) as tx:
            return act(tx, *args)

    def _upload(self, who: Actor, pdf: bytes) -> int:
        sha256 = self.database.vault.put(pdf)
        with self.database.act(who) as tx:
            row = Upload(
                position_id=who.position_id, sha256=sha256, name="du-thao.pdf", media_type="application/pdf",
                size_bytes=len(pdf), pages=1, added_at=tx.now,
            )  # fmt: skip
            tx.session.add(row)
            tx.session.flush()
            return row.id or 0


def paper(abstract: str, signer_name: str) -> bytes:
    """A decision of one page with its blanks."""
    return letter(
        Letter(
            parent_body="UBND HUYỆN THÁI THỤY", issuing_body="PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", type_code="QĐ",
            type_name="QUYẾT ĐỊNH", code_notation="QĐ-PGDĐT", place_name="Thái Thụy", year=2026, abstract=abstract,
            body=("Điều 1. Kiểm tra việc dạy học.", "Điều 2. Quyết định có hiệu lực từ ngày ký."),
            recipients=("Như Điều 2", "Lưu: VT"), capacity=("TRƯỞNG PHÒNG",), signer_name=signer_name,
        )
    )  # fmt: skip
