"""The one built file that names a port: answered with the port in force, without touching the shared build."""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from voffice_app.http.csp import client_folder
from voffice_app.settings import BUILT_FOR, settings


@lru_cache(maxsize=8)  # strangers ask for any name
def _environment(name: str) -> str | None:
    found = {path.name: path for path in (client_folder() / "assets").glob("reflex-env-*.js")}.get(name)
    if found is None:
        return None
    built = BUILT_FOR.partition("//")[2]
    return found.read_text(encoding="utf-8").replace(built, f"localhost:{settings.port}")


async def environment(request: Request) -> Response:
    script = _environment(f"reflex-env-{request.path_params['name']}")
    if script is None:
        return Response(status_code=404)
    return Response(script, media_type="text/javascript")


ROUTES = [Route("/assets/reflex-env-{name}", environment)]
