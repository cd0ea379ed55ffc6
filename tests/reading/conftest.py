from collections.abc import Iterator

import pytest

from voffice_app.reading.child import ALLOWED, Limits, Workshop

MISCHIEF = "tests.reading.mischief"


@pytest.fixture(scope="module")
def bench() -> Iterator[Workshop]:
    """One child that also serves the mischief of the tests."""
    bench = Workshop(limits=Limits(memory_bytes=1536 * 1024 * 1024), allowed=ALLOWED | {MISCHIEF})
    yield bench
    bench.close()
