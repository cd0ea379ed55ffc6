"""Plain HTTP beside Reflex: log-in, files, pictures of pages, signing; and the wraps around everything."""

from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette

import voffice_app.http.beside
import voffice_app.http.desk
import voffice_app.http.signing  # noqa: F401 - importing these three opens their routes
from voffice_app.http import acts, checking, custody, files, front, login, plugin, printing, standing
from voffice_app.http.caller import Unfit, answer_unfit
from voffice_app.http.wraps import Headers, HostGuard, OriginGuard, PageNames
from voffice_app.settings import settings


def application() -> Starlette:
    """The routes that win over the screens."""
    parts = (login, files, checking, custody, printing, standing, plugin, acts, front)
    routes = [route for part in parts for route in part.ROUTES]
    return Starlette(routes=routes, exception_handlers={Unfit: answer_unfit})


def transformers() -> list[Any]:
    """For `rx.App(api_transformer=…)`: applied from the inside to the outside."""
    wraps: list[Callable[..., Any]] = [
        PageNames,
        lambda app: OriginGuard(app, settings.origins),
        lambda app: HostGuard(app, settings.host_names),
        lambda app: Headers(app, settings.origins),
    ]
    return [application(), *wraps]
