"""`voffice verify`: the verdict on a file at a desk, in words and as JSON."""

import json
import mmap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem
from typer.testing import CliRunner

from signing.gather import gathered
from signing.network import Declined, reachable
from signing.trust import Trust
from tests.signing import attacks
from tests.signing.conftest import OFFICE, Desk
from tests.signing.short_lives import SIGNED, short_lives
from voffice_app.cli import app
from voffice_app.commands.verify import MEMORY_BYTES, patience

KEYS = (
    "field signer organisation issuer serial claimed_at trusted_at integrity coverage changes_after chain revocation "
    "digest weak level reasons"
)
Asked = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def folders(desk: Desk, tmp_path: Path) -> Path:
    """Trusted certificates, one in PEM and one in DER, and revocation lists in both."""
    (tmp_path / "trust").mkdir()
    (tmp_path / "lists").mkdir()
    (tmp_path / "trust" / "root.pem").write_bytes(pem.armor("CERTIFICATE", desk.authority.root_der))
    (tmp_path / "trust" / "sub.cer").write_bytes(desk.authority.sub_der)
    root_list, sub_list = desk.trust.crls
    (tmp_path / "lists" / "root.crl").write_bytes(root_list)
    (tmp_path / "lists" / "sub.pem").write_bytes(pem.armor("X509 CRL", sub_list))
    return tmp_path


@pytest.fixture
def asked(folders: Path) -> Asked:
    def ask(pdf: bytes, *options: str) -> tuple[int, dict[str, Any]]:
        (folders / "letter.pdf").write_bytes(pdf)
        told = CliRunner().invoke(app, ["verify", str(folders / "letter.pdf"), "--offline", "--json", *options])
        return told.exit_code, json.loads(told.stdout)

    return ask


@pytest.fixture
def known(folders: Path) -> tuple[str, ...]:
    return "--trust", str(folders / "trust"), "--crl", str(folders / "lists")


def test_a_sound_file_is_valid_and_every_fact_has_its_name(asked: Asked, known: tuple[str, ...], issued: bytes) -> None:
    code, told = asked(issued, *known)
    assert (code, told["verdict"], told["reasons"]) == (0, "valid", [])
    assert list(told) == ["verdict", "reasons", "signatures"]
    leader, agency = told["signatures"]
    assert list(leader) == KEYS.split()
    assert (leader["field"], leader["organisation"], leader["level"]) == ("leader", OFFICE, "B-B")
    assert (leader["integrity"], leader["coverage"], leader["changes_after"]) == ("intact", "revision", "allowed")
    assert (agency["coverage"], agency["chain"], agency["revocation"]) == ("whole_file", "trusted", "good")
    assert (agency["trusted_at"], agency["digest"], agency["weak"], agency["reasons"]) == (None, "sha256", False, [])


def test_an_offices_whole_trust_folder_will_do_but_a_certificate_among_the_lists_is_believed_by_nobody(
    asked: Asked, folders: Path, issued: bytes
) -> None:
    assert asked(issued, "--trust", str(folders))[1]["verdict"] == "valid"
    assert asked(issued, "--crl", str(folders))[1]["verdict"] == "undetermined"


def test_without_lists_or_roots_the_same_file_is_undetermined(
    asked: Asked, known: tuple[str, ...], issued: bytes
) -> None:
    code, told = asked(issued, *known[:2])
    assert (code, told["signatures"][0]["reasons"]) == (2, ["revocation_unknown"])
    code, told = asked(issued)
    assert (code, told["signatures"][0]["chain"], told["verdict"]) == (2, "unknown", "undetermined")


def test_an_unsigned_file_is_undetermined_and_has_no_signatures(asked: Asked, head_letter: bytes) -> None:
    assert asked(head_letter) == (2, {"verdict": "undetermined", "reasons": ["unsigned"], "signatures": []})


def test_a_changed_or_unreadable_file_is_invalid(asked: Asked, known: tuple[str, ...], issued: bytes) -> None:
    assert asked(attacks.cover(issued), *known)[0] == 1
    changed = issued[:1000] + bytes([issued[1000] ^ 1]) + issued[1001:]
    code, told = asked(changed, *known)
    assert (code, told["signatures"][0]["integrity"]) == (1, "modified")
    assert asked(b"%PDF-1.7 and nothing else") == (
        1,
        {"verdict": "invalid", "reasons": ["unreadable"], "signatures": []},
    )


