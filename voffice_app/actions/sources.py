"""The clerk's list of places to look for documents, and the looks themselves (QC 6.1.2)."""

from dataclasses import dataclass

from voffice_app.db.session import Tx
from voffice_app.db.sources import SourceLook, SourcePlace, find_place
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import Source
from voffice_app.domain.permissions import Permission
from voffice_app.domain.secrecy import Secrecy, refuse_secret

SUBJECT = "source_place"
LOOKED_AT = (Source.WEBSITE, Source.EMAIL, Source.MVP, Source.OTHER)
"""Paper comes by itself, and so does what is sent within the system."""


@dataclass(frozen=True)
class PlaceForm:
    """A place as the clerk writes it."""

    name: str
    address: str
    source: Source


def save_place(tx: Tx, form: PlaceForm, place_id: int | None = None) -> int:
    """Enter a place of the acting clerk's unit, or change it."""
    tx.require(Permission.INCOMING_REGISTER)
    refuse_secret(Secrecy.NONE, form.name, form.address)
    if not clean(form.name):
        raise refuse("source_name_missing")
    if form.source not in LOOKED_AT:
        raise refuse("source_not_looked_at")
    place = _place(tx, place_id) if place_id else SourcePlace(unit_id=tx.actor.unit_id, name="", source=form.source)
    place.name, place.address, place.source = clean(form.name), clean(form.address), form.source
    tx.session.add(place)
    tx.session.flush()
    tx.record("set_source", SUBJECT, place.id or 0, facts={"name": place.name, "address": place.address})
    return place.id or 0


def set_open(tx: Tx, place_id: int, active: bool) -> None:
    """Look there no longer, or again; what was looked at stays readable."""
    tx.require(Permission.INCOMING_REGISTER)
    place = _place(tx, place_id)
    place.active = active
    tx.session.add(place)
    tx.record("set_source", SUBJECT, place_id, facts={"name": place.name, "active": active})


def look(tx: Tx, place_id: int, found: bool) -> Source:
    """The clerk has just looked there, and found something to register or nothing; returns its kind."""
    tx.require(Permission.INCOMING_REGISTER)
    place = _place(tx, place_id)
    if not place.active:
        raise refuse("source_closed")
    tx.session.add(SourceLook(place_id=place_id, position_id=tx.actor.position_id, looked_at=tx.now, found=found))
    tx.record("look_at_source", SUBJECT, place_id, facts={"name": place.name, "found": found})
    return place.source


def _place(tx: Tx, place_id: int) -> SourcePlace:
    place = find_place(tx.session, tx.actor.unit_id, place_id)
    if place is None:
        raise not_visible()
    return place
