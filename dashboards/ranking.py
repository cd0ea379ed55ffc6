"""`/xep-hang`: score, place, change, and why, fact by fact."""

import reflex as rx

from dashboards.progress import FRAME, period_select
from dashboards.ranking_state import Ranking
from state.base import Office
from voffice_app import ui
from voffice_app.domain.scoring import ACKNOWLEDGE_WEIGHT, FINISH_WEIGHT, WEIGHTS_VERSION

HOW = (
    f"Điểm = {ACKNOWLEDGE_WEIGHT} % tỷ lệ vào sổ đúng hạn (chậm nhất ngày làm việc tiếp theo, NĐ 30/2020 Điều 4) "
    f"+ {FINISH_WEIGHT} % tỷ lệ xử lý xong đúng hạn. Trường không có văn bản đến hạn thì chưa xếp hạng. "
    f"Bộ tiêu chí {WEIGHTS_VERSION}."
)


def _opens(text: rx.Var, href: rx.Var) -> rx.Component:
    return rx.cond(href != "", ui.link(text, href=href), rx.el.span(text))


def _name(row: rx.Var) -> rx.Component:
    here = rx.cond(row.mine, ui.chip("Trường bạn", "teal"), rx.fragment())
    shown = rx.cond(row.href != "", ui.reference(row.name, row.level, href=row.href), ui.two_lines(row.name, row.level))
    return rx.fragment(shown, here)


@rx.page(route="/xep-hang", title="Xếp hạng các trường · V-Office", on_load=[Office.enter, Ranking.look])
def ranking() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(Ranking.finding, Ranking.below),
        ui.tabs(Ranking.levels, Ranking.level, label="Lọc theo cấp học"),
        ui.table(
            Ranking.rows,
            ui.column("Hạng", lambda row: rx.fragment(rx.el.b(row.place), " ", rx.el.span(
                row.change, class_name=rx.cond(row.change_tone == "green", "green-text", "muted"))), width=90),
            ui.column("Trường", _name),
            ui.column("Điểm", lambda row: rx.el.b(row.score), width=90, number=True),
            ui.column("Vào sổ đúng hạn", lambda row: _opens(row.acknowledged, row.acknowledged_href),
                      width=140, number=True),
            ui.column("Xong đúng hạn", lambda row: _opens(row.finished, row.finished_href), width=130, number=True),
            ui.column("Vì sao", lambda row: row.why, wide=True),
            caption="Xếp hạng các trường",
            loaded=Ranking.looked,
            empty=ui.empty("trophy", "Chưa có trường nào", "Thêm trường ở mục Quản trị, Đơn vị."),
        ),
        rx.el.p(HOW, class_name="muted"),
        at="/xep-hang",
        act=period_select(Ranking),
    )  # fmt: skip
