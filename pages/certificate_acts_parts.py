"""The acts of custody: a row of buttons, and the form of the one that was pressed."""

from typing import Any

import reflex as rx

from pages.certificates_parts import key_fields, minutes
from state.custody import CustodyDetail
from voffice_app import ui

S = CustodyDetail


def acts() -> rx.Component:
    return rx.cond(
        S.offers.length() > 0,
        rx.el.div(rx.el.div(rx.foreach(S.offers, _button), class_name="row offers"), _form(), class_name="stack"),
        rx.fragment(),
    )


def _button(offer: Any) -> rx.Component:
    name = rx.match(offer.danger, (True, "button danger"), rx.cond(offer.first, "button filled", "button"))
    return rx.el.button(
        ui.icon(offer.icon), rx.el.span(offer.label), type="button", class_name=name, on_click=S.ask(offer.act),
        aria_expanded=offer.act == S.asking,
    )  # fmt: skip


def _form() -> rx.Component:
    forms = {
        "hand_over": _among_clerks(_hand_over()), "authorise": _among_clerks(_authorise()),
        "end_authority": _end_authority(), "give_back": _give_back(), "renew": _renew(),
        "report_lost": _reason("Báo mất", "Mất khi nào, ở đâu, đã báo những ai", S.report_lost),
        "revoke": _reason("Ghi thu hồi", "Ai thu hồi, văn bản nào, vì sao", S.revoke),
        "report_found": _reason("Ghi tìm thấy", "Tìm thấy khi nào, ở đâu, thiết bị còn nguyên không", S.report_found),
    }  # fmt: skip
    shown = rx.el.div(rx.match(S.asking, *forms.items(), rx.fragment()), key=S.turn.to_string())
    return rx.cond(S.asking != "", shown, rx.fragment())


def _among_clerks(form: rx.Component) -> rx.Component:
    """Without another clerk in the unit there is nobody to choose: what to do first."""
    first = ui.notice(
        "info",
        "Đơn vị chưa có văn thư nào khác",
        "Nhờ bộ phận CNTT giao chức vụ văn thư (có thể có thời hạn) cho người sẽ nhận, rồi quay lại ghi việc này.",
    )
    return rx.cond(S.clerks.length() > 0, form, first)


def _hand_over() -> rx.Component:
    return ui.card(
        "Bàn giao cho văn thư",
        ui.form(
            ui.fields(
                ui.text_field("given_by", "Người giao", required=True, hint="Chức vụ, họ tên như trong biên bản"),
                ui.select_field("holder", "Người nhận", S.clerks, required=True),
                ui.date_field("on", "Ngày bàn giao", required=True),
                ui.text_field("decision", "Biên bản, quyết định số", required=True, hint="Ví dụ: BB 01/BB-PGDĐT"),
            ),
            minutes("Thả bản quét biên bản bàn giao vào đây"),
            _end("Ghi bàn giao"),
            on_submit=S.hand_over,
        ),
        below="Chỉ giao cho người có chức vụ văn thư của đơn vị, bằng văn bản và có biên bản",
    )


def _authorise() -> rx.Component:
    return ui.card(
        "Ủy quyền có thời hạn",
        ui.form(
            ui.fields(
                ui.select_field("holder", "Người được ủy quyền", S.clerks, required=True),
                ui.text_field("decision", "Văn bản cho phép số", required=True),
                ui.date_field("from_on", "Từ ngày", required=True),
                ui.date_field("to_on", "Đến hết ngày", required=True),
            ),
            minutes("Thả bản quét văn bản cho phép vào đây"),
            _end("Ghi ủy quyền"),
            on_submit=S.authorise,
        ),
        below="Khi văn thư vắng: người làm thay cần có chức vụ văn thư, kể cả có thời hạn",
    )


def _end_authority() -> rx.Component:
    return ui.card(
        "Chấm dứt ủy quyền trước hạn",
        ui.form(
            ui.select_field("holder", "Người đang được ủy quyền", S.lent, required=True),
            ui.text_field("comment", "Lý do", required=True),
            _end("Chấm dứt ủy quyền"),
            on_submit=S.end_authority,
        ),
    )


def _give_back() -> rx.Component:
    return ui.card(
        "Nhận lại thiết bị",
        ui.form(
            ui.fields(
                ui.date_field("on", "Ngày nhận lại", required=True),
                ui.text_field("decision", "Biên bản số", required=True),
            ),
            minutes("Thả bản quét biên bản nhận lại vào đây"),
            _end("Ghi nhận lại"),
            on_submit=S.give_back,
        ),
        below="Từ lúc ghi, chưa ai đóng dấu được cho đến khi bàn giao tiếp",
    )


def _renew() -> rx.Component:
    paper = rx.cond(
        S.agency,
        rx.fragment(
            ui.text_field("decision", "Văn bản cấp lại, gia hạn số", hint="Cần khi chứng thư đang có người giữ"),
            minutes("Thả bản quét văn bản cấp lại, gia hạn vào đây"),
        ),
        rx.fragment(),
    )
    return ui.card(
        "Thay bằng chứng thư mới",
        ui.form(key_fields(S), paper, _end("Thay chứng thư"), on_submit=S.renew),
        below="Chứng thư cũ ngừng ký ngay; người đang giữ tiếp tục giữ chứng thư mới",
    )


def _reason(label: str, hint: str, act: Any) -> rx.Component:
    return ui.card(
        label,
        ui.form(
            ui.area_field("comment", "Nội dung", required=True, hint=hint),
            _end(label, danger=True),
            on_submit=act,
        ),
    )


def _end(label: str, *, danger: bool = False) -> rx.Component:
    """The act and the way back."""
    return ui.lines(
        ui.button(label, submit=True, filled=not danger, danger=danger), ui.button("Thôi", on_click=S.ask(""))
    )
