"""Do the signatures belong to this document: its office and its signer, the person first (law.md 3.4; ND30 Đ32)."""

from unicodedata import normalize

from signing.verdict import Finding, Verdict


def contradictions(verdict: Verdict, organisation: str = "", person: str = "") -> tuple[str, ...]:
    """Codes of what does not agree with the issuing `organisation` and the `person` who signed, as the document names
    them. A name that is not told is not compared; a sound verdict on bytes and chains says nothing of either.
    """
    seals = [each for each in verdict.signatures if is_agencys(each, organisation)]
    hands = [each for each in verdict.signatures if each not in seals and not each.kind_after]
    checks = {
        "agency_signature_missing": bool(organisation) and not verdict.signatures,
        "organisation_differs": bool(organisation) and bool(verdict.signatures) and not seals,
        "person_signature_missing": bool(person) and not hands,
        "person_differs": bool(person) and bool(hands) and not any(same(each.signer, person) for each in hands),
        "agency_before_person": bool(seals and hands and person)
        and verdict.signatures.index(seals[0]) < verdict.signatures.index(hands[0]),
    }
    return tuple(code for code, so in checks.items() if so)


def is_agencys(finding: Finding, organisation: str) -> bool:
    """Whether this is the office's own signature: its certificate names the office, not a person in it."""
    return same(finding.signer, organisation)


def same(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, spaces and way of writing accents."""
    return bool(one) and _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())
