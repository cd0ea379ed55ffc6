"""`voffice keep`: the long-term archive's queue by hand, for IT at the server."""

from collections import Counter
from collections.abc import Iterator

from voffice_app.actions.keeping import keep_next
from voffice_app.db.long_term import WorkState, list_open
from voffice_app.house import database, office
from voffice_app.words import long_term as words
from voffice_app.words import moment, sentence


def keep_due() -> str:
    """Do what is due until something must wait, as an outage would make all of it wait; says how it went."""
    if office().terms.patient is None:
        return words.UNSET
    done: Counter[WorkState] = Counter()
    while (state := keep_next(office())) is not None:
        done[state] += 1
        if state is WorkState.WAITING:
            break
    return f"{done[WorkState.DONE]} xong, {done[WorkState.WAITING]} phải chờ, {done[WorkState.FAILED]} lỗi."


def lines() -> Iterator[str]:
    """What is not done, the oldest first."""
    with database().read() as session:
        for row in list_open(session, database().clock()):
            work = row.work
            why = f" – {sentence(work.last_error, {})}" if work.last_error else ""
            about = f"{words.WANTED[work.wanted]}: {words.STATE[work.state].lower()}, hạn {moment(work.due_at)}"
            yield f"{row.reference} ({row.unit_name}): {about}{why}"
