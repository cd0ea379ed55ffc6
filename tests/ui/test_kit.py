"""The kit draws what it is given: words beside colours, names on fields, nothing that the strict policy bars."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import reflex as rx

from voffice_app import ui, words
from voffice_app.shapes import Bar, Box, Entry, Fact, MenuItem, NoticeLine, Option, PageSize, Seal, Tab

UI = Path(__file__).parents[2] / "voffice_app" / "ui"
ICONS = (Path(__file__).parents[2] / "assets" / "icons.svg").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Row:
    reference: str
    href: str
    abstract: str
    due: str
    due_tone: str
    status: str
    unread: bool


def var(name: str, kind: Any) -> Any:
    """A var of a state, without a state: the census of handlers counts only real ones."""
    return rx.Var(name, _var_type=kind).guess_type()


class Desk:
    """Everything the kit may be given."""

    unit = person = post = today = position = notice = notice_kind = unread = var("text", str)
    demo = var("demo", bool)
    menu = var("menu", list[MenuItem])
    positions = var("positions", list[Option])
    rows = var("rows", list[Row])
    tabs = var("tabs", list[Tab])
    history = var("history", list[Entry])
    facts = var("facts", list[Fact])
    bars = var("bars", list[Bar])
    seals = var("seals", list[Seal])
    pages = var("pages", list[PageSize])
    boxes = var("boxes", list[Box])
    place = var("place", Box | None)
    reasons = var("reasons", list[str])
    sort = var("sort", str)
    newest = var("newest", list[NoticeLine])
    hush = ring = listen = rx.noop()

    @staticmethod
    def read_notice(notice_id: Any) -> Any:
        return rx.noop()


def heard(*_: Any) -> Any:
    return rx.noop()


def drawn(component: rx.Component) -> str:
    """What the component compiles to, its escaped letters read."""
    return re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), str(component.render()))


def inbox() -> rx.Component:
    return ui.table(
        Desk.rows,
        ui.column("Số, ký hiệu", lambda row: ui.reference(row.reference, href=row.href), sort="reference", width=190),
        ui.column("Trích yếu", lambda row: ui.abstract(row.abstract), wide=True),
        ui.column("Hạn", lambda row: ui.due(row.due, row.due_tone), sort="due"),
        ui.column("Trạng thái", lambda row: ui.status_chip("incoming", row.status)),
        caption="Văn bản đến",
        empty=ui.empty("inbox", "Không còn văn bản nào chờ bạn"),
        unread=lambda row: row.unread,
        sort=Desk.sort,
        on_sort=heard,
    )


def every_part() -> rx.Component:
    return ui.shell(
        ui.Frame.of(Desk),
        ui.page_title("Bốn văn bản đang quá hạn", "Cập nhật 10:15"),
        ui.tabs(Desk.tabs, "late"),
        inbox(),
        ui.pager("", "/incoming?after=3", "1–50"),
        ui.refusals(Desk.reasons),
        ui.card("Quá trình", ui.timeline(Desk.history), ui.facts(Desk.facts), ui.verdicts(Desk.seals)),
        ui.bars(Desk.bars, "Theo chuyên viên"),
        ui.page_viewer("/api/pages/1", Desk.pages, Desk.boxes, place=Desk.place, on_place=heard),
        ui.pin_form("/api/sign", {"document_id": 1}, "Ký số", on_done=heard),
        ui.form(
            ui.file_drop("files"),
            ui.date_field("due_on", "Hạn xử lý"),
            ui.picker("lead", "Chủ trì", Desk.positions),
            on_submit=heard,
        ),
        at="/incoming",
    )


def test_every_part_of_the_kit_stands_on_one_page() -> None:
    page = drawn(every_part())
    for told in ("Bản trình diễn", "/auth/logout", "/auth/position", "Trang sau", "Quá trình"):
        assert told in page


def test_a_header_that_sorts_says_which_way() -> None:
    page = drawn(inbox())
    assert "aria-sort" in page
    assert '"descending"' in page
    assert 'scope:"col"' in page


def test_a_header_without_a_sort_is_no_button() -> None:
    plain = ui.table(Desk.rows, ui.column("Hạn", lambda row: row.due), caption="x", empty=rx.fragment())
    assert "aria-sort" not in drawn(plain)


def test_each_cell_carries_its_title_for_the_card() -> None:
    assert '"data-label":"Trích yếu"' in drawn(inbox())


def test_no_style_sheet_is_put_inside_a_colgroup() -> None:
    # the server would write <style> there, the browser moves it out, and the page would not hydrate
    assert "css:" not in re.search(r"'name': '\"colgroup\"'.*?'name': '\"thead\"'", drawn(inbox()), re.S)[0]


@pytest.mark.parametrize("status", words.OUTGOING_STANDING)
def test_a_state_is_told_by_word_icon_and_colour(status: str) -> None:
    chip = drawn(ui.status_chip("outgoing", status))
    assert words.OUTGOING_STANDING[status] in chip
    assert "/icons.svg#" in chip


def test_an_ordinary_document_carries_no_urgency() -> None:
    assert "chip" not in drawn(ui.urgency_chip("normal"))
    assert "Hỏa tốc" in drawn(ui.urgency_chip("express"))


def test_a_field_ties_its_label_hint_and_error_to_its_input() -> None:
    page = drawn(ui.text_field("reference", "Số, ký hiệu", hint="Ghi đúng", error="Thiếu số", required=True))
    for told in ('htmlFor:"reference"', 'id:"reference-error"', 'id:"reference-hint"', "required:true"):
        assert told in page
    assert '"aria-invalid":true' in page
    assert '"aria-invalid":false' in drawn(ui.text_field("reference", "Số, ký hiệu"))


def test_log_out_is_posted_by_the_browser_itself() -> None:
    page = drawn(ui.native_form(action="/auth/logout"))
    assert 'action:"/auth/logout"' in page
    assert 'method:"post"' in page
    assert "onSubmit" not in page


def test_a_refusal_without_reasons_draws_nothing_and_with_them_an_alert() -> None:
    page = drawn(ui.refusals(Desk.reasons))
    assert "cond" in page
    assert '"alert"' in page


def test_every_icon_the_kit_names_is_in_the_sheet() -> None:
    sheet = set(re.findall(r'<symbol id="([^"]+)"', ICONS))
    named = set(ui.STEP_ICON.values())
    for path in UI.glob("*.py"):
        named |= set(re.findall(r'\bicon\("([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    for path in UI.glob("*.jsx"):
        named |= set(re.findall(r'icon\("([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    assert len(named) > 20
    assert named <= sheet


def test_the_pin_never_becomes_state_or_an_event() -> None:
    form = (UI / "pin_form.jsx").read_text(encoding="utf-8")
    assert "onDone?.(outcome.ok, String(outcome.code))" in form
    assert not re.search(r"useState\([^)]*pin|setPin|localStorage|console", form, re.I)
    assert "value=" not in form.split("<input")[1].split("/>")[0]


def test_nothing_in_the_kit_needs_what_the_policy_forbids() -> None:
    forbidden = r"dangerouslySetInnerHTML|innerHTML|\beval\(|new Function|rx\.html|rx\.markdown|call_script|rx\.toast"
    for path in (*UI.glob("*.py"), *UI.glob("*.js*")):
        assert not re.search(forbidden, path.read_text(encoding="utf-8")), path.name
