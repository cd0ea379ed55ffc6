"""Units through time, as acts of the office's IT with a decision: rename, merge, split (law.md 0; domain.md §1)."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from voffice_app.db import people_checks, reshaping
from voffice_app.db.files import Direction
from voffice_app.db.people import Unit, list_people
from voffice_app.db.reshaping import Weight
from voffice_app.db.sequences import Register
from voffice_app.db.session import Tx
from voffice_app.db.unit_history import UnitAct, UnitChange, UnitName
from voffice_app.domain.errors import Reason, Refused, not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.people import Level, Role
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@dataclass(frozen=True)
class Decision:
    """The paper behind a change, and the day from which it holds (today or before)."""

    paper: str
    day: date


@dataclass(frozen=True)
class UnitNames:
    """How a unit is written on paper."""

    name: str
    parent_name: str
    symbol: str
    place_name: str


BLOCKS = {
    "merge_numbered": "numbered", "merge_signing": "signing", "merge_certificates": "certificates",
    "merge_held": "held",
}  # fmt: skip
"""What must be settled before a unit is merged into another."""


def rename_unit(tx: Tx, unit_id: int, names: UnitNames, decision: Decision) -> None:
    """A new name from a day on; documents of before keep the one of their time."""
    unit = _begin(tx, unit_id, decision)
    new = UnitNames(**{field: clean(value) for field, value in asdict(names).items()})
    old = UnitNames(unit.name, unit.parent_name, unit.symbol, unit.place_name)
    if not (new.name and new.symbol and new.place_name):
        raise refuse("unit_name_missing")
    refuse_secret(Secrecy.NONE, *asdict(new).values())
    if new == old:
        raise refuse("name_same")
    tx.session.add(UnitName(unit_id=unit_id, valid_to=decision.day - timedelta(days=1), **asdict(old)))
    for field, value in asdict(new).items():
        setattr(unit, field, value)
    tx.session.add(unit)
    _record(tx, UnitAct.RENAMED, unit, None, decision, {"from": old.name, "to": new.name})


def merge_unit(tx: Tx, unit_id: int, into_id: int, decision: Decision, seen: Weight, head_title: str) -> list[str]:
    """One unit goes into another: people, open work and deliveries follow; its books are closed, its past stays.

    ``seen`` is what the preview counted. Where both have a head, the one who comes in becomes a deputy under
    ``head_title``, until a decision says otherwise. Returns the keys of log-ins to be looked up anew.
    """
    old, new = _begin(tx, unit_id, decision), _begin(tx, into_id, decision)
    _check_pair(tx, old, new)
    refuse_secret(Secrecy.NONE, head_title)
    if reshaping.weigh(tx.session, unit_id, tx.today) != seen:
        raise refuse("change_stale")
    blocked = {code: getattr(seen, name) for code, name in BLOCKS.items() if getattr(seen, name)}
    if blocked:
        raise Refused([Reason(code, {"count": count}) for code, count in blocked.items()])
    people = list_people(tx.session, unit_id, tx.today)
    second = people_checks.has_open_head(tx.session, into_id)
    titles = {
        p.position_id: (Role.DEPUTY, clean(head_title) or p.title) for p in people if second and p.role is Role.HEAD
    }
    posts = reshaping.move_people(tx.session, [p.position_id for p in people], into_id, titles, tx.today)
    reshaping.move_documents(tx.session, old, new, posts, all_of_it=True)
    keys = reshaping.follow(tx.session, posts, into_id, tx.today, tx.now, all_of_it=True)
    reshaping.redirect_recipients(tx.session, unit_id, into_id)
    reshaping.close_books(tx.session, unit_id, tx.today.year)
    old.active = False
    tx.session.add(old)
    _record(tx, UnitAct.MERGED, old, new, decision, asdict(seen))
    return keys


def split_unit(
    tx: Tx,
    unit_id: int,
    code: str,
    names: UnitNames,
    level: Level | None,
    position_ids: tuple[int, ...],
    decision: Decision,
) -> tuple[int, list[str]]:
    """A new unit comes out of one, with chosen people and the open work they lead or draft.

    Returns the unit and the keys of log-ins to be looked up anew.
    """
    old = _begin(tx, unit_id, decision)
    staff = {person.position_id for person in list_people(tx.session, unit_id, tx.today)}
    chosen = sorted(set(position_ids) & staff)
    if not chosen:
        raise refuse("split_nobody")
    if not (clean(names.name) and clean(names.symbol) and clean(names.place_name) and clean(code)):
        raise refuse("unit_name_missing")
    if people_checks.code_taken(tx.session, clean(code), None):
        raise refuse("unit_code_taken", unit_code=code)
    new = _new_unit(tx, old, clean(code), names, level)
    reshaping.move_documents(tx.session, old, new, dict.fromkeys(chosen, 0), all_of_it=False)
    left = reshaping.left_behind(tx.session, chosen, unit_id)
    if left:
        raise refuse("split_left", count=len(left), first=left[0])
    posts = reshaping.move_people(tx.session, chosen, new.id or 0, {}, tx.today)
    keys = reshaping.follow(tx.session, posts, new.id or 0, tx.today, tx.now, all_of_it=False)
    _record(tx, UnitAct.SPLIT, old, new, decision, {"people": len(chosen)})
    return new.id or 0, keys


def _new_unit(tx: Tx, old: Unit, code: str, names: UnitNames, level: Level | None) -> Unit:
    refuse_secret(Secrecy.NONE, code, *asdict(names).values())
    new = Unit(
        code=code, kind=old.kind, level=level or old.level, parent_id=old.parent_id, name=clean(names.name),
        parent_name=clean(names.parent_name), symbol=clean(names.symbol), place_name=clean(names.place_name),
    )  # fmt: skip
    tx.session.add(new)
    tx.session.flush()
    books = {Direction.INCOMING: "Sổ đăng ký văn bản đến", Direction.OUTGOING: "Sổ đăng ký văn bản đi"}
    tx.session.add_all(Register(unit_id=new.id or 0, direction=d, name=name) for d, name in books.items())
    tx.session.flush()
    return new


def _begin(tx: Tx, unit_id: int, decision: Decision) -> Unit:
    """IT only, on a paper that holds already, on a unit that still stands; two acts on it wait for each other."""
    tx.require(Permission.ADMIN)
    people_checks.lock_unit(tx.session, unit_id)
    unit = tx.session.get(Unit, unit_id)
    if unit is None:
        raise not_visible()
    if not clean(decision.paper):
        raise refuse("paper_missing")
    refuse_secret(Secrecy.NONE, decision.paper)
    if decision.day > tx.today:
        raise refuse("change_in_future")
    if not unit.active:
        raise refuse("unit_closed")
    return unit


def _check_pair(tx: Tx, old: Unit, new: Unit) -> None:
    if old.id == new.id:
        raise refuse("merge_same")
    if old.kind is not new.kind:
        raise refuse("merge_other_kind")
    if old.id == tx.actor.unit_id:
        raise refuse("merge_own_unit")


def _record(tx: Tx, act: UnitAct, unit: Unit, other: Unit | None, decision: Decision, facts: dict[str, object]) -> None:
    told = {**facts, "paper": clean(decision.paper), "day": str(decision.day)}
    tx.session.add(
        UnitChange(
            act=act, unit_id=unit.id or 0, other_unit_id=other.id if other else None, decided_by=clean(decision.paper),
            happened_on=decision.day, facts=told, recorded_by=tx.actor.position_id or None, recorded_at=tx.now,
        )
    )  # fmt: skip
    names = {UnitAct.RENAMED: "rename_unit", UnitAct.MERGED: "merge_unit", UnitAct.SPLIT: "split_unit"}
    tx.record(names[act], "unit", unit.id or 0, facts=told | ({"other": other.id} if other else {}))
