"""IT's screens of certificates and of the images they show (QC 4, 6.5)."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from state.admin_accounts import unit_options
from state.base import Office
from state.certificates import read_expiring, read_lines
from state.custody import key_of
from state.custody_offers import homes
from state.custody_view import CertificateLine
from voffice_app.actions.certificates import CertificateForm, enter_certificate
from voffice_app.actions.images import add_image
from voffice_app.arguments import whole
from voffice_app.db import people
from voffice_app.db.admin_lists import ImageRow, list_images
from voffice_app.db.certificates import CertificateKind, ImageKind, KeyHome
from voffice_app.db.session import Session
from voffice_app.domain.errors import refuse
from voffice_app.house import database, office
from voffice_app.policy import secured
from voffice_app.shapes import Option
from voffice_app.words import CERTIFICATE_KIND, IMAGE_KIND, day, number

KINDS = [Option(key, CERTIFICATE_KIND[key]) for key in ("agency", "personal")]
IMAGES = [Option(key, label) for key, label in IMAGE_KIND.items()]


@dataclass(frozen=True)
class ImageLine:
    """One image kept."""

    kind: str
    whose: str
    size: str
    added: str


def image_line(row: ImageRow) -> ImageLine:
    size = f"{number(row.width_mm, 1)} × {number(row.height_mm, 1)} mm"
    return ImageLine(IMAGE_KIND[row.kind], row.person or row.unit_name, size, day(row.added_at))


def persons_of(session: Session, unit_id: int) -> list[Option]:
    """Everybody of the unit: whose certificate or picture it may be."""
    everyone = people.list_people(session, unit_id, database().today())
    return [Option(str(p.position_id), f"{p.full_name}, {p.title}") for p in everyone]


class Certificates(Office):
    """The register, and the unit whose certificates and images are being entered."""

    lines: list[CertificateLine] = []
    following: str = ""
    units: list[Option] = []
    unit_id: str = ""
    expiring: list[CertificateLine] = []
    pem: str = ""
    token: str = ""
    home: str = ""
    homes: list[Option] = homes()
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
        self.pem = self.token = self.home = ""
        self.unit_id = unit if whole(unit) else ""
        await self._load(whole(after))

    @rx.event
    @secured("admin")
    async def choose_unit(self, unit_id: str) -> rx.event.EventSpec:
        """One unit only: an address of its own."""
        chosen = f"?don_vi={whole(unit_id)}" if whole(unit_id) else ""
        return rx.redirect(f"/quan-tri/chung-thu{chosen}")

    @rx.event
    @secured("admin")
    async def add(self, form: dict[str, Any]) -> rx.event.EventSpec:
        """Enter a certificate and where its key is."""
        kind = str(form.get("certificate_kind", ""))
        if kind not in list(CertificateKind) or not self.unit_id:
            raise refuse("certificate_unreadable")
        account_id = await self._account_of(str(form.get("owner", ""))) if kind == "personal" else None
        entry = CertificateForm(key_of(form), CertificateKind(kind), int(self.unit_id), account_id)
        certificate_id = await self._act(enter_certificate, entry)
        self._say("Đã nhập chứng thư số. Chứng thư cơ quan: ghi bàn giao cho văn thư ngay dưới đây.")
        return rx.redirect(f"/chung-thu/{certificate_id}")

    @rx.event
    @secured("admin")
    async def add_image(self, form: dict[str, Any]) -> None:
        """Clean an uploaded picture and keep it with its true size."""
        upload = whole(str(form.get("image")).split(",")[0])
        kind, width = str(form.get("image_kind", "")), str(form.get("width_mm", "")).replace(",", ".")
        if not upload or kind not in list(ImageKind) or not self.unit_id:
            raise refuse("image_missing")
        account_id = await self._account_of(str(form.get("image_owner", ""))) if kind != ImageKind.SEAL else None
        try:
            width_mm = float(width)
        except ValueError:
            raise refuse("image_size", least_mm=10, most_mm=60) from None
        actor = await self._actor()
        await self._run(add_image, office(), actor, ImageKind(kind), int(self.unit_id), account_id, upload, width_mm)
        await self._load(0)
        self._say("Đã lưu hình ảnh; lần ký sau sẽ dùng hình này.")

    @rx.event
    @secured("admin")
    async def picked(self, pem: str, token: str) -> None:
        """A certificate of a token plugged in at IT's own computer: its key stays there."""
        self.pem, self.token, self.home = pem[:100_000], token[:60], str(KeyHome.DESK)

    async def _account_of(self, position_id: str) -> int:
        actor = await self._read(people.find_actor, int(position_id or 0), database().today())
        if actor is None or str(actor.unit_id) != self.unit_id:
            raise refuse("person_unknown")
        return actor.account_id

    async def _load(self, after: int) -> None:
        unit_id = int(self.unit_id or 0)
        actor = await self._actor()
        self.lines, more = await self._read(read_lines, actor, after, unit_id)
        self.following = f"/quan-tri/chung-thu?sau={self.lines[-1].id}" if more else ""
        self.expiring = await self._read(read_expiring, actor)
        self.persons, self.images = [], []
        if unit_id:
            self.persons = await self._read(persons_of, unit_id)
            self.images = [image_line(row) for row in await self._read(list_images, unit_id)]
        self.looked = True
