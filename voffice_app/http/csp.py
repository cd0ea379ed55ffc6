"""The content security policy: our own scripts, and the built pages' inline ones by their hashes (security.md 10)."""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from reflex.utils.prerequisites import get_web_dir

from voffice_app.settings import settings

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For answers that are not pages."""

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


def client_folder() -> Path:
    """Where the built screens that this process serves lie."""
    return get_web_dir() / "build" / "client"


def _inline_scripts(page: bytes) -> Iterator[bytes]:
    for found in _SCRIPT.finditer(page):
        if b"src=" not in found["attributes"] and found["body"]:
            yield found["body"]


@cache
def script_hashes() -> tuple[str, ...]:
    """`'sha256-…'` of every inline script of every built page, read once."""
    bodies = {body for page in client_folder().rglob("*.html") for body in _inline_scripts(page.read_bytes())}
    return tuple(sorted(f"'sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}'" for body in bodies))


def policy(origins: Sequence[str]) -> str:
    """The header's value for pages served at these origins."""
    sockets = [origin.replace("http", "ws", 1) for origin in origins]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *script_hashes()],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        # the signing programs on the person's own computer
        "connect-src": ["'self'", *sockets, settings.plugin_url, settings.agent_url],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())
