"""The ranking of schools: from facts only, explainable, the same for the same facts (QC 6.4)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voffice_app.domain.scoring import SchoolFacts, rank, score


def school(unit_id: int, to_ack: int = 0, acked: int = 0, to_finish: int = 0, finished: int = 0) -> SchoolFacts:
    return SchoolFacts(unit_id, f"Trường {unit_id:03d}", "thcs", to_ack, acked, to_finish, finished)


@st.composite
def schools(draw: st.DrawFn) -> list[SchoolFacts]:
    found = []
    for unit_id in range(draw(st.integers(0, 12))):
        due, finish = draw(st.integers(0, 30)), draw(st.integers(0, 30))
        found.append(school(unit_id, due, draw(st.integers(0, due)), finish, draw(st.integers(0, finish))))
    return found


@pytest.mark.article("6.4")
@given(schools())
def test_better_facts_never_place_worse(facts: list[SchoolFacts]) -> None:
    ranked = rank(facts)
    scored = [row for row in ranked if row.score is not None]
    assert [row.score for row in scored] == sorted((row.score for row in scored), reverse=True)  # type: ignore[type-var]
    for row in scored:
        assert row.place == 1 + sum(1 for other in scored if (other.score or 0) > (row.score or 0))
    assert all(row.place is None for row in ranked[len(scored) :])
    assert {row.facts.unit_id for row in ranked} == {item.unit_id for item in facts}


@given(schools(), st.randoms())
def test_the_order_of_the_rows_decides_nothing(facts: list[SchoolFacts], random: object) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(shuffled) == rank(facts)


@given(st.integers(1, 30), st.data())
def test_one_more_document_in_time_never_costs_points(due: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, due - 1))
    before, after = school(1, due, done, 5, 3), school(1, due, done + 1, 5, 3)
    assert (score(after) or 0) >= (score(before) or 0)


def test_the_score_of_an_example_can_be_computed_by_hand() -> None:
    assert score(school(1, 10, 9, 4, 2)) == 66.0, "40 × 0,9 + 60 × 0,5"
    assert score(school(1, 10, 10)) == 100.0, "nothing to finish: no evidence against"
    assert score(school(1)) is None


def test_equal_schools_share_a_place_and_the_next_one_is_skipped() -> None:
    best, tie = school(1, 2, 2), school(2, 2, 1)
    places = [(row.facts.unit_id, row.place) for row in rank([tie, replace(tie, unit_id=3), best, school(4)])]
    assert places == [(1, 1), (2, 2), (3, 2), (4, None)]
    last = rank([best, tie, replace(tie, unit_id=3), school(5, 2, 0)])[-1]
    assert last.place == 4
