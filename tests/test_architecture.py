"""The rooms of the house, read from the syntax tree; each rule is shown to be red when it is broken on purpose."""

import ast
import statistics

import pytest

from tests.rooms import LIBRARIES, MEDIAN_LINES, REASONS, ROOMS, ROOT, Source, faults, imported, sources

HOUSE = sources()


@pytest.mark.parametrize("source", HOUSE, ids=lambda source: source.path)
def test_every_file_keeps_the_rules_of_the_house(source: Source) -> None:
    assert faults(source) == []


def test_half_of_the_files_are_short() -> None:
    lengths = [len(source.text.splitlines()) for source in HOUSE if source.text.strip()]
    assert statistics.median(lengths) <= MEDIAN_LINES


def test_imports_only_run_downhill() -> None:
    """The table itself has no way round in a circle."""
    below = {name: set(room.may.split()) for name, room in ROOMS.items()}
    assert set().union(*below.values()) <= set(ROOMS)
    while below:
        ground = {name for name, may in below.items() if not may}
        assert ground, f"a circle among {sorted(below)}"
        below = {name: may - ground for name, may in below.items() if name not in ground}


def test_the_web_process_never_imports_the_library_that_opens_strangers_files() -> None:
    """Follow every import from the switchboard and the command, also those inside functions."""
    known = {source.module: source for source in HOUSE}
    waiting, seen = ["voffice_app.voffice_app", "voffice_app.serve", "voffice_app.cli"], set()
    while waiting:
        module = waiting.pop()
        if module in seen or module not in known:
            continue
        seen.add(module)
        for _, name in imported(ast.parse(known[module].text)):
            assert name.split(".")[0] not in ("pymupdf", "fitz"), f"{module} imports {name}"
            waiting += [name, name.rpartition(".")[0]]
    assert {"voffice_app.reading.child", "voffice_app.db.session"} <= seen


def test_reasons_for_exceptions_are_still_needed() -> None:
    for path in REASONS:
        assert "pickle" in (ROOT / path).read_text()


def test_the_table_names_no_library_that_the_requirements_do_not_bring() -> None:
    """A library nobody uses has no room; one that is used has one (checked file by file above)."""
    used = {name.split(".")[0] for source in HOUSE for _, name in imported(ast.parse(source.text))}
    assert used & set(LIBRARIES), "the table of libraries fits nothing"


