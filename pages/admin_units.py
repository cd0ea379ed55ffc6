"""`/quan-tri/don-vi`: units, their names, symbols and places."""

import reflex as rx

from pages.home_parts import FRAME
from state.admin_units import UnitCard, Units
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/don-vi"
RULES = "Có hiệu lực từ ngày ghi; quy định sau thay quy định trước"


@rx.page(route="/quan-tri/don-vi", title="Đơn vị · V-Office", on_load=[Office.enter, Units.look])
def units() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Đơn vị", "Tên, ký hiệu và địa danh ở đây được ghi vào số, ký hiệu và phần đầu văn bản"),
        ui.table(
            Units.lines,
            ui.column("Tên đơn vị", lambda row: ui.reference(row.name, row.below, href=row.href), wide=True),
            ui.column("Mã", lambda row: row.code, width=160),
            ui.column("Ký hiệu", lambda row: row.symbol, width=140),
            ui.column("Địa danh", lambda row: row.place, width=160),
            ui.column("Trạng thái", lambda row: row.state, width=110),
            caption="Các đơn vị",
            loaded=Units.looked,
            empty=ui.empty("building-2", "Chưa có đơn vị nào", "Bấm “Thêm đơn vị” để bắt đầu."),
        ),
        at=AT,
        act=ui.button("Thêm đơn vị", icon="plus", filled=True, href="/quan-tri/don-vi/moi"),
    )


def _hint(new: str) -> rx.Component:
    """A new unit's name is typed; one that stands on documents changes by a decision."""
    renamed = ui.text_link(
        "Đổi tên theo quyết định", "/quan-tri/thay-doi-don-vi?don-vi=" + UnitCard.unit_id.to_string()
    )  # fmt: skip
    return rx.cond(UnitCard.unit_id, rx.el.span("Đã ghi trên văn bản. ", renamed), new)


def _written() -> rx.Component:
    """How the unit is written on paper."""
    value, kept = UnitCard.values, {"read_only": UnitCard.unit_id != 0}
    named = _hint("Như ghi trên văn bản")
    return rx.fragment(
        ui.text_field("name", "Tên đơn vị", value["name"], required=True, hint=named, **kept),
        ui.text_field("parent_name", "Cơ quan chủ quản", value["parent_name"], hint="Ghi phía trên tên đơn vị", **kept),
        ui.fields(
            ui.text_field("symbol", "Ký hiệu trong số", value["symbol"], required=True, hint="Ví dụ PGDĐT", **kept),
            ui.text_field("place_name", "Địa danh", value["place_name"], required=True, **kept),
        ),
    )


def _form() -> rx.Component:
    value = UnitCard.values
    return ui.form(
        _written(),
        ui.select_field("parent_id", "Trực thuộc", UnitCard.parents, value["parent_id"], none="Không trực thuộc"),
        ui.fields(
            ui.select_field("kind", "Loại đơn vị", UnitCard.kinds, value["kind"], required=True),
            ui.select_field("level", "Cấp học", UnitCard.levels, value["level"], none="Không phải trường"),
            ui.text_field("code", "Mã định danh", value["code"], required=True),
            ui.text_field("cluster", "Cụm trường", value["cluster"], hint="Chọn được cả cụm ở nơi nhận"),
            ui.text_field("email", "Thư điện tử", value["email"], kind="email"),
            ui.text_field("phone", "Điện thoại", value["phone"], kind="tel"),
            ui.text_field("address", "Địa chỉ", value["address"]),
        ),
        ui.check_field("active", "Đơn vị đang hoạt động", UnitCard.active),
        ui.lines(ui.button("Lưu đơn vị", submit=True, filled=True), ui.button("Thôi", href=AT)),
        on_submit=UnitCard.save,
    )


def _changes() -> rx.Component:
    """A name that stands on issued documents is not overwritten but changed by a decision."""
    return ui.lines(
        ui.button(
            "Đổi tên, nhập, tách đơn vị", href="/quan-tri/thay-doi-don-vi?don-vi=" + UnitCard.unit_id.to_string()
        ),
        ui.button("Ủy quyền, phân công", href="/uy-quyen?don-vi=" + UnitCard.unit_id.to_string()),
        ui.button("Bàn giao công việc", href="/ban-giao?don-vi=" + UnitCard.unit_id.to_string()),
    )


def _rules() -> rx.Component:
    """Each rule with the day it begins and the decision behind it; a later one replaces an earlier one."""
    return rx.fragment(
        rx.el.ul(
            rx.foreach(UnitCard.rules, lambda rule: rx.el.li(ui.two_lines(rx.el.b(rule.label), rule.note))),
            class_name="stack",
        ),
        ui.form(
            ui.fields(
                ui.select_field("rule", "Quy định", UnitCard.rule_names, required=True),
                ui.text_field("value", "Giá trị", required=True, hint="Có hoặc không; hạn xử lý: số ngày làm việc"),
                ui.date_field("valid_from", "Áp dụng từ ngày", required=True),
                ui.text_field("decided_by", "Văn bản quyết định", required=True),
            ),
            ui.lines(ui.button("Thêm quy định", submit=True)),
            on_submit=UnitCard.add_rule,
        ),
    )


@rx.page(route="/quan-tri/don-vi/[unit]", title="Đơn vị · V-Office", on_load=[Office.enter, UnitCard.look])
def unit() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.crumbs(("Đơn vị", AT), rx.cond(UnitCard.unit_id, UnitCard.values["name"], "Đơn vị mới")),
        rx.el.h1(rx.cond(UnitCard.unit_id, UnitCard.values["name"], "Đơn vị mới"), class_name="unseen"),
        _form(),
        rx.cond(UnitCard.unit_id, _changes(), rx.fragment()),
        rx.cond(UnitCard.unit_id, ui.card("Quy định riêng của đơn vị", _rules(), below=RULES), rx.fragment()),
        at=AT,
        narrow=True,
    )
