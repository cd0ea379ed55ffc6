"""Capacities to sign that are written down for one person: TL., TUQ., TM., Q. (ND30 Đ13 k2–k4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from voffice_app.db import people_checks
from voffice_app.db.files import load_upload
from voffice_app.db.notices import tell
from voffice_app.db.parameters import value_on
from voffice_app.db.people import list_people
from voffice_app.db.session import Tx
from voffice_app.db.signing_authority import SigningAuthority
from voffice_app.domain.authority import BY_PAPER, Capacity, may_hold
from voffice_app.domain.delegation import Term
from voffice_app.domain.errors import Reason, Refused, not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.parameters import Parameter
from voffice_app.domain.people import Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret


@dataclass(frozen=True)
class AuthorityForm:
    """Who may sign how, from–to; ``content`` bounds a TUQ., ``body`` and ``body_title`` name a TM."""

    unit_id: int
    position_id: int
    capacity: Capacity
    valid_from: date
    valid_to: date | None
    decided_by: str
    content: str = ""
    body: str = ""
    body_title: str = ""
    upload_id: int = 0


def give_authority(tx: Tx, form: AuthorityForm) -> int:
    """The unit's head gives it, or the office's IT enters it on the head's paper; nobody who holds one passes it on."""
    _keeps(tx, form.unit_id)
    people_checks.lock_unit(tx.session, form.unit_id)
    _check(tx, form)
    scan = _scan(tx, form)
    heads = list_people(tx.session, form.unit_id, tx.today, Role.HEAD)
    row = SigningAuthority(
        unit_id=form.unit_id, position_id=form.position_id, capacity=form.capacity, content=clean(form.content),
        body=clean(form.body), body_title=clean(form.body_title), valid_from=form.valid_from, valid_to=form.valid_to,
        decided_by=clean(form.decided_by), given_by=heads[0].position_id if heads else None,
        recorded_by=tx.actor.position_id or None, recorded_at=tx.now, **scan,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    facts = {
        "position_id": form.position_id, "capacity": form.capacity, "from": str(form.valid_from),
        "to": str(form.valid_to), "decided_by": row.decided_by, "content": row.content,
    }  # fmt: skip
    tx.record("give_authority", "unit", form.unit_id, facts=facts)
    told = {"capacity": f"{form.capacity.upper()}.", "since": f"{form.valid_from:%d/%m/%Y}"}
    tell(tx, NoticeKind.AUTHORITY_GIVEN, [form.position_id], "signing_authority", row.id or 0, **told)
    return row.id or 0


def end_authority(tx: Tx, authority_id: int) -> None:
    """From today on the person no longer signs in this capacity; what was signed before stays."""
    row = tx.session.get(SigningAuthority, authority_id)
    if row is None:
        raise not_visible()
    _keeps(tx, row.unit_id)
    if Term(row.valid_from, row.valid_to, row.ended_on).last < tx.today:
        raise refuse("ended_before")
    row.ended_on = tx.today
    tx.session.add(row)
    facts = {"position_id": row.position_id, "capacity": row.capacity}
    tx.record("end_authority", "unit", row.unit_id, facts=facts)


def _keeps(tx: Tx, unit_id: int) -> None:
    own = may(tx.actor, Permission.UNIT_RULES) and tx.actor.unit_id == unit_id
    if not own:
        tx.require(Permission.ADMIN)


def _check(tx: Tx, form: AuthorityForm) -> None:
    """Everything that is wrong with the form at once."""
    refuse_secret(Secrecy.NONE, form.content, form.body, form.body_title, form.decided_by)
    person = {each.position_id: each for each in list_people(tx.session, form.unit_id, tx.today)}.get(form.position_id)
    bounded = form.valid_to is not None and bool(clean(form.content))
    ruled = value_on(tx.session, form.unit_id, Parameter.SIGNS_BY_ORDER, form.valid_from) == "yes"
    wrong = {
        "authority_not_fit": form.capacity not in BY_PAPER
        or person is None
        or not may_hold(form.capacity, person.role),
        "paper_missing": not clean(form.decided_by),
        "term_backwards": form.valid_to is not None and form.valid_to < form.valid_from,
        "term_over": form.valid_to is not None and form.valid_to < tx.today,
        "authority_unbounded": form.capacity is Capacity.TUQ and not bounded,
        "authority_scan_missing": form.capacity is Capacity.TUQ and not form.upload_id,
        "authority_body_missing": form.capacity is Capacity.TM and not (clean(form.body) and clean(form.body_title)),
        "order_not_in_rules": form.capacity is Capacity.TL and not ruled,
    }
    if any(wrong.values()):
        raise Refused([Reason(code) for code, holds in wrong.items() if holds])


def _scan(tx: Tx, form: AuthorityForm) -> dict[str, Any]:
    """The paper's scan that came through the door, if there is one."""
    if not form.upload_id:
        return {}
    upload = load_upload(tx, form.upload_id)
    if upload.media_type != "application/pdf":
        raise refuse("minutes_not_pdf")
    upload.attached_at = tx.now
    tx.session.add(upload)
    return {"sha256": upload.sha256, "name": upload.name, "media_type": upload.media_type}
