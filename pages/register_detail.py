"""`/so-van-ban/[register_id]`: one book: numbers held and voided, volumes, late days permitted, its own history."""

from typing import Any

import reflex as rx

from pages.register_volume_parts import volumes
from pages.registers_parts import AT, FRAME
from state.base import Office
from state.register_acts import RegisterActs as S
from state.register_detail import RegisterDetail
from voffice_app import ui

CLERK = Office.permissions.contains("register.keep")
HEAD = Office.permissions.contains("unit.rules")


def _figures() -> rx.Component:
    return ui.stats(
        ui.stat("Số cuối cùng", S.last),
        ui.stat("Đang giữ", S.held, tone=rx.cond(S.held == "0", "", "amber")),
        ui.stat("Đã hủy", S.voided),
        rx.el.div(
            rx.el.span("Liên tục", class_name="stat-label"),
            rx.el.span(ui.chip(S.whole, S.tone), class_name="stat-value"),
            class_name="card stat",
        ),
    )


def _hold() -> rx.Component:
    return ui.form(
        rx.el.input(type="hidden", name="request_key", value=S.request_key),
        ui.fields(
            ui.text_field("count", "Giữ mấy số", "1", kind="number", required=True),
            ui.text_field("hold_reason", "Lý do giữ", required=True, max_length=500),
        ),
        ui.lines(ui.button("Giữ số", icon="bookmark", submit=True, filled=True)),
        on_submit=S.hold,
        key=S.request_key,
    )


def _void(row: Any) -> rx.Component:
    button = ui.button("Hủy số", small=True, on_click=S.ask_void(row.id), aria_expanded=S.voiding == row.id)
    return rx.cond(CLERK & row.waiting, button, rx.fragment())


def _void_form() -> rx.Component:
    """Below the list, in its place: which number, and why."""
    form = ui.form(
        ui.text_field("void_reason", "Lý do hủy số", required=True, auto_focus=True, max_length=500),
        ui.lines(
            ui.button("Hủy số này", icon="ban", submit=True, danger=True),
            ui.button("Thôi", bare=True, on_click=S.ask_void(S.voiding)),
        ),
        on_submit=S.void,
    )
    return rx.cond(S.voiding > 0, form, rx.fragment())


def _numbers() -> rx.Component:
    listed = ui.table(
        S.numbers,
        ui.column("Số", lambda row: rx.el.b(row.number), width=80),
        ui.column("Trạng thái", lambda row: ui.chip(row.status, row.tone), width=120),
        ui.column("Lý do", lambda row: row.reason, wide=True),
        ui.column("Giữ lúc", lambda row: row.since, width=150),
        ui.column("", _void, width=100, act=True),
        caption="Số đã giữ",
        within=True,
        empty=ui.empty("bookmark", "Không giữ số nào", "Số giữ sẽ được dùng sau, hoặc hủy kèm lý do."),
    )
    return ui.card("Số đã giữ", listed, _void_form(), rx.cond(CLERK & S.running, _hold(), rx.fragment()))


def _permission(row: Any) -> rx.Component:
    end = ui.button("Rút lại", small=True, on_click=S.end(row.id))
    return rx.el.li(
        ui.two_lines(rx.el.b(row.days), row.below),
        rx.el.div(
            ui.chip(row.status, row.tone), rx.cond(HEAD & row.running, end, rx.fragment()), class_name="row"
        ),
    )  # fmt: skip


def _backdating() -> rx.Component:
    allow = ui.form(
        ui.date_field("first_on", "Từ ngày", required=True),
        ui.date_field("last_on", "Đến ngày", required=True),
        ui.date_field("valid_until", "Văn thư ghi xong trước hết ngày", required=True),
        ui.text_field("allow_reason", "Lý do", required=True, max_length=500),
        ui.lines(ui.button("Cho phép ghi lùi ngày", submit=True, filled=True)),
        on_submit=S.allow,
    )
    listed = rx.cond(
        S.permissions_given.length() > 0,
        rx.el.ul(rx.foreach(S.permissions_given, _permission), class_name="stack"),
        rx.el.p("Chưa cho phép ngày nào.", class_name="muted small"),
    )
    below = "Chỉ thủ trưởng cho phép; mỗi lần ghi lùi đều có trong nhật ký sổ"
    return ui.card("Ghi lùi ngày", listed, rx.cond(HEAD, allow, rx.fragment()), below=below)


def _about() -> rx.Component:
    retire = ui.button("Thôi dùng sổ này", small=True, on_click=S.retire)
    return ui.card("Sổ", ui.facts(S.facts), rx.cond(HEAD & S.retirable, retire, rx.fragment()))


def _absent() -> rx.Component:
    hint = "Sổ không có, hoặc thuộc đơn vị khác. Kiểm tra lại địa chỉ hoặc chức vụ đang chọn."
    return ui.empty("search", "Không có sổ này", hint, ui.button("Về các sổ", href=AT))


@rx.page(
    route="/so-van-ban/[register_id]",
    title="Sổ văn bản · V-Office",
    on_load=[Office.enter, RegisterDetail.look, S.begin],
)
def register_detail() -> rx.Component:
    shown = rx.fragment(
        ui.crumbs(("Sổ văn bản", AT), S.name),
        ui.page_title(S.name, S.below),
        ui.tabs(S.years, S.year, label="Chọn năm"),
        _figures(),
        rx.el.div(
            rx.el.div(_numbers(), volumes(), class_name="stack"),
            rx.el.div(_backdating(), _about(), ui.card("Nhật ký sổ", ui.timeline(S.history)), class_name="stack"),
            class_name="register-page",
        ),
    )
    return ui.shell(
        FRAME,
        rx.cond(S.absent, _absent(), rx.cond(S.looked, shown, rx.fragment())),
        rx.el.span(on_unmount=RegisterDetail.leave),
        at=AT,
    )
