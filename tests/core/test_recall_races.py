"""Two at once after issue: one wins, the other is told, and the papers agree with what was answered."""

import os
from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from tests.core.factories import SmallOffice, fields
from tests.core.test_recall import WHY, at_work, issued, panel, papers
from voffice_app.actions import assigning, incoming, recalling
from voffice_app.actions.assigning_parts import Assignment
from voffice_app.db.incoming import mark_opened
from voffice_app.domain.errors import Refused

ROUNDS = int(os.environ.get("VOFFICE_RACES", "6"))
Act = Callable[[], object]


def at_once(*acts: Act) -> list[str]:
    """Both begin together; "" for who got through, else the codes that were told."""
    line, told = Barrier(len(acts)), [""] * len(acts)

    def run(n: int, act: Act) -> None:
        line.wait()
        try:
            act()
        except Refused as no:
            told[n] = " ".join(reason.code for reason in no.reasons)
        except Exception as fault:  # nothing is won by an act that broke
            told[n] = " ".join(repr(fault).split())[:1500]

    threads = [Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


def opened(small: SmallOffice) -> tuple[int, int]:
    document_id = issued(small)
    paper = papers(small, document_id)[small.schools[0]].id or 0
    small.act(small.school1_clerk, mark_opened, paper)
    return document_id, paper


def test_recall_and_register(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id, paper = opened(both)
        first, second = at_once(
            lambda d=document_id: both.act(both.head, recalling.recall, d, WHY),
            lambda p=paper: both.act(both.school1_clerk, incoming.register, p, fields(code_number="", due_on=None)),
        )
        assert first == "", "the recall always holds: before the registration or after it"
        assert second in ("", "wrong_state")
        now = both.arrived(paper)
        assert (now.status, now.recalled_from) == ("recalled", "registered" if second == "" else "received")
        assert (now.arrival_number is None) == (second != ""), "no number is lost to a refused registration"


def test_recall_and_assign_or_complete(both: SmallOffice) -> None:
    given = Assignment(both.school1_officer.position_id)
    for n in range(ROUNDS):
        document_id = issued(both)
        paper = at_work(both, document_id)
        other = (
            (lambda p=paper: both.act(both.school1_officer, assigning.complete, p, "Xong", None))
            if n % 2
            else (lambda p=paper: both.act(both.school1_head, assigning.reassign, p, given, "Đổi"))
        )
        first, second = at_once(lambda d=document_id: both.act(both.head, recalling.recall, d, WHY), other)
        assert first == ""
        assert second in ("", "wrong_state")
        now = both.arrived(paper)
        assert now.status == "recalled"
        assert now.recalled_from == ("completed" if second == "" and n % 2 else "assigned")


@pytest.mark.law("ND30:18")
def test_a_confirmation_and_the_withdrawal_of_the_recall(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id, paper = opened(both)
        both.act(both.head, recalling.recall, document_id, WHY)
        told = at_once(
            lambda d=document_id: both.act(both.head, recalling.withdraw_recall, d, "Nhầm"),
            lambda p=paper: both.act(both.school1_clerk, recalling.confirm_recall, p),
        )
        assert told in (["recall_confirmed", ""], ["", "wrong_state recall_not_asked"]), told
        confirmed = told[1] == ""
        assert both.document(document_id).status == ("recalled" if confirmed else "issued")
        assert both.arrived(paper).status == ("recalled" if confirmed else "received")
        assert panel(both, document_id)[both.schools[0]].answer.state == ("agreed" if confirmed else "withdrawn")


def test_a_confirmation_and_a_refusal(both: SmallOffice) -> None:
    for _ in range(ROUNDS):
        document_id, paper = opened(both)
        both.act(both.head, recalling.recall, document_id, WHY)
        told = at_once(
            lambda p=paper: both.act(both.school1_head, recalling.refuse_recall, p, "Đã dùng"),
            lambda p=paper: both.act(both.school1_clerk, recalling.confirm_recall, p),
        )
        assert sorted(told)[0] == "", told
        assert sorted(told)[1].endswith("recall_not_asked"), told
        answer = panel(both, document_id)[both.schools[0]].answer
        assert answer is not None
        assert answer.state == ("refused" if told[0] == "" else "agreed")
