"""IT's screens of certificates and of the images they show (QC 4, 6.5)."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.admin_accounts import as_date, unit_options
from state.base import Office
from voffice_app.actions import custody
from voffice_app.db import people
from voffice_app.db.admin_lists import CertificateRow, ImageRow, list_certificate_rows, list_images
from voffice_app.db.certificates import CertificateKind, CertificateStatus, ImageKind
from voffice_app.db.session import Session
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Role
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import CERTIFICATE_KIND, CERTIFICATE_STATUS, IMAGE_KIND, day, number

KINDS = [Option(key, label) for key, label in CERTIFICATE_KIND.items()]
IMAGES = [Option(key, label) for key, label in IMAGE_KIND.items()]
SOON_DAYS = 60


@dataclass(frozen=True)
class CertificateLine:
    """One certificate of the register."""

    id: int
    whose: str
    unit: str
    kind: str
    serial: str
    holder: str
    ends: str
    ends_tone: str
    status: str
    active: bool
    agency: bool


@dataclass(frozen=True)
class ImageLine:
    """One image kept."""

    kind: str
    whose: str
    size: str
    added: str


def certificate_line(row: CertificateRow) -> CertificateLine:
    left = (row.valid_to - database().clock()).days
    return CertificateLine(
        row.id, row.person or row.unit_name, row.unit_name, CERTIFICATE_KIND[row.kind], row.serial[-12:],
        row.holder, day(row.valid_to), "late" if left < 0 else "soon" if left <= SOON_DAYS else "",
        CERTIFICATE_STATUS[row.status], row.status is CertificateStatus.ACTIVE, row.kind == "agency",
    )  # fmt: skip


def image_line(row: ImageRow) -> ImageLine:
    size = f"{number(row.width_mm, 1)} × {number(row.height_mm, 1)} mm"
    return ImageLine(IMAGE_KIND[row.kind], row.person or row.unit_name, size, day(row.added_at))


def keepers(session: Session, unit_id: int) -> tuple[list[Option], list[Option]]:
    """Clerks of the unit who may hold its certificate, and all its people."""
    today = database().today()
    everyone = people.list_people(session, unit_id, today)
    clerks = [Option(str(p.position_id), f"{p.full_name}, {p.title}") for p in everyone if p.role is Role.CLERK]
    return clerks, [Option(str(p.position_id), f"{p.full_name}, {p.title}") for p in everyone]


class Certificates(Office):
    """The register, and the unit whose hand-over and images are being kept."""

    lines: list[CertificateLine] = []
    following: str = ""
    units: list[Option] = []
    unit_id: str = ""
    clerks: list[Option] = []
    persons: list[Option] = []
    images: list[ImageLine] = []
    image_kinds: list[Option] = IMAGES
    kinds: list[Option] = KINDS
    looked: bool = False

    @rx.event
    @secured("admin")
    async def look(self) -> None:
        asked = self.router.url.query_parameters
        after, unit = asked.get("sau", ""), asked.get("don_vi", "")
        self.units = await self._read(unit_options)
        self.unit_id = unit if unit.isdecimal() and len(unit) < 10 else ""
        await self._load(int(after) if after.isdecimal() and len(after) < 10 else 0)

    @rx.event
    @secured("admin")
    async def choose_unit(self, unit_id: str) -> rx.event.EventSpec:
        """One unit only: an address of its own."""
        chosen = f"?don_vi={int(unit_id)}" if unit_id.isdecimal() else ""
        return rx.redirect(f"/quan-tri/chung-thu{chosen}")

    @rx.event
    @secured("admin")
    async def hand_over(self, form: dict[str, Any]) -> None:
        """The unit's seal certificate is given to its clerk by a written decision."""
        certificate, position = str(form.get("certificate_id", "")), str(form.get("keeper", ""))
        if not certificate.isdecimal() or not position.isdecimal():
            raise refuse("person_unknown")
        on = as_date(str(form.get("handed_over_on", "")))
        await self._act(custody.hand_over, int(certificate), int(position), str(form.get("decision", "")), on)
        await self._load(0)
        self._say("Đã ghi bàn giao chứng thư số.")

    @rx.event
    @secured("admin")
    async def end(self, form: dict[str, Any]) -> None:
        """Revoked or lost, with the reason."""
        certificate, status = str(form.get("certificate_id", "")), str(form.get("status", ""))
        if not certificate.isdecimal() or status not in (CertificateStatus.REVOKED, CertificateStatus.LOST):
            raise refuse("certificate_missing")
        reason = str(form.get("reason", ""))
        await self._act(custody.end_certificate, int(certificate), CertificateStatus(status), reason)
        await self._load(0)
        self._say("Chứng thư này không ký được nữa; văn bản đã ký trước đó vẫn được giữ nguyên.")

    @rx.event
    @secured("admin")
    async def add(self, form: dict[str, Any]) -> None:
        """Enter a certificate whose key is in a token of this server."""
        kind = str(form.get("certificate_kind", ""))
        if kind not in list(CertificateKind) or not self.unit_id:
            raise refuse("certificate_unreadable")
        account_id = await self._account_of(str(form.get("owner", ""))) if kind == "personal" else None
        pem, token, key = (str(form.get(name, "")) for name in ("pem", "token_label", "key_label"))
        entry = custody.CertificateForm(pem, CertificateKind(kind), int(self.unit_id), account_id, token, key)
        await self._act(custody.enter_certificate, entry)
        await self._load(0)
        self._say("Đã nhập chứng thư số.")

    @rx.event
    @secured("admin")
    async def add_image(self, form: dict[str, Any]) -> None:
        """Clean an uploaded picture and keep it with its true size."""
        upload = str(form.get("image", "")).split(",")[0]
        kind, width = str(form.get("image_kind", "")), str(form.get("width_mm", "")).replace(",", ".")
        if not upload.isdecimal() or kind not in list(ImageKind) or not self.unit_id:
            raise refuse("image_missing")
        account_id = await self._account_of(str(form.get("image_owner", ""))) if kind != ImageKind.SEAL else None
        try:
            width_mm = float(width)
        except ValueError:
            raise refuse("image_size", least_mm=10, most_mm=60) from None
        actor = await self._actor()
        await self._run(
            custody.add_image, office(), actor, ImageKind(kind), int(self.unit_id), account_id, int(upload), width_mm
        )
        await self._load(0)
        self._say("Đã lưu hình ảnh; lần ký sau sẽ dùng hình này.")

    async def _account_of(self, position_id: str) -> int:
        actor = await self._read(people.find_actor, int(position_id or 0), database().today())
        if actor is None or str(actor.unit_id) != self.unit_id:
            raise refuse("person_unknown")
        return actor.account_id

    async def _load(self, after: int) -> None:
        unit_id = int(self.unit_id or 0)
        rows, more = await self._read(list_certificate_rows, after, unit_id)
        self.lines = [certificate_line(row) for row in rows]
        self.following = f"/quan-tri/chung-thu?sau={rows[-1].id}" if more else ""
        self.clerks, self.persons, self.images = [], [], []
        if unit_id:
            self.clerks, self.persons = await self._read(keepers, unit_id)
            self.images = [image_line(row) for row in await self._read(list_images, unit_id)]
        self.looked = True
