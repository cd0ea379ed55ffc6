"""Signing at the government's local service (VGCA Sign Service) on the person's own computer (law.md 3.3).

    ui.plugin_sign([State.document_id], "approved", "Ký số", on_done=State.signed)
    ui.plugin_sign([State.document_id], "issued", "Đóng dấu", icon="stamp", on_done=State.signed)

`operation` is one of approved, issued, income, appendix, copy, comment; several documents are signed one after the
other. `on_done(ok: bool, code: str)` fires when the server has said what became of it, whatever the service claims.
With one document there is also the way of another program: the version is downloaded, signed, and uploaded here.
"""

from typing import Any

import reflex as rx

from voffice_app import words

WAIT_SECONDS = 9 * 60
"""How long a person may take at the service; the one-time addresses live ten minutes."""

for _part in ("icon.jsx", "refusal.js", "local_network.js", "plugin_call.js"):
    rx.asset(_part, shared=True)


class PluginSign(rx.Component):
    """See plugin.jsx."""

    library = rx.asset("plugin.jsx", shared=True).importable_path
    tag = "PluginSign"

    documents: rx.Var[list[int]]
    operation: rx.Var[str]
    file_id: rx.Var[int]
    wait_seconds: rx.Var[int]
    label: rx.Var[str]
    busy_label: rx.Var[str]
    icon_name: rx.Var[str]
    download_href: rx.Var[str]
    sentences: rx.Var[dict[str, str]]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(bool, str)]


def plugin_sign(
    documents: Any, operation: str, label: str, *, on_done: Any, icon: str = "signature", busy: str = "Đang ký…",
    file_id: Any = 0, download_href: Any = "",
) -> rx.Component:  # fmt: skip
    return PluginSign.create(
        documents=documents, operation=operation, file_id=file_id, wait_seconds=WAIT_SECONDS,
        label=label, busy_label=busy, icon_name=icon, download_href=download_href, sentences=words.REASONS,
        on_done=on_done,
    )  # fmt: skip
