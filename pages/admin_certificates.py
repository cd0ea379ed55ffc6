"""`/quan-tri/chung-thu`: the register of certificates, hand-over in writing, images with their true sizes."""

from typing import Any

import reflex as rx

from pages.home_parts import FRAME
from state.admin_certificates import Certificates
from state.base import Office
from voffice_app import ui

AT = "/quan-tri/chung-thu"
S = Certificates


def _register() -> rx.Component:
    return ui.table(
        S.lines,
        ui.column("Chủ thể", lambda row: ui.two_lines(rx.el.b(row.whose), row.unit), wide=True),
        ui.column("Loại", lambda row: row.kind, width=150),
        ui.column("Số chứng thư", lambda row: row.serial, width=140),
        ui.column("Người giữ", lambda row: row.holder, width=170),
        ui.column("Hết hạn", lambda row: ui.due(row.ends, row.ends_tone), width=130),
        ui.column("Trạng thái", lambda row: row.status, width=110),
        caption="Sổ chứng thư số",
        loaded=S.looked,
        empty=ui.empty("key-round", "Chưa có chứng thư nào", "Chọn đơn vị để nhập chứng thư của đơn vị đó."),
    )


def _certificate_select(which: str) -> rx.Component:
    """The certificates in sight that this form may name."""

    def choice(row: Any) -> rx.Component:
        fits = row.active & row.agency if which == "agency" else row.active
        return rx.cond(fits, rx.el.option(f"{row.kind}: {row.whose} ({row.serial})", value=row.id.to(str)))

    name = "certificate_id"
    select = rx.el.select(rx.foreach(S.lines, choice), name=name, id=f"{which}-certificate", class_name="control")
    return ui.field(f"{which}-certificate", "Chứng thư", select, required=True)


def _hand_over() -> rx.Component:
    return ui.form(
        _certificate_select("agency"),
        ui.fields(
            ui.select_field("keeper", "Giao cho văn thư", S.clerks, required=True),
            ui.date_field("handed_over_on", "Ngày giao", required=True),
        ),
        ui.text_field("decision", "Văn bản giao (số, ngày, người ký)", required=True),
        ui.lines(ui.button("Ghi bàn giao", submit=True)),
        on_submit=S.hand_over,
    )


def _end() -> rx.Component:
    statuses = (("revoked", "Thu hồi"), ("lost", "Báo mất"))
    select = rx.el.select(
        *[rx.el.option(label, value=key) for key, label in statuses], name="status", id="status", class_name="control"
    )
    return ui.form(
        _certificate_select("any"),
        ui.fields(ui.field("status", "Việc", select), ui.text_field("reason", "Lý do", required=True)),
        ui.lines(ui.button("Ngừng chứng thư", submit=True, danger=True)),
        on_submit=S.end,
    )


def _enter() -> rx.Component:
    return ui.form(
        ui.fields(
            ui.select_field("certificate_kind", "Loại", S.kinds, required=True),
            ui.select_field("owner", "Người (chứng thư cá nhân)", S.persons, none="Không, của cơ quan"),
            ui.text_field("token_label", "Nhãn thiết bị (token)", required=True),
            ui.text_field("key_label", "Nhãn khóa", required=True),
        ),
        ui.area_field("pem", "Chứng thư dạng PEM", required=True, hint="Dán chứng thư, rồi các chứng thư cấp trên"),
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
    return ui.shell(
        FRAME,
        ui.page_title("Chứng thư, chữ ký, dấu", "Chứng thư cơ quan chỉ đóng dấu được sau khi giao bằng văn bản"),
        rx.el.div(_choose_unit(), class_name="row"),
        _register(),
        ui.pager("", S.following, ""),
        rx.cond(
            S.unit_id != "",
            rx.el.div(
                ui.card("Hình chữ ký, ký nháy, con dấu", _images()),
                ui.card("Bàn giao chứng thư cơ quan", _hand_over()),
                ui.card("Nhập chứng thư", _enter()),
                ui.card("Thu hồi, báo mất", _end()),
                class_name="stack",
            ),
            ui.notice("info", "Chọn một đơn vị", "để nhập chứng thư, bàn giao, và lưu hình chữ ký, con dấu."),
        ),
        at=AT,
    )
