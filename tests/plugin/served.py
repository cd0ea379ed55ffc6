"""A served office whose leader and clerk sign at the service; each test numbers a document of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlmodel import select

from signing.keys import SoftKey
from tests.core.factories import Clock, SmallOffice, numbered, small_office
from tests.core.test_signing_acts import certificate
from tests.plugin.conftest import real_pdf, trust_folder
from tests.signing.conftest import Desk
from tests.web.people import RECORD
from tests.web.served import Served
from voffice_app.db.certificates import CertificateKind, KeyHome
from voffice_app.db.files import DocumentFile
from voffice_app.db.people import Account
from voffice_app.db.session import Database


@dataclass
class Town:
    """The served office and its rows."""

    served: Served
    small: SmallOffice

    def waiting(self, pdf: bytes) -> int:
        """One more document that waits for the leader."""
        document_id = numbered(self.small, abstract=f"Về việc thử ký lúc {datetime.now(UTC):%H:%M:%S.%f}")
        real_pdf(self.small, document_id, pdf)
        return document_id

    def current(self, document_id: int) -> bytes:
        with self.small.db.read() as session:
            row = session.get_one(DocumentFile, self.small.document(document_id).current_file_id)
        return self.small.db.vault.get(row.sha256)


def filled(database: Database, desk: Desk, seal: SoftKey) -> SmallOffice:
    """People who can log in, certificates that say where their keys are, and the authority that is believed."""
    data = database.vault.root.parent
    now = datetime.now(UTC)
    small = small_office(data, url=f"sqlite:///{data / 'voffice.db'}", clock=Clock(now))
    for kind, key in ((CertificateKind.PERSONAL, desk.head), (CertificateKind.AGENCY, seal)):
        print_of = sha256(key.certificate).hexdigest()
        certificate(
            small, kind, home=KeyHome.PLUGIN, der=key.certificate, sha256=print_of, serial=print_of[:8],
            valid_from=now - timedelta(days=9), valid_to=now + timedelta(days=9), subject=f"CN={kind}", issuer="CN=CA",
        )  # fmt: skip
    with small.db.act(small.it) as tx:
        for account in tx.session.exec(select(Account)).all():
            account.password_hash = RECORD
    trust_folder(Path(data / "trust"), desk)
    return small
