"""The pages before the desk: log-in, the forced new password, the position to act in."""

from typing import Any

import reflex as rx

from state.base import Office
from state.door import Door
from voffice_app.ui.layout import bare
from voffice_app.ui.native import native_form


def _field(label: str, name: str, kind: str, hint: str, **props: Any) -> rx.Component:
    return rx.el.label(
        rx.el.span(label),
        rx.el.input(id=name, name=name, type=kind, auto_complete=hint, required=True, max_length=200, **props),
    )


def _objection() -> rx.Component:
    return rx.cond(Door.objection != "", rx.el.p(Door.objection, role="alert", class_name="alert"), rx.fragment())


def _submit(label: str) -> rx.Component:
    return rx.el.button(rx.el.span(label), type="submit", class_name="button filled big")


def _example(one: Any) -> rx.Component:
    """In the demonstration one press is enough to be somebody."""
    return rx.el.li(
        native_form(
            rx.el.input(type="hidden", name="account", value=one.value),
            rx.el.input(type="hidden", name="password", value=Door.example_password),
            rx.el.button(
                rx.el.strong(one.label), rx.el.span(one.note), type="submit", title=one.value, class_name="button"
            ),
            action="/auth/login",
        )
    )


def _examples() -> rx.Component:
    return rx.cond(
        Door.examples.length() > 0,
        rx.el.details(
            rx.el.summary("Dùng thử: chọn một vai trò"),
            rx.el.ul(rx.foreach(Door.examples, _example), class_name="choices"),
        ),
        rx.fragment(),
    )


@rx.page(route="/dang-nhap", title="Đăng nhập · V-Office", on_load=Door.meet)
def log_in() -> rx.Component:
    return bare(
        rx.el.h1("Đăng nhập"),
        rx.el.p("Văn phòng điện tử ngành Giáo dục và Đào tạo"),
        _objection(),
        native_form(
            _field("Tài khoản", "account", "text", "username", auto_focus=True, auto_capitalize="none"),
            _field("Mật khẩu", "password", "password", "current-password"),
            rx.el.input(type="hidden", name="next", value=Door.after),
            _submit("Đăng nhập"),
            action="/auth/login",
        ),
        _examples(),
        demo=Office.demo,
    )


@rx.page(route="/doi-mat-khau", title="Đổi mật khẩu · V-Office", on_load=Office.knock)
def new_password() -> rx.Component:
    return bare(
        rx.el.h1("Đổi mật khẩu"),
        rx.el.p("Mật khẩu mới có ít nhất 10 ký tự và khác mật khẩu cũ. Các phiên đăng nhập khác sẽ kết thúc."),
        _objection(),
        native_form(
            _field("Mật khẩu hiện tại", "current", "password", "current-password", auto_focus=True),
            _field("Mật khẩu mới", "new", "password", "new-password", min_length=10),
            _field("Nhập lại mật khẩu mới", "again", "password", "new-password", min_length=10),
            _submit("Đổi mật khẩu"),
            action="/auth/password",
        ),
        demo=Office.demo,
    )


@rx.page(route="/chon-chuc-vu", title="Chọn chức vụ · V-Office", on_load=Office.enter)
def positions() -> rx.Component:
    return bare(
        rx.el.h1("Bạn làm việc với chức vụ nào?"),
        rx.el.p("Mỗi chức vụ thấy công việc của đơn vị mình. Có thể đổi bất cứ lúc nào ở góc trái phía trên."),
        native_form(
            rx.el.ul(
                rx.foreach(
                    Office.positions,
                    lambda seat: rx.el.li(
                        rx.el.button(
                            rx.el.strong(seat.label),
                            rx.el.span(seat.note),
                            name="position",
                            value=seat.value,
                            type="submit",
                            class_name="button big",
                        )
                    ),
                ),
                class_name="choices",
            ),
            action="/auth/position",
        ),
        demo=Office.demo,
    )
