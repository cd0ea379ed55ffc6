"""`/quan-tri/tai-khoan`: accounts and the posts they hold."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.admin_accounts import AccountCard, Accounts
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/tai-khoan"


@rx.page(route="/quan-tri/tai-khoan", title="Tài khoản · V-Office", on_load=[Office.enter, Accounts.look])
def accounts() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Tài khoản, chức vụ", "Một người một tài khoản; mỗi chức vụ gắn với một đơn vị và có thời hạn"),
        rx.el.form(
            ui.text_field("words", "Tìm theo tên hoặc tài khoản", Accounts.words),
            ui.button("Tìm", submit=True),
            on_submit=Accounts.find,
            class_name="row",
        ),
        ui.table(
            Accounts.lines,
            ui.column("Tài khoản", lambda row: ui.reference(row.username, row.full_name, href=row.href), width=260),
            ui.column("Chức vụ", lambda row: ui.two_lines(row.title, row.unit), wide=True),
            ui.column("Trạng thái", lambda row: row.state, width=120),
            caption="Các tài khoản",
            loaded=Accounts.looked,
            empty=ui.empty("users", "Không tìm thấy tài khoản nào", "Thử từ khác, hoặc thêm tài khoản mới."),
        ),
        ui.pager("", Accounts.following, ""),
        at=AT,
        act=ui.button("Thêm tài khoản", icon="user-plus", filled=True, href=f"{AT}/moi"),
    )


def _new() -> rx.Component:
    return ui.form(
        ui.text_field("full_name", "Họ và tên", required=True),
        ui.fields(
            ui.text_field("username", "Tên đăng nhập", required=True, hint="Chữ thường không dấu, không khoảng trắng"),
            ui.text_field("email", "Thư điện tử", kind="email"),
        ),
        ui.lines(ui.button("Tạo tài khoản", submit=True, filled=True), ui.button("Thôi", href=AT)),
        on_submit=AccountCard.create,
    )


def _password() -> rx.Component:
    return rx.cond(
        AccountCard.first_password != "",
        ui.notice(
            "warning", "Mật khẩu lần đầu, chỉ hiện một lần", rx.el.code(AccountCard.first_password),
            " — báo riêng cho người dùng; phải đổi khi đăng nhập lần đầu, hết hạn sau 3 ngày.",
        ),
    )  # fmt: skip


def _post(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.el.b(row.title), " · ", row.unit, " · ", row.role, rx.el.span(row.dates, class_name="below")),
        rx.cond(row.open, ui.button("Bàn giao", href="/ban-giao/" + row.id.to_string())),
        rx.cond(row.open, ui.button("Kết thúc chức vụ", on_click=AccountCard.end_post(row.id))),
        class_name="row",
    )


def _add_post() -> rx.Component:
    return ui.form(
        ui.select_field("unit_id", "Đơn vị", AccountCard.units, required=True, none="Chọn đơn vị"),
        ui.fields(
            ui.select_field("role", "Vai trò", AccountCard.roles, required=True, none="Chọn vai trò"),
            ui.text_field("title", "Chức vụ ghi trên văn bản", required=True, hint="Ví dụ Trưởng phòng, Hiệu trưởng"),
            ui.text_field("group_name", "Bộ phận"),
            ui.text_field("symbol", "Ký hiệu bộ phận", hint="Dùng trong số công văn, ví dụ VP"),
            ui.date_field("valid_from", "Từ ngày", required=True),
        ),
        ui.check_field(
            "leads_group",
            "Phụ trách bộ phận, tổ",
            hint="Được giao tiếp văn bản cho người trong đơn vị, khi quy định của đơn vị cho phép",
        ),
        ui.lines(ui.button("Thêm chức vụ", submit=True, filled=True)),
        on_submit=AccountCard.add_post,
    )


def _existing() -> rx.Component:
    return rx.fragment(
        ui.page_title(
            AccountCard.full_name, AccountCard.username,
            ui.button("Cấp mật khẩu mới", on_click=AccountCard.renew_password),
            rx.cond(
                AccountCard.active,
                ui.button("Khóa tài khoản", danger=True, on_click=AccountCard.set_active(False)),
                ui.button("Mở lại tài khoản", on_click=AccountCard.set_active(True)),
            ),
        ),
        _password(),
        ui.card("Chức vụ", rx.el.ul(rx.foreach(AccountCard.posts, _post), class_name="stack")),
        ui.card("Thêm chức vụ", _add_post()),
    )  # fmt: skip


@rx.page(route="/quan-tri/tai-khoan/[account]", title="Tài khoản · V-Office", on_load=[Office.enter, AccountCard.look])
def account() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.crumbs(("Tài khoản, chức vụ", AT), rx.cond(AccountCard.account_id, AccountCard.full_name, "Tài khoản mới")),
        rx.cond(AccountCard.account_id, _existing(), _new()),
        at=AT,
        narrow=True,
    )
