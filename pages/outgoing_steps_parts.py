"""The buttons of a document: exactly the steps that the state table offers, each with what still hinders it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from voffice_app import ui
from voffice_app.ui import STEP_ICON
from voffice_app.words import STEP

Draw = Callable[[Any], rx.Component]
COMMENTS = {
    "send_back": ("Ý kiến trả lại", "Trả lại người soạn", OutgoingActs.send_back),
    "return_format": ("Chỗ cần sửa về thể thức", "Trả lại người soạn", OutgoingActs.return_format),
}


def steps() -> rx.Component:
    """The place of decision: what was said before, the PIN or the buttons, and why something cannot be pressed."""
    return rx.el.section(
        _returned(),
        _certificate(),
        rx.match(
            OutgoingDetail.pin_for,
            ("sign", _pin("/api/sign", "Ký số", "signature", "Đang ký…")),
            ("seal", _pin("/api/seal", "Đóng dấu", "stamp", "Đang đóng dấu…")),
            rx.fragment(),
        ),
        rx.el.div(rx.foreach(OutgoingDetail.offers, _offer), class_name="steps"),
        *[_comment(step, *told) for step, told in COMMENTS.items()],
        _blocked(),
        _pending(),
        _placing(),
        class_name="decide",
        aria_label="Việc cần làm",
    )


def _returned() -> rx.Component:
    """Who sent it back, and why."""
    told = ui.notice("warning", OutgoingDetail.returned_by, OutgoingDetail.returned_because)
    return rx.cond(OutgoingDetail.returned_by != "", told, rx.fragment())


def _blocked() -> rx.Component:
    """Why a button cannot be pressed yet."""
    listed = rx.el.ul(rx.foreach(OutgoingDetail.blocked, lambda reason: rx.el.li(reason)))
    return rx.cond(OutgoingDetail.blocked.length() > 0, ui.notice("info", "Còn thiếu", listed), rx.fragment())


def _pin(url: str, label: str, icon: str, busy: str) -> rx.Component:
    return ui.pin_form(
        url, {"document_id": OutgoingDetail.opened_id}, label, icon=icon, busy=busy, on_done=OutgoingActs.signed
    )


def _certificate() -> rx.Component:
    """Which certificate the next act uses."""
    return rx.cond(
        OutgoingDetail.certificate != "",
        ui.card(
            "Chứng thư số",
            rx.el.div(OutgoingDetail.certificate, rx.el.span(OutgoingDetail.certificate_below, class_name="below")),
        ),
        rx.fragment(),
    )


def _button(step: str, **act: Any) -> Draw:
    def draw(offer: Any) -> rx.Component:
        look = {"icon": STEP_ICON[step], "disabled": offer.blocked, **act}
        return rx.cond(offer.first, ui.button(STEP[step], filled=True, big=True, **look), ui.button(STEP[step], **look))

    return draw


def _signing(step: str) -> Draw:
    """The PIN form stands in for the button as soon as nothing hinders the step."""
    plain = _button(step)
    return lambda offer: rx.cond(offer.blocked, plain(offer), rx.fragment())


def _initial(offer: Any) -> rx.Component:
    return rx.cond(
        offer.done,
        ui.chip("Đã ký nháy", "green", "check"),
        _button("initial", on_click=OutgoingActs.initial)(offer),
    )


def _edit(_: Any) -> rx.Component:
    return ui.button(STEP["edit"], icon=STEP_ICON["edit"], href=f"/van-ban-di/{OutgoingDetail.opened_id}/sua")


def _number(offer: Any) -> rx.Component:
    """A number given before keeps its date unless the clerk says otherwise."""
    days = rx.cond(
        OutgoingDetail.bound_days.length() > 0,
        ui.choice_field("day", "Ngày ghi trên văn bản", OutgoingDetail.bound_days, OutgoingDetail.bound_day),
        rx.fragment(),
    )
    return rx.el.form(
        days, _button("assign_number", submit=True)(offer), on_submit=OutgoingActs.assign_number, class_name="grow"
    )


def _issue(offer: Any) -> rx.Component:
    return rx.fragment(
        _button("issue", data_opens="issue")(offer),
        ui.dialog(
            "issue",
            f"Ban hành {OutgoingDetail.reference}?",
            rx.el.p(f"Văn bản đến ngay {OutgoingDetail.recipient_count} đơn vị nhận và không sửa được nữa."),
            act=ui.button("Ban hành ngay", icon="send", on_click=OutgoingActs.issue, data_closes="true"),
        ),
    )


def _discard(offer: Any) -> rx.Component:
    return rx.fragment(
        _button("discard", data_opens="discard", danger=True)(offer),
        ui.dialog(
            "discard",
            "Bỏ dự thảo này?",
            rx.el.p("Dự thảo không trình được nữa; các bản đã lưu vẫn được giữ trong hệ thống."),
            act=ui.button("Bỏ hẳn", icon="trash-2", danger=True, on_click=OutgoingActs.discard, data_closes="true"),
        ),
    )


def _cancel(offer: Any) -> rx.Component:
    return rx.fragment(
        _button("cancel", data_opens="cancel", danger=True)(offer),
        ui.dialog(
            "cancel",
            f"Hủy {OutgoingDetail.reference}?",
            rx.el.p("Văn bản không ký, không ban hành được nữa. Số đã cấp vẫn nằm trong sổ, không dùng lại."),
            rx.el.form(
                ui.area_field("cancel_comment", "Lý do hủy", required=True),
                id="cancel-form", on_submit=OutgoingActs.cancel, class_name="form",
            ),
            act=ui.button("Hủy hẳn", icon="ban", danger=True, submit=True, form="cancel-form"),
        ),
    )  # fmt: skip


def _ask(step: str) -> Draw:
    return _button(step, on_click=OutgoingActs.ask(step), aria_expanded=OutgoingDetail.asking == step)


DRAW: dict[str, Draw] = {
    "edit": _edit,
    "initial": _initial,
    "submit": _button("submit", on_click=OutgoingActs.submit),
    "withdraw": _button("withdraw", on_click=OutgoingActs.withdraw),
    "approve": _button("approve", on_click=OutgoingActs.approve),
    "send_back": _ask("send_back"),
    "revise": _button("revise", on_click=OutgoingActs.revise),
    "accept_format": _button("accept_format", on_click=OutgoingActs.accept_format),
    "return_format": _ask("return_format"),
    "assign_number": _number,
    "sign": _signing("sign"),
    "seal": _signing("seal"),
    "issue": _issue,
    "cancel": _cancel,
    "discard": _discard,
}


def _offer(offer: Any) -> rx.Component:
    return rx.match(offer.step, *[(step, draw(offer)) for step, draw in DRAW.items()], rx.fragment())


def _comment(step: str, label: str, send: str, act: Any) -> rx.Component:
    """The field for a comment, in its place under the buttons; two fields of one name would empty each other."""
    return rx.cond(
        OutgoingDetail.asking == step,
        ui.form(
            ui.area_field(f"{step}_comment", label, required=True, auto_focus=True),
            ui.lines(
                ui.button(send, icon="undo-2", submit=True),
                ui.button("Thôi", bare=True, on_click=OutgoingActs.ask(step)),
            ),
            on_submit=act,
        ),
        rx.fragment(),
    )


def _pending() -> rx.Component:
    """Number given, bytes not made yet: the clerk may try again."""
    again = ui.button("Thử ghi số lại", icon="refresh-cw", on_click=OutgoingActs.imprint)
    return rx.cond(
        OutgoingDetail.imprint_pending,
        ui.notice(
            "warning", "Số và ngày chưa ghi được vào tệp", "Văn bản đã giữ số; số không mất.",
            rx.cond(OutgoingDetail.permissions.contains("outgoing.clerk"), again, rx.fragment()),
        ),
        rx.fragment(),
    )  # fmt: skip


def _placing() -> rx.Component:
    """Only the drafter of a draft may move what was found, and must show what was not."""
    told = rx.match(
        OutgoingDetail.missing,
        ("place", ui.notice("warning", "Chưa tìm thấy chỗ ký", "Kéo khung «Chữ ký» vào giữa chức vụ và họ tên.")),
        ("mark", ui.notice("warning", "Chưa tìm thấy dấu kết thúc ./.", "Kéo khung «Ký nháy» vào ngay sau dấu ./.")),
        rx.fragment(),
    )
    buttons = rx.el.div(
        _hold("place", "Dời chỗ ký", "Xong chỗ ký"),
        rx.cond(OutgoingDetail.may_place_initial, _hold("mark", "Dời chỗ ký nháy", "Xong chỗ ký nháy"), rx.fragment()),
        class_name="row",
    )
    return rx.cond(OutgoingDetail.may_place, rx.fragment(told, buttons), rx.fragment())


def _hold(what: str, label: str, held: str) -> rx.Component:
    """Takes a box in hand, or lets go of it."""
    return rx.cond(
        OutgoingDetail.placing == what,
        ui.button(held, icon="check", small=True, on_click=OutgoingActs.move_box("")),
        ui.button(label, icon="map-pin", small=True, on_click=OutgoingActs.move_box(what)),
    )
