"""Báo cáo tình hình giải quyết văn bản: how each document of a period was handled (ND30 PL VI part V, 2 and 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from voffice_app.domain.outgoing import OutgoingStatus


class Outcome(StrEnum):
    """Every document of the period is in exactly one."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"
    IN_TERM = "in_term"
    OVERDUE = "overdue"
    ASIDE = "aside"


class Grouping(StrEnum):
    """By what the rows of a report are gathered."""

    PERSON = "person"
    AREA = "area"
    UNIT = "unit"


INCOMING_TITLES: Mapping[Outcome, str] = {
    Outcome.IN_TIME: "Giải quyết đúng hạn",
    Outcome.LATE: "Giải quyết quá hạn",
    Outcome.WAITING: "Chờ phân công",
    Outcome.IN_TERM: "Đang giải quyết, còn hạn",
    Outcome.OVERDUE: "Đang giải quyết, quá hạn",
    Outcome.ASIDE: "Không phải giải quyết",
}
OUTGOING_TITLES: Mapping[Outcome, str] = {
    Outcome.IN_TIME: "Ban hành đúng hạn",
    Outcome.LATE: "Ban hành chậm",
    Outcome.WAITING: "Đang soạn thảo, trình ký",
    Outcome.IN_TERM: "Đã ký, còn hạn ban hành",
    Outcome.OVERDUE: "Đã ký, quá hạn ban hành",
    Outcome.ASIDE: "Đã hủy",
}
GROUPING_TITLES: Mapping[Grouping, str] = {
    Grouping.PERSON: "Người giải quyết", Grouping.AREA: "Lĩnh vực", Grouping.UNIT: "Đơn vị",
}  # fmt: skip
NOBODY = "Chưa phân công"
NO_AREA = "Chưa ghi lĩnh vực"


@dataclass(frozen=True)
class Handled:
    """One line of a report."""

    name: str
    counts: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def cells(self) -> tuple[str | int, ...]:
        """Name, total, then the outcomes in their order."""
        return (self.name, self.total, *(self.counts.get(outcome, 0) for outcome in Outcome))


def summed(rows: Iterable[Handled], name: str = "Tổng cộng") -> Handled:
    """The last line."""
    listed = list(rows)
    return Handled(name, {outcome: sum(row.counts.get(outcome, 0) for row in listed) for outcome in Outcome})


def gathered(rows: Iterable[tuple[str, Outcome, int]]) -> list[Handled]:
    """Lines by name, the longest list first."""
    counts: dict[str, dict[Outcome, int]] = {}
    for name, outcome, count in rows:
        mine = counts.setdefault(name, {})
        mine[outcome] = mine.get(outcome, 0) + count
    lines = [Handled(name, mine) for name, mine in counts.items()]
    return sorted(lines, key=lambda line: (-line.total, line.name))


def issued_outcome(status: OutgoingStatus, issued_on: date | None, issue_due: date | None, today: date) -> Outcome:
    """A signed document is issued that day, at the latest the next working day, ``issue_due`` (ND30 Đ18 k1).

    One that was issued counts as issued, whatever became of it afterwards.
    """
    if issued_on is not None:
        return Outcome.LATE if issue_due and issued_on > issue_due else Outcome.IN_TIME
    if status is OutgoingStatus.CANCELLED:
        return Outcome.ASIDE
    if issue_due is None:
        return Outcome.WAITING
    return Outcome.OVERDUE if today > issue_due else Outcome.IN_TERM
