"""`/tien-do`: few large truths first, what waits where, who holds what is late, the trend beside."""

import reflex as rx

from dashboards.progress_state import Progress
from state.base import Office
from voffice_app import ui

FRAME = ui.Frame.of(Office)


def period_select(state: type[Progress]) -> rx.Component:
    """The period in force; choosing another changes the address."""
    return rx.el.select(
        rx.foreach(state.periods, lambda option: rx.el.option(option.label, value=option.value)),
        value=state.period,
        on_change=state.choose,
        aria_label="Kỳ xem",
        class_name="control",
    )


def _truths() -> rx.Component:
    return ui.stats(
        ui.stat(
            "Xử lý đúng hạn", Progress.in_time, Progress.in_time_note, note_tone=Progress.in_time_tone,
            href=f"/theo-doi/don-vi?muc=finished&ky={Progress.period}",
        ),
        ui.stat(
            "Đang quá hạn", Progress.overdue, Progress.overdue_note, tone=Progress.overdue_tone,
            href="/van-ban-den?tab=overdue",
        ),
        ui.stat(
            "Thời gian xử lý (trung vị)", Progress.days, Progress.days_note, note_tone=Progress.days_tone,
            href=f"/theo-doi/don-vi?muc=finished&ky={Progress.period}",
        ),
        rx.cond(
            Progress.is_office,
            ui.stat(
                "Trường tiếp nhận đúng hạn mọi văn bản", Progress.schools, Progress.schools_note,
                href=f"/xep-hang?ky={Progress.period}",
            ),
        ),
    )  # fmt: skip


def _schools() -> rx.Component:
    return ui.table(
        Progress.lines,
        ui.column("Trường", lambda row: ui.reference(row.name, row.level, href=row.href)),
        ui.column("Chờ tiếp nhận", lambda row: row.waiting, width=130, number=True),
        ui.column("Đang xử lý", lambda row: row.open, width=120, number=True),
        ui.column("Quá hạn", lambda row: rx.el.b(row.overdue, class_name="red-text"), width=110, number=True),
        caption="Các trường có văn bản quá hạn hoặc chờ tiếp nhận nhiều nhất",
        titled=True,
        loaded=Progress.looked,
        empty=ui.empty("circle-check", "Không trường nào có văn bản tồn đọng", "Số liệu cập nhật mỗi lần mở trang."),
    )


@rx.page(route="/tien-do", title="Tiến độ xử lý · V-Office", on_load=[Office.enter, Progress.look])
def progress() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(Progress.finding, Progress.below),
        _truths(),
        rx.el.div(
            ui.card(Progress.people_title, ui.bars(Progress.people, "Đang xử lý theo người chủ trì"),
                    below="Văn bản đang xử lý theo người chủ trì"),
            ui.card("Việc đang chờ ở đâu", ui.bars(Progress.stages, "Văn bản đang chờ theo khâu"),
                    below="Bấm vào một khâu để mở đúng các văn bản đó"),
            class_name="grid halves",
        ),
        rx.cond(
            Progress.has_chart,
            ui.card("Mười hai tháng qua", rx.plotly(data=Progress.chart, width="100%", height="230px",
                                                   config={"displayModeBar": False, "responsive": True}),
                    below="Văn bản đến hạn mỗi tháng; phần gạch chéo là quá hạn; số phía trên là tỷ lệ đúng hạn"),
        ),
        rx.cond(Progress.is_office, _schools()),
        at="/tien-do",
        act=period_select(Progress),
    )  # fmt: skip
