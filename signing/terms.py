"""How this office signs and keeps: form and digest of signatures, whom it asks for the time, how it proves."""

from collections.abc import Callable
from dataclasses import dataclass

from signing.revocation import Source
from signing.timestamp import Authority


@dataclass(frozen=True)
class Terms:
    """`hurried` is asked while a clerk waits, `patient` in the background; both None: no authority is set.

    A time-stamp's certificate is replaced by a newer one `renew_days` before it ends.
    """

    sub_filter: str = "ETSI.CAdES.detached"
    digest: str = "sha256"
    renew_days: int = 180
    hurried: Authority | None = None
    patient: Authority | None = None
    source: Source | None = None

    @property
    def stamp(self) -> Callable[[bytes], bytes] | None:
        """For `ceremony.finish`: asks the authority about a raw signature; None when none is set."""
        return self.hurried.stamp if self.hurried else None
