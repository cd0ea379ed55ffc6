"""What the screens of printing share: the frame and the tabs between them."""

import reflex as rx

from state.base import Office
from voffice_app import ui
from voffice_app.shapes import Tab

AT = "/in-so"
FRAME = ui.Frame.of(Office)
PLACES = [
    Tab("books", "Sổ đăng ký", "/in-so"),
    Tab("reports", "Báo cáo", "/bao-cao"),
    Tab("log", "Tra cứu bản in", "/tra-cuu"),
]


def places(current: str) -> rx.Component:
    """Books, reports, and the log; who prints no books has the look-up alone."""
    shown = ui.tabs(rx.Var.create(PLACES).to(list[Tab]), current, "In sổ, báo cáo")
    return rx.cond(Office.permissions.contains("books.print"), shown, rx.fragment())
