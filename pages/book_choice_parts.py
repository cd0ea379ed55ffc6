"""The choice of a book, of a number held and of another day, where a number is given or a draft begun."""

from typing import Any

import reflex as rx

from state.book_choice import BookChoice
from voffice_app import ui

HELD_HINT = "Số để dành từ trước; để trống thì lấy số tiếp theo"
DAY_HINT = "Trước mục ghi gần nhất: cần thủ trưởng cho phép ở trang Sổ văn bản"


def number_choice(document_id: Any) -> rx.Component:
    """Inside the clerk's form «Cấp số»; closed again for the next document."""
    return rx.el.details(
        rx.el.summary("Dùng số đã giữ, ngày khác", on_click=BookChoice.for_number),
        _held(),
        ui.date_field("entry_day", "Ngày văn bản khác", hint="Trước hôm nay: cần thủ trưởng cho phép"),
        class_name="more",
        key=document_id.to_string(),
    )


def entry_choice(register: Any) -> rx.Component:
    """Inside the form of an arrival; ``register`` is the book kept for the next paper of the pile."""
    book = ui.select_field("register", "Vào sổ", BookChoice.books, register)
    return rx.el.details(
        rx.el.summary("Sổ khác, số đã giữ, ngày đến khác", on_click=BookChoice.for_entry),
        rx.cond(BookChoice.books.length() > 0, book, rx.fragment()),
        ui.fields(_held(), ui.date_field("entry_day", "Ngày đến khác", hint=DAY_HINT)),
        open=register != "",
        class_name="more",
    )


def draft_book() -> rx.Component:
    """Only where the unit has more than one book."""
    field = ui.select_field(
        "register", "Lấy số ở sổ", BookChoice.books, BookChoice.book, hint="Văn bản của hội đồng, ban, tổ: chọn sổ đó"
    )
    return rx.cond(BookChoice.books.length() > 0, field, rx.fragment())


def _held() -> rx.Component:
    none = rx.el.p("Không có số nào đang giữ.", class_name="muted small")
    field = ui.select_field("held", "Số đã giữ", BookChoice.held, none="Số tiếp theo", hint=HELD_HINT)
    return rx.cond(BookChoice.held.length() > 0, field, rx.cond(BookChoice.opened, none, rx.fragment()))
