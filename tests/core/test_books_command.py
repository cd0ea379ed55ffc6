"""`voffice books` tells of every closed volume; harm ends it with 1, a later recall does not."""

from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from tests.core.factories import SmallOffice
from tests.core.test_registers import book
from tests.core.test_volumes import closed, issued, volumes
from voffice_app import cli
from voffice_app.commands import books


@pytest.fixture
def office(small: SmallOffice, monkeypatch: Any) -> SmallOffice:
    monkeypatch.setattr(books, "database", lambda: small.db)
    monkeypatch.setattr(cli, "_up_to_date", lambda: None)
    return small


@pytest.mark.law("ND30:16")
def test_every_volume_is_compared_and_harm_is_told_by_the_exit(office: SmallOffice) -> None:
    document_id = issued(office)
    closed(office, book(office), 1)
    told = CliRunner().invoke(cli.app, ["books"])
    assert told.exit_code == 0
    assert told.output.startswith("Phòng GD&ĐT Thái Thụy · Sổ outgoing · 2026, quyển 1: Sổ hiện nay khớp")
    with office.db.engine.begin() as connection:
        connection.execute(text("UPDATE outgoing_document SET abstract = 'Khác' WHERE id = :i"), {"i": document_id})
    told = CliRunner().invoke(cli.app, ["books"])
    assert (told.exit_code, "Có 1 chỗ khác" in told.output, told.output.strip().endswith("Số: 1")) == (0, True, True)
    office.db.vault.path(volumes(office, book(office))[0].rows_sha256).unlink()
    told = CliRunner().invoke(cli.app, ["books"])
    assert (told.exit_code, "không còn nguyên vẹn" in told.output) == (1, True)
