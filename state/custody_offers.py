"""Which acts of custody this person is offered on this certificate, and among whom to choose."""

from dataclasses import dataclass

from voffice_app.db import people
from voffice_app.db.certificates import CertificateKind, CertificateStatus, KeyHome
from voffice_app.db.custody_lists import CertificateRow
from voffice_app.db.session import Session
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission, may
from voffice_app.house import database
from voffice_app.settings import settings
from voffice_app.shapes import Option
from voffice_app.words import KEY_HOME, day


@dataclass(frozen=True)
class Offer:
    """One button; the act itself asks again who may do it."""

    act: str
    label: str
    icon: str
    first: bool = False
    danger: bool = False


HAND_OVER = Offer("hand_over", "Bàn giao", "users", first=True)
HAND_ON = Offer("hand_over", "Bàn giao cho người khác", "users")
AUTHORISE = Offer("authorise", "Ủy quyền có thời hạn", "clock")
END_AUTHORITY = Offer("end_authority", "Chấm dứt ủy quyền", "x")
GIVE_BACK = Offer("give_back", "Nhận lại", "undo-2")
RENEW = Offer("renew", "Thay chứng thư mới", "rotate-ccw")
LOST = Offer("report_lost", "Báo mất", "triangle-alert", danger=True)
REVOKE = Offer("revoke", "Thu hồi", "ban", danger=True)
FOUND = Offer("report_found", "Đã tìm thấy", "check")


def offers_for(actor: Actor, row: CertificateRow) -> list[Offer]:
    """IT keeps the register; the unit's head gives and takes; whoever holds it may say that it is lost."""
    kept, admin = row.certificate, may(actor, Permission.ADMIN)
    if kept.status is CertificateStatus.LOST:
        return [FOUND, REVOKE] if admin else []
    if kept.status is not CertificateStatus.ACTIVE:
        return []
    keeps = admin or (actor.role is Role.HEAD and actor.unit_id == kept.unit_id)
    mine = actor.account_id == kept.account_id or actor.position_id == row.custody.holder
    found = _moves(row) if keeps and kept.kind is CertificateKind.AGENCY else []
    found += [RENEW] if admin else []
    found += [LOST] if keeps or mine else []
    return found + ([REVOKE] if admin else [])


def _moves(row: CertificateRow) -> list[Offer]:
    if row.custody.holder is None:
        return [HAND_OVER]
    return [AUTHORISE, HAND_ON, GIVE_BACK, *([END_AUTHORITY] if row.custody.authorities else [])]


def people_of(session: Session, row: CertificateRow) -> tuple[list[Option], list[Option], list[Option]]:
    """Clerks of the unit, those of them who have an authority, and the homes a key may have here."""
    today = database().today()
    everyone = people.list_people(session, row.certificate.unit_id, today)
    clerks = [Option(str(p.position_id), f"{p.full_name}, {p.title}") for p in everyone if p.role is Role.CLERK]
    lent = [
        Option(str(given.position_id), f"{people.person_name(session, given.position_id)[0]}, đến {day(given.to_on)}")
        for given in row.custody.authorities
        if given.to_on and given.to_on >= today
    ]
    return [c for c in clerks if c.value != str(row.custody.holder)], lent, homes()


def homes() -> list[Option]:
    """Where a key may be; the demonstration's only in a demonstration."""
    shown = [home for home in KeyHome if home is not KeyHome.DEMONSTRATION or settings.mode == "demo"]
    return [Option(str(home), KEY_HOME[home]) for home in shown]
