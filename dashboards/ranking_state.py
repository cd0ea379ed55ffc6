"""The factual ranking of schools, a school's own score, and the rows behind every count (QC 6.4, 8.1)."""

from dataclasses import dataclass
from datetime import date

import reflex as rx

from dashboards.progress_state import period_name, period_options
from state.base import Office
from voffice_app.db import figures
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor, UnitKind
from voffice_app.domain.periods import Period, before, read_period
from voffice_app.domain.scoring import SchoolScore, rank
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option, Tab
from voffice_app.words import LEVEL, number


@dataclass(frozen=True)
class RankRow:
    """One school's place; each count opens its rows."""

    place: str
    change: str
    change_tone: str
    name: str
    level: str
    score: str
    acknowledged: str
    finished: str
    why: str
    href: str
    acknowledged_href: str
    finished_href: str
    mine: bool


def _share(good: int, total: int) -> str:
    return f"{number(good)} / {number(total)}" if total else "—"


def why(found: SchoolScore) -> str:
    """The facts that cost points, in words."""
    facts = found.facts
    late_in, late_done = facts.to_acknowledge - facts.acknowledged_in_time, facts.to_finish - facts.finished_in_time
    lost = []
    if late_in:
        lost.append(f"tiếp nhận chậm {number(late_in)} văn bản")
    if late_done:
        lost.append(f"xử lý quá hạn {number(late_done)} văn bản")
    if found.score is None:
        return "chưa có văn bản nào đến hạn"
    return ", ".join(lost) or "đúng hạn tất cả"


def moved(found: SchoolScore, earlier: dict[int, int | None]) -> tuple[str, str]:
    """Places won or lost since the period before: ("▲ 2", "green")."""
    then = earlier.get(found.facts.unit_id)
    if found.place is None or then is None or then == found.place:
        return "", ""
    return (f"▲ {then - found.place}", "green") if then > found.place else (f"▼ {found.place - then}", "")


def read(session: Session, period: Period, today: date, level: str) -> tuple[list[SchoolScore], dict[int, int | None]]:
    """The ranking of a period, and the places of the one before."""

    def ranked(of: Period) -> list[SchoolScore]:
        facts = figures.school_facts(session, of.first, of.last, today)
        return rank([school for school in facts if level in ("", school.level)])

    return ranked(period), {found.facts.unit_id: found.place for found in ranked(before(period))}


def may_see(found: SchoolScore, actor: Actor) -> bool:
    return actor.unit_kind is UnitKind.OFFICE or found.facts.unit_id == actor.unit_id


def row(found: SchoolScore, earlier: dict[int, int | None], actor: Actor, period: Period) -> RankRow:
    facts = found.facts
    change, tone = moved(found, earlier)
    base = f"/theo-doi/{facts.unit_id}?ky={period.key}&muc="
    opens = may_see(found, actor)
    return RankRow(
        place=str(found.place or "—"), change=change, change_tone=tone, name=facts.name,
        level=LEVEL.get(facts.level, ""), score=number(found.score, 1) if found.score is not None else "—",
        acknowledged=_share(facts.acknowledged_in_time, facts.to_acknowledge),
        finished=_share(facts.finished_in_time, facts.to_finish), why=why(found),
        href=f"{base}finished" if opens else "", acknowledged_href=f"{base}acknowledged" if opens else "",
        finished_href=f"{base}finished" if opens else "", mine=facts.unit_id == actor.unit_id,
    )  # fmt: skip


def title(scores: list[SchoolScore], actor: Actor) -> str:
    """What the ranking says: to the office who is behind, to a school its own place."""
    mine = next((found for found in scores if found.facts.unit_id == actor.unit_id), None)
    placed = [found for found in scores if found.place is not None]
    if mine is not None:
        if mine.place is None:
            return "Trường bạn chưa có văn bản nào đến hạn trong kỳ này"
        return f"Trường bạn được {number(mine.score or 0, 1)} điểm, xếp thứ {mine.place} trên {len(placed)} trường"
    full = sum(1 for found in placed if found.score == 100)
    return f"{number(full)} trên {number(len(placed))} trường đúng hạn tất cả"


class Ranking(Office):
    """One period's ranking, over all schools or one level."""

    period: str = ""
    periods: list[Option] = []
    finding: str = ""
    below: str = ""
    levels: list[Tab] = []
    level: str = ""
    rows: list[RankRow] = []
    looked: bool = False

    @rx.event
    @secured("ranking.read")
    async def look(self) -> None:
        """The office sees every school; a school sees its own place until rankings are published."""
        actor, today = await self._actor(), database().today()
        asked = self.router.url.query_parameters
        period = read_period(asked.get("ky", ""), today)
        self.level = asked.get("khoi", "") if asked.get("khoi", "") in LEVEL else ""
        scores, earlier = await self._read(read, period, today, self.level)
        seen = [found for found in scores if may_see(found, actor)]
        self.rows = [row(found, earlier, actor, period) for found in seen]
        self.finding = title(scores, actor)
        self.below = f"{period_name(period)} · dự thảo, tính từ số liệu thực tế trên hệ thống"
        self.period, self.periods = period.key, period_options(today)
        names = {"": "Tất cả", **LEVEL}
        self.levels = [Tab(key, label, f"/xep-hang?ky={period.key}&khoi={key}") for key, label in names.items()]
        self.looked = True

    @rx.event
    @secured("ranking.read")
    async def choose(self, key: str) -> rx.event.EventSpec:
        """Another period: an address of its own."""
        return rx.redirect(f"/xep-hang?ky={read_period(key, database().today()).key}&khoi={self.level}")
