"""The images that signatures and seals are shown with (QC 4.4, 4.5): cleaned, checked, kept with their true size."""

from signing.look import pixel_size
from signing.picture import clean_image
from voffice_app.actions.office import Office
from voffice_app.db.certificates import ImageKind, SignatureImage
from voffice_app.db.files import read_upload
from voffice_app.domain.errors import refuse
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission

COLOUR = {ImageKind.SEAL: "red", ImageKind.SIGNATURE: "blue", ImageKind.INITIAL: "blue"}


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
