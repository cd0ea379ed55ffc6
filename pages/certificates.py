"""`/chung-thu`: the unit's own certificates, read by its leaders and clerk."""

import reflex as rx

from pages.certificates_parts import FRAME, expiring, register
from state.base import Office
from state.certificates import UnitCertificates
from voffice_app import ui

AT = "/chung-thu"
S = UnitCertificates


@rx.page(route=AT, title="Chứng thư của đơn vị · V-Office", on_load=[Office.enter, S.look])
def unit_certificates() -> rx.Component:
    nothing = ui.empty("key-round", "Đơn vị chưa có chứng thư nào", "Bộ phận CNTT nhập chứng thư khi được cấp.")
    return ui.shell(
        FRAME,
        ui.page_title("Chứng thư của đơn vị", "Chứng thư cơ quan chỉ người được giao bằng văn bản mới đóng dấu được"),
        expiring(S.expiring),
        register(S.lines, S.looked, nothing, units=False),
        ui.pager("", S.following, ""),
        at=AT,
    )
