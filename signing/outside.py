"""The same door for addresses that a stranger wrote: a certificate in a PDF may name any machine of our own network.

Only public addresses are called. Whoever runs an authority inside names its hosts in VOFFICE_PRIVATE_AUTHORITIES
(host names, commas between); the government's private names have public ones that answer (`network.PUBLIC_HOSTS`).
"""

import os
import socket
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request

from signing.network import exchange

ALLOWED = "VOFFICE_PRIVATE_AUTHORITIES"


def exchange_outside(address: str, body: bytes | None, media_type: str, seconds: float) -> bytes:
    """As `network.exchange`; OSError for whatever is not public, found out before anything is sent there."""
    return exchange(address, body, media_type, seconds, (_Plain, _Secure))


def is_public(told: str) -> bool:
    """Whether this IP address is one of the Internet's."""
    address = ip_address(told.partition("%")[0])
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or address
    return address.is_global and not address.is_multicast


def allowed_hosts() -> frozenset[str]:
    """Hosts inside that may be asked all the same."""
    return frozenset(name.strip().lower() for name in os.environ.get(ALLOWED, "").split(",") if name.strip())


def _connected(place: tuple[str, int], timeout: Any = None, source: Any = None) -> socket.socket:
    """To the very address that was judged: a name may not lead elsewhere the second time it is asked."""
    host, port = place
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    good = [told for told in found if is_public(told) or host.lower() in allowed_hosts()]
    if not good:
        raise OSError("not a public address")
    return socket.create_connection((good[0], port), timeout, source)


class _Outwards(HTTPConnection):
    def __init__(self, *args: Any, **terms: Any) -> None:
        super().__init__(*args, **terms)
        self._create_connection = _connected


class _SafelyOutwards(HTTPSConnection):
    def __init__(self, *args: Any, **terms: Any) -> None:
        super().__init__(*args, **terms)
        self._create_connection = _connected


class _Plain(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(HTTPConnection if _by_proxy(req) else _Outwards, req)


class _Secure(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(HTTPSConnection if _by_proxy(req) else _SafelyOutwards, req)


def _by_proxy(request: Request) -> bool:
    """Whether a proxy goes there for us: it resolves names itself, and is not sent to bare addresses of our own."""
    if not (request.has_proxy() or request._tunnel_host):  # type: ignore[attr-defined]
        return False
    name = (urlsplit(request.full_url).hostname or "localhost").lower()
    if name not in allowed_hosts() and _is_own(name):
        raise OSError("not a public address")
    return True


def _is_own(name: str) -> bool:
    try:
        return not is_public(name)
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
