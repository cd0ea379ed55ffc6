"""What stays on record of a file at the door: its hash, never its name, which may tell what must not be told."""

import io

import pytest
from PIL import Image

from tests.core.conftest import small as small
from tests.core.factories import SmallOffice
from voffice_app.http import files

NAME = "danh-sach-mat-vu-12.png"


@pytest.fixture
def office(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    monkeypatch.setattr("voffice_app.http.files.database", lambda: small.db)
    return small


@pytest.mark.article("5.3")
def test_the_record_of_an_upload_names_its_hash_and_not_its_name(office: SmallOffice) -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "PNG")
    kept = files._keep(office.officer, NAME, out.getvalue())
    (entry,) = office.history("upload", kept["id"])
    assert (entry.act, entry.facts) == ("upload", {"sha256": kept["sha256"]})


@pytest.mark.article("5.3")
def test_the_record_of_a_refused_secret_tells_nothing_of_it(office: SmallOffice) -> None:
    files.write_refusal(office.officer, NAME, "state_secret")
    files.write_refusal(office.officer, "virus.docm", "macro_extension")
    assert [(entry.comment, entry.facts) for entry in office.history("upload", 0)] == [
        ("macro_extension", {"name": "virus.docm"}),
        ("state_secret", {}),
    ]
