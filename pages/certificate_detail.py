"""`/chung-thu/[certificate_id]`: one certificate, who keeps it, and the record of every hand-over."""

from typing import Any

import reflex as rx

from pages.certificate_acts_parts import acts
from pages.certificates_parts import FRAME
from state.base import Office
from state.custody import CustodyDetail
from voffice_app import ui

AT = "/chung-thu"
S = CustodyDetail


def _holder() -> rx.Component:
    """Who answers for it today, in one line that is never cut."""
    below = rx.cond(
        S.alert,
        rx.el.p(ui.chip(S.holder_below, "amber", "triangle-alert")),
        rx.el.p(S.holder_below, class_name="muted"),
    )
    title = rx.cond(S.agency, "Người đang giữ", "Người sử dụng")
    return ui.card(
        title,
        rx.el.p(rx.el.b(S.holder)),
        rx.cond(S.holder_below != "", below, rx.fragment()),
        aside=ui.chip(S.status, S.status_tone),
        below=rx.cond(S.ends_tone != "", ui.due(S.ends, S.ends_tone), rx.el.span("Hạn dùng ", S.ends)),
    )


def _event(event: Any) -> rx.Component:
    paper = ui.file_link(
        ui.icon("paperclip"), event.paper, href=event.paper_href, class_name="text-link paper", title="Tải về"
    )
    return rx.el.li(
        rx.el.time(event.at),
        rx.el.div(
            rx.el.b(event.act), rx.cond(event.told != "", rx.fragment(" · ", event.told), rx.fragment()),
            rx.cond(event.dates != "", rx.el.span(event.dates, class_name="below"), rx.fragment()),
            rx.cond(event.decision != "", rx.el.span("Căn cứ: ", event.decision, class_name="below"), rx.fragment()),
            rx.cond(event.comment != "", rx.el.span(event.comment, class_name="below"), rx.fragment()),
            rx.cond(event.paper != "", rx.el.span(paper, class_name="below"), rx.fragment()),
            rx.el.span(event.recorded, class_name="below quiet"),
        ),
    )  # fmt: skip


def _record() -> rx.Component:
    book = ui.file_link(
        ui.icon("printer"),
        rx.el.span("In sổ (PDF)"),
        href=f"/api/custody/book/{S.certificate_id}",
        class_name="button small",
    )
    return ui.card(
        "Sổ theo dõi giữ và sử dụng",
        rx.el.ol(rx.foreach(S.record, _event), class_name="timeline custody"),
        below="Chỉ ghi thêm, không sửa, không xóa",
        aside=book,
    )


def _absent() -> rx.Component:
    hint = "Chứng thư không có, hoặc thuộc đơn vị khác. Kiểm tra lại địa chỉ hoặc chức vụ đang chọn."
    return ui.empty("search", "Không có chứng thư này", hint)


def _back() -> rx.Component:
    own = ui.crumbs(("Chứng thư của đơn vị", AT), S.serial)
    kept = ui.crumbs(("Chứng thư, chữ ký, dấu", "/quan-tri/chung-thu"), S.serial)
    return rx.cond(Office.permissions.contains("admin"), kept, own)


@rx.page(route="/chung-thu/[certificate_id]", title="Chứng thư số · V-Office", on_load=[Office.enter, S.look])
def certificate_detail() -> rx.Component:
    shown = rx.fragment(
        _back(),
        ui.page_title(S.title, S.below),
        rx.el.div(
            rx.el.div(acts(), _record(), class_name="stack"),
            rx.el.div(_holder(), ui.card("Chứng thư", ui.facts(S.facts)), class_name="stack"),
            class_name="custody-page",
        ),
    )
    return ui.shell(
        FRAME,
        rx.cond(S.absent, _absent(), rx.cond(S.looked, shown, rx.fragment())),
        at=rx.cond(Office.permissions.contains("admin"), "/quan-tri/chung-thu", AT),
    )
