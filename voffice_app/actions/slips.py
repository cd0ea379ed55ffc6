"""Phiếu giải quyết văn bản đến, filled from the assignments (ND30 PL IV)."""

from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import PrintOut, Subject, footer_for, logged
from voffice_app.db import people
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.slips import GivenRow, SlipRow, read_slip
from voffice_app.domain.books import title_of, written
from voffice_app.domain.calendar import vietnam_date
from voffice_app.domain.incoming import AssignmentKind
from voffice_app.domain.people import Actor
from voffice_app.printing.slips import Part, Slip, slip_pdf

LEAD, SUPPORT = "Giao đơn vị, cá nhân chủ trì", "Giao các đơn vị, cá nhân tham gia phối hợp"
PERSON, TERM = "Giao cho cá nhân", "Thời hạn giải quyết"


def print_slip(office: Office, actor: Actor, document_id: int, lookup: str) -> PrintOut:
    """The slip of a document in the book. Raises NotVisible, or Refused ``arrival_number_missing``."""
    with office.db.read() as session:
        row = read_slip(session, actor, document_id)
        unit = people.load_unit(session, actor.unit_id)
        footer = footer_for(office, session, actor, lookup)
    slip = Slip(unit.parent_name, unit.name, _facts(row.document), _leader(row), _within(row), _proposal(row))
    number = row.document.arrival_number
    pdf, pages = slip_pdf(slip, footer)
    paper = PrintOut(pdf, f"phieu-giai-quyet-{number}.pdf", pages)
    what = f"Phiếu giải quyết văn bản đến số {number}"
    return logged(office, actor, Subject(what, "incoming", document_id), footer, paper)


def _facts(document: IncomingDocument) -> list[tuple[str, str]]:
    dated = f" ngày {written(document.issued_on)}" if document.issued_on else ""
    return [
        ("Số, ký hiệu văn bản", f"{document.reference}{dated}"),
        ("Cơ quan ban hành", document.issuing_body),
        ("Tên loại, trích yếu", title_of(document.type_key, document.abstract)),
        ("Số đến, ngày đến", f"{document.arrival_number}, ngày {written(document.arrived_on)}"),
    ]


def _leader(row: SlipRow) -> Part:
    given = [each for each in row.given if not each.onward]
    if not given:
        return Part(((LEAD, ""), (SUPPORT, ""), (TERM, "")))
    facts = (
        (LEAD, _named(given, AssignmentKind.LEAD)), (SUPPORT, _named(given, AssignmentKind.SUPPORT) or "—"),
        (TERM, _terms(given)),
    )  # fmt: skip
    return Part(facts, row.document.instruction, _day(given))


def _within(row: SlipRow) -> Part:
    """What a deputy or the head of a section decided within the leader's words."""
    given = [each for each in row.given if each.onward]
    if not given:
        return Part(((PERSON, ""), (TERM, "")))
    people_named = ", ".join(each.full_name for each in given)
    said = next((each.instruction for each in given if each.instruction), "")
    return Part(((PERSON, people_named), (TERM, _terms(given))), said, _day(given))


def _proposal(row: SlipRow) -> Part:
    return Part((), row.proposal, written(vietnam_date(row.proposed_at)) if row.proposed_at else "")


def _named(given: list[GivenRow], kind: AssignmentKind) -> str:
    return ", ".join(each.full_name for each in given if each.kind is kind)


def _terms(given: list[GivenRow]) -> str:
    """One term when it is everybody's, else each with its name."""
    terms = {each.due_on for each in given}
    if len(terms) == 1:
        return written(given[0].due_on)
    return "; ".join(f"{each.full_name}: {written(each.due_on) or 'không ghi hạn'}" for each in given)


def _day(given: list[GivenRow]) -> str:
    return written(vietnam_date(max(each.assigned_at for each in given)))
