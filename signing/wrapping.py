"""Signature wrapping: bytes a signature does not cover, told to the reader as if it did (CVE-2018-16042 and kin).

A signature leaves out exactly its own value, `<…>` in hexadecimal digits, and nothing else.
"""

from asn1crypto import core, parser
from pyhanko.sign.validation import EmbeddedPdfSignature


def wrapped(signature: EmbeddedPdfSignature) -> bool:
    """Whether the gap in the signed bytes is anything but this signature's own value, or reaches beyond the file."""
    numbers = [int(number) for number in signature.byte_range]
    if len(numbers) != 4:
        return True
    start, first, second, rest = numbers
    pdf = signature.reader.stream
    size = pdf.seek(0, 2)
    if start != 0 or not 0 < first < second or rest <= 0 or second + rest > size:
        return True
    pdf.seek(first)
    gap = pdf.read(second - first)
    return bool(gap != b"<%s>" % gap[1:-1] or _value(gap[1:-1]) != signature.pkcs7_content)


def _value(digits: bytes) -> bytes | None:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None


def padding(signature: EmbeddedPdfSignature) -> bytes:
    """What stands behind the signature in its own room, which no signature covers: zeros, and nothing else."""
    contents = bytes(signature.pkcs7_content)
    _, _, _, header, content, trailer = parser.parse(contents)
    return contents[len(header) + len(content) + len(trailer) :]


def out_of_order(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signed attributes are stored otherwise than DER sorts a SET OF (RFC 5652 5.3 demands DER).

    Programs that sort before they verify, and those that do not, would see two different signatures.
    """
    attributes = signature.signer_info["signed_attrs"]
    if attributes is core.VOID or isinstance(attributes, core.Void):
        return False
    stored = [attribute.dump() for attribute in attributes.untag()]
    return stored != sorted(stored)
