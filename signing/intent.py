"""What somebody is about to do, before any key is asked."""

from dataclasses import dataclass, field
from datetime import datetime

from signing.geometry import Spot
from signing.profiles import Beside


@dataclass(frozen=True)
class Intent:
    """What somebody is about to do. Sizes in mm, `signing_time` aware; SHA-256 values in lower-case hex.

    `kind` is a name of `profiles.PROFILES`, numbered where there are several (`leader2`). `spot` is where a field
    made by this signature goes; lines of an appendix or a copy have their own place when it is None.
    """

    kind: str
    image_png: bytes = field(repr=False)
    signing_time: datetime
    signer_name: str = ""
    lines: tuple[str, ...] = ()
    diameter_mm: float = 0
    certificate_sha256: str = ""
    leader_certificates: tuple[str, ...] = ()
    base_sha256: str = ""
    sub_filter: str = "ETSI.CAdES.detached"
    digest: str = "sha256"
    spot: Spot | None = None
    beside: Beside = Beside.NAME_AND_TIME
