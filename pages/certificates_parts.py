"""What the pages of certificates share: the list, what ends soon, and the fields of a key."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME as FRAME
from voffice_app import ui


def register(lines: Any, loaded: Any, empty: rx.Component, *, units: bool) -> rx.Component:
    """One page of certificates; the row opens its record."""
    return ui.table(
        lines,
        ui.column("Của ai", lambda row: ui.reference(row.whose, row.unit if units else "", href=row.href), wide=True),
        ui.column("Loại", lambda row: row.kind, width=150),
        ui.column("Số chứng thư", lambda row: row.serial, width=140),
        ui.column("Người giữ", holder, width=220),
        ui.column("Hạn dùng", lambda row: ui.due(row.ends, row.ends_tone), width=130),
        ui.column("Trạng thái", lambda row: ui.chip(row.status, row.status_tone), width=120),
        caption="Sổ chứng thư số",
        loaded=loaded,
        empty=empty,
    )


def holder(row: Any) -> rx.Component:
    """Who holds it; what somebody must see to is amber, with its words."""
    below = rx.cond(row.alert, ui.chip(row.holder_below, "amber", "triangle-alert"), _below(row.holder_below))
    return rx.fragment(row.holder, rx.cond(row.holder_below != "", below, rx.fragment()))


def _below(text: Any) -> rx.Component:
    return rx.el.span(text, class_name="below")


def expiring(lines: Any) -> rx.Component:
    """The warnings 60, 30 and 7 days ahead; nothing when nothing ends."""

    def line(row: Any) -> rx.Component:
        return rx.el.li(
            ui.link(row.kind, ": ", row.whose, href=row.href, class_name="text-link"), " ",
            ui.due(row.ends, row.ends_tone),
        )  # fmt: skip

    listed = rx.el.ul(rx.foreach(lines, line), class_name="ends-soon")
    return rx.cond(
        rx.Var.create(lines).length() > 0,
        ui.notice("warning", "Chứng thư sắp hết hạn: đề nghị cấp mới trước ngày hết hạn", listed),
        rx.fragment(),
    )


def key_fields(state: Any) -> rx.Component:
    """The certificate and where its key is found; both read off a token plugged in here, or given by hand."""
    plugged = rx.el.details(
        rx.el.summary("Lấy từ thiết bị đang cắm ở máy này"),
        ui.desk_certificates(on_pick=state.picked),
        class_name="more",
    )
    return rx.fragment(
        plugged,
        ui.certificate_file("pem", state.pem),
        ui.fields(
            ui.select_field("home", "Nơi đặt khóa", state.homes, state.home, required=True),
            ui.text_field("token_serial", "Số thiết bị (token)", state.token, hint="Ghi trên vỏ thiết bị"),
            ui.text_field("token_label", "Nhãn thiết bị", hint="Chỉ cần khi khóa ở máy chủ"),
            ui.text_field("key_label", "Nhãn khóa", hint="Chỉ cần khi khóa ở máy chủ"),
        ),
    )


def minutes(prompt: str) -> rx.Component:
    """The scan that every hand-over needs."""
    return ui.file_drop("minutes", prompt=prompt, hint="Bản quét PDF, bắt buộc. Tối đa 50 MB.")
