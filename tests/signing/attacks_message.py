"""Attacks inside a signature's own value (CMS, RFC 5652), which no signature covers."""

from collections.abc import Callable
from typing import Any

from asn1crypto import cms, x509

from signing.keys import SoftKey
from tests.signing.attacks_wrapping import range_of


def message_of(pdf: bytes) -> cms.ContentInfo:
    """The last signature's message."""
    _, first, second, _ = range_of(pdf)
    return cms.ContentInfo.load(bytes.fromhex(pdf[first + 1 : second - 1].decode()))


def with_message(pdf: bytes, message: bytes) -> bytes:
    """The file with another message in the last signature's room."""
    _, first, second, _ = range_of(pdf)
    room = second - first - 2
    return pdf[: first + 1] + message.hex().encode().ljust(room, b"0")[:room] + pdf[second - 1 :]


def _changed(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    message = message_of(pdf).copy()
    change(message["content"]["signer_infos"][0])
    return with_message(pdf, message.dump(force=True))


def attributes_turned_round(pdf: bytes) -> bytes:
    """The same signed attributes, last one first: programs that sort still find the signature right."""
    signer = message_of(pdf)["content"]["signer_infos"][0]
    stored = signer["signed_attrs"].untag().dump()
    turned = _tlv(0x31, b"".join([each.dump() for each in signer["signed_attrs"]][::-1]))
    return with_message(pdf, message_of(pdf).dump().replace(b"\xa0" + stored[1:], b"\xa0" + turned[1:]))


def signed_turned_round(pdf: bytes, key: SoftKey) -> bytes:
    """Attributes last one first, and really signed so: programs that do not sort find the signature right."""
    message = message_of(pdf)
    signer = message["content"]["signer_infos"][0]
    sorted_raw = signer["signed_attrs"].untag().dump()
    turned = [each.dump() for each in signer["signed_attrs"]][::-1]
    turned_raw = _tlv(0x31, b"".join(turned))
    old_value = signer["signature"].native
    value = key.sign(turned_raw)
    der = message.dump()
    der = der.replace(b"\xa0" + sorted_raw[1:], b"\xa0" + turned_raw[1:])
    assert len(value) == len(old_value), "an RSA key makes values of one length"
    return with_message(pdf, der.replace(old_value, value))


def _tlv(tag: int, contents: bytes) -> bytes:
    size = len(contents)
    wide = (size.bit_length() + 7) // 8
    length = bytes([size]) if size < 128 else bytes([0x80 | wide]) + size.to_bytes(wide, "big")
    return bytes([tag]) + length + contents


def other_certificate(pdf: bytes, certificate: bytes) -> bytes:
    """Another certificate is put in the signer's place, with the same key or not."""
    message = message_of(pdf).copy()
    content = message["content"]
    rest = [each.chosen for each in content["certificates"]][1:]
    other = x509.Certificate.load(certificate)
    content["certificates"] = cms.CertificateSet(
        [cms.CertificateChoices("certificate", each) for each in (other, *rest)]
    )
    signer = content["signer_infos"][0]
    signer["sid"] = cms.SignerIdentifier(
        "issuer_and_serial_number",
        cms.IssuerAndSerialNumber({"issuer": other.issuer, "serial_number": other.serial_number}),
    )
    return with_message(pdf, message.dump(force=True))


def other_digest_name(pdf: bytes) -> bytes:
    """The message says that a weaker digest was used."""

    def change(signer: Any) -> None:
        signer["digest_algorithm"] = cms.DigestAlgorithm({"algorithm": "sha1"})

    return _changed(pdf, change)


def no_attributes(pdf: bytes) -> bytes:
    """The signed attributes are gone."""
    message = message_of(pdf).copy()
    signer = message["content"]["signer_infos"][0]
    bare = {name: signer[name] for name in ("version", "sid", "digest_algorithm", "signature_algorithm", "signature")}
    message["content"]["signer_infos"] = cms.SignerInfos([cms.SignerInfo(bare)])
    return with_message(pdf, message.dump(force=True))


def two_signers(pdf: bytes) -> bytes:
    """The same signer stands in the message twice."""
    message = message_of(pdf).copy()
    signer = message["content"]["signer_infos"][0]
    message["content"]["signer_infos"] = cms.SignerInfos([signer, signer.copy()])
    return with_message(pdf, message.dump(force=True))


def token_of(pdf: bytes) -> Any:
    """The last signature's time-stamp."""
    attributes = message_of(pdf)["content"]["signer_infos"][0]["unsigned_attrs"]
    return next(each["values"][0] for each in attributes if each["type"].native == "signature_time_stamp_token")


def with_token(pdf: bytes, token: Any) -> bytes:
    """The last signature gets this time-stamp, whosever it is."""
    message = message_of(pdf).copy()
    attribute = cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})
    message["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    return with_message(pdf, message.dump(force=True))
