"""Somebody leaves a post: everything open is listed, given to successors, printed as minutes; the post ends.

ND30 Đ31 k3đ: who retires, moves or studies for long hands over all dossiers. Bytes are made outside the transaction:
the minutes are printed from the list as it stands, and the act refuses when the list has changed since.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from voffice_app.actions.custody_parts import write as write_custody
from voffice_app.actions.handing_parts import Batch, Found, look, taken_over
from voffice_app.actions.office import Office
from voffice_app.db import leaving, open_work
from voffice_app.db.handovers import Handover, HandoverItem, LeaveReason
from voffice_app.db.logins import revoke_all, stop_acting
from voffice_app.db.notices import tell
from voffice_app.db.people import PersonRow, Position, list_people, load_unit, person_name
from voffice_app.db.people_checks import has_open_head, lock_unit
from voffice_app.db.session import Tx
from voffice_app.domain.custody import CustodyAct
from voffice_app.domain.errors import Reason, Refused, not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.handing_over import TAKERS, WorkKind, can_take
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.domain.secrecy import Secrecy, refuse_secret
from voffice_app.printing.handover import Minutes, Part, minutes


@dataclass(frozen=True)
class NewPost:
    """Where somebody who is transferred works from then on."""

    unit_id: int
    role: Role
    title: str


@dataclass(frozen=True)
class HandoverForm:
    """Who leaves, why, by which decision, and who takes each kind. ``seen`` is the list as it was shown."""

    position_id: int
    reason: LeaveReason
    decided_by: str
    last_day: date
    successors: dict[WorkKind, int]
    seen: str
    new_post: NewPost | None = None


@dataclass(frozen=True)
class Wording:
    """How the minutes call things: words are the screen's, not an act's."""

    reasons: dict[str, str]
    kinds: dict[str, str]


def hand_over_post(office: Office, actor: Actor, form: HandoverForm, words: Wording) -> tuple[int, list[str]]:
    """Print the minutes, then move, record and end in one transaction; returns the row and the ended log-ins' keys."""
    with office.db.act(actor) as tx:
        told = _minutes(tx, form, _allowed(tx, form), words)
    pdf = minutes(told)
    sha256 = office.db.vault.put(pdf)
    with office.db.act(actor) as tx:
        return _finish(tx, form, sha256, len(pdf))


def _minutes(tx: Tx, form: HandoverForm, found: Found, words: Wording) -> Minutes:
    names = {kind: person_name(tx.session, taker)[0] for kind, taker in form.successors.items()}
    parts: dict[WorkKind, list[str]] = {}
    for batch in found.batches:
        lines = parts.setdefault(batch.kind, [])
        lines += [text for _, text in batch.rows if text not in lines]
    unit = load_unit(tx.session, found.position.unit_id)
    return Minutes(
        unit.name, unit.place_name, f"ngày {tx.today:%d} tháng {tx.today:%m} năm {tx.today:%Y}", found.name,
        found.title, words.reasons[form.reason], clean(form.decided_by), f"{form.last_day:%d/%m/%Y}",
        [Part(words.kinds[kind], names.get(kind, ""), lines) for kind, lines in parts.items()],
    )  # fmt: skip


def _allowed(tx: Tx, form: HandoverForm) -> Found:
    """The list as it stands now, when everything about the form is in order."""
    position = tx.session.get(Position, form.position_id)
    if position is None:
        raise not_visible()
    own = may(tx.actor, Permission.UNIT_RULES) and tx.actor.unit_id == position.unit_id
    if not own:
        tx.require(Permission.ADMIN)
    lock_unit(tx.session, position.unit_id)
    if position.valid_to is not None and position.valid_to < tx.today:
        raise refuse("post_ended")
    if form.last_day > tx.today or form.last_day < position.valid_from:
        raise refuse("leave_day_wrong")
    if not clean(form.decided_by):
        raise refuse("paper_missing")
    refuse_secret(Secrecy.NONE, form.decided_by, form.new_post.title if form.new_post else "")
    if leaving.count_attempts(tx.session, form.position_id):
        raise refuse("handover_in_signing")
    found = look(tx.session, position, tx.today)
    if found.digest != form.seen:
        raise refuse("handover_changed")
    _check_successors(tx, form, found)
    return found


def _check_successors(tx: Tx, form: HandoverForm, found: Found) -> None:
    staff = {person.position_id: person for person in list_people(tx.session, found.position.unit_id, tx.today)}
    staff.pop(form.position_id, None)
    wanted = list(dict.fromkeys(batch.kind for batch in found.batches if batch.kind in TAKERS))
    missing = [kind for kind in wanted if not form.successors.get(kind) and kind is not WorkKind.CERTIFICATES]
    if missing:
        raise refuse("successor_missing", work=missing)
    wrong = [reason for kind in wanted if (reason := _unfit(tx, kind, form, staff))]
    if wrong:
        raise Refused(wrong)
    if form.new_post and form.new_post.role is Role.HEAD and has_open_head(tx.session, form.new_post.unit_id):
        raise refuse("head_exists")


