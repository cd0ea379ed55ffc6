"""Somebody whose file arrives slowly, or never: the others are not kept waiting, and the wait has an end."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.web.people import fill
from tests.web.served import Served, serving
from tests.web.test_files import MARK, picture, take

PATIENCE_S = 3


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("slow")
    with serving(folder, fill, VOFFICE_UPLOAD_SECONDS=str(PATIENCE_S)) as served:
        yield served


def stalled(office: Served, cookie: str) -> http.client.HTTPConnection:
    """An upload that says a million bytes and sends one."""
    host, port = office.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=20)
    connection.putrequest("POST", "/api/files")
    own = {"Origin": office.url, **MARK, "Cookie": cookie, "x-file-name": "a.png", "Content-Length": "1000000"}
    for name, value in own.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(b"x")
    return connection


@contextmanager
def stalling(office: Served, cookie: str, count: int) -> Iterator[list[http.client.HTTPConnection]]:
    with ExitStack() as stack:
        held = [stack.enter_context(closing(stalled(office, cookie))) for _ in range(count)]
        time.sleep(0.3)
        yield held


def test_ten_stalled_uploads_of_one_person_hold_up_nobody_else(office: Served) -> None:
    other = office.session("hieutruong")
    with stalling(office, office.session("vanthu"), 10):
        begun = time.monotonic()
        assert take(office, other, "b.png", picture()).status_code == 201
        assert time.monotonic() - begun < PATIENCE_S - 0.5


def test_the_persons_own_next_file_waits_until_the_stalled_ones_are_given_up(office: Served) -> None:
    cookie = office.session("phophong")
    with stalling(office, cookie, 2) as held:
        answers: list[int] = []
        own = threading.Thread(target=lambda: answers.append(take(office, cookie, "c.png", picture()).status_code))
        own.start()
        own.join(0.7)
        assert answers == []
        given_up = [connection.getresponse() for connection in held]
        assert [answer.status for answer in given_up] == [408, 408]
        assert b'"code": "timeout"' in given_up[0].read()
        own.join(10)
        assert answers == [201]


def test_an_upload_that_breaks_off_leaves_no_trace_and_no_stack_trace(office: Served) -> None:
    cookie = office.session("chuyenvien")
    with stalling(office, cookie, 2):
        pass
    assert take(office, cookie, "d.png", picture()).status_code == 201
    assert "Traceback" not in office.log.read_text()
