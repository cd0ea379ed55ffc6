"""POST /api/sign and /api/seal: the PIN goes from the request straight to the signing worker (signing.md)."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from signing.pin import Pin
from voffice_app import house
from voffice_app.actions import signing
from voffice_app.domain.people import Actor
from voffice_app.http.acts import act
from voffice_app.http.caller import LARGEST


class Request(BaseModel):
    """The document and the PIN of the token; the PIN cannot be printed."""

    model_config = ConfigDict(extra="forbid", strict=True)

    document_id: int = Field(gt=0, le=LARGEST)
    pin: SecretStr = Field(min_length=1, max_length=64)


@act("/api/sign", "outgoing.approve")
def sign(actor: Actor, body: Request) -> dict[str, Any]:
    """The named signer signs with a personal certificate (QC 8.2); the answer is the verdict on the whole file."""
    return signing.sign(house.office(), actor, body.document_id, Pin(body.pin.get_secret_value())).as_dict()


@act("/api/seal", "outgoing.clerk")
def seal(actor: Actor, body: Request) -> dict[str, Any]:
    """The clerk seals what the leader signed (QC 6.5); the answer is the verdict on the whole file."""
    return signing.seal(house.office(), actor, body.document_id, Pin(body.pin.get_secret_value())).as_dict()
