"""The workshop's one door to the network: one request, a size, and a limit in seconds that really is one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from queue import Empty, Queue
from threading import BoundedSemaphore, Thread
from time import monotonic
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

Transport = Callable[[str, bytes | None, str, float], bytes]
"""Address, body (None: fetch), the body's media type, seconds → the answer. Raises OSError for any failure."""

LARGEST_BYTES = 30 * 1024 * 1024
"""Revocation lists of a whole government reach a few megabytes; time-stamps a few kilobytes."""
AT_ONCE = 4
_doors = BoundedSemaphore(AT_ONCE)
Lines = tuple[Callable[[], BaseHandler], ...]
"""What speaks http and https (and nothing else does)."""
PUBLIC_HOSTS = {"ocsp.ca.ptc": "ocsp.ca.gov.vn"}
"""Hosts of private networks that certificates name, and the public ones that answer for them (law.md 3.2)."""


class Declined(OSError):
    """The server is there and says no; others may still be answered by it."""


def reachable(named: Iterable[str], hosts: Mapping[str, str] = PUBLIC_HOSTS) -> Iterator[str]:
    """The http and https addresses among those a certificate names, each under a host that answers."""
    for address in named:
        try:
            parts = urlsplit(address)
        except ValueError:  # a stranger wrote it
            continue
        if parts.scheme in ("http", "https"):
            host = hosts.get(parts.hostname or "")
            yield parts._replace(netloc=host).geturl() if host else address


def exchange(
    address: str, body: bytes | None, media_type: str, seconds: float, lines: Lines = (HTTPHandler, HTTPSHandler)
) -> bytes:
    """The answer to one http(s) request, without redirects. Raises OSError (TimeoutError after `seconds`, Declined).

    The clerk's patience is for names that do not resolve and servers that drip, too, which no socket time-out
    bounds: a thread asks, we leave when the time is over. At most four ask at once (law.md 3.2).
    """
    until = monotonic() + seconds
    if not _doors.acquire(timeout=seconds):
        raise TimeoutError("too many requests at once")
    answers: Queue[bytes | Exception] = Queue(1)
    request = (address, body, media_type, until, lines)
    Thread(target=_ask, args=(request, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=max(until - monotonic(), 0.01))
    except Empty:
        raise TimeoutError("no answer in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _ask(request: tuple[str, bytes | None, str, float, Lines], answers: "Queue[bytes | Exception]") -> None:
    try:
        answers.put(_fetched(*request))
    except OSError as problem:
        answers.put(problem)
    except Exception as problem:  # http.client has its own kinds; to the caller all of them mean: no answer
        answers.put(OSError(type(problem).__name__))
    finally:
        _doors.release()


def _fetched(address: str, body: bytes | None, media_type: str, until: float, lines: Lines) -> bytes:
    request = Request(address, body, {"User-Agent": "V-Office"} | ({"Content-Type": media_type} if body else {}))  # noqa: S310 - the opener knows http and https only
    found = bytearray()
    try:
        with _opener(lines).open(request, timeout=max(until - monotonic(), 0.01)) as response:
            while part := response.read1(65536):
                found += part
                if len(found) > LARGEST_BYTES or monotonic() > until:
                    raise OSError("answer too long")
    except HTTPError as refused:
        raise Declined(f"http {refused.code}") from None
    return bytes(found)


def _opener(lines: Lines) -> OpenerDirector:
    """Only http and https, through the proxy that the environment names if any; a redirect is a failure."""
    opener = OpenerDirector()
    parts: Lines = (ProxyHandler, *lines, HTTPErrorProcessor, HTTPDefaultErrorHandler)
    for part in parts:
        opener.add_handler(part())
    return opener
