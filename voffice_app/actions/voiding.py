"""A wrong entry in the incoming register is struck, in sight and for ever (ND30 Đ22)."""

from voffice_app.db.incoming import load_incoming, move
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.registers import in_closed_volume
from voffice_app.db.sequences import lock_year
from voffice_app.db.session import Tx
from voffice_app.domain.comments import required
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import FLOW


def void_entry(tx: Tx, document_id: int, comment: str) -> None:
    """Hủy mục nhập sai: its number stays in the book with the reason and is never given again.

    Only while nobody was assigned anything of it, and while its volume is open: a closed one says what it said.
    """
    document = load_incoming(tx, document_id)
    step = FLOW.decide("void_entry", facts_of(tx.session, document, tx.today), tx.actor)
    said = required(comment)
    if document.arrival_number is None or document.arrival_year is None:
        raise refuse("not_registered_yet")
    book, year = document.register_id or 0, document.arrival_year
    lock_year(tx.session, book, year)  # against a closing of the volume at this moment
    if in_closed_volume(tx.session, book, year, document.arrival_number):
        raise refuse("entry_in_closed_volume", number=document.arrival_number)
    move(tx, document, step, said, arrival_number=document.arrival_number)
