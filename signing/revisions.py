"""A file as it was when one of its signatures was made: "view as signed"."""

from signing.check import opened
from signing.errors import Unreadable


def as_signed(pdf: bytes, field: str) -> bytes:
    """The bytes that the signature in `field` covers, up to its last one: the file its signer had in hand.

    Raises:
        Unreadable: `reason` is ``field_absent``, or ``not_whole`` when the signature does not begin with the file.
    """
    try:
        signatures = opened(pdf).embedded_signatures
        found = next((each for each in signatures if each.field_name == field), None)
    except Exception:
        raise Unreadable() from None
    if found is None:
        raise Unreadable(reason="field_absent")
    start, length, second, rest = (int(number) for number in found.byte_range)
    if start != 0 or not 0 < length <= second or second + rest > len(pdf):
        raise Unreadable(reason="not_whole")
    return pdf[: second + rest]
