"""Where the key is decides how it is asked: by a PIN typed here, at the desk agent, at the government's service.

    ui.signing_panel(State.way, "leader", State.opened_id, download_href=State.download_href, on_done=State.signed)
    ui.batch_panel(State.way, "agency", State.chosen, on_done=State.begun)

`way` is where the key of the person's certificate lives (`server`, `desk`, `plugin`), `kind` what is made with it:
a leader's signature or the agency's. `on_done(ok: bool, code: str)` fires when the server has said what became of it;
after a batch's PIN it fires as soon as the work has begun, and the attempts tell the rest.
"""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from voffice_app.ui.desk_agent import desk_sign
from voffice_app.ui.pin import pin_form
from voffice_app.ui.plugin import plugin_sign


@dataclass(frozen=True)
class Act:
    """A signature's button, its route for one document, and what the government's service calls it."""

    label: str
    icon: str
    busy: str
    route: str
    operation: str


ACTS = {
    "leader": Act("Ký số", "signature", "Đang ký…", "/api/sign", "approved"),
    "agency": Act("Đóng dấu", "stamp", "Đang đóng dấu…", "/api/seal", "issued"),
}


def signing_panel(way: Any, kind: str, document_id: Any, *, on_done: Any, download_href: Any = "") -> rx.Component:
    """One document."""
    act = ACTS[kind]
    here = _pin(act, act.route, {"document_id": document_id}, on_done)
    return _by_way(way, act, kind, [document_id], here, on_done, download_href)


def batch_panel(way: Any, kind: str, document_ids: Any, *, on_done: Any) -> rx.Component:
    """All of these, with one PIN."""
    act = ACTS[kind]
    here = _pin(act, "/api/sign-batch", {"document_ids": document_ids}, on_done)
    return _by_way(way, act, kind, document_ids, here, on_done)


def beside_panel(
    way: Any, operation: str, label: str, icon: str, request: dict[str, Any], on_done: Any
) -> rx.Component:
    """A signature beside a document; `request` names it as /api/sign-beside does, and the file when there are more."""
    document, terms = [request["document_id"]], {"icon": icon, "on_done": on_done}
    wanted = {**request, "operation": operation}
    at_service = plugin_sign(document, operation, label, file_id=request.get("file_id", 0), **terms)
    at_desk = desk_sign(document, "agency", label, beside=wanted, **terms)
    here = pin_form("/api/sign-beside", wanted, label, **terms)
    return rx.match(way, ("plugin", at_service), ("desk", at_desk), here)


def _pin(act: Act, url: str, request: dict[str, Any], on_done: Any) -> rx.Component:
    return pin_form(url, request, act.label, icon=act.icon, busy=act.busy, on_done=on_done)


def _by_way(
    way: Any, act: Act, kind: str, document_ids: Any, here: rx.Component, on_done: Any, download_href: Any = ""
) -> rx.Component:
    terms: dict[str, Any] = {"icon": act.icon, "busy": act.busy, "on_done": on_done}
    at_service = plugin_sign(document_ids, act.operation, act.label, download_href=download_href, **terms)
    at_desk = rx.el.div(
        rx.el.p("Ký bằng thiết bị cắm ở máy này; mã PIN nhập ở cửa sổ của chương trình ký.", class_name="muted"),
        desk_sign(document_ids, kind, act.label, **terms),
        class_name="stack at-desk",
    )
    return rx.match(way, ("plugin", at_service), ("desk", at_desk), here)
