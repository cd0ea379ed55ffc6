"""One served office for everybody's browser and wire tests, and one Chromium.

    def test_…(office, page):            office.url, office.database(), office.session("vanthu"); page is signed out
        sign_in(page, office, "vanthu")

`office` is small and shared by a whole run: use `fresh_office` for a test that needs an empty one of its own, and
`serving(data, …)` for demonstration data. Playwright's loop and async tests do not share a module.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

for name in [name for name in os.environ if name.startswith("VOFFICE_") and name != "VOFFICE_SAMPLES"]:
    del os.environ[name]  # a developer's own settings decide nothing here
os.environ["VOFFICE_DATA"] = tempfile.mkdtemp(prefix="voffice-tests-")
atexit.register(shutil.rmtree, os.environ["VOFFICE_DATA"], ignore_errors=True)

from tests.web.people import fill  # noqa: E402 - settings are read at import
from tests.web.served import Served, serving  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-prefers-reduced-motion"]


LONG = ("test_interleavings", "test_lives", "test_every_transition", "test_signing_faults")
"""Of more than a minute each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: a file stays on one core, and so the cores end together."""
    items.sort(key=lambda item: item.path.stem not in LONG)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An office with one school and every role, served by the production build on a free port."""
    with serving(tmp_path_factory.mktemp("office"), fill) as served:
        yield served


@pytest.fixture
def fresh_office(tmp_path: Path) -> Iterator[Served]:
    """The same office, served for one test alone."""
    with serving(tmp_path / "office", fill) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium from Debian; ended with the module, so that async tests elsewhere find their loop free."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A new person's browser at the usual office screen; errors of the page fail the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", reduced_motion="reduce")
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    yield opened
    context.close()
    assert not troubles, troubles
