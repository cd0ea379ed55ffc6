"""An office whose leader and clerk sign at the government's service: real PDF and keys, real checks in the child."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from signing.demo_ca import Subject
from signing.keys import SoftKey
from tests.core.factories import SmallOffice, numbered, small_office
from tests.core.test_signing_acts import certificate
from tests.plugin.stand_in import OPERATIONS, StandIn
from tests.signing.conftest import OFFICE, Desk, desk, head_letter, issued, led
from voffice_app import house, http
from voffice_app.actions import plugin
from voffice_app.actions.office import Office
from voffice_app.db.certificates import CertificateKind, KeyHome
from voffice_app.db.files import Direction, DocumentFile, FileKind, list_files
from voffice_app.db.outgoing import add_version, load_outgoing
from voffice_app.domain.people import Actor
from voffice_app.http.plugin import FETCH, RETURN
from voffice_app.http.wraps import HostGuard, OriginGuard
from voffice_app.reading.child import Workshop

__all__ = ["desk", "head_letter", "issued", "led"]
ORIGIN = "http://127.0.0.1:3000"


@pytest.fixture(scope="session")
def seal(desk: Desk) -> SoftKey:
    """The office's RSA key, as government tokens hold them."""
    return desk.key(Subject(OFFICE, OFFICE))


@pytest.fixture(scope="session")
def child() -> Iterator[Workshop]:
    workshop = Workshop(children=1)
    yield workshop
    workshop.close()


@dataclass
class Rig:
    """The office, the service on its people's desks, and a numbered document."""

    small: SmallOffice
    office: Office
    service: StandIn
    document_id: int

    def begin(self, name: str = "approved", who: Actor | None = None, **named: Any) -> plugin.Call:
        who = who or (self.small.deputy if name in ("approved", "comment") else self.small.clerk)
        document_id = named.pop("document_id", self.document_id)
        return plugin.begin(self.office, who, document_id, name, **named)

    def asked(self, call: plugin.Call) -> dict[str, Any]:
        """What the page would send."""
        fetch, back = FETCH.format(name=f"{call.download}.pdf"), RETURN.format(token=call.upload)
        return {"FileName": ORIGIN + fetch, "FileUploadHandler": ORIGIN + back, **call.page}

    def run(self, call: plugin.Call) -> dict[str, Any]:
        """One call through the service; what the page is told."""
        told: dict[str, Any] = json.loads(self.service.work(call.call, json.dumps(self.asked(call))))
        return told

    def state(self, call: plugin.Call, who: Actor | None = None) -> plugin.State:
        return plugin.state_of(self.office, who or self.small.deputy, call.nonce)

    def current(self) -> bytes:
        with self.small.db.read() as session:
            row = session.get_one(DocumentFile, self.small.document(self.document_id).current_file_id)
        return self.small.db.vault.get(row.sha256)

    def files(self, direction: Direction, document_id: int) -> list[DocumentFile]:
        with self.small.db.read() as session:
            return list_files(session, direction, document_id)


def trust_folder(folder: Path, desk: Desk) -> Path:
    """The authority's certificates and lists where an installation keeps them."""
    kinds = {"roots": desk.trust.roots, "intermediates": desk.trust.intermediates, "crls": desk.trust.crls}
    for kind, contents in kinds.items():
        (folder / kind).mkdir(parents=True)
        for number, der in enumerate(contents):
            (folder / kind / f"{number}.der").write_bytes(der)
    return folder


def put_on_plugin(small: SmallOffice, kind: CertificateKind, key: SoftKey) -> int:
    """The register says: this key is at the government's service."""
    print_of = sha256(key.certificate).hexdigest()
    return certificate(small, kind, home=KeyHome.PLUGIN, der=key.certificate, sha256=print_of, serial=print_of[:8])


def real_pdf(small: SmallOffice, document_id: int, pdf: bytes) -> None:
    """In place of the paper that the other tests are content with."""
    with small.db.act(small.clerk) as tx:
        add_version(tx, load_outgoing(tx, document_id), FileKind.NUMBERED, small.db.vault.put(pdf), len(pdf))


@pytest.fixture
def rig(
    tmp_path: Path, desk: Desk, seal: SoftKey, head_letter: bytes, child: Workshop, monkeypatch: pytest.MonkeyPatch
) -> Rig:
    small = small_office(tmp_path)
    office = replace(small.office, workshop=child, trust_folder=trust_folder(tmp_path / "trust", desk))
    put_on_plugin(small, CertificateKind.PERSONAL, desk.head)
    put_on_plugin(small, CertificateKind.AGENCY, seal)
    document_id = numbered(small)
    real_pdf(small, document_id, head_letter)
    monkeypatch.setattr(house, "office", lambda: office)
    keys = {name: desk.head if name in ("SignApproved", "Comment") else seal for name in OPERATIONS}
    keys["wrong"] = desk.key(Subject("Lê Văn Khác", OFFICE))
    doors = HostGuard(OriginGuard(http.application(), (ORIGIN,)), {"127.0.0.1"})
    return Rig(small, office, StandIn(keys, TestClient(doors, base_url=ORIGIN)), document_id)
