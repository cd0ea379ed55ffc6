"""Pictures of signatures, initials and seals, stored and entered in the register."""

from signing.look import leader_size_mm
from voffice_app.db.certificates import ImageKind, SignatureImage
from voffice_app.db.session import Tx
from voffice_app.db.vault import Vault
from voffice_app.demo.ink import initial_png, signature_png
from voffice_app.demo.places import DISTRICT, OFFICE_NAME
from voffice_app.demo.staff import Seat
from voffice_app.demo.stamp import DIAMETER_MM, seal_png
from voffice_app.domain.people import Actor, Role, UnitKind


def enter_images(tx: Tx, vault: Vault, seat: Seat) -> None:
    """Signatures of the leaders, initials of whoever drafts, the seal."""
    for person in (person for people in seat.people.values() for person in people):
        if person.role in (Role.HEAD, Role.DEPUTY):
            _signature(tx, vault, seat, person)
        if person.role in (Role.DEPUTY, Role.OFFICER, Role.CLERK):
            picture = initial_png(person.full_name)
            _enter(tx, vault, seat, ImageKind.INITIAL, picture, (18.0, 9.0), person.account_id)
    office = seat.unit.kind is not UnitKind.SCHOOL
    name = seat.unit.name.removesuffix(" Thái Thụy") if office else seat.unit.name
    seal = seal_png(DISTRICT if office else OFFICE_NAME, name, "Thái Thụy" if office else seat.unit.place_name)
    _enter(tx, vault, seat, ImageKind.SEAL, seal, (DIAMETER_MM, DIAMETER_MM), None)


def enter_signature(tx: Tx, vault: Vault, seat: Seat) -> None:
    """The head's signature alone, for schools that have no keys yet."""
    _signature(tx, vault, seat, seat.head)


def _signature(tx: Tx, vault: Vault, seat: Seat, person: Actor) -> None:
    picture = signature_png(person.full_name)
    _enter(tx, vault, seat, ImageKind.SIGNATURE, picture, leader_size_mm(picture), person.account_id)


def _enter(
    tx: Tx, vault: Vault, seat: Seat, kind: ImageKind, png: bytes, size_mm: tuple[float, float], account_id: int | None
) -> None:
    image = SignatureImage(
        unit_id=seat.unit_id, account_id=account_id, kind=kind, sha256=vault.put(png),
        width_mm=size_mm[0], height_mm=size_mm[1], added_at=tx.now,
    )  # fmt: skip
    tx.session.add(image)
