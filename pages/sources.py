"""`/nguon-van-ban`: the websites, mailboxes and systems where the clerk looks for documents (QC 6.1.2)."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from pages.sources_parts import looked, ticks
from state.base import Office
from state.sources import Sources
from voffice_app import ui

AT = "/nguon-van-ban"


def _table() -> rx.Component:
    def acts(row: Any) -> rx.Component:
        return rx.el.div(
            ui.button("Sửa", small=True, on_click=Sources.edit(row.id)),
            rx.cond(
                row.active,
                ui.button("Ngừng", small=True, on_click=Sources.set_open(row.id, False)),
                ui.button("Theo dõi lại", small=True, on_click=Sources.set_open(row.id, True)),
            ),
            class_name="row",
        )

    return ui.table(
        Sources.lines,
        ui.column("Nguồn", lambda row: ui.two_lines(rx.el.b(row.name), row.address), wide=True),
        ui.column("Loại", lambda row: row.kind, width=150),
        ui.column("Lần xem gần nhất", looked, width=260),
        ui.column("Vừa xem", lambda row: rx.cond(row.active, ticks(row), rx.fragment()), width=310, act=True),
        ui.column("", acts, width=190, act=True),
        caption="Nguồn văn bản đến của đơn vị",
        loaded=Sources.looked,
        empty=ui.empty("eye", "Chưa có nguồn nào", "Thêm website Sở, Bộ, hộp thư, MVP ở dưới."),
    )


def _form() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.text_field("name", "Tên nguồn", Sources.name, required=True, max_length=100,
                          hint="Ví dụ Website Sở GD&ĐT"),
            ui.text_field("address", "Địa chỉ", Sources.address, max_length=200,
                          hint="Địa chỉ trang, hộp thư hoặc tài khoản"),
            ui.select_field("source", "Loại nguồn", Sources.kinds, Sources.source),
        ),
        ui.lines(
            ui.button("Lưu nguồn", submit=True, filled=True),
            rx.cond(Sources.editing > 0, ui.button("Thôi", bare=True, on_click=Sources.look_at_all), rx.fragment()),
        ),
        on_submit=Sources.save,
        key=Sources.turn.to_string(),
    )  # fmt: skip


@rx.page(route=AT, title="Nguồn văn bản · V-Office", on_load=[Office.enter, Sources.look_at_all])
def sources() -> rx.Component:
    below = "Văn thư thường xuyên xem các nguồn này (Quy chế, Điều 6). Nguồn chưa xem hôm nay tô vàng."
    return ui.shell(
        FRAME,
        ui.page_title("Nguồn văn bản đến", below),
        _table(),
        ui.card(rx.cond(Sources.editing > 0, "Sửa nguồn", "Thêm nguồn"), _form()),
        at=AT,
    )
