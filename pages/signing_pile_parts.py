"""Beside the queue: the pile that one PIN signs, and how the pile under way is getting on."""

from typing import Any

import reflex as rx

from state.signing_queue import SigningQueue
from voffice_app import ui


def pile() -> rx.Component:
    """A pile under way, or the one being chosen; nothing where there is nothing to sign."""
    return rx.cond(SigningQueue.batch != "", _under_way(), rx.cond(SigningQueue.pickable, _choosing(), rx.fragment()))


def _choosing() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Đã chọn ", SigningQueue.chosen.length(), " văn bản"),
            rx.el.button(
                rx.cond(SigningQueue.whole_page, "Bỏ chọn tất cả", "Chọn cả trang"),
                type="button", class_name="button small", on_click=SigningQueue.choose_page,
            ),
            class_name="card-head",
        ),
        rx.cond(
            SigningQueue.hindered != "",
            ui.notice("warning", "Chưa ký được", SigningQueue.hindered),
            rx.cond(SigningQueue.chosen.length() > 0, _ready(), _hint()),
        ),
        class_name="card pile",
        aria_label="Ký cùng lúc",
        data_chosen=SigningQueue.chosen.length() > 0,
    )  # fmt: skip


def _hint() -> rx.Component:
    return rx.el.p(
        "Đánh dấu các văn bản cần ký rồi nhập mã PIN một lần cho tất cả. Bấm vào số, ký hiệu để đọc văn bản trước.",
        class_name="muted",
    )


def _ready() -> rx.Component:
    """Exactly what the PIN will sign, then the PIN."""
    return rx.fragment(
        rx.el.ul(rx.foreach(SigningQueue.chosen_lines, _chosen), class_name="pile-list"),
        rx.el.p("Chứng thư: ", SigningQueue.certificate, class_name="muted small"),
        rx.cond(SigningQueue.kind == "leader", _panel("leader"), _panel("agency")),
    )


def _panel(kind: str) -> rx.Component:
    return ui.batch_panel(SigningQueue.way, kind, SigningQueue.chosen, on_done=SigningQueue.begun)


def _chosen(row: Any) -> rx.Component:
    return rx.el.li(
        ui.text_link(row.reference, row.href),
        rx.el.span(row.recipients, class_name="muted small"),
        rx.el.span(row.abstract, class_name="below"),
    )


def _under_way() -> rx.Component:
    over = rx.fragment(
        rx.cond(
            SigningQueue.left_out != "",
            ui.notice("warning", "Không nằm trong lần ký này", SigningQueue.left_out),
            rx.fragment(),
        ),
        ui.button("Xong", icon="check", on_click=SigningQueue.put_away),
    )
    going = rx.el.p("Bạn có thể rời trang này; việc ký vẫn tiếp tục và kết quả nằm ở đây.", class_name="muted small")
    return rx.el.section(
        rx.el.h2(SigningQueue.progress, role="status"),
        rx.el.progress(value=SigningQueue.percent, max=100, aria_label=SigningQueue.progress),
        rx.cond(SigningQueue.reason != "", ui.notice("warning", SigningQueue.reason), rx.fragment()),
        rx.el.ul(rx.foreach(SigningQueue.fates, _fate), class_name="pile-list"),
        rx.cond(SigningQueue.running, going, over),
        class_name="card pile",
        aria_label="Đang ký cùng lúc",
    )


def _fate(row: Any) -> rx.Component:
    told = rx.cond(
        (row.told != "") & (SigningQueue.reason == ""), rx.el.span(row.told, class_name="below"), rx.fragment()
    )
    return rx.el.li(ui.text_link(row.reference, row.href), ui.chip(row.label, row.tone, row.icon), told)
