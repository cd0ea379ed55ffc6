"""The frame of every page behind the log-in, and the bare page before it.

    FRAME = ui.Frame.of(Office)          any state with the vars unit, person, post, today, menu, positions, position,
                                         demo, notice, notice_kind, unread, newest and the bell's events
    ui.shell(FRAME, ui.page_title(…), ui.table(…), at="/incoming", act=ui.button("Nhập văn bản đến", filled=True, …))

`menu` is list[shapes.MenuItem], `positions` list[shapes.Option]; `at` is the href of the menu item in force.
`narrow=True` for forms (720 px), `bleed=True` for a detail that fills the screen (ui.split).
"""

from dataclasses import dataclass, fields
from typing import Any, Self

import reflex as rx

from voffice_app.ui.bell import bell
from voffice_app.ui.keys import desk_keys, help_dialog
from voffice_app.ui.native import native_form
from voffice_app.ui.news import news
from voffice_app.ui.parts import Text, icon, link

DEMO = "Bản trình diễn — khóa ký minh họa, không có giá trị pháp lý"


@dataclass(frozen=True)
class Frame:
    """What the frame shows; each a Var of the state that knows the person."""

    unit: Any
    person: Any
    post: Any
    today: Any
    menu: Any
    positions: Any
    position: Any
    demo: Any
    notice: Any
    notice_kind: Any
    hush: Any
    unread: Any
    newest: Any
    ring: Any
    listen: Any
    read_notice: Any

    @classmethod
    def of(cls, state: Any) -> Self:
        """The frame filled from the vars of the same names."""
        return cls(**{part.name: getattr(state, part.name) for part in fields(cls)})


def shell(
    frame: Frame,
    *content: Any,
    at: Text,
    act: rx.Component | None = None,
    narrow: bool = False,
    bleed: bool = False,
) -> rx.Component:
    """The whole page: rail, top bar, content."""
    kind = "content narrow" if narrow else "content bleed" if bleed else "content"
    return rx.el.div(
        rx.el.a("Đến nội dung chính", href="#main", class_name="skip"),
        _rail(frame, at),
        rx.el.div(
            _top_bar(frame, act),
            rx.cond(frame.demo, rx.el.div(DEMO, class_name="demo", role="note"), rx.fragment()),
            rx.el.main(*content, id="main", tab_index=-1, class_name=kind),
            class_name="page",
        ),
        news(frame.notice, frame.notice_kind, on_hush=frame.hush),
        help_dialog(frame.menu),
        desk_keys(),
        class_name="frame",
        data_demo=frame.demo,
    )


def bare(*content: Any, demo: Any = False) -> rx.Component:
    """A page before log-in: one card in the middle."""
    mark = rx.el.div(rx.el.img(src="/favicon.svg", alt=""), "V-Office", class_name="mark")
    return rx.el.div(
        rx.cond(demo, rx.el.div(DEMO, class_name="demo", role="note"), rx.fragment()),
        rx.el.main(rx.el.div(mark, *content, class_name="card door"), id="main"),
        class_name="bare",
    )


def _rail(frame: Frame, at: Text) -> rx.Component:
    return rx.el.aside(
        rx.el.div(_who(frame), class_name="who"),
        rx.el.nav(rx.foreach(frame.menu, lambda item: _menu_item(item, at)), aria_label="Menu chính"),
        id="rail",
        class_name="rail",
        custom_attrs={"popover": "auto"},
    )


def _menu_item(item: Any, at: Text) -> rx.Component:
    return rx.fragment(
        rx.cond(item.section != "", rx.el.h2(item.section), rx.fragment()),
        link(
            icon(item.icon),
            rx.el.span(item.label, class_name="label"),
            rx.el.span(item.count, class_name=rx.cond(item.alert, "count alert", "count")),
            href=item.href,
            class_name="rail-item",
            data_key=item.key,
            aria_current=rx.cond(item.href == at, "page", "false"),
        ),
    )


def _who(frame: Frame) -> rx.Component:
    """Unit and post; opened, the other posts of the same person and the way out."""
    return rx.el.details(
        rx.el.summary(
            rx.el.span(frame.unit, class_name="unit"),
            rx.el.span(frame.person, " · ", frame.post, class_name="post"),
            icon("chevron-down"),
        ),
        native_form(
            rx.el.p("Làm việc với tư cách", class_name="note"),
            rx.el.ul(rx.foreach(frame.positions, lambda option: _position(option, frame.position))),
            action="/auth/position",
        ),
        rx.el.ul(
            rx.el.li(
                rx.el.button(icon("moon"), "Đổi nền sáng / tối", type="button", on_click=rx.toggle_color_mode),
            ),
            rx.el.li(rx.el.button(icon("keyboard"), "Phím tắt", type="button", data_opens="help")),
        ),
        native_form(
            rx.el.ul(rx.el.li(rx.el.button(icon("log-out"), "Đăng xuất", type="submit"))),
            action="/auth/logout",
        ),
    )


def _position(option: Any, current: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            icon(rx.cond(option.value == current, "check", "user-round")),
            rx.el.span(option.label, rx.el.span(option.note, class_name="below")),
            name="position",
            value=option.value,
            type="submit",
            aria_current=rx.cond(option.value == current, "true", "false"),
        ),
    )


def _top_bar(frame: Frame, act: rx.Component | None) -> rx.Component:
    return rx.el.header(
        rx.el.button(
            icon("menu"),
            rx.el.span("Mở menu", class_name="unseen"),
            type="button",
            class_name="button square bare menu-button",
            custom_attrs={"popoverTarget": "rail"},
        ),
        _search_box(),
        rx.el.div(rx.el.span(frame.today, class_name="today"), bell(frame), act or rx.fragment(), class_name="end"),
        class_name="topbar",
    )


def _search_box() -> rx.Component:
    return rx.el.form(
        icon("search"),
        rx.el.input(
            id="search",
            name="q",
            type="search",
            placeholder="Tìm số ký hiệu, trích yếu, nơi ban hành…",
            aria_label="Tìm văn bản",
            auto_complete="off",
        ),
        rx.el.kbd("/"),
        role="search",
        class_name="search",
        data_search="/tim-kiem",
    )
