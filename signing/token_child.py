"""The child process that owns one PKCS#11 module: one line in, one line out, one thing at a time.

Run as `python -m signing.token_child MODULE`. The PIN comes down the pipe and is forgotten with the question.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pkcs11
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from signing.der import ecdsa
from signing.errors import PinLocked, PinWrong, SigningError, TokenAbsent

_NO_TOKEN = (pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved)
_BAD_PIN = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)


class TokenChild:
    """Answers questions with one PKCS#11 library."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """`{"value": …}` or `{"error": class, "facts": …}`; what went wrong inside is never quoted."""
        ask = {
            "sign": self._sign,
            "certificates": self._certificates,
            "generate": self._generate,
            "store": self._store,
        }[question["do"]]
        try:
            return {"value": ask(question)}
        except SigningError as refusal:
            return {"error": type(refusal).__name__, "facts": refusal.facts}
        except Exception as problem:
            return {"error": "TokenAbsent", "facts": {"reason": "driver_failed", "problem": type(problem).__name__}}

    @contextmanager
    def _session(self, question: dict[str, Any], write: bool = False) -> Iterator[Any]:
        """A logged-in session: one log-in for one question, so that each person's PIN is judged by the token."""
        try:
            token = self._library.get_token(token_label=question["token"])
        except _NO_TOKEN:
            raise TokenAbsent(reason="token_missing") from None
        try:
            session = token.open(rw=write, user_pin=question.pop("pin"))
        except pkcs11.PinLocked:
            raise PinLocked() from None
        except _BAD_PIN:
            raise self._refused(question["token"]) from None
        try:
            yield session
        finally:
            session.close()

    def _refused(self, label: str) -> SigningError:
        """What the token says of the tries that are left, without trying again."""
        flags = self._library.get_token(token_label=label).flags
        if flags & TokenFlag.USER_PIN_LOCKED:
            return PinLocked()
        return PinWrong.after(1 if flags & TokenFlag.USER_PIN_FINAL_TRY else None)

    def _sign(self, question: dict[str, Any]) -> list[str]:
        with self._session(question) as session:
            try:
                key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=question["key"])
            except (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned):
                raise TokenAbsent(reason="key_missing") from None
            return [_raw(key, bytes.fromhex(one)).hex() for one in question["batch"]]

    def _certificates(self, question: dict[str, Any]) -> list[dict[str, str]]:
        found = []
        for slot in self._library.get_slots(token_present=True):
            token = slot.get_token()
            if not token.flags & TokenFlag.TOKEN_INITIALIZED:
                continue
            with token.open() as session:
                for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    row = {"token_label": token.label, "token_serial": token.serial.decode().strip()}
                    found.append({**row, "key_label": item[Attribute.LABEL], "der": item[Attribute.VALUE].hex()})
        return found

    def _generate(self, question: dict[str, Any]) -> str:
        with self._session(question, write=True) as session:
            known = {"label": question["key"], "id": question["key"].encode(), "store": True}
            if question["kind"] == "rsa":
                public, _ = session.generate_keypair(KeyType.RSA, 2048, **known)
                return _rsa_spki(public).hex()
            curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
            public, _ = session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**known)
            return bytes(encode_ec_public_key(public)).hex()

    def _store(self, question: dict[str, Any]) -> None:
        from pkcs11.util.x509 import decode_x509_certificate

        with self._session(question, write=True) as session:
            label = {Attribute.LABEL: question["key"], Attribute.ID: question["key"].encode()}
            described = decode_x509_certificate(bytes.fromhex(question["der"]))
            session.create_object({**described, **label, Attribute.TOKEN: True, Attribute.PRIVATE: False})


def _raw(key: Any, attributes: bytes) -> bytes:
    if key.key_type == KeyType.RSA:
        return bytes(key.sign(attributes, mechanism=Mechanism.SHA256_RSA_PKCS))
    return ecdsa(key.sign(sha256(attributes).digest(), mechanism=Mechanism.ECDSA))


def _rsa_spki(public: Any) -> bytes:
    exponent = int.from_bytes(public[Attribute.PUBLIC_EXPONENT], "big")
    modulus = int.from_bytes(public[Attribute.MODULUS], "big")
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def main(module: str) -> None:
    """Answer until the pipe closes. A driver that prints must not spoil the answers: they have a pipe of their own."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        child = TokenChild(pkcs11.lib(module))
    except Exception:
        child = TokenChild(None)
    for line in sys.stdin.buffer:
        answers.write(json.dumps(child.answer(json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
