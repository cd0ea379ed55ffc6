"""The keyboard: "/" search, "?" this list, "g" and a letter to go somewhere, j/k rows, Ctrl+←/→ documents.

The frame mounts both. Elsewhere: `data_opens="help"` on any button opens the <dialog> of that id, `data_closes="true"`
inside a dialog closes it, `data_go="next"` / `"previous"` on a link gives it Ctrl+→ / Ctrl+←,
`data_pile="true"` gives a button Ctrl+Enter, from any field of the page.
"""

from typing import Any

import reflex as rx

KEYS = (
    (("/",), "Tìm văn bản"),
    (("?",), "Mở bảng phím tắt này"),
    (("j",), "Dòng dưới"),
    (("k",), "Dòng trên"),
    (("Enter",), "Mở dòng đang chọn"),
    (("Ctrl", "→"), "Văn bản sau"),
    (("Ctrl", "←"), "Văn bản trước"),
    (("Ctrl", "Enter"), "Lưu và nhập văn bản tiếp"),
    (("Esc",), "Đóng"),
)


class DeskKeys(rx.Component):
    """Listens for the keys and for the buttons that open dialogs."""

    library = rx.asset("desk_keys.jsx", shared=True).importable_path
    tag = "DeskKeys"


def desk_keys() -> rx.Component:
    return DeskKeys.create()


def help_dialog(menu: Any) -> rx.Component:
    """The list of keys; jumps are read from the menu itself."""

    def jump(item: Any) -> rx.Component:
        line = rx.el.li(rx.el.span("Đến ", item.label), rx.el.span(rx.el.kbd("g"), rx.el.kbd(item.key)))
        return rx.cond(item.key != "", line, rx.fragment())

    fixed = [rx.el.li(rx.el.span(act), rx.el.span(*[rx.el.kbd(key) for key in keys])) for keys, act in KEYS]
    return rx.el.dialog(
        rx.el.h2("Phím tắt"),
        rx.el.ul(*fixed, rx.foreach(menu, jump), class_name="key-list"),
        rx.el.div(rx.el.button("Đóng", type="button", class_name="button", data_closes="true"), class_name="row end"),
        id="help",
        class_name="dialog wide",
        aria_label="Phím tắt",
    )
