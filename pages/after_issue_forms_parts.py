"""The forms of what may be done with an issued document: one open at a time, each with its reason."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from state.after_issue import AfterIssue
from state.outgoing_rows import AREA_OPTIONS, URGENCY_OPTIONS
from voffice_app import ui
from voffice_app.domain.links import DECLARED
from voffice_app.shapes import Option
from voffice_app.words.after_issue import FIELD, LINK

FIELDS = [Option(key, label) for key, label in FIELD.items()]
KINDS = [Option("", "Không liên quan"), *(Option(str(kind), LINK[kind][0]) for kind in DECLARED)]
CLERK = AfterIssue.role == "clerk"


def opener(name: str) -> rx.Component:
    """The button that shows a form; the check is done at once."""
    label, icon, _ = FORMS[name]
    step = {"add": "update", "take": "recall"}.get(name, name)
    act = AfterIssue.check_issued if name == "check_issued" else AfterIssue.ask(name)
    button = ui.button(label, icon=icon, small=True, on_click=act, aria_expanded=AfterIssue.asking == name)
    return rx.cond(AfterIssue.offers.contains(step), button, rx.fragment())


def _form(*content: Any, send: str, act: Any, danger: bool = False) -> rx.Component:
    buttons = ui.lines(
        ui.button(send, submit=True, danger=danger), ui.button("Thôi", bare=True, on_click=AfterIssue.ask(""))
    )
    return ui.form(*content, buttons, on_submit=act)


def _order() -> rx.Component:
    """The clerk names who ordered it; the head's own act is the head's order."""
    named = ui.select_field("ordered_by", "Người ra lệnh thu hồi", AfterIssue.leaders, required=True)
    return rx.cond(CLERK, named, rx.fragment())


def _recall() -> rx.Component:
    told = ui.notice(
        "warning", "Thu hồi ở mọi nơi nhận",
        "Nội dung không mở được nữa; nơi đã mở phải xác nhận hoặc từ chối. Nơi nhận bên ngoài được báo bằng thư "
        "điện tử. Số văn bản vẫn nằm trong sổ.",
    )  # fmt: skip
    why = ui.area_field("recall_reason", "Lý do thu hồi", required=True, auto_focus=True)
    return _form(told, _order(), why, send="Thu hồi", act=AfterIssue.recall, danger=True)


def _take() -> rx.Component:
    chosen = ui.picker("taken_units", "Đơn vị rút khỏi danh sách nhận", AfterIssue.units, multiple=True, required=True)
    why = ui.area_field("removal_reason", "Lý do", required=True)
    return _form(chosen, _order(), why, send="Rút và thu hồi", act=AfterIssue.recall_from, danger=True)


def _add() -> rx.Component:
    chosen = ui.picker("added_units", "Gửi thêm cho", AfterIssue.more_units, multiple=True, required=True)
    why = ui.area_field("adding_reason", "Lý do", required=True)
    return _form(chosen, why, send="Gửi thêm", act=AfterIssue.add_receivers)


def _withdraw() -> rx.Component:
    why = ui.area_field("withdrawal_reason", "Lý do rút lệnh thu hồi", required=True, auto_focus=True)
    return _form(why, send="Rút lệnh thu hồi", act=AfterIssue.withdraw_recall)


def _update() -> rx.Component:
    told = rx.el.p("Tệp đã ký, số, ký hiệu và ngày không sửa ở đây: ban hành văn bản đính chính hoặc thay thế.")
    return _form(
        told,
        ui.area_field("abstract", "Trích yếu", AfterIssue.abstract, required=True),
        ui.fields(
            ui.select_field("subject_area", "Lĩnh vực", AREA_OPTIONS, AfterIssue.subject_area),
            ui.select_field("urgency", "Độ khẩn", URGENCY_OPTIONS, AfterIssue.urgency),
            ui.date_field("reply_due_on", "Hạn trả lời", AfterIssue.reply_due_on),
        ),
        ui.area_field("update_reason", "Lý do cập nhật", required=True, rows=2),
        send="Cập nhật và báo nơi nhận", act=AfterIssue.update_data,
    )  # fmt: skip


def _correction() -> rx.Component:
    return _form(
        ui.select_field("field", "Mục sai", FIELDS, required=True),
        ui.text_field("right_value", "Giá trị đúng", required=True),
        ui.area_field("correction_reason", "Lý do", required=True, rows=2),
        send="Gửi văn thư", act=AfterIssue.ask_correction,
    )  # fmt: skip


def _declare() -> rx.Component:
    return _form(
        ui.select_field("link_kind", "Văn bản này", KINDS),
        ui.picker("link_target", "văn bản đã ban hành", AfterIssue.found, on_search=AfterIssue.seek),
        send="Ghi liên kết", act=AfterIssue.declare,
    )  # fmt: skip


FORMS: dict[str, tuple[str, str, Callable[[], rx.Component]]] = {
    "declare": ("Thay thế, sửa đổi, đính chính văn bản trước", "link", _declare),
    "check_issued": ("Đã kiểm tra số liệu đăng ký", "check", rx.fragment),
    "ask_correction": ("Đề nghị văn thư sửa", "pencil", _correction),
    "update": ("Cập nhật số liệu", "square-pen", _update),
    "add": ("Gửi thêm nơi nhận", "plus", _add),
    "take": ("Rút bớt nơi nhận", "x", _take),
    "recall": ("Thu hồi", "rotate-ccw", _recall),
    "withdraw_recall": ("Rút lệnh thu hồi", "undo-2", _withdraw),
}
