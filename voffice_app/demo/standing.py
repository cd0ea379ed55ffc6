"""What the head of the demonstration has left to others: fields, a deputy's leave, acting for a time, a TUQ."""

from calendar import monthrange
from datetime import timedelta

from voffice_app.actions import delegating, deputising, empowering
from voffice_app.actions.delegating import DelegationForm
from voffice_app.actions.deputising import Period
from voffice_app.actions.office import Office
from voffice_app.db import open_work
from voffice_app.db.files import Upload
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.demo import topics
from voffice_app.demo.staff import Seat
from voffice_app.domain.authority import Capacity
from voffice_app.domain.delegation import Scope
from voffice_app.domain.handing_over import WorkKind
from voffice_app.domain.people import Role
from voffice_app.printing.letters import Letter, letter

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
    _empower(office, seat)


def _empower(office: Office, seat: Seat) -> None:
    """An officer signs invitations by the head's written authority (TUQ., ND30 Đ13 k3)."""
    today, officer = office.db.today(), seat.people[Role.OFFICER][-1]
    content, paper = "Ký giấy mời, giấy giới thiệu của cơ quan", "Giấy ủy quyền số 02/GUQ-PGDĐT"
    scan = letter(
        Letter(
            parent_body=seat.unit.parent_name.upper(), issuing_body=seat.unit.name.upper(), type_code="GUQ",
            type_name="GIẤY ỦY QUYỀN", code_notation="GUQ-PGDĐT", place_name=seat.unit.place_name, year=today.year,
            abstract=f"Ủy quyền cho {officer.full_name}", authority=seat.head.title.upper(), grounds=(),
            body=(f"{content}.", "Người được ủy quyền không ủy quyền lại cho người khác./."),
            recipients=("Như trên;", "Lưu: VT."), capacity=(seat.head.title.upper(),), signer_name=seat.head.full_name,
        )
    )  # fmt: skip
    with office.db.act(seat.head) as tx:
        upload = Upload(
            position_id=seat.head.position_id, sha256=office.db.vault.put(scan), name="giay-uy-quyen-02.pdf",
            media_type="application/pdf", size_bytes=len(scan), pages=1, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(upload)
        tx.session.flush()
        form = empowering.AuthorityForm(
            seat.unit_id, officer.position_id, Capacity.TUQ, today, today + timedelta(days=90), paper, content,
            upload_id=upload.id or 0,
        )  # fmt: skip
        empowering.give_authority(tx, form)


def _areas_waiting(office: Office, position_id: int) -> set[str]:
    signing = next(pointer for pointer in open_work.POINTERS if pointer.kind is WorkKind.SIGNING)
    with office.db.read() as session:
        ids = [row_id for row_id, _ in open_work.list_open(session, signing, position_id)]
        return {session.get_one(OutgoingDocument, row_id).subject_area for row_id in ids}
