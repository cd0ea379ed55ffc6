"""A letter as it is to go: the document with its files, or the news of what became of it, without any file."""

from voffice_app.actions.office import Office
from voffice_app.db import people as people_db
from voffice_app.db.changes import IssuedChange
from voffice_app.db.enclosures import list_enclosures
from voffice_app.db.files import DocumentFile
from voffice_app.db.mail import ADDRESS, OutgoingMail
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.recipients import list_outsiders
from voffice_app.db.session import Session
from voffice_app.domain.archiving import document_name
from voffice_app.domain.errors import refuse
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.outsiders import Matter
from voffice_app.mail.letter import Enclosure, Letter
from voffice_app.mail.wording import News

OF_A_RECALL = (Matter.RECALLED, Matter.VALID_AGAIN)


def letter_of(office: Office, sender: str, row: OutgoingMail) -> Letter:
    """Raises Refused ``mail_not_open``: the document has no number or day yet."""
    with office.db.read() as session:
        document = session.get_one(OutgoingDocument, row.outgoing_id)
        unit = people_db.load_unit(session, row.unit_id)
        news = None if row.matter is Matter.ISSUED else _news(session, row)
        files = [] if news else _files(session, document, row.file_id)
    issued_on = document.issued_on
    if issued_on is None or document.number is None:
        raise refuse("mail_not_open")
    return Letter(
        unit=unit.name, reply_to=unit.email if ADDRESS.fullmatch(unit.email) else sender, phone=unit.phone,
        to_name=row.name, to_address=row.address, type_name=TYPE_BY_KEY[document.type_key].name,
        reference=document.reference, issued_on=issued_on, abstract=document.abstract, message_id=row.message_id,
        at=row.created_at, news=news,
        enclosures=tuple(Enclosure(name, office.db.vault.get(file.sha256)) for name, file in files),
    )  # fmt: skip


def _files(session: Session, document: OutgoingDocument, file_id: int) -> list[tuple[str, DocumentFile]]:
    main = session.get_one(DocumentFile, file_id)
    beside = [(file.name, file) for file in list_enclosures(session, document.id or 0)]
    return [(document_name(document.number or 0, document.notation), main), *beside]


def _news(session: Session, row: OutgoingMail) -> News:
    """Why it was recalled; or which document is newer, for whoever gets that one too: nobody else is told of it."""
    if row.matter in OF_A_RECALL:
        reason = session.get_one(IssuedChange, row.about_id).reason if row.matter is Matter.RECALLED else ""
        return News(str(row.matter), reason)
    newer = session.get_one(OutgoingDocument, row.about_id)
    goes = row.address in {outsider.email.strip().lower() for outsider in list_outsiders(session, row.about_id)}
    dated = f" ngày {newer.issued_on:%d/%m/%Y}" if newer.issued_on else ""
    return News(
        str(row.matter), newer=f"{TYPE_BY_KEY[newer.type_key].name} số {newer.reference}{dated}" if goes else ""
    )
