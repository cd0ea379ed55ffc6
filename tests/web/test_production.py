"""The same server as it runs for real: one https origin, no demonstration anywhere."""

from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from tests.web.people import PASSWORD, fill
from tests.web.served import Served, serving
from tests.web.wire import OFFICE, Wire

ORIGIN = "https://voffice.example.vn"
REAL = {
    "VOFFICE_MODE": "production", "VOFFICE_ORIGIN": ORIGIN, "VOFFICE_DEMO_KEY": "false", "VOFFICE_DEMO_PASSWORD": "",
    "VOFFICE_PROXY_HOPS": "1",
}  # fmt: skip
MEET = f"{OFFICE}.state___door____door.meet"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("production"), fill, **REAL) as served:
        yield served


def log_in(office: Served, origin: str, **headers: str) -> tuple[int, str]:
    with office.client(**headers) as client:
        answer = client.post(
            "/auth/login", data={"account": "vanthu", "password": PASSWORD}, headers={"origin": origin}
        )
    return answer.status_code, answer.headers.get("location", "")


def test_only_the_offices_own_address_may_speak(office: Served) -> None:
    assert log_in(office, ORIGIN) == (303, "/")
    assert log_in(office, office.url) == (403, "")
    with pytest.raises(InvalidStatus):
        Wire(office)


@pytest.mark.parametrize(
    ("host", "status"),
    [("voffice.example.vn", 200), ("voffice.example.vn:443", 200), ("127.0.0.1:3000", 200), ("xxx.example.vn", 421)],
)
def test_only_the_offices_own_name_is_answered(office: Served, host: str, status: int) -> None:
    with office.client(host=host) as client:
        assert client.get("/dang-nhap").status_code == status


def test_browsers_are_told_to_stay_on_https(office: Served) -> None:
    with office.client() as client:
        headers = client.get("/dang-nhap").headers
    assert headers["strict-transport-security"] == "max-age=31536000"
    own_programs = "wss://127.0.0.1:8987 http://127.0.0.1:8986"  # beside each person's token, nowhere else
    assert f"connect-src 'self' wss://voffice.example.vn {own_programs};" in headers["content-security-policy"]


def test_nothing_of_the_demonstration_is_offered(office: Served) -> None:
    with Wire(office, origin=ORIGIN) as wire:
        answer = wire.call(MEET)
    assert answer.var("demo") is not True
    assert "Trưởng phòng" not in str(answer.delta)
    assert "trình diễn" not in office.log.read_text()


def test_the_address_in_the_log_is_the_callers_and_not_the_proxys(office: Served) -> None:
    log_in(office, ORIGIN, **{"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert office.kept("198.51.100.7")
    assert office.kept("203.0.113.9") == []
