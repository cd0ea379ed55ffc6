"""Acting for the head: given, taken up, given back (domain.md §1). Never signing, sealing, approving."""

from dataclasses import dataclass
from datetime import date

from voffice_app.db import delegations as record
from voffice_app.db import logins, people_checks
from voffice_app.db.delegations import Delegation, DelegationScope
from voffice_app.db.notices import tell
from voffice_app.db.people import PersonRow, list_people
from voffice_app.db.session import Tx
from voffice_app.domain.delegation import Scope, Term
from voffice_app.domain.errors import Reason, Refused, not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret

SUBJECT = "delegation"
MAY_ACT = (Role.DEPUTY, Role.OFFICER)
"""The clerk seals: whoever decides for the head does not also hold the seal."""


@dataclass(frozen=True)
class DelegationForm:
    """Who acts for whom, from–to, within what, and the paper behind it."""

    giver_position_id: int
    delegate_position_id: int
    valid_from: date
    valid_to: date
    scopes: frozenset[Scope]
    paper: str


def delegate(tx: Tx, form: DelegationForm) -> int:
    """The head, or IT on the head's written paper, lets somebody of the unit act (QC 8; domain.md §1).

    At most one person at a time holds a scope. Whoever acts for somebody gives nothing on: the permission is not
    among those a scope opens.
    """
    own = may(tx.actor, Permission.UNIT_RULES) and tx.actor.position_id == form.giver_position_id
    if not own:
        tx.require(Permission.ADMIN)
    giver = _seat(tx, form.giver_position_id)
    people_checks.lock_unit(tx.session, giver.unit_id)
    _check(tx, form, giver)
    row = Delegation(
        unit_id=giver.unit_id, giver_position_id=form.giver_position_id,
        delegate_position_id=form.delegate_position_id, valid_from=form.valid_from, valid_to=form.valid_to,
        paper=clean(form.paper), recorded_by=tx.actor.position_id or None, recorded_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    tx.session.add_all(DelegationScope(delegation_id=row.id or 0, scope=scope) for scope in sorted(form.scopes))
    facts = {
        "giver": form.giver_position_id, "delegate": form.delegate_position_id, "from": str(form.valid_from),
        "to": str(form.valid_to), "scopes": sorted(form.scopes), "paper": row.paper,
    }  # fmt: skip
    tx.record("delegate", SUBJECT, row.id or 0, facts=facts)
    until = f"{form.valid_to:%d/%m/%Y}"
    tell(tx, NoticeKind.DELEGATED, [form.delegate_position_id], SUBJECT, row.id or 0, giver=giver.full_name, to=until)
    return row.id or 0


def end_delegation(tx: Tx, delegation_id: int) -> list[str]:
    """Ended by the head, by IT, or given back; log-ins that act by it are turned back in this transaction.

    Returns the keys of those log-ins, so that memories of them can be dropped.
    """
    row = tx.session.get(Delegation, delegation_id, with_for_update=True)
    if row is None or not _concerns(tx, row):
        raise not_visible()
    if row.ended_on is not None or row.valid_to < tx.today:
        raise refuse("ended_before")
    row.ended_on = tx.today
    tx.session.add(row)
    tx.record("end_delegation", SUBJECT, delegation_id, facts={"returned": _is_delegate(tx, row)})
    others = [row.delegate_position_id, row.giver_position_id]
    tell(tx, NoticeKind.DELEGATION_ENDED, others, SUBJECT, delegation_id)
    return logins.stop_acting(tx.session, [delegation_id])


def act_for(tx: Tx, login_id: int, delegation_id: int) -> None:
    """This log-in acts for the giver from now on. Raises NotVisible for anybody but the delegate, on other days too."""
    found = record.find_acting(tx.session, tx.actor.account_id, delegation_id, tx.today)
    if found is None:
        raise not_visible()
    login = logins.load_login(tx.session, login_id)
    if login.delegation_id != delegation_id:
        login.position_id, login.delegation_id = found.acting_position_id, delegation_id
        tx.record("act_for", SUBJECT, delegation_id, facts={"login_session": login_id})


def _seat(tx: Tx, position_id: int) -> PersonRow:
    """A head of an active unit today: nobody else's work is delegated."""
    giver = record.find_seat(tx.session, position_id, tx.today)
    if giver is None or giver.role is not Role.HEAD:
        raise refuse("giver_not_head")
    return giver


def _check(tx: Tx, form: DelegationForm, giver: PersonRow) -> None:
    """Every reason at once; then that no scope is held by somebody else at the same time."""
    refuse_secret(Secrecy.NONE, form.paper)
    staff = {person.position_id: person for person in list_people(tx.session, giver.unit_id, tx.today, *MAY_ACT)}
    wrong = {
        "delegate_not_fit": form.delegate_position_id not in staff,
        "scopes_missing": not form.scopes,
        "term_backwards": form.valid_to < form.valid_from,
        "term_over": form.valid_to < tx.today,
        "paper_missing": not clean(form.paper),
    }
    if any(wrong.values()):
        raise Refused([Reason(code) for code, holds in wrong.items() if holds])
    wanted = Term(form.valid_from, form.valid_to)
    for other, scope, person in record.list_held(tx.session, form.giver_position_id):
        if scope in form.scopes and wanted.meets(Term(other.valid_from, other.valid_to, other.ended_on)):
            raise refuse("delegation_overlaps", person=person, scope=scope)


def _is_delegate(tx: Tx, row: Delegation) -> bool:
    mine = tx.actor.acting_position_id if tx.actor.is_acting else tx.actor.position_id
    return mine == row.delegate_position_id


def _concerns(tx: Tx, row: Delegation) -> bool:
    """The head of the unit, who acts by it, or IT."""
    head = may(tx.actor, Permission.UNIT_RULES) and tx.actor.unit_id == row.unit_id
    return head or _is_delegate(tx, row) or may(tx.actor, Permission.ADMIN)
