"""The program beside a person's own token: pairing it, revoking it, and proving to it what the server prepared.

The key of a pairing is made by the agent and shown once; here it stays in its row. The page that carries a ticket
cannot change a byte of it, nor use it twice (signing/agent/README.md tells what the agent checks).
"""

import hmac
import json
from base64 import b64encode
from collections.abc import Sequence

from voffice_app.actions.office import Office
from voffice_app.actions.signing_parts import Opened
from voffice_app.db.desk_agents import DeskAgent, find_agent, find_among, load_own
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission


def pair(tx: Tx, agent_id: str, key: str, name: str) -> None:
    """Keep what the agent gave the person's page. Sent twice, it is kept once.

    Raises:
        Refused: ``agent_known``, when somebody else's account or a revoked pairing has this number.
    """
    tx.require(Permission.OUTGOING_SIGN)
    known = find_agent(tx.session, agent_id)
    if known is not None:
        if known.account_id == tx.actor.account_id and hmac.compare_digest(known.key, key):
            return
        raise refuse("agent_known")
    agent = DeskAgent(account_id=tx.actor.account_id, agent_id=agent_id, name=name, key=key, paired_at=tx.now)
    tx.session.add(agent)
    tx.session.flush()
    tx.record("pair_agent", "desk_agent", agent.id or 0, facts={"name": name})


def revoke(tx: Tx, agent_row_id: int) -> None:
    """End one of one's own pairings: from now on nothing is prepared for it, and its key is gone. Harmless twice."""
    agent = load_own(tx.session, tx.actor.account_id, agent_row_id)
    if agent is None:
        raise not_visible()
    if agent.revoked_at is not None:
        return
    agent.revoked_at, agent.key = tx.now, ""
    tx.session.add(agent)
    tx.record("revoke_agent", "desk_agent", agent.id or 0, facts={"name": agent.name})


def must_be_paired(office: Office, actor: Actor, agent_ids: Sequence[str]) -> str:
    """Which of the pairings a computer names is this person's. Raises Refused ``agent_not_paired``."""
    with office.db.read() as session:
        agent = find_among(session, actor.account_id, agent_ids)
    if agent is None:
        raise refuse("agent_not_paired")
    return agent.agent_id


def ticket(
    office: Office, actor: Actor, opened: Sequence[Opened], *, agent_id: str, challenge: str, origin: str
) -> dict[str, str]:
    """What one PIN shall sign, with its HMAC-SHA256 under the pairing's key: ``{"body", "mac"}``.

    ``challenge`` is the agent's own, good for one request; ``origin`` the page's, which the agent compares. All of
    ``opened`` have the same certificate. Raises Refused ``agent_not_paired``.
    """
    with office.db.act(actor) as tx:
        agent = find_among(tx.session, actor.account_id, [agent_id])
        if agent is None:
            raise refuse("agent_not_paired")
        agent.last_used_at = tx.now
        tx.session.add(agent)
        key = bytes.fromhex(agent.key)
    body = {
        "agent_id": agent_id, "origin": origin, "challenge": challenge, "kind": opened[0].kind,
        "certificate": b64encode(opened[0].certificate).decode(),
        "expires_at": int(min(one.expires_at for one in opened).timestamp()),
        "documents": [_document(one) for one in opened],
    }  # fmt: skip
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"body": text, "mac": hmac.digest(key, text.encode(), "sha256").hex()}


def _document(opened: Opened) -> dict[str, str | int]:
    return {
        "nonce": opened.nonce, "reference": opened.reference, "abstract": opened.abstract,
        "file_sha256": opened.file_sha256, "document_digest": b64encode(opened.document_digest).decode(),
        "attributes": b64encode(opened.attributes).decode(), "signatures": opened.signatures,
    }  # fmt: skip
