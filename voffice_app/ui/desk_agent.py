"""Signing with the token at the person's own computer, through the desk agent (signing/agent/README.md).

    ui.desk_sign([State.document_id], "leader", "Ký số", on_done=State.signed)
    ui.desk_sign(State.chosen, "agency", "Đóng dấu", icon="stamp", on_done=State.signed)
    ui.desk_device(on_paired=State.load)          is it there, is it paired, which certificates are plugged in
    ui.desk_certificates(on_pick=State.picked)    (pem: str, serial: str): certificate, issuers; the token

Every state is told with what to do: not running, the browser's permission missing or denied, paired with another
address or account (with the place for the code), no token, waiting for the PIN, wrong, locked, n of m signed.
`on_done(ok: bool, code: str)` fires when the batch has ended; the PIN never comes near the page.
"""

from typing import Any

import reflex as rx

from voffice_app import words

for _part in ("icon.jsx", "local_network.js", "desk_link.js", "desk_help.jsx"):
    rx.asset(_part, shared=True)

TOLD = ("agent_", "cancelled", "pin_", "token_absent", "no_answer", "unexpected", "attempt_ended", "too_many")
SENTENCES = {code: sentence for code, sentence in words.REASONS.items() if code.startswith(TOLD)}
"""What may be said before the server has been asked; its own refusals bring their sentence."""


class DeskSign(rx.Component):
    """See desk_agent.jsx."""

    library = rx.asset("desk_agent.jsx", shared=True).importable_path
    tag = "DeskSign"

    documents: rx.Var[list[int]]
    kind: rx.Var[str]
    beside: rx.Var[dict[str, Any]]
    label: rx.Var[str]
    busy_label: rx.Var[str]
    icon_name: rx.Var[str]
    sentences: rx.Var[dict[str, str]]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(bool, str)]


class DeskDevice(rx.Component):
    """See desk_device.jsx."""

    library = rx.asset("desk_device.jsx", shared=True).importable_path
    tag = "DeskDevice"

    sentences: rx.Var[dict[str, str]]
    on_paired: rx.EventHandler[rx.event.no_args_event_spec]


class DeskCertificates(rx.Component):
    """See desk_device.jsx."""

    library = rx.asset("desk_device.jsx", shared=True).importable_path
    tag = "DeskCertificates"

    sentences: rx.Var[dict[str, str]]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str, str)]


def desk_sign(
    documents: Any, kind: str, label: str, *, on_done: Any, icon: str = "signature", busy: str = "Đang ký…",
    beside: Any = None,
) -> rx.Component:  # fmt: skip
    """`kind` is "leader" or "agency"; all the documents are signed with one PIN. `beside` asks for one signature
    beside a document instead, as /api/sign-beside does."""
    more = {} if beside is None else {"beside": beside}
    return DeskSign.create(
        documents=documents, kind=kind, label=label, busy_label=busy, icon_name=icon, sentences=SENTENCES,
        on_done=on_done, **more,
    )  # fmt: skip


def desk_device(**events: Any) -> rx.Component:
    return DeskDevice.create(sentences=SENTENCES, **events)


def desk_certificates(**events: Any) -> rx.Component:
    return DeskCertificates.create(sentences=SENTENCES, **events)
