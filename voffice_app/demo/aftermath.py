"""What followed issue in the demonstration: a recall with its answers, better data, a replacement, a report."""

from voffice_app.actions import mistakes, recalling, updating
from voffice_app.actions.linking_parts import take_effect
from voffice_app.actions.office import Office
from voffice_app.db.deliveries import find_asked
from voffice_app.db.files import Direction
from voffice_app.db.incoming import list_delivered
from voffice_app.db.links import add_link
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.outgoing_lists import Filter, list_outgoing
from voffice_app.db.session import Session
from voffice_app.demo.staff import Seat, Town
from voffice_app.domain.changes import ChangeKind
from voffice_app.domain.links import LinkKind

ENOUGH = 4


def follow_up(office: Office, town: Town) -> None:
    """By the office's own people and those of two schools, through the acts; a small town has too little for it."""
    seat, schools = town.office, {school.unit_id: school for school in town.schools}
    with office.db.read() as session:
        sent, back = _issued(session, seat), _sent_back(session, town)
    if len(sent) < ENOUGH:
        return
    new, old, recalled, updated = sent[:ENOUGH]
    with office.db.act(seat.clerk) as tx:
        add_link(tx, LinkKind.REPLACES, (Direction.OUTGOING, new.id or 0), (Direction.OUTGOING, old.id or 0))
        take_effect(tx, new)
        better = updating.Correction(
            f"{updated.abstract} (bổ sung mốc thời gian)", updated.subject_area, updated.urgency, updated.reply_due_on
        )
        updating.update(tx, updated.id or 0, better, "Trích yếu vào sổ thiếu mốc thời gian")
    _recall(office, seat, schools, recalled)
    _report(office, schools, new)
    if back is not None and back.unit_id in schools:
        with office.db.act(schools[back.unit_id].head) as tx:
            recalling.recall(tx, back.id or 0, "Gửi nhầm bản chưa rà soát số liệu")


def _issued(session: Session, seat: Seat) -> list[OutgoingDocument]:
    """The newest documents that this unit issued to others."""
    rows, _ = list_outgoing(session, seat.clerk, Filter("issued"))
    return [session.get_one(OutgoingDocument, row.id) for row in rows if row.recipient_count][:ENOUGH]


def _sent_back(session: Session, town: Town) -> OutgoingDocument | None:
    """A document that a school issued to the office."""
    for school in town.schools[:5]:
        for document in _issued(session, school):
            if any(unit == town.office.unit_id for _, unit in list_delivered(session, document.id or 0)):
                return document
    return None


def _papers(session: Session, document: OutgoingDocument, schools: dict[int, Seat]) -> list[tuple[int, Seat]]:
    return [(row, schools[unit]) for row, unit in list_delivered(session, document.id or 0) if unit in schools]


def _recall(office: Office, seat: Seat, schools: dict[int, Seat], document: OutgoingDocument) -> None:
    """Two schools answer, the others still owe it or had not opened it."""
    with office.db.act(seat.head) as tx:
        recalling.recall(tx, document.id or 0, "Sai số liệu chỉ tiêu ở phụ lục 1")
    with office.db.read() as session:
        papers = _papers(session, document, schools)
        asked = [found for found in papers if find_asked(session, found[0], ChangeKind.RECALL) is not None]
    for n, (paper, school) in enumerate(asked[:2]):
        with office.db.act(school.clerk) as tx:
            if n:
                recalling.refuse_recall(tx, paper, "Trường đã báo cáo theo văn bản này")
            else:
                recalling.confirm_recall(tx, paper)


def _report(office: Office, schools: dict[int, Seat], document: OutgoingDocument) -> None:
    with office.db.read() as session:
        papers = _papers(session, document, schools)
    for paper, school in papers[:1]:
        with office.db.act(school.clerk) as tx:
            mistakes.report_mistake(tx, paper, "Thời hạn ở mục 3 khác thời hạn ở phụ lục", 1)
