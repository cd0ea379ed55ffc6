"""The forms under `/uy-quyen`, one a tab."""

from typing import Any

import reflex as rx

from state.deputising import Deputising
from voffice_app import ui

S = Deputising


def _term(paper: str, *, open_end: bool = False, hint: str = "Ví dụ: Thông báo 12/TB-PGDĐT ngày 20/11/2026") -> Any:
    return (
        ui.date_field("valid_from", "Từ ngày", required=True),
        ui.date_field(
            "valid_to", "Đến hết ngày", required=not open_end, hint="Bỏ trống nếu chưa định" if open_end else ""
        ),
        ui.text_field("paper", paper, required=True, hint=hint),
    )  # fmt: skip


def delegate_form() -> rx.Component:
    giver = rx.cond(
        S.chooses_unit, ui.select_field("giver", "Làm thay ai", S.heads, required=True), rx.fragment()
    )  # fmt: skip
    return ui.card(
        "Giao làm thay",
        ui.form(
            ui.fields(
                giver,
                ui.select_field("person", "Người làm thay", S.actors, required=True, none="Chọn người"),
                *_term("Văn bản giao", hint="Số, ngày của giấy ủy quyền hoặc phân công"),
            ),
            rx.el.fieldset(
                rx.el.legend("Phạm vi"),
                rx.el.div(rx.foreach(S.scopes, _scope), class_name="choices"),
                class_name="field",
            ),
            ui.lines(ui.button("Giao làm thay", submit=True, filled=True)),
            on_submit=S.delegate,
        ),
        below="Không bao gồm duyệt, ký, đóng dấu. Mỗi phạm vi một người trong cùng thời gian; "
        "không giao tiếp cho người khác.",
    )


def _scope(option: Any) -> rx.Component:
    box = rx.el.input(type="checkbox", name=option.value, id=option.value)
    return rx.el.label(box, rx.el.span(option.label), html_for=option.value, class_name="check")


def field_form() -> rx.Component:
    return ui.card(
        "Phân công lĩnh vực cho cấp phó",
        ui.form(
            ui.fields(
                ui.select_field("person", "Cấp phó", S.deputies, required=True, none="Chọn người"),
                ui.text_field("subject_area", "Lĩnh vực", required=True, hint="Như ghi khi đăng ký văn bản"),
                *_term("Văn bản phân công", open_end=True),
            ),
            ui.lines(ui.button("Phân công", submit=True, filled=True)),
            on_submit=S.assign_field,
        ),
        below="Cấp phó được gợi ý làm chủ trì và ký thay (KT.) văn bản thuộc lĩnh vực.",
    )


def cover_form() -> rx.Component:
    return ui.card(
        "Phụ trách khi lãnh đạo vắng mặt",
        ui.form(
            ui.fields(
                ui.select_field("absent", "Người vắng mặt", S.leaders, required=True, none="Chọn người"),
                ui.select_field("person", "Người phụ trách thay", S.deputies, required=True, none="Chọn người"),
                *_term("Lý do, văn bản", hint="Ví dụ: Đi công tác theo QĐ 30/QĐ-UBND"),
            ),
            ui.lines(ui.button("Giao phụ trách", submit=True, filled=True)),
            on_submit=S.cover,
        ),
        below="Trong thời gian này người phụ trách được gợi ý làm chủ trì và ký thay (KT.).",
    )


def power_form() -> rx.Component:
    return ui.card(
        "Ghi tư cách ký",
        ui.form(
            ui.fields(
                ui.select_field("capacity", "Tư cách", S.capacities, required=True, none="Chọn tư cách"),
                ui.select_field("person", "Người ký", S.staff, required=True, none="Chọn người"),
                *_term("Văn bản", open_end=True, hint="Số, ngày của văn bản ủy quyền, quyết định"),
                ui.text_field("content", "Nội dung được ủy quyền", hint="Bắt buộc với TUQ., kèm ngày kết thúc"),
                ui.text_field("body", "Tập thể", hint="Với TM., ví dụ Hội đồng thi"),
                ui.text_field("body_title", "Chức danh trong tập thể", hint="Với TM., ví dụ Chủ tịch"),
            ),
            ui.file_drop("scan", prompt="Thả bản chụp văn bản ủy quyền (PDF) vào đây", hint="Bắt buộc với TUQ."),
            ui.lines(ui.button("Ghi tư cách ký", submit=True, filled=True)),
            on_submit=S.empower,
        ),
        below="TL. chỉ dùng khi quy chế đơn vị cho phép. Người được ủy quyền không ủy quyền lại (NĐ 30/2020, Điều 13).",
    )
