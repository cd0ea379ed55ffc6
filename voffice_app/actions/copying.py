"""A certified copy on paper, from its record: what is copied, and under it the form with number, day and signer.

An extract is put together by hand from what is extracted: of it only the form is printed (ND30 Đ25; PL III form 3.1).
"""

from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import COPY, PrintOut, Subject, footer_for, logged
from voffice_app.db import people
from voffice_app.db.authority import list_signer_options
from voffice_app.db.certified_copies import CertifiedCopy, CopyForm
from voffice_app.db.files import find_readable
from voffice_app.db.session import Session
from voffice_app.domain.authority import Capacity
from voffice_app.domain.errors import not_visible
from voffice_app.domain.numbering import padded
from voffice_app.domain.people import Actor
from voffice_app.printing.certified import CODE, CopyBlock, copy_block
from voffice_app.printing.footer import qr_rows

SECONDS = 60
BY_POST = (Capacity.OWN, Capacity.KT)


def print_certified(office: Office, actor: Actor, copy_id: int, lookup: str) -> PrintOut:
    """Raises NotVisible for another unit's copy, Refused ``content_recalled`` once the original was taken back."""
    with office.db.read() as session:
        row = session.get(CertifiedCopy, copy_id)
        file = find_readable(session, actor, row.file_id) if row and row.unit_id == actor.unit_id else None
        if row is None or file is None:
            raise not_visible()
        block = _block(session, actor, row)
        footer = footer_for(office, session, actor, lookup, COPY)
    copied = b"" if row.form is CopyForm.EXTRACT else office.db.vault.get(file.sha256)
    what = f"Bản sao {block.number}/{CODE[block.form]}-{block.symbol}"
    pdf, pages = office.workshop.call(
        "signing.copy_block:certified_copy", copied, copy_block(block), what, footer.lines, qr_rows(footer.link),
        seconds=SECONDS,
    )  # fmt: skip
    paper = PrintOut(pdf, f"ban-sao-{block.number}-{CODE[block.form]}-{row.year}.pdf", pages)
    return logged(office, actor, Subject(what, str(row.direction), row.document_id), footer, paper)


def _block(session: Session, actor: Actor, row: CertifiedCopy) -> CopyBlock:
    unit = people.load_unit(session, row.unit_id)
    name, title = people.person_name(session, row.signer_position_id)
    options = list_signer_options(session, row.unit_id, row.copied_on)
    held = [o.lines for o in options if o.position_id == row.signer_position_id and o.capacity in BY_POST]
    given = [f"{row.given_to};"] if row.given_to else []
    return CopyBlock(
        form=str(row.form), number=padded(row.number), symbol=unit.symbol, parent=unit.parent_name, unit=unit.name,
        place=unit.place_name, copied_on=row.copied_on, capacity=held[0] if held else (title.upper(),), signer=name,
        recipients=(*given, "Lưu: VT."),
    )  # fmt: skip
