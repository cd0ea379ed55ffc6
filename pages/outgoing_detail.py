"""`/van-ban-di/[document_id]`: the page on the left, the next act and the document's life on the right."""

import reflex as rx

from pages.after_issue_parts import after_issue
from pages.beside_parts import beside
from pages.enclosures_parts import enclosures
from pages.mailing_parts import letters
from pages.outgoing_life_parts import life
from pages.outgoing_paper_parts import capacity_warning, copies, paper_choice
from pages.outgoing_parts import AT, FRAME
from pages.outgoing_steps_parts import steps
from pages.page_comments_parts import comments
from pages.paper_parts import printed
from pages.versions_parts import versions
from state.after_issue import AfterIssue
from state.base import Office
from state.beside import Beside
from state.enclosures import Enclosures
from state.mailing import Mailing
from state.outgoing_acts import OutgoingActs
from state.outgoing_detail import OutgoingDetail
from state.outgoing_paper import OutgoingPaper
from state.page_comments import PageComments
from state.versions import Versions
from voffice_app import ui

LOOK = [PageComments.look, OutgoingPaper.look, Enclosures.look, Versions.look, Mailing.look, AfterIssue.look]
"""The panels beside the page are read anew whenever another version, or another state of the document, is shown."""
SHOWN = f"{OutgoingDetail.opened_id}/{OutgoingDetail.version}/{OutgoingDetail.status}"


def _bar() -> rx.Component:
    return ui.detail_bar(
        rx.el.nav(
            rx.el.ol(
                rx.el.li(ui.link("Văn bản đi", href=OutgoingDetail.list_href), ui.icon("chevron-right")),
                rx.el.li(rx.el.span(OutgoingDetail.reference, aria_current="page")),
            ),
            class_name="crumbs",
            aria_label="Vị trí trang",
        ),
        ui.status_chip("outgoing", OutgoingDetail.status),
        ui.urgency_chip(OutgoingDetail.urgency),
        end=rx.cond(
            OutgoingDetail.list_label != "",
            ui.walk(OutgoingDetail.list_label, OutgoingDetail.previous, OutgoingDetail.following),
            rx.fragment(),
        ),
    )


def _commenting() -> rx.Component:
    """The same page while somebody puts a comment on it."""
    return ui.page_viewer(
        OutgoingDetail.pages_at, OutgoingDetail.pages, OutgoingDetail.overlay, marks=PageComments.marks,
        place=PageComments.place, on_place=PageComments.placed, resizable=True,
        hint="Kéo khung «Góp ý» vào chỗ cần góp ý",
    )  # fmt: skip


def _paper() -> rx.Component:
    viewer = ui.page_viewer(
        OutgoingDetail.pages_at,
        OutgoingDetail.pages,
        OutgoingDetail.overlay,
        marks=PageComments.marks,
        place=OutgoingDetail.place,
        on_place=OutgoingActs.placed,
        on_held=OutgoingActs.move_box(""),
        hint=_hint(),
        resizable=(OutgoingDetail.placing == "number") | (OutgoingDetail.placing == "date"),
    )
    return rx.fragment(
        rx.cond(
            OutgoingDetail.versions.length() > 0,
            rx.el.div(
                ui.tabs(OutgoingDetail.versions, OutgoingDetail.version, "Các bản của tệp"), class_name="versions"
            ),
            rx.fragment(),
        ),
        rx.cond(
            OutgoingDetail.pages_at != "",
            rx.cond(PageComments.place, _commenting(), viewer),
            ui.empty("file", "Chưa có tệp PDF", "Bấm «Sửa dự thảo» để tải tệp lên."),
        ),
    )


def _hint() -> rx.Var:
    return rx.match(
        OutgoingDetail.placing,
        ("place", "Kéo khung «Chữ ký»"),
        ("mark", "Kéo khung «Ký nháy»"),
        ("number", "Kéo khung «Số»"),
        "Kéo khung «Ngày»",
    )


def _decision() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1(OutgoingDetail.title), rx.el.p(OutgoingDetail.below, class_name="muted"), class_name="heading"
        ),
        capacity_warning(),
        steps(),
        paper_choice(),
        comments(),
        enclosures(),
        after_issue(),
        letters(),
        copies(),
        versions(),
        beside(),
        printed("outgoing", OutgoingDetail.opened_id, OutgoingDetail.status),
        life(),
    )


def _absent() -> rx.Component:
    back = ui.button("Về danh sách văn bản đi", href=AT)
    hint = "Văn bản không có, hoặc thuộc đơn vị khác. Kiểm tra lại địa chỉ hoặc chức vụ đang chọn."
    return ui.empty("search", "Không có văn bản này", hint, back)


@rx.page(
    route="/van-ban-di/[document_id]",
    title="Văn bản đi · V-Office",
    on_load=[Office.enter, Beside.close, OutgoingDetail.look],
)
def outgoing_detail() -> rx.Component:
    return ui.shell(
        FRAME,
        rx.cond(
            OutgoingDetail.absent,
            _absent(),
            rx.cond(OutgoingDetail.looked, rx.fragment(_bar(), ui.split(_paper(), _decision())), rx.fragment()),
        ),
        rx.el.span(on_unmount=OutgoingDetail.leave),
        ui.whenever(rx.cond(OutgoingDetail.looked, SHOWN, ""), *LOOK),
        at=AT,
        bleed=True,
    )
