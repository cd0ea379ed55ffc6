"""Acts on certificates and on the images they show (QC 4, 6.5; ND30 Đ32): enter, hand over, end, show."""

from dataclasses import dataclass
from datetime import date

from signing.card import read_pem
from signing.look import clean_image, pixel_size
from voffice_app.actions.office import Office
from voffice_app.db.certificates import (
    Certificate,
    CertificateKind,
    CertificateStatus,
    ImageKind,
    KeyHome,
    SignatureImage,
    fingerprint_taken,
)
from voffice_app.db.files import read_upload
from voffice_app.db.people import Position
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.people import Actor, Role
from voffice_app.domain.permissions import Permission

COLOUR = {ImageKind.SEAL: "red", ImageKind.SIGNATURE: "blue", ImageKind.INITIAL: "blue"}


@dataclass(frozen=True)
class CertificateForm:
    """A certificate whose key is in a token of this server; ``pem`` holds it first, then its issuers."""

    pem: str
    kind: CertificateKind
    unit_id: int
    account_id: int | None
    token_label: str
    key_label: str


def enter_certificate(tx: Tx, form: CertificateForm) -> int:
    """Enter a certificate in the register; it seals nothing before it is handed over in writing."""
    tx.require(Permission.ADMIN)
    try:
        card = read_pem(form.pem)
    except ValueError:
        raise refuse("certificate_unreadable") from None
    personal = form.kind is CertificateKind.PERSONAL
    if personal and form.account_id is None:
        raise refuse("person_unknown")
    if fingerprint_taken(tx.session, card.sha256):
        raise refuse("certificate_known")
    row = Certificate(
        unit_id=form.unit_id, account_id=form.account_id if personal else None, kind=form.kind, home=KeyHome.TOKEN,
        subject=card.subject[:300], issuer=card.issuer[:300], serial=card.serial, sha256=card.sha256,
        der=card.der, chain_der=card.chain_der, valid_from=card.valid_from, valid_to=card.valid_to,
        token_label=clean(form.token_label), key_label=clean(form.key_label),
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    tx.record("enter_certificate", "certificate", row.id or 0, facts={"serial": row.serial, "subject": row.subject})
    return row.id or 0


def hand_over(tx: Tx, certificate_id: int, position_id: int, handed_over_by: str, handed_over_on: date) -> None:
    """Give the unit's certificate to its clerk, by a written decision (QC 6.5): only the holder seals."""
    row = _certificate(tx, certificate_id)
    holder = tx.session.get(Position, position_id)
    if row.kind is not CertificateKind.AGENCY or holder is None or holder.unit_id != row.unit_id:
        raise refuse("person_unknown")
    if holder.role is not Role.CLERK:
        raise refuse("holder_not_clerk")
    if not clean(handed_over_by):
        raise refuse("decision_missing")
    row.holder_position_id, row.handed_over_on = position_id, handed_over_on
    row.handed_over_by = clean(handed_over_by)
    facts = {"position_id": position_id, "decision": row.handed_over_by, "on": str(handed_over_on)}
    tx.record("hand_over", "certificate", certificate_id, facts=facts)


def end_certificate(tx: Tx, certificate_id: int, status: CertificateStatus, comment: str) -> None:
    """Revoked or lost: it signs nothing from now on; what it signed before stays judged by its own time."""
    row = _certificate(tx, certificate_id)
    if not clean(comment):
        raise refuse("comment_missing")
    before, row.status = row.status, status
    tx.record(
        "end_certificate", "certificate", certificate_id, from_state=before, to_state=status, comment=clean(comment)
    )


def add_image(
    office: Office, actor: Actor, kind: ImageKind, unit_id: int, account_id: int | None, upload_id: int, width_mm: float
) -> None:
    """Clean an uploaded picture and keep it with its true width in mm (a seal's is its diameter).

    Raises BadImage with its reason, Refused when the size is none a seal or signature can have.
    """
    if not 10 <= width_mm <= 60:
        raise refuse("image_size", least_mm=10, most_mm=60)
    if (kind is ImageKind.SEAL) == (account_id is not None):
        raise refuse("person_unknown")
    with office.db.read() as session:
        upload = read_upload(session, actor, upload_id)
    png = clean_image(office.db.vault.get(upload.sha256), COLOUR[kind])
    width, height = pixel_size(png)
    sha = office.db.vault.put(png)
    with office.db.act(actor) as tx:
        tx.require(Permission.ADMIN)
        row = SignatureImage(
            unit_id=unit_id, account_id=account_id, kind=kind, sha256=sha, width_mm=width_mm,
            height_mm=width_mm * height / width, added_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        tx.record("add_image", "image", row.id or 0, facts={"kind": kind, "unit_id": unit_id, "width_mm": width_mm})


def _certificate(tx: Tx, certificate_id: int) -> Certificate:
    tx.require(Permission.ADMIN)
    row = tx.session.get(Certificate, certificate_id)
    if row is None:
        raise not_visible()
    tx.session.add(row)
    return row
