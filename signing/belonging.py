"""Do the signatures belong to this document: its office and its signer, the person first (law.md 3.4; ND30 Đ32)."""

from unicodedata import normalize

from signing.verdict import Finding, Verdict


def contradictions(verdict: Verdict, organisation: str = "", person: str = "") -> tuple[str, ...]:
    """Codes of what does not agree with the issuing `organisation` and the `person` who signed, as the document names
    them. A name that is not told is not compared; a sound verdict on bytes and chains says nothing of either.
    """
    seals = [each for each in verdict.signatures if is_agencys(each, organisation)]
    hands = [each for each in verdict.signatures if each not in seals and not each.kind_after]
    early = hands[: list(verdict.signatures).index(seals[0])] if seals else hands
    own = next((each for each in hands if same(each.signer, person)), None)
    checks = {
        "agency_signature_missing": bool(organisation) and not verdict.signatures,
        "organisation_differs": bool(organisation) and bool(verdict.signatures) and not seals,
        "person_signature_missing": bool(person) and own is None and not early,
        "person_differs": bool(person) and own is None and bool(early),
        "agency_before_person": own is not None and own not in early,
    }
    return tuple(code for code, so in checks.items() if so)


def is_agencys(finding: Finding, organisation: str) -> bool:
    """Whether this is the office's own signature: its certificate names the office, not a person in it."""
    return same(finding.signer, organisation)


def same(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, spaces and way of writing accents."""
    return bool(one) and _folded(one) == _folded(other)


_SHORT = {"ubnd": "ủy ban nhân dân", "uỷ": "ủy", "gd&đt": "giáo dục và đào tạo", "gdđt": "giáo dục và đào tạo"}
"""Ways of writing that registers use and certificates do not."""


def _folded(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in normalize("NFC", name).casefold().split())
