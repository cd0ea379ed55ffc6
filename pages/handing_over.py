"""`/ban-giao`: whoever leaves a post hands over everything open, by minutes (ND30 Đ31 k3đ)."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.handing_over import HandingOver, Handovers
from voffice_app import ui

AT = "/ban-giao"
S = HandingOver
BELOW = "Nghỉ hưu, chuyển công tác, đi học dài hạn: liệt kê việc đang dở, chọn người nhận, in biên bản"


def _person(option: Any) -> rx.Component:
    return rx.el.li(ui.text_link(option.label, option.value))


def _staff() -> rx.Component:
    return rx.el.ul(rx.foreach(Handovers.staff, _person), class_name="stack")


def _minutes(row: Any) -> rx.Component:
    return ui.file_link("Tải biên bản", href=row.minutes, class_name="text-link")


def _past() -> rx.Component:
    return ui.table(
        Handovers.past,
        ui.column("Người bàn giao", lambda row: ui.two_lines(rx.el.b(row.person), row.title), wide=True),
        ui.column("Lý do", lambda row: row.reason, width=170),
        ui.column("Ngày cuối", lambda row: row.day, width=120),
        ui.column("Căn cứ", lambda row: row.paper),
        ui.column("Biên bản", _minutes, width=140),
        caption="Đã bàn giao", titled=True, loaded=Handovers.looked,
        empty=ui.empty("forward", "Chưa có lần bàn giao nào", "Chọn người bàn giao ở trên."),
    )  # fmt: skip


@rx.page(route=AT, title="Bàn giao công việc · V-Office", on_load=[Office.enter, Handovers.look])
def handovers() -> rx.Component:
    chooser = ui.select_field(
        "unit", "Đơn vị", Handovers.units, Handovers.unit_id.to_string(), on_change=Handovers.choose_unit
    )
    return ui.shell(
        FRAME,
        ui.page_title("Bàn giao công việc", BELOW),
        rx.cond(Handovers.chooses_unit, chooser, rx.fragment()),
        ui.card("Ai bàn giao?", _staff(), below=Handovers.unit_title),
        _past(),
        at=AT,
    )


def _kind(kind: Any) -> rx.Component:
    """The lines of a kind, and its own taker where not all goes to one."""
    taker = rx.cond(
        kind.ending,
        rx.el.p("Tự kết thúc cùng chức vụ.", class_name="below"),
        rx.el.label(
            rx.el.span("Người nhận riêng", class_name="below"),
            rx.el.select(
                rx.el.option("Như người nhận chung", value=""),
                rx.foreach(kind.takers, lambda option: rx.el.option(option.label, value=option.value)),
                name="taker_" + kind.key, class_name="control", aria_label=kind.label,
            ),
        ),
    )  # fmt: skip
    listed = rx.el.ul(rx.foreach(kind.lines, lambda line: rx.el.li(line)))
    return rx.el.details(
        rx.el.summary(rx.el.b(kind.label), " (", kind.count, ")"), listed, taker, class_name="more", open=True
    )  # fmt: skip


def _new_post() -> rx.Component:
    asked = ui.fields(
        ui.select_field("new_unit", "Đến đơn vị", S.new_units, none="Chọn đơn vị"),
        ui.select_field("new_role", "Vai trò mới", S.roles, none="Chọn vai trò"),
        ui.text_field("new_title", "Chức vụ mới"),
    )
    return rx.cond(S.transfers, asked, rx.fragment())


def _form() -> rx.Component:
    nothing = ui.notice("info", "Không còn việc nào đang dở", "Biên bản ghi nhận như vậy và chức vụ kết thúc.")
    return ui.form(
        rx.cond(S.looked & (S.kinds.length() == 0), nothing, rx.el.div(rx.foreach(S.kinds, _kind), class_name="stack")),
        ui.fields(
            ui.select_field("taker", "Người nhận chung", S.all_takers, none="Chọn người nhận"),
            ui.select_field("reason", "Lý do", S.reasons, required=True, none="Chọn lý do", on_change=S.choose_reason),
            ui.date_field("last_day", "Ngày cuối giữ chức vụ", required=True),
            ui.text_field("decided_by", "Văn bản quyết định", required=True),
        ),
        _new_post(),
        ui.lines(ui.button("Bàn giao và kết thúc chức vụ", submit=True, filled=True), ui.button("Thôi", href=AT)),
        on_submit=S.hand_over,
    )


@rx.page(route="/ban-giao/[post]", title="Bàn giao công việc · V-Office", on_load=[Office.enter, S.look])
def handing_over() -> rx.Component:
    finished = ui.notice(
        "info", "Đã bàn giao", ui.file_link("Tải biên bản bàn giao (PDF)", href=S.done, class_name="text-link")
    )  # fmt: skip
    return ui.shell(
        FRAME,
        ui.crumbs(("Bàn giao công việc", AT), S.leaver),
        ui.page_title(S.leaver, S.leaver_title),
        rx.cond(S.done != "", finished, ui.card("Việc đang dở", rx.el.div(_form(), key=S.turn.to_string()))),
        at=AT,
        narrow=True,
    )
