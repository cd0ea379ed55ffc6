"""Log-in, log-out, the forced change of a first password, the position to act in: native forms and a cookie."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from state.base import ACTING
from state.door import OWN_PATH
from voffice_app import door, passwords, threads
from voffice_app.actions import delegating
from voffice_app.actions import door as acts
from voffice_app.db import door as door_db
from voffice_app.db import logins, people
from voffice_app.db.people import Account
from voffice_app.db.session import Tx
from voffice_app.domain.errors import Refused
from voffice_app.domain.people import Actor
from voffice_app.door import Signed
from voffice_app.guard import LOGIN, PASSWORD
from voffice_app.house import database, doorkeeper
from voffice_app.http.caller import address_of, form_of, number_in, signed_in
from voffice_app.pace import Pace
from voffice_app.settings import settings

# A school behind one address logs in within the same minute.
_pace = Pace(per_second=settings.logins_per_minute / 60, burst=settings.logins_per_minute)


def _to(path: str) -> Response:
    return RedirectResponse(path, status_code=303, headers={"cache-control": "no-store"})


def _refused(code: str, page: str = LOGIN) -> Response:
    return _to(f"{page}?loi={code}")


def _with_cookie(answer: Response, session_id: str) -> Response:
    """The browser's only proof. It ends with the browser; the server ends it earlier (idle, absolute)."""
    answer.set_cookie(door.COOKIE, session_id, path="/", secure=True, httponly=True, samesite="strict")
    return answer


async def log_in(request: Request) -> Response:
    """POST /auth/login: every failure is answered alike, whether the account, the password or a lock is why."""
    form, address = await form_of(request), address_of(request)
    username, password = form.get("account", "").strip().lower()[:60], form.get("password", "")
    if not _pace.allow(address):
        return _refused("cham")
    if not username.isprintable() or not username:
        return _refused("sai")  # nobody's name: not looked up, not counted
    account, seats, locked = await threads.run(_known, username)
    record = account.password_hash if account else passwords.NOBODY
    fits = await threads.run_slow_hash(passwords.matches, record, password[: passwords.LONGEST])
    if locked or not fits or account is None or _first_password_expired(account) or not seats:
        await threads.run(_count_failure, username, account, address)
        return _refused("sai")
    session_id = door.new_id()
    old = door.key_in(request.headers.get("cookie", ""))
    try:
        await threads.run(_open, seats[0], session_id, address, username, old)
    except Refused:
        return _refused("sai")
    if old:
        door.forget(old)
    wanted = form.get("next", "")
    home = wanted if OWN_PATH.fullmatch(wanted) else "/"
    several = "/chon-chuc-vu" if len(seats) > 1 else home
    return _with_cookie(_to(PASSWORD if account.must_change_password else several), session_id)


def _known(username: str) -> tuple[Account | None, list[Actor], bool]:
    db = database()
    with db.read() as session:
        account = door_db.find_account(session, username)
        seats = people.list_actors(session, account.id or 0, db.today()) if account else []
        until: datetime | None = door_db.locked_until(session, username)
    return account, seats, until is not None and until > db.clock()


def _first_password_expired(account: Account) -> bool:
    return account.password_expires_at is not None and account.password_expires_at < database().clock()


def _open(actor: Actor, session_id: str, address: str, username: str, old: str | None) -> None:
    with database().act(actor) as tx:
        acts.sign_in(tx, door.key_of(session_id), address, username, old)


def _count_failure(username: str, account: Account | None, address: str) -> None:
    with database().read() as session:
        keeper = doorkeeper(session)
    if keeper:
        with database().act(keeper) as tx:
            acts.refuse_sign_in(tx, username, (account.id if account else None) or 0, address)


async def log_out(request: Request) -> Response:
    """POST /auth/logout: the row is revoked, the cookie taken back; every open page of it stops."""
    signed = await signed_in(request)
    if signed:
        await threads.run(_sign_out, signed)
        door.forget(signed.key)
    answer = _to(LOGIN)
    answer.delete_cookie(door.COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    return answer


def _sign_out(signed: Signed) -> None:
    with database().act(signed.actor, ended=True) as tx:
        acts.sign_out(tx, signed.session_id)


async def choose_position(request: Request) -> Response:
    """POST /auth/position: act in another position held today, or (``thay-7``) for somebody by delegation 7."""
    signed = await signed_in(request)
    if signed is None:
        return _to(LOGIN)
    wanted = (await form_of(request)).get("position", "")
    take = delegating.act_for if wanted.startswith(ACTING) else acts.choose_position
    try:
        await threads.run(_choose, signed, take, number_in(wanted.removeprefix(ACTING)))
    except Refused:
        return _refused("chucvu", "/")
    door.forget(signed.key)
    return _to("/")


def _choose(signed: Signed, take: Callable[[Tx, int, int], None], wanted: int) -> None:
    with database().act(signed.actor, ended=True) as tx:
        take(tx, signed.session_id, wanted)


async def change_password(request: Request) -> Response:
    """POST /auth/password: the old one again, a better new one twice; every other log-in of the person ends."""
    signed = await signed_in(request)
    if signed is None:
        return _to(LOGIN)
    form = await form_of(request)
    code = await _objection(signed, form)
    if code:
        return _refused(code, PASSWORD)
    record = await threads.run_slow_hash(passwords.hashed, form["new"])
    session_id = door.new_id()
    for key in await threads.run(_change_password, signed, record, session_id, address_of(request)):
        door.forget(key)
    return _with_cookie(_to("/"), session_id)


async def _objection(signed: Signed, form: dict[str, str]) -> str | None:
    """Why this change is refused, or None."""
    old, new = form.get("current", ""), form.get("new", "")
    account = await threads.run(_account, signed)
    if not _pace.allow(signed.key):
        return "cham"
    if not await threads.run_slow_hash(passwords.matches, account.password_hash, old[: passwords.LONGEST]):
        return "sai"
    if new != form.get("again", ""):
        return "khac"
    return passwords.weakness(new, account.username) or ("password_same" if new == old else None)


def _account(signed: Signed) -> Account:
    with database().read() as session:
        return logins.load_account(session, signed.actor.account_id)


def _change_password(signed: Signed, record: str, session_id: str, address: str) -> list[str]:
    with database().act(signed.actor) as tx:
        ended = acts.change_password(tx, record)
        acts.open_login(tx, door.key_of(session_id), address)
    return ended


ROUTES = [
    Route("/auth/login", log_in, methods=["POST"]),
    Route("/auth/logout", log_out, methods=["POST"]),
    Route("/auth/position", choose_position, methods=["POST"]),
    Route("/auth/password", change_password, methods=["POST"]),
]
