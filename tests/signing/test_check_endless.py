"""A file made to take for ever ends fast, and never as valid; in the confined child it ends by the child's limits."""

from collections.abc import Callable
from time import perf_counter, process_time

import pytest

from signing.check import verify
from tests.signing.attacks_endless import ENDLESS
from tests.signing.conftest import Desk
from voffice_app.reading.child import Limits, Workshop
from voffice_app.reading.errors import ReadingFailed

SECONDS = 8


@pytest.mark.parametrize("attack", ENDLESS)
def test_cycles_and_bombs_end_fast_and_never_as_valid(
    desk: Desk, issued: bytes, attack: Callable[[bytes], bytes]
) -> None:
    changed = attack(issued)
    start = process_time()  # of this process alone: other work on the machine is not the file's doing
    assert verify(changed, desk.trust).outcome == "invalid"
    assert process_time() - start < SECONDS


@pytest.mark.article("5.3")
def test_the_child_ends_what_does_not_end_itself_and_serves_the_next_file(desk: Desk, issued: bytes) -> None:
    child = Workshop(children=1, limits=Limits(memory_bytes=1024**3))
    try:
        start = perf_counter()
        with pytest.raises(ReadingFailed) as stopped:
            child.call("signing.visual:verify_fully", issued, desk.trust, seconds=0.001)
        assert stopped.value.code == "timeout"
        assert perf_counter() - start < 60
        verdict = child.call("signing.visual:verify_fully", issued, desk.trust, seconds=60)
        assert (verdict.outcome, verdict.reasons) == ("valid", ())
    finally:
        child.close()
