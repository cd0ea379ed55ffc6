"""Acts of the office's IT on units, accounts and positions (QC 2.2, 3.1, 9; domain.md §1)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from voffice_app.actions.handing_parts import look
from voffice_app.db import people_checks as checks
from voffice_app.db.deadline_moves import Span, recompute
from voffice_app.db.files import Direction
from voffice_app.db.incoming import NO_DUE
from voffice_app.db.logins import revoke_all
from voffice_app.db.parameters import UnitParameter
from voffice_app.db.people import Account, Position, Unit
from voffice_app.db.sequences import Register
from voffice_app.db.session import Tx
from voffice_app.domain.errors import Reason, Refused, not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.parameters import CALENDAR_RULES, check
from voffice_app.domain.people import Level, Role, UnitKind
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@dataclass(frozen=True)
class UnitForm:
    """What IT declares of a unit."""

    code: str
    kind: UnitKind
    level: Level | None
    name: str
    parent_name: str
    symbol: str
    place_name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    active: bool = True
    parent_id: int | None = None
    cluster: str = ""


WRITTEN = ("name", "parent_name", "symbol", "place_name")
"""What stands on issued documents."""


@dataclass(frozen=True)
class PositionForm:
    """A post to be held, with its dates."""

    account_id: int
    unit_id: int
    role: Role
    title: str
    valid_from: date
    group_name: str = ""
    symbol: str = ""
    leads_group: bool = False


def save_unit(tx: Tx, form: UnitForm, unit_id: int | None = None) -> int:
    """Enter or change a unit; a new one gets its registers for both directions.

    How a unit is written on paper changes by a decision alone: actions/reshaping.py.
    """
    tx.require(Permission.ADMIN)
    checks.lock_unit(tx.session, tx.actor.unit_id)
    _check_unit(tx, form, unit_id)
    unit = (
        tx.session.get(Unit, unit_id) if unit_id else Unit(kind=form.kind, code="", name="", symbol="", place_name="")
    )
    if unit is None:
        raise not_visible()
    if unit_id and any(getattr(unit, name) != clean(getattr(form, name)) for name in WRITTEN):
        raise refuse("unit_renamed_by_act")
    for name, value in asdict(form).items():
        setattr(unit, name, clean(value) if isinstance(value, str) and name not in ("kind", "level") else value)
    tx.session.add(unit)
    tx.session.flush()
    if unit_id is None:
        names = {Direction.INCOMING: "Sổ đăng ký văn bản đến", Direction.OUTGOING: "Sổ đăng ký văn bản đi"}
        tx.session.add_all(Register(unit_id=unit.id or 0, direction=d, name=name) for d, name in names.items())
    tx.record("save_unit", "unit", unit.id or 0, facts={"name": unit.name, "new": unit_id is None})
    return unit.id or 0


def _check_unit(tx: Tx, form: UnitForm, unit_id: int | None) -> None:
    """Nothing missing, a code of its own, a place in the tree that is not under itself."""
    needed = ("code", "name", "symbol", "place_name")
    missing = [Reason(f"unit_{name}_missing") for name in needed if not clean(getattr(form, name))]
    if form.kind is UnitKind.SCHOOL and form.level is None:
        missing.append(Reason("unit_level_missing"))
    if missing:
        raise Refused(missing)
    refuse_secret(Secrecy.NONE, *(value for value in asdict(form).values() if isinstance(value, str)))
    if form.parent_id is not None and unit_id in checks.list_ancestors(tx.session, form.parent_id):
        raise refuse("unit_under_itself")
    if checks.code_taken(tx.session, clean(form.code), unit_id):
        raise refuse("unit_code_taken", unit_code=form.code)


def set_parameter(tx: Tx, unit_id: int, name: str, value: str, valid_from: date, decided_by: str) -> None:
    """A unit's own rule from a day on, with the decision behind it (QC Chương III): its head's, or IT's for it."""
    own = may(tx.actor, Permission.UNIT_RULES) and tx.actor.unit_id == unit_id
    if not own:
        tx.require(Permission.ADMIN)
    check(name, value)
    if not clean(decided_by):
        raise refuse("decision_missing")
    refuse_secret(Secrecy.NONE, decided_by)
    tx.session.add(
        UnitParameter(unit_id=unit_id, name=name, value=value, valid_from=valid_from, decided_by=clean(decided_by))
    )
    facts = {"name": name, "value": value, "from": str(valid_from)}
    if name in CALENDAR_RULES:
        facts["moved"] = str(recompute(tx, Span(valid_from, NO_DUE), clean(decided_by), unit_id))
    tx.record("set_parameter", "unit", unit_id, facts=facts)


