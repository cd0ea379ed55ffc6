"""What the pages before the desk say: why a log-in or a new password was refused."""

import re

import reflex as rx

from state.base import Office
from voffice_app.db import logins
from voffice_app.policy import public
from voffice_app.settings import settings
from voffice_app.shapes import Option

OBJECTIONS = {
    "sai": "Tài khoản hoặc mật khẩu không đúng. Sau nhiều lần sai, tài khoản tạm khóa ít phút.",
    "cham": "Có quá nhiều lượt thử từ máy này. Xin đợi một phút rồi thử lại.",
    "khac": "Hai lần nhập mật khẩu mới không giống nhau.",
    "chucvu": "Chức vụ này hiện không do tài khoản của bạn giữ.",
    "password_short": "Mật khẩu mới phải có ít nhất 10 ký tự.",
    "password_long": "Mật khẩu mới quá dài (tối đa 200 ký tự).",
    "password_guessable": "Mật khẩu mới dễ đoán: không dùng tên tài khoản hay vài ký tự lặp lại.",
    "password_same": "Mật khẩu mới phải khác mật khẩu cũ.",
}


OWN_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_-]{0,200}")


class Door(Office):
    """What the address of a page before the desk carries, and in the demonstration whom to be."""

    examples: list[Option] = []
    example_password: str = ""

    @rx.event
    @public
    async def meet(self) -> None:
        """Fill the log-in page: in the demonstration, one account of every role, with the public password."""
        self.demo = settings.mode == "demo"
        if self.demo:
            found = await self._read(logins.list_examples)
            self.examples = [Option(username, title, unit) for username, title, unit in found]
            self.example_password = settings.demo_password

    @rx.var
    def objection(self) -> str:
        return OBJECTIONS.get(self.router.url.query_parameters.get("loi", ""), "")

    @rx.var
    def after(self) -> str:
        """Where to go after log-in: a path of our own, or ""."""
        path = self.router.url.query_parameters.get("tiep", "")
        return path if OWN_PATH.fullmatch(path) else ""
