"""What the pages of books share: the frame and the form of a new book."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME as FRAME
from state.registers import DIRECTIONS, TYPE_OPTIONS
from voffice_app import ui

AT = "/so-van-ban"


def register_form(first_years: Any, on_submit: Any, *before: rx.Component, filled: bool = False) -> rx.Component:
    """For types of its own, or for a council; the rules of numbers are the act's to keep."""
    types = rx.el.fieldset(
        rx.el.legend("Nhận riêng những loại văn bản"),
        rx.el.div(*[ui.check_field(f"type-{kind.value}", kind.label) for kind in TYPE_OPTIONS], class_name="type-grid"),
        rx.el.p("Loại được chọn sẽ lấy số ở sổ này, không lấy ở sổ chung nữa.", class_name="hint"),
        class_name="field",
    )
    return ui.form(
        *before,
        ui.fields(
            ui.text_field("name", "Tên sổ", required=True, hint="Ví dụ Sổ quyết định", max_length=100),
            ui.select_field("direction", "Chiều", DIRECTIONS, "outgoing", required=True),
            ui.text_field("body_name", "Hội đồng, ban, tổ", hint="Chỉ khi cấp số riêng cho hội đồng", max_length=200),
            ui.text_field("symbol", "Ký hiệu riêng", hint="Ví dụ HĐTĐKT", max_length=20),
            ui.select_field("first_year", "Dùng từ", first_years, required=True),
            ui.text_field("decided_by", "Văn bản quyết định", required=True, max_length=200),
        ),
        types,
        ui.lines(ui.button("Mở sổ", icon="plus", submit=True, filled=filled)),
        on_submit=on_submit,
    )
