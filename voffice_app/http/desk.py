"""POST /api/desk/…: the page carries what the agent beside a person's token made, and what that agent shall sign.

The raw signatures come back by /api/signing/complete, the reasons of a failure by /api/signing/fail.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from signing.errors import SigningError
from voffice_app import house
from voffice_app.actions import desk, signing_batch
from voffice_app.actions.signing_parts import open_again
from voffice_app.db.desk_agents import list_agents
from voffice_app.db.signing_attempts import Way
from voffice_app.domain.errors import Refused, refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.http.acts import act, told
from voffice_app.http.caller import LARGEST
from voffice_app.settings import settings

Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Number = Annotated[int, Field(gt=0, le=LARGEST)]


class Strict(BaseModel):
    """What a request may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Pairing(Strict):
    """What the agent made for this person; the key cannot be printed."""

    agent_id: Hex32
    key: str = Field(pattern=r"^[0-9a-f]{64}$", repr=False)
    name: str = Field(max_length=60)


class Batch(Strict):
    """The documents, the pairings the computer named, and its challenge."""

    document_ids: list[Number] = Field(min_length=1, max_length=50)
    kind: Literal["leader", "agency"]
    agents: list[Hex32] = Field(max_length=50)
    challenge: Hex32
    origin: str = Field(max_length=300)


class Round(Strict):
    """The attempts whose next signature is due, and the computer's next challenge."""

    nonces: list[Hex32] = Field(min_length=1, max_length=50)
    agents: list[Hex32] = Field(max_length=50)
    challenge: Hex32
    origin: str = Field(max_length=300)


class Nothing(Strict):
    """Asks without saying anything."""


@act("/api/desk/where", "outgoing.sign", "admin")
def where(actor: Actor, body: Nothing) -> dict[str, Any]:
    """Where the agent listens on everybody's own computer, and which pairings are this person's."""
    with house.database().read() as session:
        mine = [row.agent_id for row in list_agents(session, actor.account_id)]
    return {"url": settings.agent_url, "agents": mine, "may_pair": may(actor, Permission.OUTGOING_SIGN)}


@act("/api/desk/pair", "outgoing.sign")
def pair(actor: Actor, body: Pairing) -> dict[str, Any]:
    """The key goes into its row and is shown to nobody again."""
    with house.database().act(actor) as tx:
        desk.pair(tx, body.agent_id, body.key, body.name.strip())
    return {"agent_id": body.agent_id}


@act("/api/desk/begin", "outgoing.sign")
def begin(actor: Actor, body: Batch) -> dict[str, Any]:
    """Open an attempt at each document and prove to the agent what it shall sign; what may not be signed is told.

    Raises Refused: ``agent_not_paired``, before any attempt is opened; ``foreign_origin``.
    """
    _must_be_ours(body.origin)
    office = house.office()
    agent_id = desk.must_be_paired(office, actor, body.agents)
    batch = signing_batch.open_batch(office, actor, body.document_ids, body.kind, Way.DESK)
    ready, failed = signing_batch.prepare_batch(office, actor, batch.attempts)
    terms = {"agent_id": agent_id, "challenge": body.challenge, "origin": body.origin}
    return {
        "batch": batch.id,
        "ticket": desk.ticket(office, actor, ready, **terms) if ready else None,
        "opened": [{"nonce": one.nonce, "document_id": one.document_id, "file": one.file_sha256[:8]} for one in ready],
        "refused": [
            {"document_id": number, "reasons": told(why)} for number, why in (*batch.refused, *failed)
        ],
    }  # fmt: skip


@act("/api/desk/next", "outgoing.sign")
def go_on(actor: Actor, body: Round) -> dict[str, Any]:
    """The next signatures of attempts that need several, proved to the agent anew; the PIN was asked for all of them.

    An attempt that is over meanwhile is told and stops no other. Raises Refused: ``agent_not_paired``,
    ``foreign_origin``.
    """
    _must_be_ours(body.origin)
    office = house.office()
    agent_id = desk.must_be_paired(office, actor, body.agents)
    again, over = [], []
    for nonce in dict.fromkeys(body.nonces):
        try:
            again.append(open_again(office, actor, nonce))
        except (Refused, SigningError) as why:
            over.append({"nonce": nonce, "reasons": told(why)})
    terms = {"agent_id": agent_id, "challenge": body.challenge, "origin": body.origin}
    return {"ticket": desk.ticket(office, actor, again, **terms) if again else None, "refused": over}


def _must_be_ours(origin: str) -> None:
    if origin not in settings.origins:
        raise refuse("foreign_origin")
