"""`/thiet-bi-ky`: the program beside one's own token: installing it, pairing it, trying it, revoking it."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.desk_agents import DeskAgents
from voffice_app import ui

AT = "/thiet-bi-ky"
S = DeskAgents
INSTALL = "pipx install ./signing/agent"


def _command(text: str) -> rx.Component:
    return rx.el.code(text, class_name="desk-command")


def _install() -> rx.Component:
    return ui.card(
        "Cài một lần trên máy có cắm thiết bị ký",
        rx.el.ol(
            rx.el.li("Cài trình điều khiển do nơi cấp thiết bị ký cung cấp."),
            rx.el.li("Cài chương trình ký từ thư mục mã nguồn (bộ phận CNTT làm giúp): ", _command(INSTALL)),
            rx.el.li("Mở cửa sổ lệnh, gõ ", _command("voffice-agent"), " rồi Enter; giữ cửa sổ đó mở khi ký."),
            rx.el.li("Bấm «Kiểm tra kết nối» rồi làm theo hướng dẫn hiện ra để ghép với tài khoản của bạn."),
            class_name="desk-steps",
        ),
        below="Khóa ký và mã PIN không bao giờ rời máy đó; trang web không thấy mã PIN.",
    )


def _revoke(row: Any) -> rx.Component:
    return ui.button("Thu hồi", icon="ban", small=True, on_click=S.revoke(row.id))


def _paired() -> rx.Component:
    return ui.table(
        S.agents,
        ui.column("Máy", lambda row: rx.el.b(row.name), wide=True),
        ui.column("Ghép lúc", lambda row: row.paired, width=150),
        ui.column("Ký gần nhất", lambda row: row.used, width=150),
        ui.column("", _revoke, width=130),
        caption="Máy đã ghép với tài khoản của tôi",
        loaded=S.looked,
        within=True,
        empty=ui.empty("key-round", "Chưa ghép máy nào", "Bấm «Kiểm tra kết nối» ở máy có cắm thiết bị ký."),
    )


@rx.page(route=AT, title="Thiết bị ký của tôi · V-Office", on_load=[Office.enter, DeskAgents.look])
def desk_agents() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title("Thiết bị ký của tôi", "Ký bằng USB token cắm ở máy bạn ngồi"),
        rx.el.div(
            ui.card("Máy đang ngồi", ui.desk_device(on_paired=S.paired)),
            ui.card("Máy đã ghép", _paired()),
            _install(),
            class_name="stack",
            on_unmount=S.leave,
        ),
        at=AT,
    )
