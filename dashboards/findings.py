"""The sentence a dashboard states as its title: what was found, in words, before any chart."""

from voffice_app.db.figures import PersonLoad, Timeliness
from voffice_app.words import number

SMALL = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def in_words(count: int) -> str:
    """Ten and below as a word, more as figures."""
    return SMALL[count] if count < len(SMALL) else number(count)


def share(done: Timeliness) -> float | None:
    """Per cent in time, None when nothing was due."""
    return 100 * done.in_time / done.due if done.due else None


def progress_title(now: Timeliness, before: Timeliness, overdue: int) -> str:
    """ "Tiến độ tốt hơn tháng trước, bốn văn bản đang quá hạn"."""
    trend = _trend(share(now), share(before))
    late = f"{in_words(overdue)} văn bản đang quá hạn" if overdue else "không có văn bản nào quá hạn"
    return f"{trend}, {late}"


def _trend(now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return "Chưa đủ dữ liệu để so với kỳ trước"
    if abs(now - before) < 0.5:
        return "Tiến độ giữ như kỳ trước"
    return "Tiến độ tốt hơn kỳ trước" if now > before else "Tiến độ kém hơn kỳ trước"


def change(now: float | None, before: float | None, unit: str, *, less_is_better: bool = False) -> tuple[str, str]:
    """The note under a figure and its tone: ("▲ 2,1 điểm so với kỳ trước", "green")."""
    if now is None or before is None:
        return "kỳ trước chưa có số liệu", ""
    difference = now - before
    if abs(difference) < 0.05:
        return "bằng kỳ trước", ""
    better = (difference < 0) == less_is_better
    arrow = "▲" if difference > 0 else "▼"
    return f"{arrow} {number(abs(difference), 1)} {unit} so với kỳ trước", "green" if better else "red"


def people_title(loads: list[PersonLoad]) -> str:
    """Who holds most of what is late."""
    worst = [load for load in loads if load.overdue]
    if not worst:
        return "Không ai đang giữ văn bản quá hạn"
    if len(worst) == 1:
        return f"Chỉ {worst[0].name} đang giữ văn bản quá hạn"
    return f"{worst[0].name} đang giữ nhiều văn bản quá hạn nhất"
