"""The reports on handling say what the lists say: every count is the sum of rows (ND30 PL VI V.2, V.4)."""

from datetime import date, timedelta

import openpyxl
import pytest

from tests.core.conftest import SmallOffice
from tests.core.factories import assigned, draft, fields, registered, sealed, upload, waiting
from tests.core.printing_room import LOOKUP, drawing, text_of
from voffice_app.actions import assigning, incoming, issuing, outgoing, reports
from voffice_app.actions.reports import Question
from voffice_app.db import incoming_lists, outgoing_lists
from voffice_app.db.files import Direction
from voffice_app.db.paper_prints import list_prints
from voffice_app.domain.errors import NotVisible
from voffice_app.domain.handling import Grouping, Handled, Outcome, issued_outcome, summed
from voffice_app.domain.incoming import OPEN_WORK, IncomingStatus, Source
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.people import Actor

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
MONDAY = date(2026, 11, 23)


def lines(small: SmallOffice, who: Actor, direction: Direction, by: Grouping = Grouping.PERSON) -> list[Handled]:
    with small.db.read() as session:
        return reports.list_handling(session, who, Question(direction, *NOVEMBER, by), small.db.today())


def life_of_a_month(small: SmallOffice) -> None:
    """One document in every outcome, and some more."""
    in_time, late = (assigned(small, code_number=n, due_on=MONDAY + timedelta(3)) for n in ("1", "2"))
    small.act(small.officer, assigning.complete, in_time, "Đã báo cáo")
    assigned(small, code_number="3", due_on=MONDAY + timedelta(3), lead="colleague")
    assigned(small, code_number="4", due_on=MONDAY + timedelta(60))
    assigned(small, code_number="5", lead="colleague")
    waiting(small, code_number="6", subject_area="Tổ chức cán bộ")
    registered(small, code_number="7")
    from_mvp = small.act(
        small.clerk, incoming.receive, fields(code_number="8", source=Source.MVP), (upload(small, small.clerk),)
    )
    small.act(small.clerk, incoming.archive_only, from_mvp)
    small.clock.pass_days(7)
    small.act(small.officer, assigning.complete, late, "Đã báo cáo")


def listed(small: SmallOffice, who: Actor, tab: str) -> list[incoming_lists.IncomingRow]:
    """Every row of a list, whatever its pages."""
    found: list[incoming_lists.IncomingRow] = []
    with small.db.read() as session:
        after = None
        while True:
            wanted = incoming_lists.Filter(tab)
            rows, more = incoming_lists.list_incoming(session, who, small.db.today(), wanted, "number", False, after)
            found += rows
            if not more:
                return found
            after = (rows[-1].book_order, rows[-1].id)


@pytest.mark.law("ND30:PL6")
@pytest.mark.article("8.1")
def test_the_report_on_arrivals_counts_what_the_lists_show(both: SmallOffice) -> None:
    life_of_a_month(both)
    total = summed(lines(both, both.head, Direction.INCOMING))
    done = listed(both, both.clerk, "completed")
    expected = {
        Outcome.IN_TIME: sum(row.completed_on is not None and row.completed_on <= row.due_sort for row in done),
        Outcome.LATE: sum(row.completed_on is not None and row.completed_on > row.due_sort for row in done),
        Outcome.OVERDUE: len(listed(both, both.clerk, "overdue")),
        Outcome.IN_TERM: len(listed(both, both.clerk, "open")) - len(listed(both, both.clerk, "overdue")),
        Outcome.WAITING: len(listed(both, both.clerk, "to_submit")) + len(listed(both, both.clerk, "to_assign")),
        Outcome.ASIDE: len(listed(both, both.clerk, "set_aside")),
    }
    assert total.counts == expected
    assert total.total == len(listed(both, both.clerk, "all")) == 8
    assert {kind: count for kind, count in total.counts.items() if not count} == {}


def test_each_line_is_what_that_person_has_in_the_lists(both: SmallOffice) -> None:
    life_of_a_month(both)
    everything = listed(both, both.clerk, "all")
    for line in lines(both, both.head, Direction.INCOMING):
        mine = [row for row in everything if (row.lead_name or "Chưa phân công") == line.name]
        assert line.total == len(mine)
        overdue = [r for r in mine if r.status in OPEN_WORK and r.due_sort < both.db.today()]
        assert line.counts.get(Outcome.OVERDUE, 0) == len(overdue)
        finished = [r for r in mine if r.status is IncomingStatus.COMPLETED]
        assert line.counts.get(Outcome.IN_TIME, 0) + line.counts.get(Outcome.LATE, 0) == len(finished)


def test_whatever_the_rows_are_gathered_by_the_sum_is_the_same(both: SmallOffice) -> None:
    life_of_a_month(both)
    sums = [summed(lines(both, both.head, Direction.INCOMING, by)).cells for by in (Grouping.PERSON, Grouping.AREA)]
    assert sums[0] == sums[1]
    assert "Tổ chức cán bộ" in [line.name for line in lines(both, both.head, Direction.INCOMING, Grouping.AREA)]


