"""Choosing people, groups or units by typing a few letters, with or without diacritics.

    ui.picker("lead", "Chủ trì", State.officers, required=True)                     exactly one
    ui.picker("recipients", "Nơi nhận", State.units, State.chosen, multiple=True, total=107, on_pick=State.picked)
    ui.picker("issuer", "Cơ quan ban hành", State.found, on_search=State.find_issuer)

`options` and `chosen` are list[shapes.Option]. In a form the field holds the values, "3,17". `on_pick(values:
list[str])` fires at each change; a state that answers with another `chosen` (a quick set) has it shown. With
`on_search(text: str)` the server finds; without it, all options are at hand and found here.
"""

from typing import Any

import reflex as rx

from voffice_app.ui.forms import field
from voffice_app.ui.parts import Text

rx.asset("icon.jsx", shared=True)


class Picker(rx.Component):
    """See picker.jsx."""

    library = rx.asset("picker.jsx", shared=True).importable_path
    tag = "Picker"

    name: rx.Var[str]
    options: rx.Var[list[Any]]
    chosen: rx.Var[list[Any]]
    multiple: rx.Var[bool]
    placeholder: rx.Var[str]
    total: rx.Var[int]
    on_search: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(list[str])]


def picker(
    name: str,
    label: Text,
    options: Any,
    chosen: Any = None,
    *,
    multiple: bool = False,
    total: Any = 0,
    placeholder: str = "Gõ vài chữ để tìm",
    hint: Text = "",
    error: Text = "",
    required: bool = False,
    **events: Any,
) -> rx.Component:
    control = Picker.create(
        name=name,
        options=options,
        chosen=[] if chosen is None else chosen,
        multiple=multiple,
        total=total,
        placeholder=placeholder,
        **events,
    )
    return field(name, label, control, hint=hint, error=error, required=required)
