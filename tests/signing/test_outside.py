"""A stranger's certificate does not send us to machines of our own network."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import x509

from signing.gather import gathered
from signing.network import exchange, reachable
from signing.outside import ALLOWED, exchange_outside, is_public
from signing.trust import Trust
from tests.signing.short_lives import short_lives


class _Inside(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"secret")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    """A service that only this network may reach."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = HTTPServer(("127.0.0.1", 0), _Inside)
    server.seen = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]"])
def test_a_machine_of_our_own_is_not_called_however_it_is_written(inside: HTTPServer, host: str) -> None:
    with pytest.raises(OSError, match=r"."):
        exchange_outside(f"http://{host}:{inside.server_port}/a", None, "", 3)
    assert inside.seen == []  # type: ignore[attr-defined]


def test_whoever_names_its_host_may_keep_an_authority_inside(
    inside: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOWED, "ca.example.vn, LocalHost")
    assert exchange_outside(f"http://localhost:{inside.server_port}/a", None, "", 3) == b"secret"
    with pytest.raises(OSError, match="public"):
        exchange_outside(f"http://127.0.0.1:{inside.server_port}/a", None, "", 3)
    assert exchange(f"http://127.0.0.1:{inside.server_port}/b", None, "", 3) == b"secret", "what IT sets is asked"


def test_a_proxy_is_not_sent_inside_either(inside: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{inside.server_port}")
    monkeypatch.setenv("no_proxy", "")
    assert exchange_outside("http://crl.example.vn/list.crl", None, "", 3) == b"secret"
    for host in ("10.0.0.7", "169.254.169.254", "localhost", "[::1]"):
        with pytest.raises(OSError, match="public"):
            exchange_outside(f"http://{host}/x", None, "", 3)
    assert inside.seen == ["http://crl.example.vn/list.crl"]  # type: ignore[attr-defined]


INSIDE = (
    *("10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::"),
)


@pytest.mark.parametrize("told", INSIDE)
def test_private_addresses_are_told_from_public_ones(told: str) -> None:
    assert not is_public(told)
    assert is_public("203.162.4.190")
    assert is_public("2001:ee0::1")


def test_only_http_addresses_are_asked_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    named = [f"file://{tmp_path}", "ldap://ca.example.vn/x", "http://[", "gopher://a", "http://a.vn/b.crl"]
    assert list(reachable(named)) == ["http://a.vn/b.crl"]


def test_a_certificate_that_cannot_say_where_to_ask_is_not_an_error() -> None:
    lives = short_lives()
    whole = lives.certificate("signer").dump()
    at = whole.index(b"http")
    der = whole[: at - 2] + b"\xa4" + whole[at - 1 :]  # a directory name, says the tag, and then an address
    with pytest.raises(ValueError, match=r"."):
        _ = x509.Certificate.load(der).crl_distribution_points
    assert gathered([der, b"\x30\x00"], Trust(), lambda *_: b"") == Trust()
