"""The unit's short list of instructions, and each person's own sets of people."""

from dataclasses import dataclass

from voffice_app.db.instructions import MOST_SETS, MOST_TEMPLATES, InstructionTemplate, PeopleSet, list_sets
from voffice_app.db.instructions import list_templates as list_kept
from voffice_app.db.people import find_actor
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret

LONGEST, LONGEST_NAME = 200, 60


@dataclass(frozen=True)
class Chosen:
    """Lead, support and information as they are picked in the form."""

    lead: tuple[int, ...] = ()
    support: tuple[int, ...] = ()
    info: tuple[int, ...] = ()

    @property
    def everybody(self) -> tuple[int, ...]:
        return self.lead + self.support + self.info


def add_template(tx: Tx, words: str) -> None:
    """A leader keeps a sentence for all leaders of the unit; kept twice it is there once."""
    tx.require(Permission.INCOMING_ASSIGN)
    said = clean(words)
    refuse_secret(Secrecy.NONE, said)
    if not 0 < len(said) <= LONGEST:
        raise refuse("template_missing", limit=LONGEST)
    kept = list_kept(tx.session, tx.actor.unit_id)
    if any(row.words == said for row in kept):
        return
    if len(kept) >= MOST_TEMPLATES:
        raise refuse("template_many", limit=MOST_TEMPLATES)
    row = InstructionTemplate(unit_id=tx.actor.unit_id, words=said, added_at=tx.now)
    tx.session.add(row)
    tx.session.flush()
    tx.record("add_template", "unit", tx.actor.unit_id, facts={"words": said})


def drop_template(tx: Tx, template_id: int) -> None:
    """No longer offered; what was written with it stays."""
    tx.require(Permission.INCOMING_ASSIGN)
    row = next((row for row in list_kept(tx.session, tx.actor.unit_id) if row.id == template_id), None)
    if row is None:
        raise not_visible()
    row.ended_at = tx.now
    tx.session.add(row)
    tx.record("drop_template", "unit", tx.actor.unit_id, facts={"words": row.words})


def save_set(tx: Tx, name: str, chosen: Chosen) -> None:
    """Keep what is picked under a name of one's own; the same name again replaces it. Nobody else's business."""
    tx.require(Permission.INCOMING_WORK)
    said, own = clean(name), list_sets(tx.session, tx.actor)
    refuse_secret(Secrecy.NONE, said)
    if not 0 < len(said) <= LONGEST_NAME or not chosen.everybody:
        raise refuse("set_missing", limit=LONGEST_NAME)
    for position_id in chosen.everybody:
        person = find_actor(tx.session, position_id, tx.today)
        if person is None or person.unit_id != tx.actor.unit_id:
            raise refuse("person_unknown")
    row = next((row for row in own if row.name == said), None)
    if row is None and len(own) >= MOST_SETS:
        raise refuse("set_many", limit=MOST_SETS)
    row = row or PeopleSet(position_id=tx.actor.position_id, name=said)
    row.lead, row.support, row.info = list(chosen.lead[:1]), list(chosen.support), list(chosen.info)
    tx.session.add(row)


def drop_set(tx: Tx, set_id: int) -> None:
    """One of one's own."""
    row = next((row for row in list_sets(tx.session, tx.actor) if row.id == set_id), None)
    if row is None:
        raise not_visible()
    tx.session.delete(row)
