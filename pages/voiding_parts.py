"""Beside an incoming document: a wrong entry in the register is struck, seldom needed and behind a line that opens."""

import reflex as rx

from state.base import Office
from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.received import Received
from voffice_app import ui

MAY_BE_WRONG = ("registered", "submitted", "archived_only")


def voiding() -> rx.Component:
    """Shown to the clerk while nobody was assigned it; the act itself asks again."""
    form = ui.form(
        rx.el.p(
            "Số đến vẫn nằm trong sổ, gạch ngang kèm lý do, không dùng lại. "
            "Văn bản nhập đúng thì vào sổ lại, lấy số mới.",
            class_name="hint",
        ),
        ui.area_field("void_reason", "Lý do hủy mục này", required=True, rows=2, max_length=500),
        ui.lines(ui.button("Hủy mục nhập sai", icon="ban", submit=True, danger=True)),
        on_submit=IncomingActs.void_entry,
        key=f"void-{IncomingDetail.opened_id}",
    )
    folded = rx.el.details(rx.el.summary("Nhập sai? Hủy mục này trong sổ"), form, class_name="more")
    clerk = Office.permissions.contains("incoming.register")
    early = rx.Var.create(list(MAY_BE_WRONG)).contains(IncomingDetail.status)
    return rx.cond(clerk & early & ~Received.came, folded, rx.fragment())
