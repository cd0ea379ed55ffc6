"""How settings reach signatures and the archive."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from voffice_app.opening import open_office
from voffice_app.settings import Settings


def settings(tmp_path: Path, **changes: Any) -> Settings:
    return Settings(_env_file=None, **{"data": tmp_path, **changes})  # type: ignore[call-arg]


def test_without_an_authority_nobody_is_asked(tmp_path: Path) -> None:
    terms = open_office(settings(tmp_path)).terms
    assert (terms.stamp, terms.patient, terms.source) == (None, None, None)
    assert (terms.sub_filter, terms.digest) == ("ETSI.CAdES.detached", "sha256")


def test_the_clerk_waits_eight_seconds_and_the_archive_three_times_three_minutes(tmp_path: Path) -> None:
    terms = open_office(settings(tmp_path, tsa_url="http://tsa.ca.gov.vn/", digest="sha384")).terms
    hurried, patient = terms.hurried, terms.patient
    assert hurried is not None
    assert patient is not None
    assert (hurried.seconds, hurried.tries, hurried.heeds_outage) == (8, 1, True)
    assert (patient.seconds, patient.tries, patient.heeds_outage) == (180, 3, False)
    assert hurried.outage is patient.outage
    assert (hurried.digest, terms.digest) == ("sha384", "sha384")


@pytest.mark.parametrize(
    "wrong",
    [
        {"tsa_url": "file:///etc/passwd"},
        {"tsa_url": "tsa.ca.gov.vn"},
        {"digest": "sha1"},
        {"sub_filter": "adbe.x509.rsa_sha1"},
        {"tsa_tries": 4},
        {"tsa_policy": "ours"},
    ],
)
def test_a_wrong_setting_stops_the_start(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(tmp_path, **wrong)
