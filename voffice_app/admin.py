"""The first account of an empty installation: the office's IT, who enters everybody else."""

from datetime import timedelta

from voffice_app import passwords
from voffice_app.db import door, people
from voffice_app.db.session import Tx
from voffice_app.domain.people import Actor, Role, UnitKind
from voffice_app.house import database

FIRST_PASSWORD_LIVES = timedelta(days=3)


class AccountTaken(Exception):
    """There is an account of this name already."""


def create(username: str, full_name: str) -> str:
    """Create the account, with an office to belong to if there is none yet; returns the first password.

    Raises AccountTaken.
    """
    username = username.strip().lower()
    password = passwords.first_password()
    nobody = Actor(0, 0, 0, UnitKind.OFFICE, "", Role.IT, "Máy chủ", "Hệ thống")
    with database().act(nobody) as tx:
        if door.find_account(tx.session, username):
            raise AccountTaken(username)
        _enter(tx, username, full_name, passwords.hashed(password))
    return password


def _enter(tx: Tx, username: str, full_name: str, record: str) -> None:
    office = _office(tx)
    account = people.Account(
        username=username, full_name=full_name, password_hash=record,
        must_change_password=True, password_expires_at=tx.now + FIRST_PASSWORD_LIVES,
    )  # fmt: skip
    tx.session.add(account)
    tx.session.flush()
    post = people.Position(
        account_id=account.id or 0, unit_id=office.id or 0, role=Role.IT, title="Bộ phận CNTT", valid_from=tx.today
    )
    tx.session.add(post)
    tx.actor = Actor(0, 0, office.id or 0, UnitKind.OFFICE, office.name, Role.IT, "Máy chủ", "Hệ thống")
    tx.record("create_admin", "account", account.id or 0)


def _office(tx: Tx) -> people.Unit:
    offices = people.list_units(tx.session, UnitKind.OFFICE)
    if offices:
        return offices[0]
    office = people.Unit(
        code="PGDDT", kind=UnitKind.OFFICE, name="Phòng Giáo dục và Đào tạo", symbol="PGDĐT", place_name="…"
    )
    tx.session.add(office)
    tx.session.flush()
    return office