def _unfit(tx: Tx, kind: WorkKind, form: HandoverForm, staff: dict[int, PersonRow]) -> Reason | None:
    chosen = form.successors.get(kind, 0)
    person = staff.get(chosen)
    if chosen == 0 or (person is not None and can_take(kind, person.role)):
        return None
    fit = [role for role in Role if role in TAKERS[kind]]
    return Reason("successor_not_fit", {"person": person_name(tx.session, chosen)[0], "work": kind, "roles": fit})


def _finish(tx: Tx, form: HandoverForm, sha256: str, size_bytes: int) -> tuple[int, list[str]]:
    found = _allowed(tx, form)
    row = Handover(
        unit_id=found.position.unit_id, position_id=form.position_id, reason=form.reason,
        decided_by=clean(form.decided_by), last_day=form.last_day, sha256=sha256, size_bytes=size_bytes,
        recorded_by=tx.actor.position_id or None, recorded_at=tx.now,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    for batch in found.batches:
        _move(tx, form, found, batch, row)
    keys = _end_post(tx, form, found)
    facts = {"reason": form.reason, "rows": sum(len(batch.rows) for batch in found.batches), "minutes": sha256}
    tx.record("hand_over_post", "handover", row.id or 0, facts={**facts, "position_id": form.position_id})
    for taker in sorted(set(form.successors.values()) - {0}):
        count = sum(len(b.rows) for b in found.batches if form.successors.get(b.kind) == taker)
        if count:
            tell(tx, NoticeKind.WORK_HANDED_OVER, [taker], "handover", row.id or 0, leaver=found.name, count=count)
    return row.id or 0, keys


def _move(tx: Tx, form: HandoverForm, found: Found, batch: Batch, row: Handover) -> None:
    """One kind of one column to its taker, each document told of it."""
    taker = form.successors.get(batch.kind, 0)
    ids = [row_id for row_id, _ in batch.rows]
    tx.session.add(
        HandoverItem(
            handover_id=row.id or 0, kind=batch.kind, successor_position_id=taker or None, row_count=len(ids),
            lines=[text for _, text in batch.rows],
        )
    )  # fmt: skip
    if batch.pointer is not None:
        subject, documents = open_work.subject_ids(tx.session, batch.pointer, ids)
        taken_over(tx, batch, ids, taker)
        open_work.give(tx.session, batch.pointer, ids, taker, tx.now)
        for document_id in documents:
            facts = {"from": form.position_id, "to": taker, "what": batch.pointer.name, "handover": row.id or 0}
            tx.record("take_over", subject, document_id, facts=facts)
    elif batch.kind is WorkKind.CERTIFICATES:
        _give_keys(tx, form, found, row)


def _give_keys(tx: Tx, form: HandoverForm, found: Found, row: Handover) -> None:
    """The key device goes to the next clerk with these minutes, or back to the head (ND30 Đ32 k2)."""
    paper = {
        "decision": row.decided_by, "sha256": row.sha256, "name": "bien-ban-ban-giao.pdf",
        "media_type": "application/pdf",
    }  # fmt: skip
    taker = form.successors.get(WorkKind.CERTIFICATES, 0)
    for certificate, holds in found.keys:
        if not holds:
            write_custody(
                tx,
                certificate,
                CustodyAct.AUTHORITY_ENDED,
                tx.today,
                position_id=form.position_id,
                comment=row.decided_by,
            )
        elif taker:
            given = {"position_id": taker, "given_by": found.name}
            write_custody(tx, certificate, CustodyAct.HANDED_OVER, tx.today, **given, **paper)
        else:
            write_custody(tx, certificate, CustodyAct.RETURNED, tx.today, position_id=form.position_id, **paper)


def _end_post(tx: Tx, form: HandoverForm, found: Found) -> list[str]:
    """From this moment nobody can give this post anything: it was held up to yesterday, the minutes tell the day."""
    position = found.position
    keys = stop_acting(tx.session, leaving.end_powers(tx.session, found.powers, tx.today))
    keys += leaving.leave_post(tx.session, form.position_id)
    position.valid_to = min(form.last_day, tx.today - timedelta(days=1))
    tx.session.add(position)
    if form.new_post is not None:
        post = Position(
            account_id=position.account_id, unit_id=form.new_post.unit_id, role=form.new_post.role,
            title=clean(form.new_post.title), valid_from=tx.today,
        )  # fmt: skip
        tx.session.add(post)
    elif not leaving.has_other_post(tx.session, position.account_id, form.position_id, tx.today):
        leaving.revoke_devices(tx.session, position.account_id, tx.now)
        keys += revoke_all(tx.session, position.account_id, tx.now)
    return keys
