"""Passwords as Argon2id (19 MiB, two passes, one lane: OWASP's first choice); slow on purpose, so never in the loop."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODY = _hasher.hash(secrets.token_hex(16))
"""The hash that an unknown account is compared with, so that "no such account" takes as long as "wrong"."""


def hashed(password: str) -> str:
    """The Argon2id record of a password, with a salt of its own."""
    return _hasher.hash(password)


def matches(record: str, password: str) -> bool:
    """True when the password belongs to the record; a broken record matches nothing."""
    try:
        return _hasher.verify(record, password)
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, account_name: str) -> str | None:
    """The code of what is wrong with a new password (its sentence is in `words`), or None."""
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    if account_name.lower() in password.lower() or len(set(password)) < 5:
        return "password_guessable"
    return None


def first_password() -> str:
    """A random first password that can be read out over the telephone; it must be changed at once."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
