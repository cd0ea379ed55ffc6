"""`/so-sanh`: two versions of a draft side by side."""

from typing import Any

import reflex as rx

from pages.outgoing_parts import AT, FRAME
from state.base import Office
from state.compare_versions import CompareVersions as S
from voffice_app import ui


def _side(side: Any, pages: Any) -> rx.Component:
    take = ui.file_link(ui.icon("download"), rx.el.span("Tải về"), href=side.download, class_name="button small")
    head = rx.el.div(
        rx.el.div(rx.el.h2(side.title), rx.el.p(side.about, class_name="muted small")),
        take,
        class_name="row spread compared-head",
    )
    return rx.el.section(head, ui.page_viewer(side.pages_at, pages), class_name="compared", aria_label=side.title)


def _words() -> rx.Component:
    """What was taken out and put in, before the eye goes over the pages."""
    changes = rx.el.ol(rx.foreach(S.changes, _change), class_name="word-changes")
    listed = rx.el.details(rx.el.summary(S.words_said), changes, class_name="more versions", open=True)
    told = rx.el.p(S.words_said, class_name="versions small", role="status")
    return rx.cond(S.changes.length() > 0, listed, told)


def _change(change: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(change.page, class_name="muted small"),
        f" {change.before} ",
        rx.cond(change.removed != "", rx.el.del_(change.removed), rx.fragment()),
        " ",
        rx.cond(change.added != "", rx.el.ins(change.added), rx.fragment()),
        f" {change.after}",
    )


def _absent() -> rx.Component:
    hint = "Hai bản không cùng một văn bản, hoặc bạn không có quyền xem. Mở lại từ trang của văn bản."
    return ui.empty("file-x", "Không mở được hai bản để so sánh", hint)


@rx.page(route="/so-sanh", title="So sánh hai bản · V-Office", on_load=[Office.enter, S.look])
def compare_versions() -> rx.Component:
    both = rx.fragment(
        rx.el.p(ui.text_link("Về văn bản", href=S.back), class_name="versions"),
        _words(),
        rx.el.div(_side(S.before, S.before_pages), _side(S.after, S.after_pages), class_name="comparing"),
    )
    shown = rx.cond(S.absent, _absent(), rx.cond(S.looked, both, rx.fragment()))
    return ui.shell(FRAME, shown, at=AT, bleed=True)
