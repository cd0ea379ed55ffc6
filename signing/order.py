"""In which order people sign: first the entitled person, then the agency (ND30 Đ5, Đ32; QC 6.5)."""

from collections.abc import Mapping
from typing import Protocol

from signing.check import verify
from signing.errors import WrongOrder
from signing.geometry import AGENCY, LEADER
from signing.profiles import PROFILES, kind_of, profile_of
from signing.profiles import Turn as When
from signing.trust import Trust
from signing.update import Update
from signing.verdict import INVALID, VALID, Finding, Verdict

BEFORE_SEAL = (LEADER, "number", "date")
"""Kinds of signature that may stand before the agency's."""


class Turn(Protocol):
    """The part of an intent that speaks of the order."""

    @property
    def kind(self) -> str: ...

    @property
    def leader_certificates(self) -> tuple[str, ...]: ...


def check_order(pdf: bytes, turn: Turn, trust: Trust, roles: Mapping[str, str] | None = None) -> None:
    """A leader signs what nobody has signed; an agency seals what its leader has validly signed, untouched since.

    Raises WrongOrder(reason).
    """
    if kind_of(turn.kind) not in PROFILES:
        raise WrongOrder(reason="kind_unknown")
    verdict, when = verify(pdf, trust, roles), profile_of(turn.kind).turn
    if when in (When.FIRST, When.BETWEEN, When.SEALS):
        _check_unsealed(pdf, turn, when, verdict)
    elif when is When.AFTER_SEAL:
        _check_sealed(verdict)
    else:
        _check_whole(verdict, when)


def _check_unsealed(pdf: bytes, turn: Turn, when: When, verdict: Verdict) -> None:
    """Leaders, then number and date where they are given at issue, then the agency."""
    leader = verdict.find(LEADER) or verdict.made_by(turn.leader_certificates)
    if verdict.find(AGENCY) is not None:
        raise WrongOrder(reason="already_sealed")
    if verdict.find(turn.kind) is not None or (turn.kind == LEADER and leader is not None):
        raise WrongOrder(reason="already_signed")
    if when is When.FIRST:
        if verdict.outcome == INVALID:
            raise WrongOrder(reason="document_invalid", reasons=verdict.reasons)
        return
    if leader is None:
        raise WrongOrder(reason="leader_invalid" if verdict.outcome == INVALID else "leader_missing")
    _check_leader(verdict, leader, turn.leader_certificates)
    if _waiting_leaders(pdf, verdict):
        raise WrongOrder(reason="leaders_missing")


def _check_leader(verdict: Verdict, leader: Finding, entitled: tuple[str, ...]) -> None:
    if leader.outcome != VALID or verdict.outcome != VALID:
        raise WrongOrder(reason="leader_invalid", reasons=(*verdict.reasons, *leader.reasons))
    strange = [each for each in verdict.signatures if each is not leader and kind_of(each.counts_as) not in BEFORE_SEAL]
    if strange or verdict.signatures[-1].coverage != "whole_file":
        raise WrongOrder(reason="changed_after_leader")
    if entitled and leader.certificate_sha256 not in entitled:
        raise WrongOrder(reason="leader_not_entitled", signer=leader.signer)


def _waiting_leaders(pdf: bytes, verdict: Verdict) -> list[str]:
    """Fields of further leaders who have not signed; the first may have signed in another program's field."""
    signed = {each for finding in verdict.signatures for each in (finding.field, finding.counts_as)}
    names = [name for name in Update(pdf).field_names() if kind_of(name) == LEADER and name != LEADER]
    return [name for name in names if name not in signed]


def _check_sealed(verdict: Verdict) -> None:
    """Another office speaks only to what is issued: signed and sealed, and all of it valid."""
    if verdict.find(AGENCY) is None:
        raise WrongOrder(reason="seal_missing")
    if verdict.outcome != VALID:
        raise WrongOrder(reason="document_not_valid", reasons=verdict.reasons)


def _check_whole(verdict: Verdict, when: When) -> None:
    """An appendix and a scan bear nobody's signature yet; what arrives and what is copied signed must not be broken."""
    if verdict.outcome == INVALID:
        raise WrongOrder(reason="document_invalid", reasons=verdict.reasons)
    if when is When.ALONE and verdict.signatures:
        raise WrongOrder(reason="not_alone")
    if when is When.ARRIVES and not verdict.signatures:
        raise WrongOrder(reason="seal_missing")
