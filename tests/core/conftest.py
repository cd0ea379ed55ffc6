"""The small office for each test: a copy of a migrated database, nobody else's."""

from pathlib import Path

import pytest

from tests.core.factories import SmallOffice, small_office

pytest_plugins: list[str] = []


@pytest.fixture
def small(tmp_path: Path) -> SmallOffice:
    return small_office(tmp_path)