@pytest.mark.article("6.4")
def test_the_office_counts_its_schools_by_unit_and_a_school_counts_itself_alone(both: SmallOffice) -> None:
    registered(both)
    with both.db.act(both.school1_clerk) as tx:
        incoming.receive(tx, fields(), (upload_of(tx, both),))
    by_unit = {line.name: line.total for line in lines(both, both.head, Direction.INCOMING, Grouping.UNIT)}
    assert by_unit == {"Phòng GD&ĐT Thái Thụy": 1, "Trường THCS Số 1": 1}
    assert summed(lines(both, both.school1_head, Direction.INCOMING)).total == 1
    with pytest.raises(NotVisible):
        lines(both, both.school1_head, Direction.INCOMING, Grouping.UNIT)


def upload_of(tx: object, small: SmallOffice) -> int:
    from voffice_app.db.files import Upload

    row = Upload(
        position_id=small.school1_clerk.position_id, sha256=small.db.vault.put(b"x"), name="a.pdf",
        media_type="application/pdf", size_bytes=1, pages=1, added_at=small.clock.now,
    )  # fmt: skip
    tx.session.add(row)  # type: ignore[attr-defined]
    tx.session.flush()  # type: ignore[attr-defined]
    return row.id or 0


@pytest.mark.parametrize("who", ["officer", "it"])
def test_who_prints_no_books_reads_no_report(both: SmallOffice, who: str) -> None:
    for direction in Direction:
        with pytest.raises(NotVisible):
            lines(both, both.people[who], direction)


@pytest.mark.law("ND30:PL6")
@pytest.mark.law("ND30:18")
def test_the_report_on_outgoing_documents_counts_what_the_lists_show(both: SmallOffice) -> None:
    first, second, third = sealed(both), sealed(both), sealed(both)
    cancelled = draft(both)
    draft(both, who="colleague")
    both.act(both.officer, outgoing.discard, cancelled)
    both.act(both.clerk, issuing.issue, first)
    both.clock.pass_days(4)
    both.act(both.clerk, issuing.issue, second)
    total = summed(lines(both, both.head, Direction.OUTGOING))
    with both.db.read() as session:
        tabs = outgoing_lists.count_tabs(session, both.head, "issued", "cancelled", "under_way", "all")
    assert total.counts[Outcome.IN_TIME] + total.counts[Outcome.LATE] == tabs["issued"] == 2
    assert total.counts[Outcome.LATE] == 1
    assert total.counts[Outcome.ASIDE] == tabs["cancelled"] == 1
    unfinished = total.counts[Outcome.WAITING] + total.counts[Outcome.IN_TERM] + total.counts[Outcome.OVERDUE]
    assert unfinished == tabs["under_way"] == 2
    assert total.counts[Outcome.OVERDUE] == 1, f"{third} is signed and not issued"
    assert total.total == tabs["all"]


@pytest.mark.law("ND30:18")
@pytest.mark.parametrize(
    ("status", "issued", "due", "expected"),
    [
        (OutgoingStatus.ISSUED, 0, 1, Outcome.IN_TIME), (OutgoingStatus.ISSUED, 1, 1, Outcome.IN_TIME),
        (OutgoingStatus.ISSUED, 2, 1, Outcome.LATE), (OutgoingStatus.DRAFT, None, None, Outcome.WAITING),
        (OutgoingStatus.SEALED, None, 0, Outcome.IN_TERM), (OutgoingStatus.SEALED, None, -1, Outcome.OVERDUE),
        (OutgoingStatus.CANCELLED, None, None, Outcome.ASIDE),
    ],
)  # fmt: skip
def test_issued_the_day_it_is_signed_or_the_next_working_day_is_in_time(
    status: OutgoingStatus, issued: int | None, due: int | None, expected: Outcome
) -> None:
    days = [None if n is None else MONDAY + timedelta(n) for n in (issued, due)]
    assert issued_outcome(status, days[0], days[1], MONDAY) is expected


def test_what_lies_outside_the_period_is_not_counted(both: SmallOffice) -> None:
    registered(both)
    with both.db.read() as session:
        december = Question(Direction.INCOMING, date(2026, 12, 1), date(2026, 12, 31))
        assert reports.list_handling(session, both.head, december, both.db.today()) == []


@pytest.mark.law("ND137:5")
@pytest.mark.parametrize("direction", Direction)
def test_screen_paper_and_spreadsheet_carry_the_same_figures(
    small: SmallOffice, direction: Direction, tmp_path: object
) -> None:
    life_of_a_month(small)
    asked = Question(direction, *NOVEMBER)
    on_screen = [line.cells for line in lines(small, small.head, direction)]
    paper = reports.print_report(drawing(small), small.head, asked, LOOKUP, "pdf")
    text = text_of(paper)
    assert reports.TITLES[direction].upper() in text
    for cells in on_screen:
        assert " ".join(str(cell) for cell in cells) in text
    sheet = reports.print_report(drawing(small), small.head, asked, LOOKUP, "xlsx")
    (tmp_path / "a.xlsx").write_bytes(sheet.content)  # type: ignore[operator]
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=6, values_only=True))  # type: ignore[operator]
    assert rows == [*on_screen, summed(lines(small, small.head, direction)).cells]
    with small.db.read() as session:
        codes = [row.code for row in list_prints(session, small.head)]
    assert len(codes) == 2
    assert codes[1] in text
