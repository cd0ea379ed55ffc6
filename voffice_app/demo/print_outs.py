"""What the clerk of the office printed lately: reports of last month, and the slip of a document dealt with."""

from datetime import date, timedelta

from voffice_app.actions import reports, slips
from voffice_app.actions.office import Office
from voffice_app.db.files import Direction
from voffice_app.db.incoming_lists import Filter, list_incoming
from voffice_app.demo.staff import Seat

LOOKUP = "/tra-cuu"


def print_papers(office: Office, seat: Seat) -> None:
    """Through the acts, so that the codes are found and the audit log tells of them."""
    today = office.db.today()
    last = today.replace(day=1) - timedelta(days=1)
    for direction in (Direction.INCOMING, Direction.OUTGOING):
        asked = reports.Question(direction, date(last.year, last.month, 1), last)
        reports.print_report(office, seat.clerk, asked, LOOKUP, "pdf")
    with office.db.read() as session:
        rows, _ = list_incoming(session, seat.clerk, today, Filter("completed"))
    for row in rows[:1]:
        slips.print_slip(office, seat.clerk, row.id, LOOKUP)
