"""The PIN and the button that signs or seals. The PIN never enters a State, an event or a log (security.md).

    ui.pin_form("/api/sign", {"document_id": State.document_id}, "Ký số", on_done=State.signed)
    ui.pin_form("/api/seal", {"document_id": State.document_id}, "Đóng dấu", icon="stamp", on_done=State.signed)

POSTs JSON (the given fields and `pin`); a refusal is shown beneath the input in words. `on_done(ok: bool, code: str)`
fires either way, so that the state can load the document anew.
"""

from typing import Any

import reflex as rx

from voffice_app import words

rx.asset("icon.jsx", shared=True)
rx.asset("refusal.js", shared=True)


class PinForm(rx.Component):
    """See pin_form.jsx."""

    library = rx.asset("pin_form.jsx", shared=True).importable_path
    tag = "PinForm"

    url: rx.Var[str]
    request: rx.Var[dict[str, Any]]
    label: rx.Var[str]
    busy_label: rx.Var[str]
    icon_name: rx.Var[str]
    sentences: rx.Var[dict[str, str]]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(bool, str)]


def pin_form(
    url: str, request: dict[str, Any], label: str, *, on_done: Any, icon: str = "signature", busy: str = "Đang ký…"
) -> rx.Component:
    return PinForm.create(
        url=url, request=request, label=label, busy_label=busy, icon_name=icon, sentences=words.REASONS, on_done=on_done
    )
