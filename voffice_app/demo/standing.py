"""What the head of the demonstration has left to others: fields, a deputy's leave, and acting for them for a time."""

from calendar import monthrange
from datetime import timedelta

from voffice_app.actions import delegating, deputising
from voffice_app.actions.delegating import DelegationForm
from voffice_app.actions.deputising import Period
from voffice_app.actions.office import Office
from voffice_app.db import open_work
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.demo import topics
from voffice_app.demo.staff import Seat
from voffice_app.domain.delegation import Scope
from voffice_app.domain.handing_over import WorkKind
from voffice_app.domain.people import Role

AREAS = (
    topics.AREA_MN, topics.AREA_TH, topics.AREA_TRH, topics.AREA_ORG, topics.AREA_OFFICE, topics.AREA_MONEY,
    topics.AREA_EXAM, topics.AREA_LAW, topics.AREA_YOUTH,
)  # fmt: skip
LAST_DAYS = 5
"""So near the month's end, acting for the head runs into the next one."""


def enter_standing(office: Office, seat: Seat) -> None:
    """Each deputy's fields; the second is on leave and covered by the first, who also acts for the head.

    A paper that already waits for a deputy stays in that deputy's field.
    """
    today, (first, second, *_) = office.db.today(), seat.people[Role.DEPUTY]
    hers = _areas_waiting(office, second.position_id) | {topics.AREA_MN, topics.AREA_TH}
    month_end = today.replace(day=monthrange(today.year, today.month)[1])
    until = month_end if (month_end - today).days >= LAST_DAYS else today + timedelta(days=10)
    fields = Period(today.replace(day=1), None, "Thông báo số 45/TB-PGDĐT về phân công nhiệm vụ lãnh đạo")
    leave = Period(today, today + timedelta(days=2), "Nghỉ phép, theo đơn ngày " + f"{today:%d/%m/%Y}")
    with office.db.act(seat.head) as tx:
        for area in AREAS:
            deputy = second if area in hers else first
            deputising.assign_field(tx, seat.unit_id, deputy.position_id, area, fields)
        deputising.cover_absence(tx, seat.unit_id, second.position_id, first.position_id, leave)
        scopes = frozenset({Scope.INCOMING, Scope.FOLLOWING})
        paper = "Giấy giao việc số 07/PGDĐT-VP"
        form = DelegationForm(seat.head.position_id, first.position_id, today, until, scopes, paper)
        delegating.delegate(tx, form)


def _areas_waiting(office: Office, position_id: int) -> set[str]:
    signing = next(pointer for pointer in open_work.POINTERS if pointer.kind is WorkKind.SIGNING)
    with office.db.read() as session:
        ids = [row_id for row_id, _ in open_work.list_open(session, signing, position_id)]
        return {session.get_one(OutgoingDocument, row_id).subject_area for row_id in ids}
