"""Fields of a form: native inputs with names, a label, a hint, the error beneath.

    ui.form(
        ui.text_field("reference", "Số, ký hiệu", State.reference, required=True, error=State.errors["reference"]),
        ui.area_field("abstract", "Trích yếu", State.abstract, hint="Ghi đúng như trên văn bản"),
        ui.select_field("urgency", "Độ khẩn", State.urgencies, State.urgency),     list[shapes.Option]
        ui.date_field("due_on", "Hạn xử lý", State.due_on),                         "2026-11-30"
        ui.check_field("signed_paper", "Có bản giấy", State.signed_paper),
        ui.choice_field("source", "Nguồn", State.sources, State.source),            radio buttons
        ui.lines(ui.button("Lưu", submit=True, filled=True), ui.button("Thôi", href="/incoming")),
        on_submit=State.save,                     gets {name: text}; a box that is off is absent
    )
    ui.fields(a, b, columns=2)                    fields side by side, one under the other when narrow

What is typed stays in the browser until the form is sent. When the state gives a field another value (read off a
dropped file), the field shows it.
"""

from typing import Any

import reflex as rx

from voffice_app.ui.parts import Text

rx.asset("icon.jsx", shared=True)


def form(*children: Any, on_submit: Any, **props: Any) -> rx.Component:
    return rx.el.form(*children, on_submit=on_submit, class_name="form", **props)


def fields(*children: Any, columns: int = 2) -> rx.Component:
    return rx.el.div(*children, class_name="fields", style={"--columns": str(columns)})


def lines(*children: Any) -> rx.Component:
    """The buttons under a form."""
    return rx.el.div(*children, class_name="row form-end")


def field(
    name: str, label: Text, control: Any, *, hint: Text = "", error: Text = "", required: bool = False
) -> rx.Component:
    """Any control with its label; the control's id is the field's name."""
    mark = rx.el.span(" *", class_name="red-text", aria_hidden="true") if required else rx.fragment()
    told = [] if isinstance(hint, str) and not hint else [rx.el.p(hint, class_name="hint", id=f"{name}-hint")]
    return rx.el.div(
        rx.el.label(label, mark, html_for=name),
        control,
        *told,
        rx.el.p(error, class_name="field-error", id=f"{name}-error", role="alert"),
        class_name="field",
    )


def text_field(
    name: str,
    label: Text,
    value: Text = "",
    *,
    hint: Text = "",
    error: Text = "",
    required: bool = False,
    kind: str = "text",
    **props: Any,
) -> rx.Component:
    """One line of text; `kind` is the input's type (email, tel, number, password)."""
    told = _told(name, value, error, required)
    return field(name, label, rx.el.input(type=kind, **told, **props), hint=hint, error=error, required=required)


class DateInput(rx.Component):
    """See date_input.jsx."""

    library = rx.asset("date_input.jsx", shared=True).importable_path
    tag = "DateInput"

    name: rx.Var[str]
    value: rx.Var[str]
    required: rx.Var[bool]
    invalid: rx.Var[bool]
    on_pick: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def date_field(
    name: str,
    label: Text,
    value: Text = "",
    *,
    hint: Text = "",
    error: Text = "",
    required: bool = False,
    **events: Any,
) -> rx.Component:
    """A date, shown and typed as 30/11/2026; its value, in and out, is "2026-11-30" or ""."""
    date = DateInput.create(name=name, value=value, required=required, invalid=_wrong(error), **events)
    return field(name, label, date, hint=hint, error=error, required=required)


def area_field(
    name: str,
    label: Text,
    value: Text = "",
    *,
    hint: Text = "",
    error: Text = "",
    required: bool = False,
    rows: int = 3,
    **props: Any,
) -> rx.Component:
    """Several lines of plain text."""
    told = _told(name, value, error, required)
    area = rx.el.textarea(rows=str(rows), **told, **props)
    return field(name, label, area, hint=hint, error=error, required=required)


def select_field(
    name: str,
    label: Text,
    options: Any,
    value: Text = "",
    *,
    hint: Text = "",
    error: Text = "",
    required: bool = False,
    none: str = "",
    **props: Any,
) -> rx.Component:
    """One of a few; `none` is the line for "not chosen"."""
    told = _told(name, value, error, required)
    first = [rx.el.option(none, value="")] if none else []
    choices = rx.foreach(options, lambda option: rx.el.option(option.label, value=option.value))
    return field(name, label, rx.el.select(*first, choices, **told, **props), hint=hint, error=error, required=required)


def check_field(name: str, label: Text, checked: Any = False, hint: Text = "") -> rx.Component:
    box = rx.el.input(type="checkbox", id=name, name=name, default_checked=checked, key=f"{name}:{checked}")
    told = [] if isinstance(hint, str) and not hint else [rx.el.span(hint, class_name="below")]
    return rx.el.label(box, rx.el.span(label, *told), html_for=name, class_name="check")


def choice_field(name: str, label: Text, options: Any, value: Text = "") -> rx.Component:
    """Radio buttons: every choice in sight."""

    def choice(option: Any) -> rx.Component:
        button = rx.el.input(
            type="radio", name=name, value=option.value, default_checked=option.value == value, key=f"{value}"
        )
        note = rx.cond(option.note != "", rx.el.span(option.note, class_name="below"), rx.fragment())
        return rx.el.label(button, rx.el.span(option.label, note), class_name="check")

    return rx.el.fieldset(
        rx.el.legend(label), rx.el.div(rx.foreach(options, choice), class_name="choices"), class_name="field"
    )


def _told(name: str, value: Text, error: Text, required: bool) -> dict[str, Any]:
    """What every control is told. The key makes it anew when the state gives another value."""
    return {
        "id": name,
        "name": name,
        "default_value": value,
        "key": f"{name}:{value}",
        "required": required,
        "aria_invalid": _wrong(error),
        "aria_describedby": f"{name}-hint {name}-error",
        "class_name": "control",
    }


def _wrong(error: Text) -> Any:
    return bool(error) if isinstance(error, str) else error != ""
