"""Every region of a signed file has a tampered twin: one bit changed there, and the file is invalid."""

import pytest
from asn1crypto import cms

from signing.check import verify
from tests.signing.attacks_message import message_of
from tests.signing.attacks_wrapping import range_of
from tests.signing.conftest import Desk


def _flipped(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def _landmarks(pdf: bytes) -> dict[str, int]:
    """The name of each region and one place in it, all of them bytes that carry meaning."""
    _, first, second, rest = range_of(pdf)
    return {
        "header": 5,
        "first object": pdf.index(b" obj") - 1,
        "a page's size": pdf.index(b"/MediaBox") + 12,
        "a content stream": pdf.index(b"stream") + 30,
        "the first table": pdf.index(b"xref") + 12,
        "the first end": pdf.index(b"%%EOF") + 3,
        "the leader's value": pdf.index(b"/Contents <") + 400,
        "the leader's picture": pdf.index(b"/Subtype /Form") + 10 if b"/Subtype /Form" in pdf else first - 900,
        "the signature's range": pdf.rindex(b"/ByteRange") + 14,
        "the filter": pdf.rindex(b"/SubFilter") + 14,
        "just before the value": first - 2,
        "just behind the value": second + 1,
        "the last table": pdf.rindex(b"xref", 0, pdf.rindex(b"startxref")) + 7,
        "the trailer": pdf.rindex(b"/Root") + 7,
        "where the table is": pdf.rindex(b"startxref") + 11,
        "the very end": second + rest - 3,
    }


REGIONS = [
    *("header", "first object", "a page's size", "a content stream", "the first table", "the first end"),
    *("the leader's value", "the leader's picture", "the signature's range", "the filter", "just before the value"),
    *("just behind the value", "the last table", "the trailer", "where the table is", "the very end"),
]


@pytest.mark.law("ND30:21")
@pytest.mark.parametrize("region", REGIONS)
def test_one_bit_in_any_region_makes_the_file_invalid(desk: Desk, issued: bytes, region: str) -> None:
    places = _landmarks(issued)
    assert set(places) == set(REGIONS)
    assert verify(_flipped(issued, places[region]), desk.trust).outcome == "invalid"


PARTS = ["signature", "signed_attrs", "digest_algorithm", "signature_algorithm", "sid", "certificate"]


@pytest.mark.parametrize("part", PARTS)
def test_one_bit_in_any_part_of_the_signatures_value_makes_the_file_invalid(
    desk: Desk, issued: bytes, part: str
) -> None:
    signer = message_of(issued)["content"]["signer_infos"][0]
    held = desk.seal.certificate if part == "certificate" else _dumped(signer, part)
    _, first, second, _ = range_of(issued)
    at = issued.rindex(held.hex().encode(), first, second) + len(held.hex()) - 9
    assert verify(_flipped(issued, at), desk.trust).outcome == "invalid"


def _dumped(signer: cms.SignerInfo, part: str) -> bytes:
    return bytes(signer[part].native if part == "signature" else signer[part].dump())


def test_a_signature_that_nothing_leads_to_is_no_unsigned_file(desk: Desk, issued: bytes, head_letter: bytes) -> None:
    """Whoever bends the trailer past the form's fields does not get «chưa ký»."""
    at = issued.rindex(b"/Root") + 6
    bent = issued[:at] + b"1 " + issued[at + 2 :]
    assert verify(bent, desk.trust).outcome == "invalid"
    assert verify(head_letter, desk.trust).reasons == ("unsigned",)


def test_a_hundred_places_all_over_the_signed_bytes(desk: Desk, issued: bytes) -> None:
    _, first, second, rest = range_of(issued)
    covered = [at for at in range(3, second + rest, (second + rest) // 100) if not first <= at < second]
    assert len(covered) > 70
    assert {verify(_flipped(issued, at), desk.trust).outcome for at in covered} == {"invalid"}
