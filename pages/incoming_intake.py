"""`/van-ban-den/chuyen-van-thu`: whoever receives a document passes it to the clerk."""

import reflex as rx

from pages.incoming_parts import AT, FRAME
from pages.passed_on_parts import passed_on
from state.base import Office
from state.incoming_form import SECRECY_OPTIONS, SOURCE_OPTIONS
from state.incoming_intake import IncomingIntake
from state.passed_on import PassedOn
from voffice_app import ui


def _form() -> rx.Component:
    return ui.form(
        rx.el.input(type="hidden", name="request_key", value=IncomingIntake.request_key),
        ui.file_drop(
            "files",
            multiple=True,
            accept=ui.OFFICE_FILES,
            prompt="Thả tệp văn bản vào đây hoặc bấm để chọn",
            hint="Tệp đầu là văn bản, các tệp sau là phụ lục. Tối đa 50 MB mỗi tệp.",
        ),
        ui.choice_field("source", "Nhận từ đâu", SOURCE_OPTIONS, "paper"),
        rx.el.p("Đã giao trên MVP thì xử lý trên MVP; ở đây văn thư chỉ lưu trữ.", class_name="hint"),
        ui.area_field(
            "note", "Ghi chú cho văn thư", max_length=500, hint="Ai gửi, về việc gì; ghi rõ nếu văn bản gửi đích danh."
        ),
        ui.choice_field("secrecy", "Độ mật ghi trên văn bản", SECRECY_OPTIONS, "none"),
        rx.el.p("Tài liệu có độ mật không được đưa vào hệ thống; tệp sẽ bị xóa ngay.", class_name="hint"),
        ui.refusals(IncomingIntake.reasons, "Chưa chuyển được"),
        ui.lines(
            ui.button("Chuyển văn thư", icon="forward", submit=True, filled=True),
            ui.button("Thôi", href=AT, bare=True),
        ),
        on_submit=IncomingIntake.send,
        key=IncomingIntake.turn.to_string(),
        aria_label="Chuyển văn bản cho văn thư",
    )


@rx.page(
    route="/van-ban-den/chuyen-van-thu",
    title="Chuyển văn thư · V-Office",
    on_load=[Office.enter, IncomingIntake.begin, PassedOn.look],
)
def incoming_intake() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.crumbs(("Văn bản đến", AT), "Chuyển văn thư"),
        ui.page_title("Chuyển văn bản cho văn thư", "Văn thư vào sổ, trình lãnh đạo; bạn theo dõi được ở Văn bản đến"),
        rx.cond(rx.State.is_hydrated & (IncomingIntake.request_key != ""), _form(), rx.el.div(class_name="form-room")),
        passed_on(),
        at=AT,
        narrow=True,
    )
