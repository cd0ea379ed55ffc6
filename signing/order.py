"""In which order people sign: first the entitled person, then the agency (ND30 Đ5, Đ32; QC 6.5)."""

from typing import Protocol

from signing.check import verify
from signing.errors import WrongOrder
from signing.geometry import AGENCY, LEADER
from signing.trust import Trust
from signing.verdict import INVALID, VALID, Finding, Verdict


class Turn(Protocol):
    """The part of an intent that speaks of the order."""

    @property
    def kind(self) -> str: ...

    @property
    def leader_certificates(self) -> tuple[str, ...]: ...


def check_order(pdf: bytes, turn: Turn, trust: Trust) -> None:
    """A leader signs what nobody has signed; an agency seals what its leader has validly signed, untouched since.

    Raises WrongOrder(reason).
    """
    verdict = verify(pdf, trust)
    leader = verdict.find(LEADER) or verdict.made_by(turn.leader_certificates)
    if verdict.find(AGENCY) is not None:
        raise WrongOrder(reason="already_sealed")
    if turn.kind == LEADER:
        if leader is not None:
            raise WrongOrder(reason="already_signed")
        if verdict.outcome == INVALID:
            raise WrongOrder(reason="document_invalid", reasons=verdict.reasons)
        return
    if leader is None:
        raise WrongOrder(reason="leader_invalid" if verdict.outcome == INVALID else "leader_missing")
    _check_leader(verdict, leader, turn.leader_certificates)


def _check_leader(verdict: Verdict, leader: Finding, entitled: tuple[str, ...]) -> None:
    if leader.outcome != VALID or verdict.outcome != VALID:
        raise WrongOrder(reason="leader_invalid", reasons=(*verdict.reasons, *leader.reasons))
    if leader.coverage != "whole_file":
        raise WrongOrder(reason="changed_after_leader")
    if entitled and leader.certificate_sha256 not in entitled:
        raise WrongOrder(reason="leader_not_entitled", signer=leader.signer)
