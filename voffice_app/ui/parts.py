"""The smallest parts: icon, link, buttons, chips, due date, tabs, breadcrumbs, the title of a page.

ui.icon("inbox")                                  a Lucide icon from assets/icons.svg; the name may be a Var
ui.link("226/QĐ-PGDĐT", href="/outgoing/226")     moves inside the site without loading it anew
ui.file_link("Tải về", href="/api/files/7")        takes a file away; the page stays
ui.button("Ký số", icon="signature", filled=True, on_click=…)    one filled button a screen
ui.button("Mở", href=…) / ui.button("Xóa", danger=True) / ui.button("Lưu", submit=True)
ui.chip("Chờ ký", "violet", "hourglass")
ui.due(row.due, row.due_tone)                     tone: "", "late", "today", "soon", "done" (words.due gives both)
ui.tabs(State.tabs, State.tab)                    list[shapes.Tab], the key in force
ui.crumbs(("Văn bản đi", "/outgoing"), State.reference)
ui.page_title(State.finding, State.below, *buttons)
"""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import ReactRouterLink

Text = str | rx.Var[Any]


def icon(name: Text, **props: Any) -> rx.Component:
    """A decoration beside words: hidden from screen readers. Names are the ids in assets/icons.svg."""
    props.setdefault("class_name", "icon")
    return rx.el.svg(rx.el.svg.use(href=f"/icons.svg#{name}"), aria_hidden="true", **props)


def link(*children: Any, href: Text, **props: Any) -> rx.Component:
    """A link inside the site. `href` is built from ids by our own code, never from what a person typed."""
    return ReactRouterLink.create(*children, to=href, **props)


def file_link(*children: Any, href: Text, **props: Any) -> rx.Component:
    """A link to a file under /api/. Without its target the pages' router takes the click and shows "no such page"."""
    return rx.el.a(*children, href=href, target="_blank", **props)


def text_link(label: Text, href: Text) -> rx.Component:
    return link(label, href=href, class_name="text-link")


def button(
    label: Text,
    *,
    icon: str = "",
    href: Text | None = None,
    filled: bool = False,
    danger: bool = False,
    bare: bool = False,
    small: bool = False,
    big: bool = False,
    submit: bool = False,
    **props: Any,
) -> rx.Component:
    """A button, or with `href` a link that looks like one. `filled` is for the one next act of the screen."""
    looks = {"filled": filled, "danger": danger, "bare": bare, "small": small, "big": big}
    name = " ".join(["button", *(look for look, worn in looks.items() if worn)])
    inside = [_icon(icon)] if icon else []
    inside.append(rx.el.span(label))
    if href is not None:
        return link(*inside, href=href, class_name=name, **props)
    return rx.el.button(*inside, type="submit" if submit else "button", class_name=name, **props)


def icon_button(name: str, label: Text, *, href: Text | None = None, **props: Any) -> rx.Component:
    """A square button; its label is read aloud and shown as a hint."""
    inside = (_icon(name), rx.el.span(label, class_name="unseen"))
    if href is not None:
        return link(*inside, href=href, class_name="button square", title=label, **props)
    return rx.el.button(*inside, type="button", class_name="button square", title=label, **props)


_icon = icon


def chip(label: Text, tone: Text = "", icon: Text = "") -> rx.Component:
    """A state: always its word, with a colour and, when given, an icon."""
    drawn = [] if isinstance(icon, str) and not icon else [_icon(icon)]
    return rx.el.span(*drawn, label, class_name=f"chip {tone}")


def due(text: Text, tone: Text = "") -> rx.Component:
    """The deadline: late is red with ▲ and the days, soon is amber, a dash when there is none."""
    return rx.el.span(
        rx.match(tone, ("late", icon("triangle")), ("soon", icon("clock")), ("today", icon("clock")), rx.fragment()),
        text,
        class_name=f"due {tone}",
    )


def tabs(items: Any, current: Text, label: str = "Lọc theo trạng thái") -> rx.Component:
    """Filters with counters; each is an address, so that a filtered list can be kept and sent."""

    def tab(item: Any) -> rx.Component:
        return link(
            item.label,
            rx.el.span(item.count, class_name="count"),
            href=item.href,
            class_name=rx.cond(item.alert, "tab alert", "tab"),
            aria_current=rx.cond(item.key == current, "page", "false"),
        )

    return rx.el.nav(rx.foreach(items, tab), class_name="tabs", aria_label=label)


def crumbs(*trail: tuple[str, str] | Text) -> rx.Component:
    """Where this page lies: pairs (label, href), and last the page itself."""
    steps = [
        rx.el.li(link(step[0], href=step[1]), icon("chevron-right")) for step in trail[:-1] if isinstance(step, tuple)
    ]
    here = rx.el.li(rx.el.span(trail[-1], aria_current="page"))
    return rx.el.nav(rx.el.ol(*steps, here), class_name="crumbs", aria_label="Vị trí trang")


def page_title(finding: Text, below: Text = "", *buttons: rx.Component) -> rx.Component:
    """The page's heading states what was found ("Bốn văn bản đang quá hạn"), not what kind of page it is."""
    line = [] if isinstance(below, str) and not below else [rx.el.p(below)]
    return rx.el.div(
        rx.el.div(rx.el.h1(finding), *line),
        rx.el.div(*buttons, class_name="row") if buttons else rx.fragment(),
        class_name="page-title",
    )
