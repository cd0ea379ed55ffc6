"""The same guard when page states live in Redis, as they do with several workers."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.web.people import fill
from tests.web.served import Served, free_port, serving
from tests.web.test_wire import ENTER, refusals
from tests.web.wire import HYDRATE, Wire


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    port = free_port()
    redis = subprocess.Popen(["redis-server", "--port", str(port), "--save", ""], stdout=subprocess.DEVNULL)
    try:
        with serving(tmp_path_factory.mktemp("redis"), fill, VOFFICE_REDIS_URL=f"redis://127.0.0.1:{port}/0") as served:
            yield served
    finally:
        redis.terminate()
        redis.wait(10)


def test_a_person_is_known_and_a_stolen_token_opens_nothing(office: Served) -> None:
    with Wire(office, office.session("truongphong")) as wire:
        assert wire.call(ENTER).var("person") == "Phạm Quang Vinh"
        token = wire.token
    with Wire(office, office.session("chuyenvien"), token=token) as thief:
        assert thief.quiet(HYDRATE, wait_s=1.5).delta == {}
        assert "Phạm Quang Vinh" not in str(thief.quiet(HYDRATE, wait_s=1.5).delta)
    assert [entry.comment for entry in refusals(office.database())] == ["another_session"]
