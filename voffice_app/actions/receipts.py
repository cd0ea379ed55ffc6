"""Giấy báo nhận văn bản, on paper for a sender without an e-mail address (ND30 Đ21 k2 c)."""

from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import PrintOut, Subject, footer_for, logged
from voffice_app.actions.receipt_parts import NAMELESS, facts_of, may_be_told
from voffice_app.db import people
from voffice_app.db.incoming_details import read_document
from voffice_app.domain.errors import not_visible
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.printing.letters import day_and_month
from voffice_app.printing.receipts import Receipt, receipt_pdf


def print_receipt(office: Office, actor: Actor, document_id: int, lookup: str) -> PrintOut:
    """The clerk's slip. Raises NotVisible, or what :func:`may_be_told` says."""
    with office.db.read() as session:
        document = read_document(session, actor, document_id)
        if not may(actor, Permission.INCOMING_REGISTER):
            raise not_visible()
        may_be_told(document)
        unit = people.load_unit(session, actor.unit_id)
        footer = footer_for(office, session, actor, lookup)
    today = office.db.today()
    day, month = day_and_month(today)
    dated = f"{unit.place_name}, ngày {day} tháng {month} năm {today.year}"
    sender, facts = document.issuing_body or NAMELESS, facts_of(document, unit.name)
    pdf, pages = receipt_pdf(Receipt(unit.parent_name, unit.name, dated, sender, facts), footer)
    paper = PrintOut(pdf, f"giay-bao-nhan-{document.arrival_number}.pdf", pages)
    what = f"Giấy báo nhận văn bản đến số {document.arrival_number}"
    return logged(office, actor, Subject(what, "incoming", document_id), footer, paper)
