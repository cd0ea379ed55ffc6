"""An office in the small world of the authorities, with an issued document that is owed its archive form."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from signing.revocation import Source
from signing.terms import Terms
from signing.timestamp import Authority
from signing.trust import Trust
from tests.core.factories import SmallOffice, sealed
from tests.signing.authorities import TODAY, World
from voffice_app.actions import issuing
from voffice_app.actions.office import Office
from voffice_app.db.files import DocumentFile, FileKind
from voffice_app.db.long_term import LongTermWork
from voffice_app.db.outgoing import add_version, load_outgoing


@dataclass(frozen=True)
class TimedOffice(Office):
    """Believes what the world believes, at the world's own time."""

    world: Any = None

    def trust(self) -> Trust:
        found: Trust = self.world.trust()
        return found


def office_of(small: SmallOffice, world: World, tsa: str = "tsa1") -> TimedOffice:
    plain = small.office
    patient = Authority(world.tsa(tsa), world.trust, 3, heeds_outage=False)
    terms = Terms(hurried=patient, patient=patient, source=Source(world.trust, 3))
    return TimedOffice(plain.db, plain.workshop, plain.keyring, plain.trust_folder, terms, world=world)


def issued(small: SmallOffice, pdf: bytes, verdict: dict[str, Any] | None = None) -> int:
    """An issued document whose sealed file is this one."""
    small.clock.now = TODAY
    document_id = sealed(small)
    with small.db.act(small.clerk) as tx:
        document = load_outgoing(tx, document_id)
        add_version(tx, document, FileKind.SEALED, small.db.vault.put(pdf), len(pdf), verdict or {"outcome": "valid"})
        tx.session.add(document)
    small.act(small.clerk, issuing.issue, document_id)
    return document_id


def works(small: SmallOffice) -> list[LongTermWork]:
    with small.db.read() as session:
        return list(session.exec(select(LongTermWork).order_by(LongTermWork.id)).all())


def current(small: SmallOffice, document_id: int) -> DocumentFile:
    with small.db.read() as session:
        return session.get_one(DocumentFile, small.document(document_id).current_file_id)


def pdf_of(small: SmallOffice, document_id: int) -> bytes:
    return small.db.vault.get(current(small, document_id).sha256)
