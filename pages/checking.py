"""`/kiem-tra-chu-ky`: anyone in the system drops a PDF and reads the verdict."""

import reflex as rx

from pages.home_parts import FRAME
from state.base import Office
from state.checking import Checking
from voffice_app import ui

AT = "/kiem-tra-chu-ky"
S = Checking
FORGOTTEN = (
    "Tệp không được lưu: chỉ nằm tạm trong lúc xem, tự xóa khi sang trang khác hoặc kiểm tra tệp khác, "
    "chậm nhất sau 15 phút."
)
TOO_LARGE = (
    "Tệp lớn hơn {limit_mb} MB nên chưa kiểm tra được ở đây. Đừng nén hay tách tệp vì chữ ký sẽ hỏng; "
    "nhờ bộ phận CNTT kiểm tra."
)


def _forgotten() -> rx.Component:
    return rx.el.p(ui.icon("info"), rx.el.span(FORGOTTEN), class_name="aside-note muted small")


def _drop() -> rx.Component:
    return rx.el.div(
        ui.file_drop(
            "checked",
            url="/api/checks",
            prompt="Thả tệp PDF đã ký vào đây hoặc bấm để chọn",
            hint="Tối đa 50 MB. Không in, chụp hay nén lại tệp trước khi kiểm tra.",
            told={"too_large": TOO_LARGE},
            on_kept=S.kept,
        ),
        _forgotten(),
        class_name="stack checking",
    )


def _busy() -> rx.Component:
    return rx.el.div(
        ui.icon("loader"),
        rx.el.b("Đang kiểm tra ", S.name),
        rx.el.p("Tệp lớn có thể mất đến một phút.", class_name="muted"),
        class_name="empty",
        role="status",
    )


def _found() -> rx.Component:
    again = ui.button("Kiểm tra tệp khác", icon="rotate-ccw", on_click=S.begin)
    return rx.fragment(
        rx.el.div(rx.el.h1(S.name), again, class_name="row spread checked-name"),
        ui.conclusion(S.outcome, S.sentence, S.objections),
        rx.cond(S.seals.length() > 0, ui.card("Từng chữ ký", ui.verdicts(S.seals, opened=True)), rx.fragment()),
        _forgotten(),
    )


def _pages() -> rx.Component:
    return rx.cond(
        S.pages_at != "",
        ui.page_viewer(S.pages_at, S.pages),
        ui.empty("file-x", "Không hiện được trang của tệp này", "Kết quả kiểm tra vẫn đúng."),
    )


@rx.page(route=AT, title="Kiểm tra chữ ký · V-Office", on_load=[Office.enter, S.begin])
def checking() -> rx.Component:
    return ui.shell(
        FRAME,
        rx.cond(
            S.outcome != "",
            ui.split(_pages(), _found()),
            rx.el.div(
                ui.page_title("Kiểm tra chữ ký", "Ai ký, khi nào, tệp có bị sửa sau khi ký không"),
                rx.cond(S.busy, _busy(), _drop()),
                class_name="content",
            ),
        ),
        rx.el.span(on_unmount=S.leave),
        at=AT,
        bleed=True,
    )
