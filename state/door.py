"""What the pages before the desk say: why a log-in or a new password was refused."""

import reflex as rx

from state.base import Office

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


class Door(Office):
    """The objection named in the address of the page, in words."""

    @rx.var
    def objection(self) -> str:
        return OBJECTIONS.get(self.router.url.query_parameters.get("loi", ""), "")
