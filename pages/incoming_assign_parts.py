"""Assigning: exactly one lead, who supports, who is told, the head's words, the deadline."""

from typing import Any

import reflex as rx

from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from voffice_app import ui
from voffice_app.ui import STEP_ICON
from voffice_app.words import STEP
from voffice_app.words.incoming import INSTRUCTIONS


def assignment(step: str) -> rx.Component:
    """The form of "assign", and of "reassign" with its reason."""
    again = step == "reassign"
    reason = [ui.area_field("comment", "Lý do phân công lại", required=True, rows=2)] if again else []
    leave = [ui.button("Thôi", bare=True, on_click=IncomingActs.ask(step))] if again else []
    return ui.form(
        ui.picker("lead", "Chủ trì", IncomingDetail.colleagues, IncomingDetail.lead, required=True),
        ui.fields(
            ui.picker(
                "support", "Phối hợp", IncomingDetail.colleagues, IncomingDetail.support, multiple=True, placeholder=""
            ),
            ui.picker("info", "Để biết", IncomingDetail.colleagues, IncomingDetail.info, multiple=True, placeholder=""),
        ),
        ui.area_field(
            "instruction", "Ý kiến chỉ đạo", IncomingDetail.instruction, rows=2, max_length=1000,
            on_blur=IncomingActs.keep_instruction,
        ),
        _templates(),
        ui.fields(
            ui.date_field("due_on", "Hạn xử lý", IncomingDetail.due_on, on_pick=IncomingActs.choose_due), _days()
        ),
        *reason,
        ui.lines(ui.button(STEP[step], icon=STEP_ICON[step], submit=True, filled=True, big=True), *leave),
        on_submit=getattr(IncomingActs, step),
        key=step,
    )  # fmt: skip


def _days() -> rx.Component:
    """The deadline by one press, counted in working days."""
    choices = rx.foreach(IncomingDetail.due_choices, _due)
    return rx.el.div(
        rx.el.span("Số ngày làm việc", class_name="label"),
        rx.el.div(choices, class_name="quick", role="group", aria_label="Hạn tính theo ngày làm việc"),
        class_name="field",
    )


def _templates() -> rx.Component:
    """Added behind what is written; the list then stands ready for another."""
    options = [rx.el.option(text, value=text) for text in INSTRUCTIONS]
    return rx.el.select(
        rx.el.option("Chọn mẫu ý kiến…", value=""), *options,
        value="", on_change=IncomingActs.add_instruction, aria_label="Mẫu ý kiến", class_name="control",
    )  # fmt: skip


def _due(choice: Any) -> rx.Component:
    """So many working days from today."""
    return rx.el.button(
        choice.label, type="button", class_name=rx.cond(choice.value == IncomingDetail.due_on, "chip teal", "chip"),
        title=choice.note, aria_label=f"{choice.label} ngày làm việc, đến {choice.note}",
        on_click=IncomingActs.choose_due(choice.value),
    )  # fmt: skip
