"""`/quan-tri/chung-thu`: the register of certificates, entering them, images with their true sizes."""

import reflex as rx

from pages.certificates_parts import FRAME, expiring, key_fields, register
from state.admin_certificates import Certificates
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/chung-thu"
S = Certificates


def _enter() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.select_field("certificate_kind", "Loại", S.kinds, required=True),
            ui.select_field("owner", "Người (chứng thư cá nhân)", S.persons, none="Không, của cơ quan"),
        ),
        key_fields(S),
        ui.lines(ui.button("Nhập chứng thư", submit=True)),
        on_submit=S.add,
    )


def _images() -> rx.Component:
    return rx.fragment(
        ui.table(
            S.images,
            ui.column("Hình", lambda row: row.kind, width=120),
            ui.column("Của", lambda row: row.whose, wide=True),
            ui.column("Cỡ thật", lambda row: row.size, width=150),
            ui.column("Ngày lưu", lambda row: row.added, width=110),
            caption="Hình chữ ký và con dấu",
            within=True,
            empty=ui.empty("image", "Chưa có hình nào", "Tải hình nền trong: chữ ký màu xanh, con dấu màu đỏ."),
        ),
        ui.form(
            ui.file_drop("image", accept=".png,image/png", prompt="Thả hình PNG vào đây hoặc bấm để chọn"),
            ui.fields(
                ui.select_field("image_kind", "Hình", S.image_kinds, required=True),
                ui.select_field("image_owner", "Của người", S.persons, none="Con dấu của đơn vị"),
                ui.text_field("width_mm", "Chiều rộng thật (mm)", required=True, hint="Con dấu: đường kính, ví dụ 36"),
            ),
            ui.lines(ui.button("Lưu hình", submit=True)),
            on_submit=S.add_image,
        ),
    )


def _choose_unit() -> rx.Component:
    return rx.el.select(
        rx.el.option("Mọi đơn vị", value=""),
        rx.foreach(S.units, lambda unit: rx.el.option(unit.label, value=unit.value)),
        value=S.unit_id,
        on_change=S.choose_unit,
        aria_label="Đơn vị",
        class_name="control",
    )


@rx.page(route=AT, title="Chứng thư số · V-Office", on_load=[Office.enter, Certificates.look])
def certificates() -> rx.Component:
    nothing = ui.empty("key-round", "Chưa có chứng thư nào", "Chọn đơn vị để nhập chứng thư của đơn vị đó.")
    return ui.shell(
        FRAME,
        ui.page_title("Chứng thư, chữ ký, dấu", "Chứng thư cơ quan chỉ đóng dấu được sau khi giao bằng văn bản"),
        rx.el.div(_choose_unit(), class_name="row"),
        expiring(S.expiring),
        register(S.lines, S.looked, nothing, units=True),
        ui.pager("", S.following, ""),
        rx.cond(
            S.unit_id != "",
            rx.el.div(
                ui.card("Nhập chứng thư", _enter()),
                ui.card("Hình chữ ký, ký nháy, con dấu", _images()),
                class_name="stack",
            ),
            ui.notice("info", "Chọn một đơn vị", "để nhập chứng thư và lưu hình chữ ký, con dấu của đơn vị đó."),
        ),
        at=AT,
    )
