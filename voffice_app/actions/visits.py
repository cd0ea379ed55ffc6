"""Looking at incoming documents: remembered at the most twice a day and person (QC 7.1)."""

from voffice_app.db.session import Tx
from voffice_app.db.visits import MvpTick, find_visits, lock_visitor, write_visits
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission
from voffice_app.domain.visits import DayVisits, half_day


def visitor(actor: Actor) -> int:
    """Who really looks: whoever acts for somebody does not do that person's looking."""
    return actor.acting_position_id or actor.position_id


def look_in(tx: Tx) -> DayVisits:
    """The acting person looked at the incoming list or at home; the day as it stands now."""
    tx.require(Permission.INCOMING_READ)
    position_id = visitor(tx.actor)
    lock_visitor(tx.session, position_id)
    before = find_visits(tx.session, position_id, tx.today)
    now = before.seen(tx.now)
    if now != before:
        write_visits(tx, position_id, tx.today, now)
    return now


def tick_mvp(tx: Tx) -> None:
    """The person says to have looked at MVP in this half of the day; said twice it is said once."""
    tx.require(Permission.INCOMING_READ)
    key = (visitor(tx.actor), tx.today, half_day(tx.now))
    lock_visitor(tx.session, key[0])
    if tx.session.get(MvpTick, key) is None:
        tx.session.add(MvpTick(position_id=key[0], day=key[1], half=key[2], ticked_at=tx.now))
