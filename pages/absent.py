"""Any address that leads nowhere, in the office's own words instead of the framework's."""

import reflex as rx

from voffice_app import ui
from voffice_app.ui.layout import bare


@rx.page(route="404", title="Không có trang này · V-Office")
def absent() -> rx.Component:
    return bare(
        rx.el.h1("Không có trang này"),
        rx.el.p("Địa chỉ gõ nhầm hoặc đã đổi. Văn bản và công việc của bạn không bị ảnh hưởng."),
        ui.button("Về trang chủ", icon="home", href="/", filled=True),
    )
