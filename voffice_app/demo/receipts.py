"""Senders outside who were told that their documents arrived: one by a letter that waits to go, one on paper."""

from datetime import timedelta

from voffice_app.actions import receipts
from voffice_app.actions.acknowledging import acknowledge, acknowledge_by_mail
from voffice_app.actions.office import Office
from voffice_app.db.acknowledgements import list_owed
from voffice_app.demo.staff import Seat
from voffice_app.domain.acknowledging import Way

ADDRESS = "vanthu@noigui.example"
"""Of a domain that never is one (RFC 2606): no letter of the demonstration reaches anybody."""
LOOKUP, KEPT = "/tra-cuu", 2


def tell_senders(office: Office, seat: Seat) -> None:
    """The two oldest of the week; whoever came after them still waits on the clerk's home."""
    with office.db.read() as session:
        owed = list_owed(session, seat.unit_id, office.db.today() - timedelta(days=7))
    for document in owed[:1]:
        with office.db.act(seat.clerk) as tx:
            acknowledge_by_mail(tx, document.id or 0, ADDRESS)
    for document in owed[1:2] if len(owed) > KEPT else ():
        receipts.print_receipt(office, seat.clerk, document.id or 0, LOOKUP)
        with office.db.act(seat.clerk) as tx:
            acknowledge(tx, document.id or 0, Way.PRINTED, "Gửi giấy báo nhận qua bưu điện")
