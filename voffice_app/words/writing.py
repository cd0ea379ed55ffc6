"""How dates, times, numbers and deadlines are written. Instants are read on Vietnam's clock."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no daylight saving since 1975

WEEKDAY = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day(value: date | None) -> str:
    """23/11/2026; a dash for none. An instant is read on Vietnam's clock."""
    return _local(value).strftime("%d/%m/%Y") if value else "—"


def weekday(value: date) -> str:
    """Thứ Hai 23/11/2026."""
    local = _local(value)
    return f"{WEEKDAY[local.weekday()]} {local:%d/%m/%Y}"


def clock(value: datetime) -> str:
    """08:14 in Vietnam."""
    return _local(value).strftime("%H:%M")


def moment(value: datetime, today: date | None = None) -> str:
    """08:14 when it was today, else 08:14 22/11/2026."""
    local = _local(value)
    return f"{local:%H:%M}" if today and local.date() == today else f"{local:%H:%M %d/%m/%Y}"


def _local(value: date) -> date:
    return value.astimezone(VIETNAM) if isinstance(value, datetime) else value


def number(value: float, digits: int = 0) -> str:
    """1.204 and 96,4: dots between thousands, a comma before the fraction."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def count(value: int, cap: int = 1000) -> str:
    """A counter: nothing for zero, "1000+" from the cap on (nobody counts further; data.md 5)."""
    return "" if value <= 0 else f"{cap}+" if value >= cap else str(value)


def due(due_on: date | None, today: date, *, done: bool = False, soon_days: int = 2) -> tuple[str, str]:
    """The words and the tone of a deadline cell: ("Quá 3 ngày", "late"), ("Còn 1 ngày", "soon")."""
    if due_on is None or done:
        return day(due_on), "done" if done else ""
    left = (due_on - today).days
    if left < 0:
        return f"Quá {-left} ngày", "late"
    if left == 0:
        return "Hôm nay", "today"
    return (f"Còn {left} ngày", "soon") if left <= soon_days else (day(due_on), "")
