"""The field that takes files: dropped or chosen, sent at once to POST /api/files, with progress and refusals in words.

    ui.file_drop("files", on_kept=State.file_kept)                      one PDF
    ui.file_drop("files", multiple=True, accept=ui.OFFICE_FILES, prompt="Thả tệp đính kèm vào đây")

In a form the field `name` holds the ids of what the door kept, "12,13". `on_kept(file: dict)` gets the door's answer
(id, name, size, pages, media_type, warnings), `on_removed(id: int)` the id of one the person took off again. A form
sent too early waits for its files and then goes by itself. `told` gives refusals of this field their own sentences.
"""

from typing import Any

import reflex as rx

from voffice_app import words

PDF = ".pdf,application/pdf"
OFFICE_FILES = ".pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.png,.jpg,.jpeg,.tif,.tiff,.zip"

for _part in ("icon.jsx", "refusal.js", "held_form.js"):
    rx.asset(_part, shared=True)


class FileDrop(rx.Component):
    """See file_drop.jsx."""

    library = rx.asset("file_drop.jsx", shared=True).importable_path
    tag = "FileDrop"

    url: rx.Var[str]
    name: rx.Var[str]
    accept: rx.Var[str]
    multiple: rx.Var[bool]
    limit_mb: rx.Var[int]
    prompt: rx.Var[str]
    hint: rx.Var[str]
    sentences: rx.Var[dict[str, str]]
    on_kept: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
    on_removed: rx.EventHandler[rx.event.passthrough_event_spec(int)]


def file_drop(
    name: str,
    *,
    url: str = "/api/files",
    accept: str = PDF,
    multiple: bool = False,
    limit_mb: int = 50,
    prompt: str = "Thả tệp PDF vào đây hoặc bấm để chọn",
    hint: str = "Tối đa 50 MB",
    told: dict[str, str] | None = None,
    **events: Any,
) -> rx.Component:
    return FileDrop.create(
        url=url,
        name=name,
        accept=accept,
        multiple=multiple,
        limit_mb=limit_mb,
        prompt=prompt,
        hint=hint,
        sentences=words.REASONS | (told or {}),
        **events,
    )
