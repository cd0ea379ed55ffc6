"""POST /api/sign, /api/seal, /api/sign-batch: the PIN goes from the request straight to the signing worker.

POST /api/signing/begin, /complete, /fail: the three acts for a key on the person's own PC; no PIN comes here then.
"""

import logging
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from signing.errors import PinLocked, PinWrong, SigningError
from signing.pin import Pin
from voffice_app import house, threads
from voffice_app.actions import signing, signing_batch
from voffice_app.actions.signing_batch import Batch, Failure
from voffice_app.actions.signing_parts import Opened
from voffice_app.db.signing_attempts import Way
from voffice_app.db.signing_lists import kind_of
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.http.acts import act, give_back, told
from voffice_app.http.caller import LARGEST

MOST = 50
"""Documents of one batch: what a person can still look through before typing the PIN."""

log = logging.getLogger("voffice")
Number = Annotated[int, Field(gt=0, le=LARGEST)]
Numbers = Annotated[list[Number], Field(min_length=1, max_length=MOST)]
Nonce = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Code = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Secret = Annotated[SecretStr, Field(min_length=1, max_length=64)]


class Strict(BaseModel):
    """What a request may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Request(Strict):
    """The document and the PIN of the token; the PIN cannot be printed."""

    document_id: Number
    pin: Secret


class ManyRequest(Strict):
    document_ids: Numbers
    pin: Secret


class BeginRequest(Strict):
    document_ids: Numbers
    kind: Literal["leader", "agency"]


class CompleteRequest(Strict):
    """`raw` is the key's answer in base64."""

    nonce: Nonce
    raw: str = Field(min_length=1, max_length=4096)


class FailRequest(Strict):
    nonce: Nonce
    code: Code
    reason: Code | None = None
    tries_left: int | None = Field(default=None, ge=0, le=99)


@act("/api/sign", "outgoing.approve")
def sign(actor: Actor, body: Request) -> dict[str, Any]:
    """The named signer signs with a personal certificate (QC 8.2); the answer is the verdict on the whole file."""
    return signing.sign(house.office(), actor, body.document_id, Pin(body.pin.get_secret_value())).as_dict()


@act("/api/seal", "outgoing.clerk")
def seal(actor: Actor, body: Request) -> dict[str, Any]:
    """The clerk seals what the leader signed (QC 6.5); the answer is the verdict on the whole file."""
    return signing.seal(house.office(), actor, body.document_id, Pin(body.pin.get_secret_value())).as_dict()


@act("/api/sign-batch", "outgoing.sign", pin_later=True)
def sign_batch(actor: Actor, body: ManyRequest) -> dict[str, Any]:
    """Leaders sign, clerks seal, many at once; answers when the work has begun, the attempts tell how it goes."""
    batch = signing_batch.open_batch(house.office(), actor, body.document_ids, kind_of(actor))
    if not batch.attempts:
        raise Refused([reason for _, why in batch.refused for reason in why.reasons])
    threads.start(_run, actor, batch, Pin(body.pin.get_secret_value()))
    return {"batch": batch.id, "opened": len(batch.attempts), "refused": _refused(batch.refused)}


def _run(actor: Actor, batch: Batch, pin: Pin) -> None:
    """The work behind a batch. Only a PIN that the key refused counts as a failed try."""
    try:
        signing_batch.run_batch(house.office(), actor, batch, pin)
    except (PinWrong, PinLocked):
        return
    except SigningError as why:
        log.warning("a batch was not signed: %s", why.code)
    except Exception as why:
        log.error("a batch was not signed: %s", type(why).__name__)
    give_back(actor)


@act("/api/signing/begin", "outgoing.sign")
def begin(actor: Actor, body: BeginRequest) -> dict[str, Any]:
    """What a key on the person's own PC must sign, document by document; what may not be signed is told."""
    office = house.office()
    batch = signing_batch.open_batch(office, actor, body.document_ids, body.kind, Way.DESK)
    ready, failed = signing_batch.prepare_batch(office, actor, batch.attempts)
    return {"batch": batch.id, "opened": [_shown(one) for one in ready], "refused": _refused([*batch.refused, *failed])}


@act("/api/signing/complete", "outgoing.sign")
def complete(actor: Actor, body: CompleteRequest) -> dict[str, Any]:
    """The raw signature comes back, once; the answer is the verdict on the whole file, or what to sign `next`."""
    answer = signing.complete(house.office(), actor, body.nonce, _bytes(body.raw))
    return {"next": _shown(answer)} if isinstance(answer, Opened) else answer.as_dict()


@act("/api/signing/fail", "outgoing.sign")
def fail(actor: Actor, body: FailRequest) -> dict[str, Any]:
    """The key did not sign; the document may be tried again."""
    facts = {"reason": body.reason, "tries_left": body.tries_left}
    known = {name: value for name, value in facts.items() if value is not None}
    signing.fail(house.office(), actor, body.nonce, body.code, known)
    return {"ended": body.nonce}


def _shown(opened: Opened) -> dict[str, Any]:
    return {
        "nonce": opened.nonce, "kind": opened.kind, "document_id": opened.document_id, "reference": opened.reference,
        "abstract": opened.abstract, "file_sha256": opened.file_sha256, "digest": opened.digest,
        "document_digest": opened.document_digest.hex(), "attributes": b64encode(opened.attributes).decode(),
        "certificate": b64encode(opened.certificate).decode(), "expires_at": opened.expires_at.isoformat(),
    }  # fmt: skip


def _refused(refused: Iterable[tuple[int, Failure]]) -> list[dict[str, Any]]:
    return [{"document_id": number, "reasons": told(why)} for number, why in refused]


def _bytes(text: str) -> bytes:
    """What is no base64 is no signature either; the check of the raw signature says so."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
