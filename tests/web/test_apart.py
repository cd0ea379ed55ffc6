"""What fills the demonstration runs in a process of its own, so that the server's fork inherits no dead threads."""

import os
from pathlib import Path

import pytest

from voffice_app import serve

TOLD = "VOFFICE_TEST_TOLD"


def tell_who() -> None:
    Path(os.environ[TOLD]).write_text(str(os.getpid()))


def fail() -> None:
    raise SystemExit(3)


def test_the_work_is_done_in_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOLD, str(tmp_path / "told"))
    serve.apart(tell_who)
    assert int((tmp_path / "told").read_text()) != os.getpid()


def test_when_it_fails_the_server_does_not_start() -> None:
    with pytest.raises(serve.CannotStart):
        serve.apart(fail)