def test_the_moment_asked_about_decides(asked: Asked, known: tuple[str, ...], issued: bytes) -> None:
    code, told = asked(issued, *known, "--at", "2033-01-01T00:00:00+07:00")
    assert (code, told["signatures"][0]["reasons"]) == (2, ["certificate_expired"])
    assert asked(issued, *known, "--at", "2024-06-01")[1]["signatures"][0]["reasons"] == ["certificate_not_yet_valid"]


@pytest.mark.parametrize(
    "options", [["/nowhere.pdf"], ["/tmp"], ["{file}", "--trust", "/nowhere"], ["{file}", "--at", "hôm qua"]]
)
def test_what_cannot_be_asked_ends_in_a_sentence(folders: Path, issued: bytes, options: list[str]) -> None:
    (folders / "letter.pdf").write_bytes(issued)
    file = str(folders / "letter.pdf")
    told = CliRunner().invoke(app, ["verify", *(each.replace("{file}", file) for each in options)])
    assert told.exit_code == 3
    assert told.stderr.endswith(".\n") or "Viết như" in told.stderr
    assert "Traceback" not in told.stderr + told.stdout


@pytest.mark.parametrize("name", ["/dev/zero", "."])
def test_a_device_or_a_folder_is_no_file_to_ask_about(name: str) -> None:
    assert CliRunner().invoke(app, ["verify", name, "--offline"]).exit_code == 3


def test_people_read_it_in_vietnamese(folders: Path, known: tuple[str, ...], issued: bytes) -> None:
    (folders / "letter.pdf").write_bytes(issued)
    (folders / "trust" / "note.txt").write_text("không phải chứng thư")
    told = CliRunner().invoke(app, ["verify", str(folders / "letter.pdf"), "--offline", *known])
    assert told.stdout.startswith("Hợp lệ\n1. Trần Thị Hồng Nhung, Trưởng phòng")
    assert "phủ toàn bộ tệp" in told.stdout
    assert "note.txt" in told.stderr


def test_lists_are_fetched_from_the_addresses_in_the_certificates_and_silence_is_unknown() -> None:
    lives = short_lives()
    lists = {point: lives.crls(SIGNED)[at].dump() for at, point in enumerate(("root", "sub"))}
    asked: list[str] = []

    def fetch(address: str, *_: object) -> bytes:
        asked.append(address)
        return lists["root" if "/root/" in address else "sub"]

    chain = [lives.certificate(name).dump() for name in ("signer", "sub")]
    found = gathered(chain, lives.trust, fetch)
    assert set(found.crls) == set(lists.values())
    assert len(asked) == len(set(asked)) == 2

    waited: list[str] = []

    def silent(address: str, *_: object) -> bytes:
        waited.append(address)
        raise TimeoutError(address)

    assert gathered(chain, lives.trust, silent) == lives.trust
    assert len(waited) == 1, "a silent host is waited for once"

    def declining(address: str, *_: object) -> bytes:
        waited.append(address)
        raise Declined("http 404")

    assert gathered(chain, lives.trust, declining) == lives.trust
    assert len(waited) == 3, "a host that says no is asked for the next list too"
    assert gathered(chain, lives.trust, lambda *_: b"<html>404</html>") == lives.trust
    assert gathered([], Trust()) == Trust()


def test_the_network_is_asked_only_when_what_is_at_hand_does_not_decide(
    folders: Path, known: tuple[str, ...], issued: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(certificates: list[bytes], trust: Trust) -> Trust:
        asked.append(len(certificates))
        return trust

    monkeypatch.setattr("voffice_app.commands.verify.gathered", counted)
    (folders / "letter.pdf").write_bytes(issued)
    file = str(folders / "letter.pdf")
    assert CliRunner().invoke(app, ["verify", file, *known]).exit_code == 0
    assert asked == []
    assert CliRunner().invoke(app, ["verify", file, *known[:2]]).exit_code == 2
    assert asked == [3], "the head's, the office's and the authority's certificate"


def test_the_private_name_of_the_governments_responder_is_asked_under_its_public_one() -> None:
    named = ["http://ocsp.ca.ptc/x?y=1", "http://crl.example.vn/a.crl", "ldap://ocsp.ca.ptc/", "file:///etc/passwd"]
    assert list(reachable(named)) == ["http://ocsp.ca.gov.vn/x?y=1", "http://crl.example.vn/a.crl"]


def test_the_memory_bound_is_on_what_the_file_adds_not_on_what_the_process_held_before() -> None:
    held = mmap.mmap(-1, MEMORY_BYTES + 1024**3)  # address space only: no page of it is touched
    with held, patience():
        bytearray(MEMORY_BYTES // 4)
        with pytest.raises(MemoryError):
            bytearray(2 * MEMORY_BYTES)
