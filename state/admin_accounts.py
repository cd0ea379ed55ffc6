"""IT's screens of accounts: list, one account with its posts, first passwords."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import reflex as rx

from state.base import Office
from voffice_app import passwords
from voffice_app.actions import people as acts
from voffice_app.arguments import whole
from voffice_app.db import logins, people
from voffice_app.db.admin_lists import AccountRow, PositionRow, list_accounts, list_positions
from voffice_app.db.session import Session
from voffice_app.domain.errors import NotVisible, refuse
from voffice_app.domain.people import Role
from voffice_app.house import database
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import ROLE, day

FIRST_PASSWORD_LIVES = timedelta(days=3)
ROLES = [Option(key, label) for key, label in ROLE.items()]


@dataclass(frozen=True)
class AccountLine:
    """One account in the list."""

    username: str
    full_name: str
    title: str
    unit: str
    state: str
    href: str


@dataclass(frozen=True)
class PostLine:
    """One post of the account."""

    id: int
    title: str
    role: str
    unit: str
    dates: str
    open: bool


def account_line(row: AccountRow) -> AccountLine:
    state = "Đang dùng" if row.active else "Đã khóa"
    return AccountLine(row.username, row.full_name, row.title, row.unit_name, state, f"/quan-tri/tai-khoan/{row.id}")


def post_line(row: PositionRow) -> PostLine:
    ends = f" đến {day(row.valid_to)}" if row.valid_to else ""
    return PostLine(
        row.id, row.title, ROLE[row.role], row.unit_name, f"từ {day(row.valid_from)}{ends}", not row.valid_to
    )


def unit_options(session: Session) -> list[Option]:
    return [Option(str(unit.id), unit.name) for unit in people.list_units(session)]


def as_date(text: str) -> date:
    """The date a form sends. Raises Refused when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse("date_missing") from None


class Accounts(Office):
    """One page of accounts."""

    lines: list[AccountLine] = []
    words: str = ""
    following: str = ""
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        asked = self.router.url.query_parameters
        self.words = asked.get("q", "")[:60]
        await self._turn(asked.get("sau", "")[:60])

    @rx.event
    @secured("admin")
    async def find(self, form: dict[str, Any]) -> None:
        """Accounts whose names hold the words."""
        self.words = str(form.get("words", ""))[:60]
        await self._turn("")

    async def _turn(self, after: str) -> None:
        rows, more = await self._read(list_accounts, self.words, after)
        self.lines = [account_line(row) for row in rows]
        self.following = f"/quan-tri/tai-khoan?q={quote(self.words)}&sau={quote(rows[-1].username)}" if more else ""
        self.looked = True


class AccountCard(Office):
    """One account. A first password is shown once, to be told to its owner, and kept nowhere."""

    account_id: int = 0
    username: str = ""
    full_name: str = ""
    active: bool = True
    posts: list[PostLine] = []
    units: list[Option] = []
    roles: list[Option] = ROLES
    first_password: str = ""

    @rx.event
    @secured("admin")
    async def look(self) -> rx.event.EventSpec | None:
        """The account that the address names, or an empty form; an address that names none leads to the list."""
        named = self.router.url.path.rstrip("/").rsplit("/", 1)[-1]
        self.account_id, self.first_password = whole(named), ""
        self.username = self.full_name = ""
        self.units = await self._read(unit_options)
        try:
            await self._load()
        except NotVisible:
            self._say("Không có tài khoản nào ở địa chỉ này.", "calm")
            return rx.redirect("/quan-tri/tai-khoan")
        return None

    @rx.event
    @secured("admin")
    async def create(self, form: dict[str, Any]) -> None:
        """Enter the account and show its first password."""
        word, record = await self._new_password()
        expires = datetime.now(UTC) + FIRST_PASSWORD_LIVES
        given = [str(form.get(name, "")) for name in ("username", "full_name", "email")]
        self.account_id = await self._act(acts.add_account, *given, record, expires)
        self.first_password = word
        await self._load()
        self._say("Đã tạo tài khoản. Thêm chức vụ để người này làm việc được.")

    @rx.event
    @secured("admin")
    async def renew_password(self) -> None:
        word, record = await self._new_password()
        await self._act(acts.reset_password, self.account_id, record, datetime.now(UTC) + FIRST_PASSWORD_LIVES)
        self.first_password = word
        self._say("Đã cấp mật khẩu mới; các phiên đăng nhập cũ đã kết thúc.")

    @rx.event
    @secured("admin")
    async def set_active(self, active: bool) -> None:
        await self._act(acts.set_active, self.account_id, active)
        await self._load()
        self._say("Đã mở tài khoản." if active else "Đã khóa tài khoản; các phiên đăng nhập đã kết thúc.")

    @rx.event
    @secured("admin")
    async def add_post(self, form: dict[str, Any]) -> None:
        role, unit = str(form.get("role", "")), whole(form.get("unit_id"))
        if role not in list(Role) or not unit:
            raise refuse("position_incomplete")
        post = acts.PositionForm(
            self.account_id, unit, Role(role), str(form.get("title", "")),
            as_date(str(form.get("valid_from", ""))), str(form.get("group_name", "")), str(form.get("symbol", "")),
            bool(form.get("leads_group")),
        )  # fmt: skip
        await self._act(acts.add_position, post)
        await self._load()
        self._say("Đã thêm chức vụ.")

    @rx.event
    @secured("admin")
    async def end_post(self, position_id: int) -> None:
        """The post ends today."""
        await self._act(acts.end_position, position_id, database().today())
        await self._load()
        self._say("Chức vụ kết thúc từ hôm nay.")

    async def _new_password(self) -> tuple[str, str]:
        word = passwords.first_password()
        return word, await self._run(passwords.hashed, word)

    async def _load(self) -> None:
        if not self.account_id:
            self.posts = []
            return
        account = await self._read(logins.load_account, self.account_id)
        self.username, self.full_name, self.active = account.username, account.full_name, account.active
        self.posts = [post_line(row) for row in await self._read(list_positions, self.account_id)]
