"""One press instead of typing: the unit's instruction templates and one's own sets of people."""

from typing import Any

import reflex as rx

from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.incoming_quick import IncomingQuick
from voffice_app import ui
from voffice_app.words.incoming import INSTRUCTIONS

QUICK = IncomingDetail.work


def sets() -> rx.Component:
    """«Bộ người»: a press fills lead, support and information; what is picked is kept under a name."""
    naming = rx.el.span(
        rx.el.input(
            placeholder="Tên bộ người", aria_label="Tên bộ người", class_name="control", max_length=60,
            on_blur=IncomingQuick.name_set,
        ),
        ui.button("Lưu", small=True, on_click=IncomingQuick.save_set),
        class_name="quick-name",
    )  # fmt: skip
    opener = ui.button(
        "Lưu bộ đang chọn…", bare=True, small=True, on_click=IncomingQuick.keep("set"),
        aria_expanded=IncomingQuick.keeping == "set",
    )  # fmt: skip
    return rx.el.div(
        rx.el.span("Bộ người", class_name="label"),
        rx.foreach(QUICK.sets, _set),
        opener,
        rx.cond(IncomingQuick.keeping == "set", naming, rx.fragment()),
        class_name="quick",
        role="group",
        aria_label="Bộ người của tôi",
    )


def _set(kept: Any) -> rx.Component:
    return rx.el.span(
        rx.el.button(
            kept.label, " (", kept.note, ")", type="button", class_name="chip",
            on_click=IncomingQuick.use_set(kept.value),
        ),
        rx.cond(IncomingQuick.keeping == "set", _drop(kept, "bộ", IncomingQuick.drop_set), rx.fragment()),
    )  # fmt: skip


def templates() -> rx.Component:
    """Added behind what is written; a leader keeps what is written as another template."""
    kept = rx.foreach(QUICK.templates, lambda row: rx.el.option(row.label, value=row.label))
    usual = [rx.el.option(text, value=text) for text in INSTRUCTIONS]
    chooser = rx.el.select(
        rx.el.option("Chọn mẫu ý kiến…", value=""), rx.cond(QUICK.templates.length() > 0, kept, rx.fragment(*usual)),
        value="", on_change=IncomingActs.add_instruction, aria_label="Mẫu ý kiến", class_name="control",
    )  # fmt: skip
    keeping = IncomingQuick.keeping == "templates"
    opener = ui.button(
        "Mẫu của đơn vị", bare=True, small=True, on_click=IncomingQuick.keep("templates"), aria_expanded=keeping
    )
    leads = IncomingDetail.permissions.contains("incoming.assign")
    return rx.el.div(
        rx.el.div(chooser, rx.cond(leads, opener, rx.fragment()), class_name="quick-line"),
        rx.cond(keeping & leads, _kept_templates(), rx.fragment()),
    )


def _kept_templates() -> rx.Component:
    def line(kept: Any) -> rx.Component:
        return rx.el.li(kept.label, _drop(kept, "mẫu", IncomingQuick.drop_template))

    return rx.el.div(
        rx.el.ul(rx.foreach(QUICK.templates, line), class_name="quick-list"),
        ui.button("Lưu ý kiến đang viết làm mẫu", icon="plus", small=True, on_click=IncomingQuick.add_template),
    )


def _drop(kept: Any, what: str, act: Any) -> rx.Component:
    label = f"Bỏ {what}"
    return rx.el.button(
        ui.icon("x"), rx.el.span(label, " ", kept.label, class_name="unseen"), type="button", class_name="drop",
        title=label, on_click=act(kept.value),
    )  # fmt: skip
