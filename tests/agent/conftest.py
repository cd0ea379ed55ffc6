"""A token with an RSA and a P-256 key whose certificates a demonstration authority made, and desks around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signing import softhsm
from signing.demo_ca import DemoCA, Subject
from signing.pin import Pin
from signing.token import TokenWorker
from tests.agent.desk import PIN, Desk, at_a_desk

OFFICE = "Phòng Giáo dục và Đào tạo Thái Thụy"
LABEL = "Trưởng phòng"


@dataclass(frozen=True)
class Token:
    """Where SoftHSM keeps it, and the certificates inside by the kind of their keys."""

    module: Path
    configuration: Path
    certificates: dict[str, bytes]

    @property
    def environment(self) -> dict[str, str]:
        return {"SOFTHSM2_CONF": str(self.configuration)}


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Token:
    module = softhsm.available()
    if module is None:
        pytest.skip("SoftHSM is missing: apt-get install softhsm2")
    configuration = softhsm.configure(tmp_path_factory.mktemp("agent-token"))
    softhsm.make_token(configuration, LABEL, Pin(PIN), Pin("00112233"))
    worker, authority = TokenWorker(module, configuration), DemoCA.create(datetime(2024, 1, 1, tzinfo=UTC))
    certificates = {}
    for kind in ("rsa", "ec"):
        public = worker.generate(LABEL, kind, Pin(PIN), kind)
        subject = Subject(f"Trần Thị {kind}", OFFICE, "Trưởng phòng")
        certificates[kind] = authority.issue(public, subject, datetime(2025, 1, 1, tzinfo=UTC))
        worker.store_certificate(LABEL, kind, Pin(PIN), certificates[kind])
    worker.close()
    return Token(module, configuration, certificates)


@pytest.fixture
def desk(token: Token, tmp_path: Path) -> Iterator[Desk]:
    with at_a_desk(tmp_path / "desk", token.module, environment=token.environment) as desk:
        yield desk
