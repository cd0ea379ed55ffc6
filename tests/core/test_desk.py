"""Pairing the program beside a person's own token, and what the server proves to it."""

import hmac
import json
from base64 import b64decode
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlmodel import select

from tests.core.factories import NOON, SmallOffice, codes
from voffice_app.actions import desk
from voffice_app.actions.signing_parts import Opened
from voffice_app.db.audit import AuditEntry
from voffice_app.db.desk_agents import DeskAgent, list_agents
from voffice_app.domain.errors import NotVisible, Refused
from voffice_app.domain.people import Actor

AGENT, KEY, CHALLENGE = "a" * 32, "5" * 64, "c" * 32
ORIGIN = "https://voffice.example.vn"


def paired(small: SmallOffice, who: Actor, agent_id: str = AGENT, key: str = KEY) -> int:
    with small.db.act(who) as tx:
        desk.pair(tx, agent_id, key, "MAY-TRUONG-PHONG")
    with small.db.read() as session:
        return list_agents(session, who.account_id)[0].id


def opened(number: int = 1) -> Opened:
    return Opened(
        nonce=f"{number:032x}", kind="leader", document_id=number, reference="226/QĐ-PGDĐT", abstract="Về giờ trực",
        file_sha256="f" * 64, document_digest=sha256(b"document").digest(), attributes=b"1attributes",
        certificate=b"certificate", expires_at=NOON + timedelta(minutes=number), certificate_id=1,
    )  # fmt: skip


def ticket(small: SmallOffice, who: Actor, what: Sequence[Opened], agent_id: str = AGENT) -> dict[str, str]:
    return desk.ticket(small.office, who, what, agent_id=agent_id, challenge=CHALLENGE, origin=ORIGIN)


def test_a_paired_computer_is_told_what_to_sign_and_that_the_server_says_so(both: SmallOffice) -> None:
    paired(both, both.head)
    made = ticket(both, both.head, [opened(1), opened(2)])
    assert made["mac"] == hmac.new(bytes.fromhex(KEY), made["body"].encode(), "sha256").hexdigest()
    told = json.loads(made["body"])
    assert told["expires_at"] == int((NOON + timedelta(minutes=1)).timestamp())
    assert (told["agent_id"], told["challenge"], told["origin"], told["kind"]) == (AGENT, CHALLENGE, ORIGIN, "leader")
    assert [one["nonce"] for one in told["documents"]] == [f"{1:032x}", f"{2:032x}"]
    assert b64decode(told["documents"][0]["document_digest"]) == sha256(b"document").digest()
    assert b64decode(told["certificate"]) == b"certificate"
    assert KEY not in made["body"]


def test_a_pairing_sent_twice_is_kept_once(both: SmallOffice) -> None:
    assert paired(both, both.head) == paired(both, both.head)
    with both.db.read() as session:
        assert len(session.exec(select(DeskAgent)).all()) == 1


def test_a_pairing_belongs_to_one_account(small: SmallOffice) -> None:
    row = paired(small, small.head)
    with pytest.raises(Refused) as refusal:
        paired(small, small.clerk)
    assert codes(refusal) == ["agent_known"]
    with pytest.raises(Refused) as refusal:
        ticket(small, small.clerk, [opened()])
    assert codes(refusal) == ["agent_not_paired"]
    with pytest.raises(NotVisible), small.db.act(small.clerk) as tx:
        desk.revoke(tx, row)
    assert ticket(small, small.head, [opened()])


def test_a_revoked_pairing_signs_nothing_and_its_key_is_gone(small: SmallOffice) -> None:
    row = paired(small, small.head)
    for _ in range(2):
        with small.db.act(small.head) as tx:
            desk.revoke(tx, row)
    with pytest.raises(Refused) as refusal:
        ticket(small, small.head, [opened()])
    assert codes(refusal) == ["agent_not_paired"]
    with pytest.raises(Refused):
        desk.must_be_paired(small.office, small.head, [AGENT])
    with small.db.read() as session:
        kept = session.get_one(DeskAgent, row)
        acts = [entry.act for entry in session.exec(select(AuditEntry)) if entry.subject == "desk_agent"]
    assert (kept.key, kept.revoked_at) == ("", NOON)
    assert acts == ["pair_agent", "revoke_agent"]
    with pytest.raises(Refused) as refusal:
        paired(small, small.head)
    assert codes(refusal) == ["agent_known"]


def test_of_several_accounts_at_one_computer_each_is_found(small: SmallOffice) -> None:
    paired(small, small.head)
    paired(small, small.clerk, "b" * 32, "6" * 64)
    named = [AGENT, "b" * 32, "d" * 32]
    assert desk.must_be_paired(small.office, small.head, named) == AGENT
    assert desk.must_be_paired(small.office, small.clerk, named) == "b" * 32


def test_who_may_not_sign_pairs_nothing(small: SmallOffice) -> None:
    with pytest.raises(NotVisible):
        paired(small, small.officer)


def test_a_key_is_written_nowhere_but_in_its_row(small: SmallOffice) -> None:
    paired(small, small.head)
    with small.db.read() as session:
        rows = list_agents(session, small.head.account_id)
        told = [str(entry.facts) for entry in session.exec(select(AuditEntry))]
        assert KEY not in repr(session.exec(select(DeskAgent)).one())
    assert KEY not in f"{rows}{told}"
