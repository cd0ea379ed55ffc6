"""The office's books as they are kept: a council's own series, numbers held and voided, a late day, a closed volume."""

from datetime import timedelta

from voffice_app.actions import closing, registers
from voffice_app.actions.office import Office
from voffice_app.db.files import Direction
from voffice_app.db.register_lists import list_waiting
from voffice_app.db.sequences import Register, RegisterYear
from voffice_app.db.volumes import unfinished
from voffice_app.demo.staff import Seat
from voffice_app.domain.people import Role

VOLUME = 120
"""A bound volume of the demonstration's outgoing book ends here, or at the last number that is issued."""


def keep_books(office: Office, seat: Seat) -> None:
    """What the head and the clerk of the office do besides registering."""
    head, clerk, today = seat.people[Role.HEAD][0], seat.clerk, office.db.today()
    outward, inward = seat.outgoing_register, seat.incoming_register
    council = registers.RegisterForm(
        Direction.OUTGOING, "Sổ Hội đồng Thi đua - Khen thưởng", today.year, "Quyết định thành lập Hội đồng",
        body_name="Hội đồng Thi đua - Khen thưởng ngành", symbol="HĐTĐKT",
    )  # fmt: skip
    with office.db.act(head) as tx:
        registers.add_register(tx, council)
        days = (today - timedelta(days=1), today, today + timedelta(days=5))
        registers.allow_backdate(tx, inward, *days, "Mất điện chiều hôm trước, văn bản giấy ghi sổ tay")
    with office.db.act(clerk) as tx:
        registers.hold_numbers(tx, outward, 2, "Giữ cho quyết định khen thưởng học kỳ I, trình sau")
        registers.hold_numbers(tx, inward, 1, "Mất điện chiều hôm trước, đã ghi số trên giấy")
    with office.db.read() as session:
        first = list_waiting(session, clerk, [outward])[0]
    with office.db.act(clerk) as tx:
        registers.void_number(tx, first.id or 0, "Hội đồng họp lùi sang tháng sau, không ban hành")
    _close(office, seat)


def _close(office: Office, seat: Seat) -> None:
    """The first volume of the year that is long enough to have one."""
    with office.db.read() as session:
        register = session.get_one(Register, seat.outgoing_register)
        years = [row for row in (session.get(RegisterYear, (register.id, y)) for y in _years(office)) if row]
        if not years:
            return
        year, last = years[0].year, min(years[0].last_number, VOLUME)
        open_rows = unfinished(session, register, year, 1, last)
    last = open_rows[0] - 1 if open_rows else last
    if last > 0:
        closing.close_volume(office, seat.clerk, register.id or 0, year, last)


def _years(office: Office) -> tuple[int, int]:
    return office.db.today().year - 1, office.db.today().year
