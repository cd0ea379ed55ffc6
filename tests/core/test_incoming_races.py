"""Two people at one incoming document in the same moment: one act counts, the other person is told why not."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest

from tests.core.factories import SmallOffice
from tests.core.test_chains import NEXT_MONDAY, chain, led, names, onward, post
from tests.core.test_extensions import asked, kept
from tests.core.test_opinions import asked as asked_round
from voffice_app.actions import assigning
from voffice_app.actions.assigning_onward import assign_onward, change_onward, return_onward, take_back
from voffice_app.actions.assigning_parts import Assignment
from voffice_app.actions.extensions import grant_extension, refuse_extension
from voffice_app.actions.opinions import answer_round, close_round
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import IncomingStatus, Stance

ROUNDS = 10
Act = Callable[[], Any]


def race(*acts: Act) -> list[str]:
    """The code of each one's refusal, empty for who won."""
    told, start = [""] * len(acts), Barrier(len(acts), timeout=30)

    def run(place: int) -> None:
        start.wait()
        try:
            acts[place]()
        except Refused as no:
            told[place] = no.reasons[0].code

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_an_extension_is_granted_or_dies_with_the_work_and_never_both(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id = led(both)
        request = asked(both, document_id)
        told = race(
            lambda d=document_id, r=request: both.act(both.head, grant_extension, d, r, None),
            lambda d=document_id: both.act(both.deputy, assigning.complete, d, "Xong"),
        )
        document, row = both.arrived(document_id), kept(both, document_id)
        assert document.status is IncomingStatus.COMPLETED
        assert told in (["", ""], ["extension_closed", ""])
        granted = told[0] == ""
        assert (row.state == "granted") == granted
        assert (document.due_on == NEXT_MONDAY) == granted


def test_two_answers_to_one_request_only_the_first_counts(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id = led(both)
        request = asked(both, document_id)
        told = race(
            lambda d=document_id, r=request: both.act(both.head, grant_extension, d, r, None),
            lambda d=document_id, r=request: both.act(both.head, refuse_extension, d, r, "Không"),
        )
        assert sorted(told) == ["", "extension_closed"]
        assert kept(both, document_id).state == ("granted" if told[0] == "" else "refused")


def test_assigning_onward_meets_the_heads_reassignment(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id = led(both)
        seen = chain(both, document_id)[-1].id or 0
        down = Assignment(post(both, "officer"), seen=seen)
        away = Assignment(post(both, "colleague"), seen=seen)
        told = race(
            lambda d=document_id, w=down: both.act(both.deputy, assign_onward, d, w),
            lambda d=document_id, w=away: both.act(both.head, assigning.reassign, d, w, "Đổi người"),
        )
        assert told in (["", "assignment_changed"], ["wrong_person", ""])
        assert names(both, document_id) == (["deputy", "officer"] if told[0] == "" else ["colleague"])


@pytest.mark.parametrize("act", ["return", "take_back", "change"])
def test_giving_back_meets_giving_to_another(both: SmallOffice, act: str) -> None:
    """The officer gives it back while the deputy gives it to somebody else, or takes it back, or completes it."""
    for _ in range(ROUNDS):
        document_id = led(both)
        onward(both, document_id)
        seen = chain(both, document_id)[-1].id or 0
        other = Assignment(post(both, "colleague"), seen=seen)
        mine: dict[str, Act] = {
            "return": lambda d=document_id, w=other: both.act(both.deputy, change_onward, d, w, "Đổi"),  # type: ignore[misc]
            "take_back": lambda d=document_id: both.act(both.deputy, take_back, d, "Tự làm"),  # type: ignore[misc]
            "change": lambda d=document_id, w=other: both.act(both.head, assigning.reassign, d, w, "Đổi"),  # type: ignore[misc]
        }
        told = race(lambda d=document_id: both.act(both.officer, return_onward, d, "Không phải việc tôi"), mine[act])
        assert told.count("") == 1, told
        assert {code for code in told if code} <= {"wrong_person", "assignment_changed"}


def test_an_answer_counts_or_comes_too_late(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id = asked_round(both, "officer")
        told = race(
            lambda d=document_id: both.act(both.officer, answer_round, d, Stance.AGREE, ""),
            lambda d=document_id: both.act(both.deputy, close_round, d, ""),
        )
        assert told[1] == ""
        totals = next(e.facts for e in both.history("incoming", document_id) if e.act == "close_round")
        assert totals["silent"] == (0 if told[0] == "" else 1)
        assert told[0] in ("", "wrong_person", "round_closed")
