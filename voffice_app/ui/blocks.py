"""Blocks of a page: cards, facts, timelines, notices, dialogs, the split of a detail.

ui.card("Chứng thư số", …, aside=ui.chip("Đạt 27/27", "green", "check"))
ui.facts(State.facts)                         list[shapes.Fact], or pairs ("Người ký", State.signer)
ui.timeline(State.history)                    list[shapes.Entry], newest first
ui.notice("error", "Chưa lưu được", State.error)      kinds: info, done, warning, error
ui.refusals(State.reasons)                    list[str]; draws nothing when it is empty
ui.empty("inbox", "Không còn việc nào", "Văn bản mới sẽ hiện ở đây.", button)
ui.dialog("cancel", "Hủy số 226?", …) opened by ui.button("Hủy", data_opens="cancel")
ui.split(page, decision)                      58/42 with a divider to drag, inside shell(bleed=True)
ui.walk("3 / 7", State.previous, State.next)  Ctrl+← / Ctrl+→ too
"""

from typing import Any

import reflex as rx

from voffice_app.ui.parts import Text, icon, icon_button

NOTICES = {"info": "info", "done": "circle-check", "warning": "triangle-alert", "error": "circle-alert"}


def card(title: Text, *content: Any, below: Text = "", aside: Any = None, **props: Any) -> rx.Component:
    """A framed part of a page. `below` is a quiet line under the title, `aside` stands at its right."""
    line = [] if isinstance(below, str) and not below else [rx.el.p(below, class_name="muted small")]
    head = rx.el.div(rx.el.div(rx.el.h2(title), *line), aside or rx.fragment(), class_name="card-head")
    return rx.el.section(head, *content, class_name="card", **props)


def facts(rows: Any, *more: tuple[str, Any]) -> rx.Component:
    """Label and value, line by line: a Var of list[shapes.Fact], or pairs written in place."""
    if isinstance(rows, tuple):
        lines = [rx.el.div(rx.el.dt(label), rx.el.dd(value)) for label, value in (rows, *more)]
        return rx.el.dl(*lines, class_name="facts")
    return rx.el.dl(
        rx.foreach(rows, lambda fact: rx.el.div(rx.el.dt(fact.label), rx.el.dd(fact.value))), class_name="facts"
    )


def timeline(entries: Any) -> rx.Component:
    """Who did what, as sentences with their time."""

    def line(entry: Any) -> rx.Component:
        note = rx.cond(entry.note != "", rx.el.span(entry.note, class_name="below"), rx.fragment())
        return rx.el.li(
            rx.el.time(entry.at),
            rx.el.div(entry.role, " ", rx.el.b(entry.who), " ", entry.act, note),
        )

    return rx.el.ol(rx.foreach(entries, line), class_name="timeline")


def notice(kind: str, title: Text, *body: Any) -> rx.Component:
    """What happened, that nothing was lost, the next step. Errors are read aloud at once."""
    return rx.el.div(
        icon(NOTICES[kind]),
        rx.el.div(rx.el.b(title), *[rx.el.div(part) for part in body]),
        class_name=f"notice {kind}",
        role="alert" if kind == "error" else "status",
    )


class IntoView(rx.Component):
    """See into_view.jsx."""

    library = rx.asset("into_view.jsx", shared=True).importable_path
    tag = "IntoView"

    of: rx.Var[list[str]]


def refusals(reasons: Any, title: Text = "Chưa làm được") -> rx.Component:
    """All reasons of a refusal (words.sentences), scrolled to when they come; nothing when there is none."""
    listed = rx.el.ul(rx.foreach(reasons, lambda reason: rx.el.li(reason)))
    told = IntoView.create(notice("error", title, listed), of=reasons)
    return rx.cond(rx.Var.create(reasons).length() > 0, told, rx.fragment())


def empty(name: str, title: Text, hint: Text = "", *buttons: rx.Component) -> rx.Component:
    """Nothing here: says so, and what to do."""
    return rx.el.div(
        icon(name), rx.el.b(title), rx.el.p(hint, class_name="muted"), *buttons, class_name="empty", role="status"
    )


def dialog(name: str, title: Text, *content: Any, act: rx.Component | None = None) -> rx.Component:
    """Only for what cannot be undone. Opened by `data_opens=name`; Esc and "Thôi" close it, nothing done."""
    leave = rx.el.button("Thôi", type="button", class_name="button", data_closes="true")
    return rx.el.dialog(
        rx.el.h2(title, id=f"{name}-title"),
        *content,
        rx.el.div(leave, act or rx.fragment(), class_name="row end"),
        id=name,
        class_name="dialog",
        aria_labelledby=f"{name}-title",
    )


class SplitView(rx.Component):
    """Two panes with a divider moved by mouse or arrow keys; its place is kept in this browser."""

    library = rx.asset("split_view.jsx", shared=True).importable_path
    tag = "SplitView"


def split(left: Any, right: Any) -> rx.Component:
    """The page on the left, the decision on the right; one under the other below 900 px."""
    return SplitView.create(
        rx.el.section(left, class_name="pane desk", aria_label="Trang văn bản"),
        rx.el.section(right, class_name="pane decision", aria_label="Xử lý"),
    )


def detail_bar(*parts: Any, end: Any = None) -> rx.Component:
    """Above the two panes: where this is, its states, and at the end the way to its neighbours."""
    return rx.el.div(rx.el.div(*parts, class_name="row"), end or rx.fragment(), class_name="detail-bar")


def walk(place: Text, previous: Text, following: Text) -> rx.Component:
    """Previous and next document of the list this one was opened from."""
    return rx.el.div(
        rx.el.span(place, class_name="muted number"),
        _step("arrow-left", "Văn bản trước (Ctrl ←)", previous, "previous"),
        _step("arrow-right", "Văn bản sau (Ctrl →)", following, "next"),
        class_name="row",
    )


def _step(name: str, label: str, href: Text, way: str) -> rx.Component:
    return rx.cond(
        href != "",
        icon_button(name, label, href=href, data_go=way),
        rx.el.span(icon(name), class_name="button square", aria_disabled="true"),
    )
