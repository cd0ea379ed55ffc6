"""The archive form: proof and time-stamps appended to signed files, renewed, believed years later without network."""

import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, pem, x509

from signing import keep
from signing.check import opened, verify
from signing.errors import BadTimestamp, EvidenceUnavailable, TimestampUnavailable, Unreadable, WrongCertificate
from signing.geometry import LEADER
from signing.keep import archive, stamp_facts
from signing.revocation import Source
from signing.rules import is_signature
from tests.signing.authorities import ENDS, TODAY, World
from tests.signing.authorities import world as served
from tests.signing.stamped import authority, sealed, signed, source

BEFORE_FIRST_ENDS = datetime(2027, 11, 1, tzinfo=UTC)
AFTER_BOTH_ENDED = datetime(2029, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with served(tmp_path_factory.mktemp("authorities")) as found:
        yield found


@pytest.fixture
def world(everybody: World) -> World:
    everybody.moods.clear()
    everybody.asked.clear()
    everybody.now = TODAY
    return everybody


def _cut(*_: object) -> None:
    """Whoever opens a socket to anywhere fails."""
    raise OSError("the network is cut")


def test_a_signature_bears_the_time_of_the_authority(world: World, head_letter: bytes) -> None:
    found = signed(world, head_letter, LEADER)
    assert (found.stamped, found.not_stamped) == (True, "")
    assert found.verdict.outcome == "valid"
    assert found.verdict.signatures[0].trusted_at == TODAY.isoformat()
    assert found.verdict.signatures[0].level == "B-T"
    assert found.pdf.startswith(head_letter)


@pytest.mark.parametrize(
    ("mood", "code"), [("down", "timestamp_unavailable"), ("imprint", "bad_timestamp"), ("garbage", "bad_timestamp")]
)
def test_an_authority_that_is_out_or_wrong_never_stops_a_signature(
    world: World, head_letter: bytes, mood: str, code: str
) -> None:
    world.moods["tsa1"] = mood
    found = signed(world, head_letter, LEADER)
    assert (found.stamped, found.not_stamped, found.verdict.outcome) == (False, code, "valid")
    assert found.verdict.signatures[0].level == "B-B"


@pytest.mark.parametrize("sub_filter", ["ETSI.CAdES.detached", "adbe.pkcs7.detached"])
@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_sub_filter_and_digest_are_as_set(world: World, head_letter: bytes, sub_filter: str, digest: str) -> None:
    found = signed(world, head_letter, LEADER, stamping=False, sub_filter=sub_filter, digest=digest)
    assert found.verdict.outcome == "valid"
    assert found.verdict.signatures[0].digest == digest
    assert f"/SubFilter /{sub_filter}".encode() in found.pdf[len(head_letter) :]


@pytest.mark.parametrize("stamping", [True, False])
def test_the_archive_form_begins_with_what_was_sealed_and_is_valid_without_network(
    world: World, head_letter: bytes, stamping: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = sealed(world, head_letter, stamping)
    kept = archive(base, source(world), authority(world))
    monkeypatch.setattr(socket.socket, "connect", _cut)
    assert kept.pdf.startswith(base)
    assert (kept.stamped_at, kept.ends_at) == (TODAY, datetime(2027, 12, 1, tzinfo=UTC))
    verdict = verify(kept.pdf, world.trust())
    assert verdict.outcome == "valid"
    assert [found.level for found in verdict.signatures] == ["B-LTA", "B-LTA"]


@pytest.fixture
def renewed(world: World, head_letter: bytes) -> bytes:
    """Archived today, renewed by another authority a month before the first one's certificate ends."""
    first = archive(sealed(world, head_letter), source(world), authority(world)).pdf
    world.now = BEFORE_FIRST_ENDS
    second = archive(first, source(world), authority(world, "tsa2"))
    assert second.pdf.startswith(first)
    assert second.ends_at == datetime(2036, 1, 1, tzinfo=UTC)
    return second.pdf


@pytest.mark.law("ND30:19")
def test_it_is_valid_offline_years_after_signer_and_first_authority_have_ended(
    world: World, renewed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", _cut)
    ended = [datetime.fromisoformat(f"{ENDS[name]}T00:00:00+00:00") for name in ("head", "seal", "tsa1")]
    assert all(end < AFTER_BOTH_ENDED for end in ended)
    verdict = verify(renewed, world.trust(moment=AFTER_BOTH_ENDED))
    assert (verdict.outcome, verdict.reasons) == ("valid", ())
    assert [found.trusted_at for found in verdict.signatures] == [TODAY.isoformat()] * 2


def test_without_the_renewal_or_with_a_changed_byte_the_same_file_is_not_valid_then(
    world: World, head_letter: bytes, renewed: bytes
) -> None:
    world.now = TODAY
    once = archive(sealed(world, head_letter), source(world), authority(world)).pdf
    then = world.trust(moment=AFTER_BOTH_ENDED)
    assert verify(once, then).outcome != "valid"
    assert verify(sealed(world, head_letter), then).outcome != "valid"
    middle = len(renewed) // 40
    changed = renewed[:middle] + bytes([renewed[middle] ^ 1]) + renewed[middle + 1 :]
    assert verify(changed, then).outcome == "invalid"


def test_other_programs_agree_on_the_cryptography_of_everything(world: World, renewed: bytes, tmp_path: Path) -> None:
    """pdfsig judges the two signatures; document time-stamps it does not know, so OpenSSL judges those."""
    (tmp_path / "kept.pdf").write_bytes(renewed)
    told = _run("pdfsig", str(tmp_path / "kept.pdf"))
    assert told.count("Signature is Valid") == 2
    stamps = [found for found in opened(renewed).embedded_signatures if not is_signature(found)]
    assert len(stamps) == 2
    (tmp_path / "root.pem").write_bytes(pem.armor("CERTIFICATE", world.der("root")))
    (tmp_path / "issuing.pem").write_bytes(pem.armor("CERTIFICATE", world.der("issuing")))
    for stamp in stamps:
        digest = stamp.compute_digest("sha256")
        (tmp_path / "token").write_bytes(
            cms.ContentInfo({"content_type": "signed_data", "content": stamp.signed_data}).dump()
        )
        trusted = ("-CAfile", str(tmp_path / "root.pem"), "-untrusted", str(tmp_path / "issuing.pem"))
        moment = str(int(BEFORE_FIRST_ENDS.timestamp()))
        asked = ("openssl", "ts", "-verify", "-in", str(tmp_path / "token"), "-token_in", *trusted, "-attime", moment)
        assert "Verification: OK" in _run(*asked, "-digest", digest.hex())
        assert "Verification: FAILED" in _run(*asked, "-digest", digest[::-1].hex())


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_a_file_tells_its_newest_trusted_time_and_when_the_certificate_behind_it_ends(
    world: World, head_letter: bytes, renewed: bytes
) -> None:
    assert stamp_facts(head_letter) is None
    assert stamp_facts(renewed) == (BEFORE_FIRST_ENDS, datetime(2036, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moods", "refusal"),
    [
        ({"tsa1": "down"}, TimestampUnavailable),
        ({"tsa1": "imprint"}, BadTimestamp),
        ({"answers": "down", "issuing": "down"}, EvidenceUnavailable),
        ({"answers": "garbage", "issuing": "garbage"}, EvidenceUnavailable),
        ({"root": "down"}, EvidenceUnavailable),
    ],
)
def test_an_outage_makes_no_half_archive(
    world: World, head_letter: bytes, moods: dict[str, str], refusal: type[Exception]
) -> None:
    base = sealed(world, head_letter)
    world.moods.update(moods)
    with pytest.raises(refusal):
        archive(base, source(world), authority(world))


def test_a_list_answers_when_the_responder_is_silent(world: World, head_letter: bytes) -> None:
    base = sealed(world, head_letter)
    world.moods["answers"] = "down"
    assert verify(archive(base, source(world), authority(world)).pdf, world.trust()).outcome == "valid"


def test_lists_of_the_installation_are_used_before_anybody_is_asked(world: World, head_letter: bytes) -> None:
    base = sealed(world, head_letter)
    world.moods.update({"answers": "down", "issuing": "down", "root": "down"})
    own = Source(lambda: world.trust(crls=world.lists()), 3)
    kept = archive(base, own, authority(world))
    assert set(world.asked) == {"tsa1"}
    assert verify(kept.pdf, world.trust()).outcome == "valid"


def test_an_old_list_of_the_installation_does_not_count(world: World) -> None:
    stale = Source(lambda: world.trust(crls=lists), 3)
    lists = world.lists()
    world.now = TODAY + timedelta(days=120)
    world.moods.update({"answers": "down", "issuing": "down"})
    with pytest.raises(EvidenceUnavailable):
        stale.gather(x509.Certificate.load(world.der("head")), [])


def test_the_private_address_in_a_certificate_is_asked_at_its_public_name(world: World) -> None:
    asked: list[str] = []

    def remember(address: str, *_: object) -> bytes:
        asked.append(address)
        raise OSError("down")

    host = world.address.removeprefix("http://").split(":")[0]
    rewritten = Source(world.trust, 3, hosts={host: "ocsp.ca.gov.vn"}, transport=remember)
    with pytest.raises(EvidenceUnavailable):
        rewritten.gather(x509.Certificate.load(world.der("head")), [])
    assert asked
    assert all(address.startswith("http://ocsp.ca.gov.vn/") for address in asked)


def test_a_revoked_signer_is_told_and_nothing_is_made(world: World, head_letter: bytes) -> None:
    base = sealed(world, head_letter)
    serial = x509.Certificate.load(world.der("head")).serial_number
    from tests.signing.authorities import revoked_list

    revoked = replace(world.trust(), crls=(world.lists()[0], revoked_list(world, serial)))
    with pytest.raises(WrongCertificate) as refused:
        archive(base, Source(lambda: revoked, 3), authority(world))
    assert refused.value.facts == {"reason": "revoked"}


def test_what_is_no_pdf_is_refused(world: World) -> None:
    with pytest.raises(Unreadable):
        archive(b"no document", source(world), authority(world))
    assert keep.RESERVED_HEX >= 2 * 8192
