"""A file laid aside to be checked lives as long as it is looked at, for the one who brought it."""

import os
from pathlib import Path
from typing import Any

import pytest

from signing.verdict import INVALID, UNDETERMINED, Verdict
from tests.core.factories import SmallOffice
from voffice_app.actions import checking
from voffice_app.domain.errors import NotVisible
from voffice_app.reading.errors import FileRefused, ReadingFailed

PDF = b"%PDF-1.7 something"


def folder(small: SmallOffice) -> Path:
    return small.office.trust_folder.parent / "checking"


def test_it_is_for_the_one_who_brought_it_and_dropped_it_is_gone(small: SmallOffice) -> None:
    token = checking.take(small.office, small.officer, PDF)
    assert checking.content_of(small.office, small.officer, token) == PDF
    assert os.stat(next(folder(small).iterdir())).st_mode & 0o077 == 0
    with pytest.raises(NotVisible):
        checking.content_of(small.office, small.head, token)
    checking.drop(small.office, small.head, token)
    assert checking.content_of(small.office, small.officer, token) == PDF, "nobody else drops it"
    checking.drop(small.office, small.officer, token)
    checking.drop(small.office, small.officer, token)
    with pytest.raises(NotVisible):
        checking.content_of(small.office, small.officer, token)


def test_after_its_time_it_goes_by_itself(small: SmallOffice, monkeypatch: Any) -> None:
    due: list[Any] = []

    class Timer:
        daemon = False

        def __init__(self, seconds: float, act: Any, kwargs: Any) -> None:
            due.append((seconds, act, kwargs))

        def start(self) -> None:
            assert self.daemon, "a waiting clock keeps no server from ending"

    monkeypatch.setattr(checking.threading, "Timer", Timer)
    checking.take(small.office, small.officer, PDF)
    [(seconds, act, kwargs)] = due
    assert seconds == 900
    act(**kwargs)
    act(**kwargs)
    assert list(folder(small).glob("*")) == []


def test_a_start_forgets_what_an_earlier_run_had_laid_aside(small: SmallOffice) -> None:
    for who in (small.officer, small.head):
        checking.take(small.office, who, PDF)
    checking.forget_all(small.office)
    assert list(folder(small).glob("*")) == []


@pytest.mark.parametrize("token", ["", "../1-2", "x" * 32, "0" * 31, "0" * 32])
def test_a_made_up_name_opens_nothing(small: SmallOffice, token: str) -> None:
    with pytest.raises(NotVisible):
        checking.content_of(small.office, small.officer, token)


@pytest.mark.parametrize("content", [b"", b"xin chao", b"PK\x03\x04", b" " * 2000 + PDF])
def test_what_is_no_pdf_is_not_laid_aside(small: SmallOffice, content: bytes) -> None:
    with pytest.raises(FileRefused):
        checking.take(small.office, small.officer, content)
    assert list(folder(small).glob("*")) == []


@pytest.mark.parametrize(
    ("code", "outcome", "reason"),
    [
        ("crashed", INVALID, "unreadable"), ("timeout", INVALID, "unreadable"), ("memory", INVALID, "unreadable"),
        ("busy", UNDETERMINED, "not_checked"), ("not_started", UNDETERMINED, "not_checked"),
    ],
)  # fmt: skip
def test_a_file_that_stops_the_reader_is_invalid_and_a_busy_reader_decides_nothing(
    small: SmallOffice, monkeypatch: Any, code: str, outcome: str, reason: str
) -> None:
    def call(*_: Any, **__: Any) -> Any:
        raise ReadingFailed(code)

    monkeypatch.setattr(small.workshop, "call", call, raising=False)
    token = checking.take(small.office, small.officer, PDF)
    assert checking.check(small.office, small.officer, token) == (Verdict(outcome, (reason,)), [])
