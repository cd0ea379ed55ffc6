"""The switchboard: one `rx.App` from the pages found in `pages/` and `dashboards/`, guarded and wrapped."""

import importlib
import logging
import pkgutil
from types import ModuleType

import reflex as rx
from reflex_base.event import EventSpec

import dashboards
import pages
from signing.errors import SigningError
from state.base import Office
from voffice_app import http, overlay, words
from voffice_app.domain.errors import AlreadyDone, Refused
from voffice_app.guard import Guard
from voffice_app.reading.errors import ReadingError
from voffice_app.socket import Watch
from voffice_app.ui import theme
from voffice_app.waking import wake

log = logging.getLogger("voffice")

UNEXPECTED = "Có lỗi ngoài dự kiến, việc vừa rồi chưa được thực hiện. Xin thử lại; nếu vẫn lỗi, hãy báo bộ phận CNTT."


def in_words(exception: Exception) -> EventSpec:
    """A refusal as its reasons in Vietnamese; anything else is logged whole and told as a plain sentence."""
    if isinstance(exception, Refused):
        kind = "calm" if isinstance(exception, AlreadyDone) else "refused"
        return Office.tell(kind, " ".join(words.sentences(exception.reasons)))
    if isinstance(exception, ReadingError | SigningError):
        return Office.tell("refused", words.sentence(exception.code, exception.facts))
    log.error("handler failed", exc_info=exception)
    return Office.tell("refused", UNEXPECTED)


def from_browser(exception: Exception) -> None:
    """What a page reports about itself."""
    log.error("page failed: %s", str(exception)[:2000])


def _load(package: ModuleType) -> None:
    """Import every page module; each registers its own routes with `@rx.page`."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        importlib.import_module(f"{package.__name__}.{found.name}")


app = rx.App(
    html_lang="vi",
    stylesheets=theme.STYLESHEETS,
    head_components=theme.HEAD,
    toaster=None,  # toasts sent by the server need eval, which the content security policy forbids
    app_wraps=overlay.WRAPS,
    api_transformer=http.transformers(),
    backend_exception_handler=in_words,
    frontend_exception_handler=from_browser,
)
guard = Guard()
app.add_middleware(guard)
Watch(app, guard)
app.register_lifespan_task(wake)
_load(pages)
_load(dashboards)
