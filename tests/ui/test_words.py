"""Every refusal has its sentence, every state its word; dates and numbers are written the Vietnamese way."""

import ast
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from voffice_app import words
from voffice_app.domain import incoming, outgoing
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Level, Role, UnitKind
from voffice_app.ui import status
from voffice_app.words.outgoing import WAITING

ROOT = Path(__file__).parents[2]
ROOMS = ("voffice_app", "signing", "state", "pages", "dashboards")
RAISERS = {"refuse": 0, "Reason": 0, "Guard": 0, "FileRefused": 0, "Unreadable": 0, "ReadingFailed": 0, "refusal": 1}


def texts(node: ast.AST) -> Iterator[str]:
    """A text, or both texts of a choice between two."""
    if isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def codes_in(node: ast.AST) -> Iterator[str]:
    """The codes named by a call that refuses, or by the CODE of an error class."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISERS:
        yield from (code for arg in node.args[RAISERS[node.func.id] :][:1] for code in texts(arg))
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "CODE":
        yield from texts(node.value)


def codes() -> set[str]:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    return {code for tree in trees for node in ast.walk(tree) for code in codes_in(node)}


def test_the_search_for_codes_finds_them() -> None:
    assert {"wrong_state", "main_pdf_missing", "not_visible", "pin_wrong", "encrypted"} <= codes()


def test_every_refusal_has_its_sentence() -> None:
    assert sorted(codes() - set(words.REASONS)) == []


def test_every_sentence_is_whole() -> None:
    for code, text in words.REASONS.items():
        assert text[0].isupper() or text[0] in "«{", code
        assert text.endswith("."), code
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text)), code


def test_a_refusal_names_states_and_steps_in_vietnamese() -> None:
    told = words.sentences(refuse("wrong_state", step="seal", status="numbered").reasons)
    assert told == [
        "Văn bản đang ở trạng thái «Chờ lãnh đạo ký» nên chưa thể đóng dấu. Tải lại trang để xem bước tiếp theo."
    ]


def test_an_unknown_code_is_told_with_its_name_and_nothing_is_said_to_be_lost() -> None:
    assert "mã strange_thing" in words.sentence("strange_thing", {})
    assert "Không có gì bị mất" in words.sentence("strange_thing", {})


def test_a_fact_with_braces_is_not_read_as_a_format() -> None:
    assert "{code}" in words.sentence("page_absent", {"page": "{code}"})


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (words.INCOMING_STATUS, incoming.IncomingStatus),
        (words.OUTGOING_STATUS, outgoing.OutgoingStatus),
        (words.URGENCY, incoming.Urgency),
        (words.SOURCE, incoming.Source),
        (words.ASSIGNMENT, incoming.AssignmentKind),
        (words.DELIVERY, incoming.DeliveryCode),
        (words.ROLE_OFFICE, Role),
        (words.ROLE_SCHOOL, Role),
        (words.UNIT_KIND, UnitKind),
        (words.LEVEL, Level),
        (status.INCOMING, incoming.IncomingStatus),
        (status.OUTGOING, outgoing.OutgoingStatus),
        (status.DELIVERY, incoming.DeliveryCode),
    ],
)
def test_every_value_of_the_domain_has_its_word_and_look(labels: dict[str, object], values: type) -> None:
    assert set(labels) == {str(value) for value in values}


def test_where_the_number_comes_at_issue_every_other_turn_has_its_word_look_and_sentence() -> None:
    told = {outgoing.standing(state, True) for state in outgoing.OutgoingStatus} - set(words.OUTGOING_STATUS)
    assert told == set(words.OUTGOING_AT_ISSUE) == set(status.OUTGOING_AT_ISSUE)
    assert set(WAITING) == set(words.OUTGOING_STANDING)
    assert {outgoing.standing(state, False) for state in outgoing.OutgoingStatus} == set(words.OUTGOING_STATUS)


def test_every_step_of_the_state_tables_has_its_button() -> None:
    steps = {step.name for flow in (incoming.FLOW, outgoing.FLOW) for step in flow}
    assert steps <= set(words.STEP)
    assert steps <= set(words.DONE)
    assert steps <= set(status.STEP_ICON)


def test_everyone_a_table_asks_for_has_a_name() -> None:
    assert {step.who.name for flow in (incoming.FLOW, outgoing.FLOW) for step in flow} <= set(words.WHO)


def test_dates_are_written_day_first_on_vietnams_clock() -> None:
    eve = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
    assert words.day(eve) == "01/01/2027"
    assert words.clock(eve) == "01:30"
    assert words.moment(eve, date(2027, 1, 1)) == "01:30"
    assert words.moment(eve, date(2026, 12, 31)) == "01:30 01/01/2027"
    assert words.weekday(date(2026, 11, 23)) == "Thứ Hai 23/11/2026"
    assert words.weekday(date(2026, 11, 29)) == "Chủ nhật 29/11/2026"
    assert words.day(None) == "—"


def test_numbers_take_dots_and_a_comma() -> None:
    assert words.number(1204) == "1.204"
    assert words.number(96.4, 1) == "96,4"
    assert words.number(-1234567.5, 2) == "-1.234.567,50"


def test_counters_stop_at_a_thousand_and_are_silent_at_zero() -> None:
    assert [words.count(n) for n in (0, 1, 999, 1000, 25_000)] == ["", "1", "999", "1000+", "1000+"]


@pytest.mark.parametrize(
    ("due_on", "done", "told"),
    [
        (None, False, ("—", "")),
        (date(2026, 11, 20), False, ("Quá 4 ngày", "late")),
        (date(2026, 11, 24), False, ("Hôm nay", "today")),
        (date(2026, 11, 25), False, ("Còn 1 ngày", "soon")),
        (date(2026, 11, 30), False, ("30/11/2026", "")),
        (date(2026, 11, 20), True, ("20/11/2026", "done")),
    ],
)
def test_a_deadline_says_how_near_it_is(due_on: date | None, done: bool, told: tuple[str, str]) -> None:
    assert words.due(due_on, date(2026, 11, 24), done=done) == told


def test_a_closer_reason_gives_the_closer_sentence() -> None:
    assert words.sentence("wrong_order", {"reason": "leader_missing"}) == "Lãnh đạo chưa ký nên chưa thể đóng dấu."
    assert words.sentence("wrong_order", {"reason": "other"}) == words.REASONS["wrong_order"]


def test_a_finding_on_a_signature_is_told_in_words() -> None:
    assert words.finding(["modified", "weak_digest"]) == "Nội dung đã bị sửa sau khi ký; Thuật toán băm cũ (SHA-1)"
    assert words.finding([]) == "Nguyên vẹn, chứng thư số còn hiệu lực"


def test_every_recorded_act_can_be_told_in_a_timeline() -> None:
    calls = [
        node
        for path in (ROOT / "voffice_app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record" and node.args
    ]
    acts = {act for call in calls for act in texts(call.args[0])}
    assert {"draft", "show_place"} <= acts
    assert sorted(acts - set(words.DONE)) == []
