"""Saved sets of recipients: the person's own, or shared with the unit."""

from voffice_app.db import people as people_db
from voffice_app.db.recipients import RecipientSet, list_sets, load_own_set, write_members
from voffice_app.db.session import Tx
from voffice_app.domain.errors import refuse
from voffice_app.domain.folding import clean, fold
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret

SUBJECT = "recipient_set"


def save_set(tx: Tx, name: str, unit_ids: tuple[int, ...], shared: bool = False, set_id: int = 0) -> int:
    """A new set, or the person's own with these units from now on; returns its id.

    Raises Refused: ``set_nameless``, ``set_empty``, ``set_taken``, ``set_not_yours``, ``recipient_unknown``.
    """
    tx.require(Permission.OUTGOING_DRAFT)
    called, members = clean(name), tuple(sorted(set(unit_ids) - {tx.actor.unit_id}))
    refuse_secret(Secrecy.NONE, called)
    _check(tx, called, members, set_id)
    row = load_own_set(tx, set_id) if set_id else None
    if set_id and row is None:
        raise refuse("set_not_yours")
    row = row or RecipientSet(
        unit_id=tx.actor.unit_id, owner_position_id=tx.actor.position_id, name=called, created_at=tx.now
    )
    row.name, row.shared = called, shared
    tx.session.add(row)
    tx.session.flush()
    write_members(tx, row.id or 0, members)
    tx.record("save_recipients", SUBJECT, row.id or 0, facts={"name": called, "units": len(members), "shared": shared})
    return row.id or 0


def end_set(tx: Tx, set_id: int) -> None:
    """The set is offered no more; its row stays. Raises Refused ``set_not_yours``."""
    tx.require(Permission.OUTGOING_DRAFT)
    row = load_own_set(tx, set_id)
    if row is None:
        raise refuse("set_not_yours")
    row.ended_at = tx.now
    tx.session.add(row)
    tx.record("end_recipients", SUBJECT, set_id, facts={"name": row.name})


def _check(tx: Tx, name: str, members: tuple[int, ...], set_id: int) -> None:
    if not name:
        raise refuse("set_nameless")
    if not members:
        raise refuse("set_empty")
    if not set(members) <= {unit.id for unit in people_db.list_units(tx.session)}:
        raise refuse("recipient_unknown")
    if any(fold(known.name) == fold(name) for known in list_sets(tx.session, tx.actor) if known.id != set_id):
        raise refuse("set_taken", name=name)
