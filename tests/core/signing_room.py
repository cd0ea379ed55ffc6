"""A small office whose papers are real PDFs and whose keys really sign: for faults, races and the whole file's fate."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from signing.demo_ca import DemoCA, Subject
from signing.keys import SoftKey, new_private_key, public_der
from signing.pin import Pin
from tests.core.factories import SmallOffice, numbered
from tests.core.test_signing_acts import certificate
from tests.signing import conftest as pictures
from tests.signing.letters import LETTERS
from voffice_app.actions import signing
from voffice_app.actions.keyring import Keyring
from voffice_app.actions.office import Office
from voffice_app.db.certificates import CertificateKind, ImageKind, SignatureImage
from voffice_app.db.outgoing import OutgoingDocument, load_file, load_outgoing
from voffice_app.db.session import Database

PIN = Pin("246810")


@dataclass
class Room:
    """The small office with keys; ``documents`` are numbered, all of the same real page."""

    small: SmallOffice
    office: Office
    documents: list[int]

    def document(self, number: int) -> OutgoingDocument:
        return self.small.document(number)

    def bytes_of(self, number: int) -> bytes:
        with self.small.db.read() as session:
            return self.small.db.vault.get(load_file(session, self.document(number).current_file_id).sha256)

    def led(self) -> "Room":
        """The same, all signed by the deputy."""
        for number in self.documents:
            signing.sign(self.office, self.small.deputy, number, PIN)
        return self

    def another_process(self) -> Office:
        """The office as a new process opens it: no connection, no memory shared."""
        url = self.small.db.engine.url.render_as_string(hide_password=False)
        return replace(self.office, db=Database(url, self.small.db.vault.root, self.small.clock))


def furnished(small: SmallOffice, count: int) -> Room:
    """Keys, certificates and pictures in place; `count` numbered documents."""
    data = small.db.vault.root.parent
    authority = DemoCA.create(datetime(2024, 1, 1, tzinfo=UTC))
    _trust(data / "trust", authority)
    keys = data / "demo-keys"
    keys.mkdir()
    for kind, subject in (
        (CertificateKind.PERSONAL, Subject("Người deputy", pictures.OFFICE)),
        (CertificateKind.AGENCY, Subject(pictures.OFFICE, pictures.OFFICE)),
    ):
        private = new_private_key("ec")
        der = authority.issue(public_der(private), subject, datetime(2025, 1, 1, tzinfo=UTC))
        (keys / f"{kind}.pem").write_bytes(SoftKey(private, der, ()).to_pem(PIN))
        certificate(
            small, kind, der=der, chain_der=authority.sub_der, sha256=sha256(der).hexdigest(), key_label=str(kind)
        )
    _pictures(small)
    office = Office(small.db, small.workshop, Keyring(None, keys), data / "trust")  # type: ignore[arg-type]
    return Room(small, office, _documents(small, count))


def _trust(folder: Any, authority: DemoCA) -> None:
    parts = {"roots": [authority.root_der], "intermediates": [authority.sub_der], "crls": authority.crls()}
    for name, contents in parts.items():
        (folder / name).mkdir(parents=True)
        for n, content in enumerate(contents):
            (folder / name / f"{n}.der").write_bytes(content)


def _pictures(small: SmallOffice) -> None:
    drawn = {ImageKind.SIGNATURE: pictures.signature_png(), ImageKind.SEAL: pictures.seal_png()}
    with small.db.act(small.it) as tx:
        for kind, content in drawn.items():
            person = None if kind is ImageKind.SEAL else small.deputy.account_id
            tx.session.add(
                SignatureImage(
                    unit_id=small.clerk.unit_id, account_id=person, kind=kind, sha256=small.db.vault.put(content),
                    width_mm=36 if kind is ImageKind.SEAL else 50, height_mm=36, added_at=tx.now,
                )
            )  # fmt: skip


def _documents(small: SmallOffice, count: int) -> list[int]:
    first = numbered(small)
    ids = [first]
    with small.db.act(small.deputy) as tx:
        document = load_outgoing(tx, first)
        load_file(tx.session, document.current_file_id).sha256 = small.db.vault.put(pictures.numbered(LETTERS["head"]))
        for n in range(1, count):
            changes = {"id": None, "number": (document.number or 0) + n, "request_key": None}
            copy = OutgoingDocument(**{**document.model_dump(), **changes})
            tx.session.add(copy)
            tx.session.flush()
            ids.append(copy.id or 0)
    return ids