BROKEN = [
    ("voffice_app/domain/people.py", "import sqlmodel", "library sqlmodel in domain"),
    ("voffice_app/domain/people.py", "from voffice_app.db import people", "direction domain → db"),
    ("voffice_app/db/people.py", "from voffice_app.actions import door", "direction db → actions"),
    ("voffice_app/db/people.py", "def f():\n    from voffice_app.words import day", "direction db → words"),
    ("voffice_app/actions/door.py", "from state.base import Desk", "direction actions → state"),
    ("voffice_app/actions/door.py", "from voffice_app.actions.incoming import submit", "sideways"),
    ("voffice_app/actions/keyring.py", "from voffice_app.actions.incoming import submit", "direction bench → actions"),
    ("voffice_app/actions/door.py", "from sqlalchemy import text", "library sqlalchemy in actions"),
    ("state/base.py", "from voffice_app.ui import parts", "direction state → ui"),
    ("state/base.py", "from voffice_app.guard import guard", "direction state → guard"),
    ("voffice_app/ui/parts.py", "from pages.login import login", "direction ui → pages"),
    ("voffice_app/ui/parts.py", "from voffice_app.db import people", "direction ui → db"),
    ("pages/login.py", "from voffice_app.actions import door", "direction pages → actions"),
    ("pages/login.py", "from pages.incoming import page", "sideways"),
    ("dashboards/progress.py", "from voffice_app.actions import door", "direction dashboards → actions"),
    ("signing/check.py", "from voffice_app.db import people", "direction signing → db"),
    ("signing/check.py", "import reflex", "library reflex in signing"),
    ("voffice_app/reading/gate.py", "from voffice_app.db import people", "direction reading → db"),
    ("voffice_app/db/vault.py", "import pymupdf", "library pymupdf in db"),
    ("state/base.py", "import starlette", "library starlette in state"),
    ("state/base.py", "import requests", "library requests in state"),
    ("voffice_app/actions/door.py", "from urllib.request import urlopen", "network urllib.request.urlopen in actions"),
    ("state/base.py", "import http.client", "network http.client in state"),
    ("voffice_app/actions/door.py", "import smtplib", "network smtplib in actions"),
    ("signing/network.py", "import smtplib", "network smtplib in signing"),
    ("voffice_app/mail/post.py", "from urllib.request import urlopen", "network urllib.request.urlopen in mail"),
    ("voffice_app/mail/letter.py", "from voffice_app.db import people", "direction mail → db"),
    ("voffice_app/shapes.py", "from voffice_app.words import day", "direction shapes → words"),
    ("voffice_app/policy.py", "import pydantic", "library pydantic in policy"),
    ("voffice_app/attic.py", "x = 1", "homeless"),
    ("voffice_app/db/people.py", "from .base import one_of", "relative import"),
    ("voffice_app/db/utils.py", "x = 1", "name voffice_app.db.utils"),
    ("voffice_app/db/people.py", "class UnitManager: pass", "name UnitManager"),
    ("voffice_app/db/people.py", "x = 1\n" * 301, "length over 300"),
    ("voffice_app/db/people.py", "def f():\n" + "    x = 1\n" * 26, "length of f"),
    ("state/base.py", "eval('1')", "sink eval"),
    ("state/base.py", "exec('1')", "sink exec"),
    ("state/base.py", "import pickle", "sink pickle"),
    ("state/base.py", "from marshal import loads", "sink marshal"),
    ("state/base.py", "import subprocess\nsubprocess.run('ls', shell=True)", "sink shell"),
    ("pages/login.py", "import reflex as rx\nrx.html('<b>')", "sink rx.html"),
    ("pages/login.py", "import reflex as rx\nrx.markdown('x')", "sink rx.markdown"),
    ("state/base.py", "import reflex as rx\nrx.call_script('x')", "sink rx.call_script"),
    ("state/base.py", "import reflex as rx\nrx.toast.success('x')", "sink rx.toast.success"),
    ("state/base.py", "import reflex as rx\nrx.set_clipboard('x')", "sink rx.set_clipboard"),
    ("state/base.py", "session.exec(query)", "sql: exec outside db"),
    ("state/base.py", "query = 'SELECT id FROM unit'", "sql text outside db"),
    ("voffice_app/db/people.py", "q = f'DELETE FROM {name} WHERE id = 1'", "sql text put together"),
    ("voffice_app/actions/door.py", "tx.session.commit()", "commit outside db.session"),
    ("voffice_app/domain/people.py", "import datetime\nx = datetime.datetime.now()", "clock datetime.datetime.now"),
    ("voffice_app/actions/door.py", "from datetime import date\nx = date.today()", "clock date.today"),
]


@pytest.mark.parametrize(("path", "text", "told"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_rule_broken_on_purpose_is_told(path: str, text: str, told: str) -> None:
    assert any(told in fault for fault in faults(Source(path, text)))


HONEST = [
    ("voffice_app/actions/door.py", "from voffice_app.actions.office import Office"),
    ("voffice_app/db/people.py", "from sqlmodel import select\nrows = session.exec(select(1))"),
    ("voffice_app/actions/door.py", "today = tx.today"),
    ("pages/login.py", "import reflex as rx\nrx.box('<b>')"),
    ("state/base.py", "note = 'Select the unit from the list'"),
]


@pytest.mark.parametrize(("path", "text"), HONEST, ids=lambda value: str(value)[:40])
def test_what_is_allowed_is_left_alone(path: str, text: str) -> None:
    assert faults(Source(path, text)) == []
