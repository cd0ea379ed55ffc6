"""Why a signature was not made. Each error is a code and its facts; the words for people live elsewhere."""

from typing import Any, Self


class SigningError(Exception):
    """`code` names the refusal, `facts` say what about it. Survives a trip between processes; never holds a PIN."""

    CODE = "signing_failed"

    def __init__(self, code: str | None = None, **facts: Any) -> None:
        self.code = code or self.CODE
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.code, self.facts)


def _rebuild(kind: type[SigningError], code: str, facts: dict[str, Any]) -> SigningError:
    return kind(code, **facts)


class PlaceNotFound(SigningError):
    """No sure place on the page; a person must show it. `what`: signature, end_mark, number, date, room, field."""

    CODE = "place_not_found"


class WrongOrder(SigningError):
    """The steps came in the wrong order. `reason` says which rule."""

    CODE = "wrong_order"


class WrongCertificate(SigningError):
    """Not this person's or unit's, expired, revoked, not for signing, or of an unknown issuer (`reason`)."""

    CODE = "wrong_certificate"


class BadSignature(SigningError):
    """The raw signature does not fit the certificate, or the finished file does not verify."""

    CODE = "bad_signature"


class NotAccepted(SigningError):
    """A file that another program signed is not our file with the expected signature behind it; the code says why."""

    CODE = "not_accepted"


class BadImage(SigningError):
    """The picture is not a transparent blue signature or red seal (`reason`)."""

    CODE = "bad_image"


class TokenAbsent(SigningError):
    """The token, its key, or its driver cannot be reached."""

    CODE = "token_absent"


class PinWrong(SigningError):
    """The token refused the PIN; it was tried once and never again. `tries_left` is None when the token is silent."""

    CODE = "pin_wrong"

    @classmethod
    def after(cls, tries_left: int | None) -> Self:
        """The refusal with the number of tries the token says are left, if it says so."""
        return cls(tries_left=tries_left)


class PinLocked(SigningError):
    """The token has locked itself."""

    CODE = "pin_locked"


class Stale(SigningError):
    """What was prepared has expired, was used already, or belongs to an older version (`reason`)."""

    CODE = "stale"


class Unreadable(SigningError):
    """The file is not a PDF that can be read safely."""

    CODE = "unreadable"


class TimestampUnavailable(SigningError):
    """The time-stamp authority cannot be reached, is too slow, or has no time now (`reason`)."""

    CODE = "timestamp_unavailable"


class BadTimestamp(SigningError):
    """The time-stamp authority answered something that is no time-stamp on what it was asked (`reason`)."""

    CODE = "bad_timestamp"


class EvidenceUnavailable(SigningError):
    """No word on whether a certificate was revoked: no list at hand, and its authority does not answer."""

    CODE = "evidence_unavailable"
