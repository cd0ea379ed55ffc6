"""Assigning and assigning onward: exactly one lead, who supports, who is told, the words, the deadline."""

from typing import Any

import reflex as rx

from pages.incoming_quick_parts import sets, templates
from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.incoming_quick import IncomingQuick
from state.incoming_work import IncomingWork
from voffice_app import ui
from voffice_app.ui import STEP_ICON
from voffice_app.words import STEP

AGAIN = {"reassign": "Lý do phân công lại", "change_onward": "Lý do giao lại"}
ONWARD = {"assign_onward": IncomingWork.assign_onward, "change_onward": IncomingWork.change_onward}


def assignment(step: str) -> rx.Component:
    """The form of "assign", and of those that give it onward or replace what was given with their reason."""
    reason = [ui.area_field("comment", AGAIN[step], required=True, rows=2)] if step in AGAIN else []
    leave = [ui.button("Thôi", bare=True, on_click=IncomingActs.ask(step))] if step != "assign" else []
    label, hint = ("Hạn giao tiếp", "Không sau hạn của bạn") if step in ONWARD else ("Hạn xử lý", "")
    due = ui.date_field("due_on", label, IncomingDetail.due_on, hint=hint, on_pick=IncomingActs.choose_due)
    return ui.form(
        sets(),
        _people(),
        ui.area_field(
            "instruction", "Ý kiến chỉ đạo", IncomingDetail.instruction, rows=2, max_length=1000,
            on_blur=IncomingActs.keep_instruction,
        ),
        templates(),
        ui.fields(due, _days()),
        *reason,
        ui.lines(ui.button(STEP[step], icon=STEP_ICON[step], submit=True, filled=True, big=True), *leave),
        on_submit=ONWARD[step] if step in ONWARD else getattr(IncomingActs, step),
        key=step,
    )  # fmt: skip


def _people() -> rx.Component:
    def picker(name: str, label: str, chosen: Any, on_pick: Any, **more: Any) -> rx.Component:
        return ui.picker(name, label, IncomingDetail.colleagues, chosen, on_pick=on_pick, **more)

    many = {"multiple": True, "placeholder": ""}
    return rx.fragment(
        picker("lead", "Chủ trì", IncomingDetail.lead, IncomingQuick.pick_lead, required=True),
        rx.foreach(IncomingDetail.suggested, _suggested),
        ui.fields(
            picker("support", "Phối hợp", IncomingDetail.support, IncomingQuick.pick_support, **many),
            picker("info", "Để biết", IncomingDetail.info, IncomingQuick.pick_info, **many),
        ),
    )


def _suggested(deputy: Any) -> rx.Component:
    """Who is in charge of the field by the head's standing assignment: one press."""
    press = rx.el.button(
        deputy.label, type="button", class_name="chip", aria_label=f"Chủ trì: {deputy.label}",
        on_click=IncomingQuick.pick_lead([deputy.value]),
    )  # fmt: skip
    return rx.el.div(press, rx.el.span(deputy.note, class_name="muted small"), class_name="quick")


def _days() -> rx.Component:
    """The deadline by one press, counted in working days."""
    choices = rx.foreach(IncomingDetail.due_choices, _due)
    return rx.el.div(
        rx.el.span("Số ngày làm việc", class_name="label"),
        rx.el.div(choices, class_name="quick", role="group", aria_label="Hạn tính theo ngày làm việc"),
        class_name="field",
    )


def _due(choice: Any) -> rx.Component:
    """So many working days from today."""
    return rx.el.button(
        choice.label, type="button", class_name=rx.cond(choice.value == IncomingDetail.due_on, "chip teal", "chip"),
        title=choice.note, aria_label=f"{choice.label} ngày làm việc, đến {choice.note}",
        on_click=IncomingActs.choose_due(choice.value),
    )  # fmt: skip