def add_account(tx: Tx, username: str, full_name: str, email: str, password_hash: str, expires_at: datetime) -> int:
    """A personal account; its first password must be changed before ``expires_at``."""
    tx.require(Permission.ADMIN)
    checks.lock_unit(tx.session, tx.actor.unit_id)
    username, full_name = clean(username).lower(), clean(full_name)
    if not username or not full_name or " " in username:
        raise refuse("account_name_missing")
    refuse_secret(Secrecy.NONE, username, full_name)
    if checks.username_taken(tx.session, username):
        raise refuse("account_taken", username=username)
    account = Account(
        username=username, full_name=full_name, email=clean(email), password_hash=password_hash,
        must_change_password=True, password_expires_at=expires_at,
    )  # fmt: skip
    tx.session.add(account)
    tx.session.flush()
    tx.record("add_account", "account", account.id or 0, facts={"username": username})
    return account.id or 0


def reset_password(tx: Tx, account_id: int, password_hash: str, expires_at: datetime) -> None:
    """A new first password; every log-in of the account ends at once."""
    account = _account(tx, account_id)
    account.password_hash, account.must_change_password = password_hash, True
    account.password_expires_at = expires_at
    revoke_all(tx.session, account_id, tx.now)
    tx.record("reset_password", "account", account_id)


def set_active(tx: Tx, account_id: int, active: bool) -> None:
    """Close an account, or open it again; closing ends every log-in of it."""
    account = _account(tx, account_id)
    if account_id == tx.actor.account_id:
        raise refuse("own_account")
    account.active = active
    if not active:
        revoke_all(tx.session, account_id, tx.now)
    tx.record("open_account" if active else "close_account", "account", account_id)


def add_position(tx: Tx, form: PositionForm) -> int:
    """Give a person a post in a unit; a unit has one head at a time."""
    _account(tx, form.account_id)
    if tx.session.get(Unit, form.unit_id) is None or not clean(form.title):
        raise refuse("position_incomplete")
    refuse_secret(Secrecy.NONE, form.title, form.group_name, form.symbol)
    checks.lock_unit(tx.session, form.unit_id)
    if form.role is Role.HEAD and checks.has_open_head(tx.session, form.unit_id):
        raise refuse("head_exists")
    position = Position(**{**asdict(form), "title": clean(form.title), "role": form.role})
    tx.session.add(position)
    tx.session.flush()
    facts = {"role": form.role, "title": form.title, "unit_id": form.unit_id, "leads_group": form.leads_group}
    tx.record("add_position", "account", form.account_id, facts=facts)
    return position.id or 0


def end_position(tx: Tx, position_id: int, last_day: date) -> None:
    """The post ends with this day; what the person did in it stays theirs.

    Where anything is open it is handed over first (ND30 Đ31 k3đ; actions/handing_over.py).
    """
    tx.require(Permission.ADMIN)
    position = tx.session.get(Position, position_id)
    if position is None:
        raise not_visible()
    if last_day < position.valid_from:
        raise refuse("ends_before_start")
    left = look(tx.session, position, tx.today).batches
    if left:
        kinds = list(dict.fromkeys(batch.kind for batch in left))
        raise refuse("post_has_work", count=sum(len(batch.rows) for batch in left), work=kinds)
    position.valid_to = last_day
    tx.session.add(position)
    tx.record("end_position", "account", position.account_id, facts={"title": position.title, "to": str(last_day)})


def _account(tx: Tx, account_id: int) -> Account:
    tx.require(Permission.ADMIN)
    account = tx.session.get(Account, account_id)
    if account is None:
        raise not_visible()
    tx.session.add(account)
    return account
