"""Each button exactly when the table of incoming documents says so: states × people, on the screen itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from state.incoming_acts import IncomingActs
from tests.core import factories
from tests.core.factories import SmallOffice, small_office
from tests.pages.incoming_screen import furnish, look, steps
from voffice_app.actions import assigning, incoming, voiding
from voffice_app.actions.incoming import Intake
from voffice_app.db.incoming import IncomingDocument
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import IncomingStatus, RecallState, Source

S = IncomingStatus
RECEIVED_STEPS = {"register", "return_intake", "pass_on", "archive_only"}
LEAD_STEPS = {"record_progress", "return_assignment", "complete", "ask_extension", "open_round"}
BUTTONS: dict[IncomingStatus, dict[str, set[str]]] = {
    S.RECEIVED: {"clerk": RECEIVED_STEPS},
    S.REGISTERED: {"clerk": {"submit", "archive_only"}},
    S.SUBMITTED: {"head": {"assign"}},
    S.ASSIGNED: {"head": {"reassign"}, "officer": LEAD_STEPS},
    S.IN_PROGRESS: {"head": {"reassign"}, "officer": LEAD_STEPS},
    S.COMPLETED: {"head": {"reopen"}},
    S.ARCHIVED_ONLY: {},
    S.PASSED_ON: {"deputy": {"hand_back"}},
    S.RETURNED: {},
    S.RECALLED: {},  # answered above the paper, not in the decision pane: test_received_screen.py
    S.VOIDED: {},
}
INSIDE = ("head", "deputy", "clerk", "officer", "colleague")
OUTSIDE = ("school1_head", "school1_clerk", "school1_officer")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallOffice:
    office = small_office(tmp_path)
    furnish(monkeypatch, office)
    return office


def _received(small: SmallOffice) -> int:
    return int(small.act(small.officer, incoming.pass_to_clerk, Intake(Source.PAPER, "Giấy mời họp")))


def _after(make: Callable[[SmallOffice], int], who: str, act: Any, *args: Any) -> Callable[[SmallOffice], int]:
    def made(small: SmallOffice) -> int:
        document_id = make(small)
        values = [small.people[each].position_id if each in small.people else each for each in args]
        small.act(small.people[who], act, document_id, *values)
        return document_id

    return made


def _from_mvp(small: SmallOffice) -> int:
    return factories.registered(small, source=Source.MVP)


def _recalled(small: SmallOffice) -> int:
    """Taken back while its lead was at work; how a recall comes here is another test's matter."""
    document_id = factories.assigned(small)
    with small.db.act(small.head) as tx:
        document = tx.session.get_one(IncomingDocument, document_id)
        document.status, document.recalled_from = S.RECALLED, S.ASSIGNED
        document.recall_state = RecallState.ASKED
    return document_id


MAKE: dict[IncomingStatus, Callable[[SmallOffice], int]] = {
    S.RECEIVED: _received,
    S.REGISTERED: factories.registered,
    S.SUBMITTED: factories.waiting,
    S.ASSIGNED: factories.assigned,
    S.IN_PROGRESS: _after(factories.assigned, "officer", assigning.record_progress, "Đang làm"),
    S.COMPLETED: _after(factories.assigned, "officer", assigning.complete, "Đã báo cáo"),
    S.ARCHIVED_ONLY: _after(_from_mvp, "clerk", incoming.archive_only),
    S.PASSED_ON: _after(_received, "clerk", incoming.pass_on, "deputy"),
    S.RETURNED: _after(_received, "clerk", incoming.return_intake, "Không phải của đơn vị"),
    S.RECALLED: _recalled,
    S.VOIDED: _after(factories.registered, "clerk", voiding.void_entry, "Nhập nhầm"),
}


@pytest.mark.article("6.1")
@pytest.mark.parametrize("status", list(S))
def test_everybody_sees_exactly_the_buttons_of_the_table(status: IncomingStatus, small: SmallOffice) -> None:
    document_id = MAKE[status](small)
    assert small.arrived(document_id).status is status
    for name in INSIDE:
        person = look(small.people[name], document_id)
        assert steps(person) == BUTTONS[status].get(name, set()), name


@pytest.mark.parametrize("status", list(S))
def test_another_unit_sees_nothing_at_all(status: IncomingStatus, small: SmallOffice) -> None:
    document_id = MAKE[status](small)
    for name in OUTSIDE:
        person = look(small.people[name], document_id)
        assert person.state.absent
        assert not steps(person)
        assert not (person.state.facts)
        assert not (person.state.history)
        assert not (person.state.files)
        assert not (person.state.title)


@pytest.mark.article("6.1.2")
def test_archive_only_is_drawn_but_cannot_be_pressed_unless_it_came_from_mvp(small: SmallOffice) -> None:
    paper = look(small.clerk, factories.registered(small))
    assert "archive_only" not in paper.pressable
    assert "MVP" in paper.state.blocked[0]
    assert "archive_only" in look(small.clerk, _from_mvp(small)).pressable


ACTS: dict[str, tuple[str, Any, tuple[dict[str, str], ...]]] = {
    "submit": ("registered", IncomingActs.submit, ()),
    "archive_only": ("registered", IncomingActs.archive_only, ()),
    "return_intake": ("received", IncomingActs.return_intake, ({"comment": "x"},)),
    "pass_on": ("received", IncomingActs.pass_on, ({"person": "3"},)),
    "assign": ("submitted", IncomingActs.assign, ({"lead": "4"},)),
    "reassign": ("assigned", IncomingActs.reassign, ({"lead": "4", "comment": "x"},)),
    "reopen": ("completed", IncomingActs.reopen, ({"comment": "x"},)),
    "record_progress": ("assigned", IncomingActs.record_progress, ({"comment": "x"},)),
    "return_assignment": ("assigned", IncomingActs.return_assignment, ({"comment": "x"},)),
    "hand_back": ("passed_on", IncomingActs.hand_back, ({"comment": "x"},)),
    "complete": ("assigned", IncomingActs.complete, ({"result": "x"},)),
}


@pytest.mark.parametrize("step", list(ACTS))
def test_whoever_has_no_button_is_refused_by_the_handler_too(step: str, small: SmallOffice) -> None:
    status, handler, args = ACTS[step]
    document_id = MAKE[IncomingStatus(status)](small)
    for name in (*INSIDE, *OUTSIDE):
        if step in BUTTONS[IncomingStatus(status)].get(name, set()):
            continue
        person = look(small.people[name], document_id)
        with pytest.raises(Refused):
            person.press(handler, *args)
        assert small.arrived(document_id).status is IncomingStatus(status)
