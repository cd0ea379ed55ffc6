"""The comments of a document as its screen shows them: numbered marks on the page, a list beside it."""

from dataclasses import dataclass, field
from datetime import date

from voffice_app.db import people as people_db
from voffice_app.db.files import DocumentFile
from voffice_app.db.outgoing import OutgoingDocument, read_outgoing
from voffice_app.db.page_comments import OutgoingComment, commented, list_answers, list_asked, list_comments
from voffice_app.db.session import Session
from voffice_app.domain import page_comments as rules
from voffice_app.domain.people import Actor, Role
from voffice_app.shapes import Box, Option
from voffice_app.words import moment
from voffice_app.words.drafting import COMMENT_KIND, ON_OLD

LEAST = 8.0
"""Points: a comment on a spot is drawn as a box of this size around it."""


@dataclass(frozen=True)
class Said:
    """One answer."""

    who: str
    at: str
    text: str


@dataclass(frozen=True)
class CommentLine:
    """One comment with its answers and what this reader may do with it."""

    id: int
    number: str
    mark: str
    who: str
    kind: str
    where: str
    at: str
    text: str
    settled: str
    here: bool
    may_answer: bool
    may_settle: bool
    may_reopen: bool
    answers: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class Comments:
    """What one look needs."""

    lines: list[CommentLine]
    marks: list[Box]
    may_comment: bool
    askable: list[Option]
    asked: list[str]


def read_comments(session: Session, actor: Actor, document_id: int, file_id: int, today: date) -> Comments:
    """Those on the version that is shown; on the version that counts, open ones of older versions too."""
    document = read_outgoing(session, actor, document_id)
    known, rows = commented(session, document), list_comments(session, document_id)
    current, answers = file_id == document.current_file_id, _answers(session, document_id, today)
    lines, marks = [], []
    for number, row in enumerate(rows, start=1):
        if row.file_id == file_id:
            marks.append(_mark(row, number))
        if row.file_id == file_id or (current and row.settled_at is None):
            lines.append(_line(session, actor, known, row, number, file_id, answers.get(row.id or 0, []), today))
    shown = session.get(DocumentFile, file_id)
    pdf = shown is not None and shown.media_type == "application/pdf"
    may = pdf and current and document.status in rules.COMMENTED and rules.kind_of(known, actor) is not None
    asked = [people_db.person_name(session, row.position_id)[0] for row in list_asked(session, document_id)]
    return Comments(lines, marks, may, _askable(session, actor, document, known, today), asked)


def _answers(session: Session, document_id: int, today: date) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = {}
    for row in list_answers(session, document_id):
        who, _ = people_db.person_name(session, row.position_id)
        found.setdefault(row.comment_id, []).append(Said(who, moment(row.created_at, today), row.text))
    return found


def _line(
    session: Session, actor: Actor, known: rules.Commented, row: OutgoingComment, number: int, file_id: int,
    answers: list[Said], today: date,
) -> CommentLine:  # fmt: skip
    name, title = people_db.person_name(session, row.position_id)
    here, done = row.file_id == file_id, row.settled_at is not None
    by, _ = people_db.person_name(session, row.settled_by)
    mine = actor.position_id in (row.position_id, known.drafter_position_id)
    live = known.status in rules.SETTLED_IN
    return CommentLine(
        id=row.id or 0, number=str(number), mark=f"mark-{number}" if here else "", who=f"{title} {name}",
        kind=COMMENT_KIND[row.kind], where=f"Trang {row.page}" + ("" if here else f" · {ON_OLD}"),
        at=moment(row.created_at, today), text=row.text, here=here, answers=answers,
        settled=f"{by} · {moment(row.settled_at, today)}" if row.settled_at else "",
        may_answer=live and not done and (mine or rules.kind_of(known, actor) is not None),
        may_settle=live and not done and mine,
        may_reopen=done and row.position_id == actor.position_id and known.status in rules.COMMENTED,
    )  # fmt: skip


def _mark(row: OutgoingComment, number: int) -> Box:
    tone = "green" if row.settled_at else "violet"
    x1, y1 = max(row.x1, row.x0 + LEAST), max(row.y1, row.y0 + LEAST)
    return Box(row.page, row.x0, row.y0, x1, y1, str(number), tone)


def _askable(
    session: Session, actor: Actor, document: OutgoingDocument, known: rules.Commented, today: date
) -> list[Option]:
    """Colleagues who may not comment yet, for the drafter and the signer."""
    if actor.position_id not in (document.drafter_position_id, document.signer_position_id):
        return []
    if document.status not in rules.COMMENTED:
        return []
    people = people_db.list_people(session, document.unit_id, today, Role.OFFICER)
    taken = known.asked | {actor.position_id, document.drafter_position_id}
    return [Option(str(p.position_id), f"{p.full_name} · {p.title}") for p in people if p.position_id not in taken]
