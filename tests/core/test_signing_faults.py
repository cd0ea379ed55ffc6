"""A server killed at any step of signing leaves the old version or a fully signed one, and the next try signs."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from signing import shelf
from signing.check import verify
from signing.keys import SoftKey
from tests.core.factories import SmallOffice
from tests.core.signing_room import PIN, Room, furnished
from voffice_app.actions import signing, signing_batch, signing_parts
from voffice_app.db import session as sessions
from voffice_app.db import vault
from voffice_app.domain.outgoing import OutgoingStatus

STEPS = (
    (signing_parts, "prepare"), (signing_parts, "finish"), (shelf.Shelf, "put"), (shelf.Shelf, "drop"),
    (vault.Vault, "put"), (vault.os, "fsync"), (Path, "replace"), (sessions.Session, "commit"), (SoftKey, "sign_many"),
)  # fmt: skip
MOST = 60
"""More steps than signing has: a child that gets this far was never killed."""


def killed_at(step: int, act: Callable[[], Any]) -> bool:
    """Run the act in a process of its own that dies by SIGKILL at its n-th step; False when it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            _arm(step)
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _arm(fatal: int) -> None:
    """Before and after each of the steps stands a marker; at the fatal one the process is gone."""
    passed = 0

    def mark() -> None:
        nonlocal passed
        passed += 1
        if passed == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def marked(fn: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            mark()
            answer = fn(*args, **kwargs)
            mark()
            return answer

        return step

    for holder, name in STEPS:
        setattr(holder, name, marked(getattr(holder, name)))


@pytest.fixture
def room(both: SmallOffice) -> Room:
    return furnished(both, MOST)


def ended_whole(room: Room, number: int, before: OutgoingStatus, after: OutgoingStatus, old: bytes) -> bool:
    """True when it is signed; in either case nothing is half done."""
    document, now = room.document(number), room.bytes_of(number)
    if document.status is before:
        assert now == old
        return False
    assert document.status is after
    assert now.startswith(old)
    verdict = verify(now, room.office.trust())
    assert verdict.outcome == "valid", verdict
    return True


def deaths(room: Room, act: Callable[[Any, int], Any], before: OutgoingStatus, after: OutgoingStatus) -> list[bool]:
    """Kill at each step in turn, on a document of its own; after each restart the document can be signed."""
    ends: list[bool] = []
    for step, number in enumerate(room.documents, start=1):
        old = room.bytes_of(number)
        room.small.db.engine.dispose()
        died = killed_at(step, lambda number=number: act(room.another_process(), number))
        ends.append(ended_whole(room, number, before, after, old))
        if not died:
            return ends
        signing.sweep_attempts(room.office)
        assert room.office.shelf.list_nonces() == []
        if not ends[-1]:
            act(room.office, number)
        assert ended_whole(room, number, before, after, old)
    raise AssertionError("more steps than documents")


@pytest.mark.article("8.2")
def test_a_server_killed_at_any_step_of_signing_leaves_all_or_nothing(room: Room) -> None:
    ends = deaths(
        room, lambda office, number: signing.sign(office, room.small.deputy, number, PIN),
        OutgoingStatus.NUMBERED, OutgoingStatus.LEADER_SIGNED,
    )  # fmt: skip
    assert len(ends) > 20
    assert ends == sorted(ends), "once it is signed it stays signed"
    assert ends[0] is False
    assert ends[-2:] == [True, True]


@pytest.mark.article("6.5")
def test_a_server_killed_at_any_step_of_sealing_leaves_all_or_nothing(both: SmallOffice) -> None:
    room = furnished(both, 40).led()
    ends = deaths(
        room, lambda office, number: signing.seal(office, room.small.clerk, number, PIN),
        OutgoingStatus.LEADER_SIGNED, OutgoingStatus.SEALED,
    )  # fmt: skip
    assert len(ends) > 20
    assert ends == sorted(ends)
    assert ends[-2:] == [True, True]


@pytest.mark.parametrize("fatal", [7, 15, 22, 30, 38, 46])
def test_a_server_killed_in_a_batch_leaves_each_document_whole(small: SmallOffice, fatal: int) -> None:
    room = furnished(small, 3)
    old = [room.bytes_of(number) for number in room.documents]

    def run(office: Any) -> int:
        batch = signing_batch.open_batch(office, room.small.deputy, room.documents, "leader")
        return signing_batch.run_batch(office, room.small.deputy, batch, PIN)

    room.small.db.engine.dispose()
    assert killed_at(fatal, lambda: run(room.another_process()))
    states = (OutgoingStatus.NUMBERED, OutgoingStatus.LEADER_SIGNED)
    done = [ended_whole(room, number, *states, before) for number, before in zip(room.documents, old, strict=True)]
    signing.sweep_attempts(room.office)
    assert run(room.office) == done.count(False), "what was not signed is signed by the next try, and nothing twice"
    assert all(ended_whole(room, n, *states, before) for n, before in zip(room.documents, old, strict=True))
