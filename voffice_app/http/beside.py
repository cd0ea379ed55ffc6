"""POST /api/sign-beside, /api/desk/begin-beside: signatures beside a document, by a key here or at the person's PC.

What the agent beside the token answers comes back by /api/signing/complete and /fail, as for every signature.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from signing.geometry import Box, Spot
from signing.pin import Pin
from voffice_app import house
from voffice_app.actions import desk, signing_beside
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Actor
from voffice_app.http.acts import act
from voffice_app.http.caller import LARGEST
from voffice_app.settings import settings

Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Points = Annotated[float, Field(ge=-20_000, le=20_000, strict=False)]


class Strict(BaseModel):
    """What a request may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Place(Strict):
    """Where a person has shown the signature: a page counted from 1, points from the lower left as it is seen."""

    page: int = Field(ge=1, le=9999)
    x0: Points
    y0: Points
    x1: Points
    y1: Points

    def spot(self) -> Spot:
        return Spot(self.page - 1, Box(self.x0, self.y0, self.x1, self.y1))


class Wanted(Strict):
    """Which signature on which document; ``file_id`` names one of several files, ``place`` was shown by hand."""

    document_id: int = Field(gt=0, le=LARGEST)
    operation: Literal["income", "copy", "recopy", "extract", "confirm", "confirm_seal", "appendix", "copy_issued"]
    file_id: int = Field(default=0, ge=0, le=LARGEST)
    place: Place | None = None

    def terms(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "spot": self.place.spot() if self.place else None}


class Request(Wanted):
    """The PIN cannot be printed."""

    pin: SecretStr = Field(min_length=1, max_length=64)


class Asked(Strict):
    """What is wanted, the pairings the computer named, and its challenge."""

    what: Wanted
    agents: list[Hex32] = Field(max_length=50)
    challenge: Hex32
    origin: str = Field(max_length=300)


@act("/api/sign-beside", "outgoing.sign")
def sign_beside(actor: Actor, body: Request) -> dict[str, Any]:
    """An arrival, a copy, a confirmation or an appendix (QC 8.2; ND30 Đ25, Đ32); the verdict on the whole file."""
    pin = Pin(body.pin.get_secret_value())
    made = signing_beside.sign(house.office(), actor, body.operation, body.document_id, pin, **body.terms())
    return made.as_dict()


@act("/api/desk/begin-beside", "outgoing.sign")
def begin_beside(actor: Actor, body: Asked) -> dict[str, Any]:
    """Open the attempt and prove to the agent what it shall sign.

    Raises Refused (``foreign_origin``, ``agent_not_paired`` before any attempt is opened) or SigningError.
    """
    if body.origin not in settings.origins:
        raise refuse("foreign_origin")
    office, what = house.office(), body.what
    agent_id = desk.must_be_paired(office, actor, body.agents)
    one = signing_beside.begin(office, actor, what.operation, what.document_id, Way.DESK, **what.terms())
    terms = {"agent_id": agent_id, "challenge": body.challenge, "origin": body.origin}
    return {
        "ticket": desk.ticket(office, actor, [one], **terms), "refused": [],
        "opened": [{"nonce": one.nonce, "document_id": one.document_id, "file": one.file_sha256[:8]}],
    }  # fmt: skip
