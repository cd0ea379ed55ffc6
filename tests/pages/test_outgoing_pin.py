"""The PIN goes from the person's keyboard to the key and nowhere else: a canary is looked for everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from tests.journey.desk import Desk, arrive
from tests.pages.outgoing_papers import Papers, fill_with
from tests.web.served import Served, serving
from voffice_app.db.outgoing import OutgoingDocument

pytestmark = pytest.mark.browser
CANARY, WRONG = "739164028517", "518820463917"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("pin")
    with serving(folder, lambda database: fill_with(database, CANARY)) as served:
        yield served


class Frames:
    """Everything that goes over the wires of a page: websocket frames both ways, addresses and bodies."""

    def __init__(self, page: Any) -> None:
        self.frames: list[str] = []
        self.bodies: list[tuple[str, str]] = []
        page.on("websocket", self._listen)
        page.on("request", lambda request: self.bodies.append((request.url, request.post_data or "")))
        page.on("console", lambda message: self.frames.append(message.text))

    def _listen(self, socket: Any) -> None:
        for way in ("framesent", "framereceived"):
            socket.on(way, lambda data: self.frames.append(str(data)))


@pytest.mark.article("4.1")
def test_the_pin_signs_and_seals_and_leaves_no_trace(town: Served, browser: Any) -> None:
    document_id = Papers(town.database()).numbered()
    address = f"/van-ban-di/{document_id}"
    head = arrive(browser, town, "truongphong")
    frames = [Frames(head.page)]
    head.go(f"{address}?tab=to_sign")
    enter(head, WRONG, "Ký số")
    head.page.locator("#pin-error").filter(has_text="Mã PIN không đúng").wait_for()
    enter(head, CANARY, "Ký số")
    head.page.get_by_role("heading", name="chờ văn thư đóng dấu").wait_for()
    clerk = arrive(browser, town, "vanthu")
    frames.append(Frames(clerk.page))
    clerk.go(f"{address}?tab=to_seal")
    enter(clerk, CANARY, "Đóng dấu")
    clerk.page.get_by_role("button", name="Ban hành", exact=True).wait_for()
    with town.database().read() as session:
        assert session.exec(select(OutgoingDocument.status).where(OutgoingDocument.id == document_id)).one() == "sealed"
    for pin in (CANARY, WRONG):
        for heard in frames:
            assert heard.frames
            assert not [frame for frame in heard.frames if pin in frame]
            assert {url.removeprefix(town.url) for url, body in heard.bodies if pin in body + url} <= {
                "/api/sign", "/api/seal",
            }  # fmt: skip
        assert traces(town.data, pin) == []


def test_the_search_for_traces_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "server.log").write_bytes(b"x" * 70_000 + CANARY.encode())
    assert traces(tmp_path, CANARY) == ["server.log"]


def enter(desk: Desk, pin: str, button: str) -> None:
    desk.page.get_by_label("Mã PIN").fill(pin)
    desk.page.get_by_role("button", name=button, exact=True).click()


def traces(folder: Path, word: str) -> list[str]:
    """Files under the data folder (database, its journal, log, vault, tokens) that hold the word."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.name for path in files if word.encode() in path.read_bytes()]
