"""Acts of custody on a unit's certificate: hand over, authorise, give back, lose, end (QC 6.5; ND30 Đ32).

Each is a row of an append-only record; who holds the certificate today is read off it (`domain/custody.py`).
"""

from datetime import date

from voffice_app.actions.custody_parts import Paper, attached, reason_of, write
from voffice_app.db import custody as record
from voffice_app.db.certificates import Certificate, CertificateKind, CertificateStatus
from voffice_app.db.people import PersonRow, list_people
from voffice_app.db.session import Tx
from voffice_app.domain.custody import MOVES, Custody, CustodyAct
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission, may


def hand_over(tx: Tx, certificate_id: int, position_id: int, given_by: str, on: date, paper: Paper) -> None:
    """Give the unit's certificate to its clerk, with minutes (ND30 Đ32 k1): from then on the clerk seals."""
    row = _kept_by_unit(tx, certificate_id)
    _clerk(tx, row, position_id)
    if not clean(given_by):
        raise refuse("giver_missing")
    _in_order(tx, row, on)
    facts = {"position_id": position_id, "given_by": clean(given_by), **attached(tx, paper)}
    write(tx, row, CustodyAct.HANDED_OVER, on, **facts)


def authorise(tx: Tx, certificate_id: int, position_id: int, from_on: date, to_on: date, paper: Paper) -> None:
    """Let another clerk of the unit use it for a time, by a written permission (ND30 Đ32 k2)."""
    row = _kept_by_unit(tx, certificate_id)
    holder = _custody(tx, row).holder
    if holder is None:
        raise refuse("nobody_holds")
    _clerk(tx, row, position_id)
    if position_id == holder:
        raise refuse("holder_already")
    if to_on < from_on:
        raise refuse("ends_before_start")
    if to_on < tx.today:
        raise refuse("authority_over")
    write(tx, row, CustodyAct.TEMPORARY_AUTHORITY, from_on, to_on=to_on, position_id=position_id, **attached(tx, paper))


def end_authority(tx: Tx, certificate_id: int, position_id: int, comment: str) -> None:
    """Take a temporary authority back before its last day."""
    row = _kept_by_unit(tx, certificate_id)
    if all(given.position_id != position_id for given in _custody(tx, row).authorities):
        raise refuse("authority_unknown")
    write(tx, row, CustodyAct.AUTHORITY_ENDED, tx.today, position_id=position_id, comment=reason_of(comment))


def give_back(tx: Tx, certificate_id: int, on: date, paper: Paper) -> None:
    """The holder returns the key to the head, with minutes: nobody seals until it is handed over again."""
    row = _kept_by_unit(tx, certificate_id)
    holder = _custody(tx, row).holder
    if holder is None:
        raise refuse("nobody_holds")
    _in_order(tx, row, on)
    write(tx, row, CustodyAct.RETURNED, on, position_id=holder, **attached(tx, paper))


def report_lost(tx: Tx, certificate_id: int, comment: str) -> None:
    """Lost: it signs nothing from this moment. The holder, the owner, the unit's head or IT say so at once."""
    row = _visible(tx, certificate_id)
    mine = tx.actor.account_id == row.account_id or tx.actor.position_id == _custody(tx, row).holder
    if not (mine or _keeps(tx, row)):
        raise not_visible()
    _end(tx, row, CustodyAct.LOST, CertificateStatus.LOST, comment)


def revoke(tx: Tx, certificate_id: int, comment: str) -> None:
    """Revoked by its issuer; what it signed before stays judged by its own time."""
    _end(tx, _administered(tx, certificate_id), CustodyAct.REVOKED, CertificateStatus.REVOKED, comment)


def report_found(tx: Tx, certificate_id: int, comment: str) -> None:
    """A lost key is found before its issuer revoked it; the unit's must be handed over again, with minutes."""
    row = _administered(tx, certificate_id)
    if row.status is not CertificateStatus.LOST:
        raise refuse("certificate_not_lost")
    row.status = CertificateStatus.ACTIVE
    write(tx, row, CustodyAct.FOUND, tx.today, comment=reason_of(comment))


def _end(tx: Tx, row: Certificate, act: CustodyAct, status: CertificateStatus, comment: str) -> None:
    if row.status not in (CertificateStatus.ACTIVE, CertificateStatus.LOST) or row.status is status:
        raise refuse("certificate_ended")
    told = reason_of(comment)
    row.status = status
    write(tx, row, act, tx.today, comment=told)


def _in_order(tx: Tx, row: Certificate, on: date) -> None:
    """A move happened already, and after the one before it: the record is told in its order."""
    if on > tx.today:
        raise refuse("move_in_future")
    moves = [event.from_on for event in record.list_events(tx.session, row.id or 0) if event.act in MOVES]
    if moves and on < max(moves):
        raise refuse("move_before_last", day=f"{max(moves):%d/%m/%Y}")


def _clerk(tx: Tx, row: Certificate, position_id: int) -> PersonRow:
    """Somebody who is a clerk of this unit today, if only for a time (ND30 Đ32: the clerk seals in person)."""
    everyone = list_people(tx.session, row.unit_id, tx.today)
    person = next((each for each in everyone if each.position_id == position_id), None)
    if person is None:
        raise refuse("person_unknown")
    if person.role is not Role.CLERK:
        raise refuse("holder_not_clerk")
    return person


def _custody(tx: Tx, row: Certificate) -> Custody:
    return record.custody_at(tx.session, row, tx.now)


def _keeps(tx: Tx, row: Certificate) -> bool:
    """The office's IT keeps the register; a head gives and takes the unit's own certificate."""
    own = tx.actor.role is Role.HEAD and tx.actor.unit_id == row.unit_id
    return own or may(tx.actor, Permission.ADMIN)


def _kept_by_unit(tx: Tx, certificate_id: int) -> Certificate:
    """A unit's certificate in force that the actor may give and take."""
    row = _visible(tx, certificate_id)
    if not _keeps(tx, row):
        raise not_visible()
    if row.kind is not CertificateKind.AGENCY:
        raise refuse("certificate_personal")
    if row.status is not CertificateStatus.ACTIVE:
        raise refuse("certificate_ended")
    return row


def _administered(tx: Tx, certificate_id: int) -> Certificate:
    tx.require(Permission.ADMIN)
    return _visible(tx, certificate_id)


def _visible(tx: Tx, certificate_id: int) -> Certificate:
    """Locked, so that two hand-overs at once are one after the other."""
    row = tx.session.get(Certificate, certificate_id, with_for_update=True)
    if row is None or not (row.unit_id == tx.actor.unit_id or may(tx.actor, Permission.ADMIN)):
        raise not_visible()
    return row
