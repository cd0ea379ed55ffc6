"""Coming in and going out: each a row in the log-in table and a line in the audit log (security.md 2.2)."""

from voffice_app.db import door as door_db
from voffice_app.db import logins, people
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible, refuse


def sign_in(tx: Tx, id_sha256: str, address: str, username: str, ends: str | None) -> None:
    """Open a log-in for the actor; the one this browser had before (`ends`) is over.

    Raises Refused `sign_in_locked` when the name was locked while the password was being tried.
    """
    locked = door_db.locked_until(tx.session, username)
    if locked and locked > tx.now:
        raise refuse("sign_in_locked")
    if ends:
        logins.revoke_by_key(tx.session, ends, tx.now)
    door_db.forget_failures(tx.session, username)
    open_login(tx, id_sha256, address)


def open_login(tx: Tx, id_sha256: str, address: str) -> None:
    """A log-in for somebody who has just proved who they are."""
    login = door_db.LoginSession(
        id_sha256=id_sha256, account_id=tx.actor.account_id,
        position_id=tx.actor.acting_position_id or tx.actor.position_id,
        created_at=tx.now, seen_at=tx.now, address=address[:60],
    )  # fmt: skip
    tx.session.add(login)
    tx.session.flush()
    tx.record("sign_in", "login_session", login.id or 0, facts={"address": address[:60]})


def refuse_sign_in(tx: Tx, username: str, account_id: int, address: str) -> None:
    """Count a failed try by name, whether or not there is such an account."""
    door_db.count_failure(tx.session, username, tx.now)
    facts = {"username": username, "address": address[:60]}
    tx.record("sign_in_refused", "account", account_id, facts=facts)


def sign_out(tx: Tx, login_id: int) -> None:
    """End this log-in; twice is harmless."""
    login = logins.load_login(tx.session, login_id)
    if login.revoked_at is None:
        login.revoked_at = tx.now
        tx.record("sign_out", "login_session", login_id)


def choose_position(tx: Tx, login_id: int, position_id: int) -> None:
    """Act from now on in another position the person holds today. Raises NotVisible for any other."""
    held = people.list_actors(tx.session, tx.actor.account_id, tx.today)
    if position_id not in {seat.position_id for seat in held}:
        raise not_visible()
    login = logins.load_login(tx.session, login_id)
    if login.position_id != position_id or login.delegation_id is not None:
        login.position_id, login.delegation_id = position_id, None
        tx.record("choose_position", "login_session", login_id, facts={"position_id": position_id})


def change_password(tx: Tx, password_hash: str) -> list[str]:
    """Set the actor's own password and end every log-in they have; returns the keys of the ended ones."""
    account = logins.load_account(tx.session, tx.actor.account_id)
    account.password_hash = password_hash
    account.must_change_password = False
    account.password_expires_at = None
    tx.record("change_password", "account", tx.actor.account_id)
    return logins.revoke_all(tx.session, tx.actor.account_id, tx.now)
