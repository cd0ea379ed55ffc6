"""`/`: the work queue of the role; each card opens the list it counts."""

import reflex as rx

from pages.arrival_parts import owed_card
from pages.home_parts import FRAME, waiting
from pages.sources_parts import sources_card
from pages.visits_parts import visits_line
from state.arrival import Owed
from state.base import Office
from state.home import Home, Waiting
from state.sources import Sources
from state.visits import Visits
from voffice_app import ui


def _queue(queue: rx.Var) -> rx.Component:
    return rx.cond(
        queue.count != "",
        rx.el.section(
            ui.link(
                ui.icon(queue.icon), rx.el.h2(queue.title), rx.el.span(queue.count, class_name="queue-count"),
                href=queue.href, class_name="queue-head",
            ),
            rx.el.ul(rx.foreach(queue.rows.to(list[Waiting]), waiting), class_name="queue-rows"),
            class_name="card queue",
        ),
        rx.fragment(),
    )  # fmt: skip


def _acts() -> rx.Component:
    may = Office.permissions.contains
    return rx.cond(
        may("incoming.register"),
        ui.button("Nhập văn bản đến", icon="plus", filled=True, href="/van-ban-den/nhap"),
        rx.cond(
            may("outgoing.draft"),
            ui.button("Soạn văn bản", icon="plus", filled=True, href="/van-ban-di/soan"),
            rx.fragment(),
        ),
    )


def _later() -> rx.Component:
    """Who only keeps the system sees no documents and is not told to wait for one."""
    return rx.cond(
        Office.permissions.contains("incoming.read"),
        "Văn bản mới sẽ hiện ở đây ngay khi đến.",
        "Đơn vị, tài khoản, chứng thư và ngày làm việc ở menu bên trái.",
    )


@rx.page(
    route="/", title="Việc hôm nay · V-Office", on_load=[Office.enter, Home.look, Visits.look, Sources.look, Owed.look]
)
def home() -> rx.Component:
    return ui.shell(
        FRAME,
        ui.page_title(Home.finding, Office.today),
        visits_line(),
        rx.cond(
            Home.looked & Home.nothing,
            ui.empty("circle-check", "Không còn việc nào chờ bạn", _later()),
            rx.el.div(rx.foreach(Home.queues, _queue), class_name="queues"),
        ),
        rx.el.div(owed_card(), sources_card(), class_name="queues"),
        at="/",
        act=_acts(),
    )
