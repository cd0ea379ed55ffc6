"""The questions before what cannot be undone: issuing, cancelling, discarding."""

import reflex as rx

from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from voffice_app import ui


def issue_dialog() -> rx.Component:
    """Every recipient gets it at once."""
    return ui.dialog(
        "issue",
        f"Ban hành {OutgoingDetail.reference}?",
        rx.el.p(f"Văn bản đến ngay {OutgoingDetail.recipient_count} đơn vị nhận và không sửa được nữa."),
        act=ui.button("Ban hành ngay", icon="send", on_click=OutgoingActs.issue, data_closes="true"),
    )


def cancel_dialog() -> rx.Component:
    """With its reason; a number given is never used again."""
    return ui.dialog(
        "cancel",
        f"Hủy {OutgoingDetail.reference}?",
        rx.el.p("Văn bản không ký, không ban hành được nữa. Số đã cấp vẫn nằm trong sổ, không dùng lại."),
        rx.el.form(
            ui.area_field("cancel_comment", "Lý do hủy", required=True),
            id="cancel-form",
            on_submit=OutgoingActs.cancel,
            class_name="form",
        ),
        act=ui.button("Hủy hẳn", icon="ban", danger=True, submit=True, form="cancel-form"),
    )


def discard_dialog() -> rx.Component:
    """A draft that never got a number."""
    return ui.dialog(
        "discard",
        "Bỏ dự thảo này?",
        rx.el.p("Dự thảo không trình được nữa; các bản đã lưu vẫn được giữ trong hệ thống."),
        act=ui.button("Bỏ hẳn", icon="trash-2", danger=True, on_click=OutgoingActs.discard, data_closes="true"),
    )
