"""The framework's own texts in Vietnamese: the lost connection and the page that failed to draw."""

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.function import ArgsFunctionOperation
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.core.banner import has_too_many_connection_errors


def _lost() -> rx.Component:
    return rx.cond(
        has_too_many_connection_errors,
        rx.el.div(
            "Mất kết nối với máy chủ. Đang thử lại; những gì đã lưu không mất.",
            role="status",
            class_name="connection-lost",
            style={
                "position": "fixed",
                "bottom": "16px",
                "left": "16px",
                "zIndex": 9999,
                "padding": "8px 16px",
                "borderRadius": "6px",
                "background": "#17212b",
                "color": "#fff",
                "fontSize": "14px",
            },
        ),
    )


def lost_connection(stateful: bool) -> rx.Component | None:
    """Shown after two failed tries to reach the server, gone by itself when it answers."""

    def connection_lost_overlay() -> rx.Component:
        return rx.fragment(_lost())

    return rx.fragment(memo(connection_lost_overlay)()) if stateful else None


def failed_page(stateful: bool) -> rx.Component:
    """In place of a page that could not be drawn."""
    fallback = rx.el.main(
        rx.el.h1("Trang này gặp lỗi khi hiển thị"),
        rx.el.p("Dữ liệu đã lưu không bị ảnh hưởng. Xin tải lại trang; nếu vẫn lỗi, hãy báo bộ phận CNTT."),
        rx.el.a("Về trang chủ", href="/"),
        style={"maxWidth": "560px", "margin": "15vh auto", "padding": "0 16px"},
    )
    return ErrorBoundary.create(
        fallback_render=ArgsFunctionOperation.create(("event_args",), rx.Var.create(fallback)),
        **({} if stateful else {"on_error": rx.noop()}),
    )


WRAPS = {
    (55, "ErrorBoundary"): failed_page,
    (5, "Overlay"): lost_connection,
}
