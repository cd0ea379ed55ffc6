"""The ranking of schools from facts only (QC 6.4): counts in, places out. No number is a judgement.

First factual ranking: documents acknowledged in time, and documents finished in time. A share without
any document is no evidence and takes no part in the score.
"""

from dataclasses import dataclass

WEIGHTS_VERSION = "1 (11/2026)"
ACKNOWLEDGE_WEIGHT = 40
FINISH_WEIGHT = 60


@dataclass(frozen=True)
class SchoolFacts:
    """Counts of one school in one period."""

    unit_id: int
    name: str
    level: str
    to_acknowledge: int
    acknowledged_in_time: int
    to_finish: int
    finished_in_time: int


@dataclass(frozen=True)
class SchoolScore:
    """``score`` 0–100 with one decimal, None when nothing was due; ``place`` 1 is best, ties share it."""

    facts: SchoolFacts
    score: float | None
    place: int | None


def score(facts: SchoolFacts) -> float | None:
    parts = [
        (ACKNOWLEDGE_WEIGHT, facts.acknowledged_in_time, facts.to_acknowledge),
        (FINISH_WEIGHT, facts.finished_in_time, facts.to_finish),
    ]
    counted = [(weight, done / total) for weight, done, total in parts if total]
    if not counted:
        return None
    return round(100 * sum(w * share for w, share in counted) / sum(w for w, _ in counted), 1)


def rank(schools: list[SchoolFacts]) -> list[SchoolScore]:
    """Best first; equal scores share a place (1, 2, 2, 4); schools without evidence come last, unplaced."""
    scored = sorted(
        ((score(f), f) for f in schools),
        key=lambda pair: (pair[0] is None, -(pair[0] or 0.0), pair[1].name),
    )
    result: list[SchoolScore] = []
    for index, (value, facts) in enumerate(scored, start=1):
        same = result and value is not None and result[-1].score == value
        place = None if value is None else result[-1].place if same else index
        result.append(SchoolScore(facts, value, place))
    return result
