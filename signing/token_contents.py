"""What lies in the tokens of one PKCS#11 library: which token is meant, its certificates, and the key of a certificate.

Government tokens often name certificate and key differently; what ties them together is CKA_ID.
"""

from collections.abc import Iterator
from typing import Any

import pkcs11
from pkcs11 import Attribute, ObjectClass, TokenFlag

from signing.errors import TokenAbsent


def find_token(library: Any, question: dict[str, Any]) -> Any:
    """The token that is meant: by label, by serial number when that is known, by its certificate when two answer.

    Raises TokenAbsent(reason=token_missing or token_ambiguous): a PIN is never tried on a guess.
    """
    found = [token for token in tokens(library) if _fits(token, question)]
    if len(found) > 1 and question.get("certificate"):
        found = [token for token in found if holds(token, bytes.fromhex(question["certificate"]))] or found
    if len(found) > 1:
        raise TokenAbsent(reason="token_ambiguous")
    if not found:
        raise TokenAbsent(reason="token_missing")
    return found[0]


def find_key(session: Any, question: dict[str, Any]) -> Any:
    """The private key behind the certificate (same CKA_ID), else the one of that label.

    Raises TokenAbsent(key_missing).
    """
    der = bytes.fromhex(question.get("certificate", ""))
    for terms in (*_same_id(session, der), {Attribute.LABEL: question["key"]}):
        found = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, **terms}))
        if len(found) == 1:
            return found[0]
    raise TokenAbsent(reason="key_missing")


def list_certificates(library: Any) -> Iterator[dict[str, str]]:
    """Every certificate that can be read without a PIN. `key_label` is its key's name as far as the token tells."""
    for token in tokens(library):
        row = {"token_label": token.label, "token_serial": serial(token)}
        with token.open() as session:
            for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                yield {**row, "key_label": _told(item, Attribute.LABEL, ""), "der": item[Attribute.VALUE].hex()}


def tokens(library: Any) -> Iterator[Any]:
    """Initialised tokens that are plugged in now; a slot that is pulled out meanwhile is passed over."""
    for slot in library.get_slots(token_present=True):
        try:
            token = slot.get_token()
        except (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved):
            continue
        if token.flags & TokenFlag.TOKEN_INITIALIZED:
            yield token


def serial(token: Any) -> str:
    """The serial number printed in the token by its maker."""
    return str(token.serial.decode(errors="replace").strip("\0 "))


def _fits(token: Any, question: dict[str, Any]) -> bool:
    wanted = question.get("serial", "")
    return bool(token.label == question["token"]) and (not wanted or serial(token) == wanted)


def holds(token: Any, der: bytes) -> bool:
    """Whether this very certificate (DER) lies in the token; not when none is named."""
    if not der:
        return False
    with token.open() as session:
        return any(True for _ in session.get_objects(_certificate(der)))


def _same_id(session: Any, der: bytes) -> list[dict[Attribute, bytes]]:
    """Search terms for the key that shares CKA_ID with this certificate; none when it is not in the token."""
    ids = [_told(item, Attribute.ID, b"") for item in session.get_objects(_certificate(der))] if der else []
    return [{Attribute.ID: one} for one in ids if one]


def _certificate(der: bytes) -> dict[Attribute, Any]:
    return {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.VALUE: der}


def _told(item: Any, attribute: Attribute, otherwise: Any) -> Any:
    """An attribute, or `otherwise` where the driver does not know it."""
    try:
        return item[attribute]
    except pkcs11.AttributeTypeInvalid:
        return otherwise
