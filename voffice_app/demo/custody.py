"""The record of custody of the demonstration: every certificate entered, the units' handed to their clerks."""

from datetime import datetime, time, timedelta

from voffice_app.db.certificates import Certificate
from voffice_app.db.custody import CustodyEvent
from voffice_app.db.session import Tx
from voffice_app.db.vault import Vault
from voffice_app.demo.keys import Order
from voffice_app.demo.letterheads import head_of
from voffice_app.demo.staff import Seat
from voffice_app.domain.calendar import VIETNAM
from voffice_app.domain.custody import CustodyAct
from voffice_app.printing.letters import Letter, letter

PDF = "application/pdf"


def enter_custody(tx: Tx, vault: Vault, entered: list[tuple[Order, Certificate]]) -> None:
    """Certificates with their records, as they stood since the day of the hand-over (QC 6.5; ND30 Đ32)."""
    tx.session.add_all([certificate for _, certificate in entered])
    tx.session.flush()
    for order, certificate in entered:
        tx.session.add_all(_events(vault, order, certificate.id or 0))


def _events(vault: Vault, order: Order, certificate_id: int) -> list[CustodyEvent]:
    on = order.handed_over_on
    at = datetime.combine(on, time(9), VIETNAM)
    common = {"certificate_id": certificate_id, "from_on": on}
    entered = CustodyEvent(act=CustodyAct.ENTERED, recorded_at=at, **common)
    if order.person is not None:
        return [entered]
    pdf = _minutes(order)
    minutes = {"sha256": vault.put(pdf), "name": "bien-ban-ban-giao.pdf", "media_type": PDF, "pages": 1}
    head = order.seat.head
    handed = CustodyEvent(
        act=CustodyAct.HANDED_OVER, position_id=order.seat.clerk.position_id, given_by=f"{head.title} {head.full_name}",
        decision=_reference(order.seat, order), recorded_at=at + timedelta(hours=1), **common, **minutes,
    )  # fmt: skip
    return [entered, handed]


def _reference(seat: Seat, order: Order) -> str:
    return f"Biên bản bàn giao số 01/BB-{seat.unit.symbol} ngày {order.handed_over_on:%d/%m/%Y}"


def _minutes(order: Order) -> bytes:
    """Biên bản bàn giao thiết bị lưu khóa bí mật, the paper behind the row."""
    seat, on = order.seat, order.handed_over_on
    head = head_of(seat, seat.head)
    return letter(Letter(
        parent_body=head.parent, issuing_body=head.body, type_code="BB", type_name="BIÊN BẢN",
        code_notation=f"BB-{head.symbol}", place_name=head.place, year=on.year, number="01", issued_on=on,
        abstract="Bàn giao thiết bị lưu khóa bí mật của cơ quan",
        body=(
            f"{head.signer_title} {head.signer_name} giao cho {seat.clerk.title.lower()} {seat.clerk.full_name} "
            "thiết bị lưu khóa bí mật của cơ quan.",
            "Người nhận trực tiếp quản lý thiết bị tại trụ sở cơ quan và chỉ giao cho người khác khi được phép bằng "
            "văn bản.",
        ),
        recipients=("Người nhận bàn giao;", "Lưu: VT."), capacity=head.capacity, signer_name=head.signer_name,
    ))  # fmt: skip
