"""A letter as it is to go: the document with its files, or the news of what became of it, without any file; or the
receipt for a document that arrived.
"""

from voffice_app.actions.office import Office
from voffice_app.actions.receipt_parts import facts_of
from voffice_app.db import people as people_db
from voffice_app.db.changes import IssuedChange
from voffice_app.db.enclosures import list_enclosures
from voffice_app.db.files import DocumentFile
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.mail import ADDRESS, OutgoingMail
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.recipients import list_outsiders
from voffice_app.db.session import Session
from voffice_app.domain.archiving import document_name
from voffice_app.domain.errors import refuse
from voffice_app.domain.incoming import IncomingStatus
from voffice_app.domain.numbering import TYPE_BY_KEY
from voffice_app.domain.outgoing import OutgoingStatus
from voffice_app.domain.outsiders import Matter
from voffice_app.mail.letter import About, Enclosure, Letter
from voffice_app.mail.wording import News

OF_A_RECALL = (Matter.RECALLED, Matter.VALID_AGAIN)
NOT_HERE = (IncomingStatus.RETURNED, IncomingStatus.VOIDED)


def is_still_so(session: Session, row: OutgoingMail) -> bool:
    """Whether what the letter tells is still so when its turn comes."""
    if row.incoming_id:
        return session.get_one(IncomingDocument, row.incoming_id).status not in NOT_HERE
    status = session.get_one(OutgoingDocument, row.outgoing_id).status
    return (status is OutgoingStatus.RECALLED) is (row.matter is Matter.RECALLED)


def letter_of(office: Office, sender: str, row: OutgoingMail) -> Letter:
    """Raises Refused ``mail_not_open``: the document has no number or day yet."""
    with office.db.read() as session:
        unit = people_db.load_unit(session, row.unit_id)
        about = _receipt(session, row, unit) if row.incoming_id else _issued(session, row)
        files = _files(session, row) if row.matter is Matter.ISSUED else []
    return Letter(
        unit=unit.name, reply_to=unit.email if ADDRESS.fullmatch(unit.email) else sender, phone=unit.phone,
        to_name=row.name, to_address=row.address, about=about, message_id=row.message_id, at=row.created_at,
        enclosures=tuple(Enclosure(name, office.db.vault.get(file.sha256)) for name, file in files),
    )  # fmt: skip


def _receipt(session: Session, row: OutgoingMail, unit: people_db.Unit) -> About:
    document = session.get_one(IncomingDocument, row.incoming_id)
    facts = facts_of(document, unit.name)
    return About(
        TYPE_BY_KEY[document.type_key].name, document.reference, document.issued_on, document.abstract, receipt=facts
    )


def _issued(session: Session, row: OutgoingMail) -> About:
    document = session.get_one(OutgoingDocument, row.outgoing_id)
    if document.issued_on is None or document.number is None:
        raise refuse("mail_not_open")
    news = None if row.matter is Matter.ISSUED else _news(session, row)
    kind = TYPE_BY_KEY[document.type_key].name
    return About(kind, document.reference, document.issued_on, document.abstract, news=news)


def _files(session: Session, row: OutgoingMail) -> list[tuple[str, DocumentFile]]:
    document = session.get_one(OutgoingDocument, row.outgoing_id)
    main = session.get_one(DocumentFile, row.file_id)
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
