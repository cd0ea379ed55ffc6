"""Where signature, initial, number and date go: shown by hand when not found, moved when found wrong."""

import reflex as rx

from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from voffice_app import ui

_HIDES = "Chữ in sẵn trong khung sẽ được thay bằng số, ngày khi văn thư cấp số."


def placing() -> rx.Component:
    """Only the drafter of a draft may move what was found, and must show what was not; one box is in hand at a time."""
    told = rx.cond(
        OutgoingDetail.placing == OutgoingDetail.missing,
        _asked_for(),
        rx.cond(
            OutgoingDetail.placing != "",
            ui.notice("info", "Kéo khung để chỉnh lại", "Chỗ mới được ghi ngay khi thả khung. Vừa ý thì bấm «Xong»."),
            rx.fragment(),
        ),
    )
    buttons = rx.el.div(
        _hold("place", "Dời chỗ ký", "Xong chỗ ký"),
        rx.cond(OutgoingDetail.may_place_initial, _hold("mark", "Dời chỗ ký nháy", "Xong chỗ ký nháy"), rx.fragment()),
        _hold("number", "Dời chỗ số", "Xong chỗ số"),
        _hold("date", "Dời chỗ ngày", "Xong chỗ ngày"),
        class_name="row",
    )
    return rx.cond(OutgoingDetail.may_place, rx.fragment(told, buttons), rx.fragment())


def _asked_for() -> rx.Component:
    return rx.match(
        OutgoingDetail.missing,
        ("place", ui.notice("warning", "Chưa tìm thấy chỗ ký", "Kéo khung «Chữ ký» vào giữa chức vụ và họ tên.")),
        ("mark", ui.notice("warning", "Chưa tìm thấy dấu kết thúc ./.", "Kéo khung «Ký nháy» vào ngay sau dấu ./.")),
        ("number", ui.notice("warning", "Chưa tìm thấy chỗ ghi số", f"Kéo khung «Số» vào giữa «Số:» và «/». {_HIDES}")),
        (
            "date",
            ui.notice(
                "warning",
                "Chưa tìm thấy chỗ ghi ngày",
                f"Kéo khung «Ngày» phủ kín dòng «ngày … tháng … năm …». {_HIDES}",
            ),
        ),
        rx.fragment(),
    )


def _hold(what: str, label: str, held: str) -> rx.Component:
    """Takes a box in hand, or lets go of it."""
    return rx.cond(
        OutgoingDetail.placing == what,
        ui.button(held, icon="check", small=True, on_click=OutgoingActs.move_box("")),
        ui.button(label, icon="map-pin", small=True, on_click=OutgoingActs.move_box(what)),
    )
