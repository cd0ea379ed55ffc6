"""Opinions on a document in work: a supporter's for the lead, and rounds in which the lead asks others (ND30 Đ23–Đ24).

One round is open at a time: everybody asked then answers the same question, and the totals mean one thing.
"""

from dataclasses import dataclass
from datetime import date

from voffice_app.actions.assigning_parts import tell_about
from voffice_app.db.files import Direction, DocumentFile, FileKind, load_upload
from voffice_app.db.incoming import IncomingDocument, load_incoming, move
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.opinions import IncomingOpinion, OpinionRound, RoundAnswer, end_round, find_open_round, list_answers
from voffice_app.db.people import find_actor
from voffice_app.db.session import Tx
from voffice_app.domain.errors import not_visible, refuse
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import FLOW, IncomingFacts, Stance
from voffice_app.domain.notices import NoticeKind
from voffice_app.domain.people import Role
from voffice_app.domain.secrecy import Secrecy, refuse_secret
from voffice_app.domain.workflow import Step


@dataclass(frozen=True)
class Question:
    """What the lead asks whom, and until when."""

    question: str
    people: tuple[int, ...]
    due_on: date | None = None


def give_opinion(tx: Tx, document_id: int, said: str, upload_id: int | None = None) -> None:
    """A supporter's words or file; each time a row of its own, so that what was said stays said."""
    document, step = _decided(tx, document_id, "give_opinion")
    words = clean(said)
    if not words and upload_id is None:
        raise refuse("opinion_empty")
    refuse_secret(Secrecy.NONE, words)
    file_id = _attach(tx, document, upload_id) if upload_id is not None else None
    tx.session.add(
        IncomingOpinion(
            incoming_id=document_id, position_id=tx.actor.position_id, said=words, file_id=file_id, said_at=tx.now
        )
    )
    move(tx, document, step, words)
    tell_about(tx, document, NoticeKind.OPINION_GIVEN, [document.lead_position_id])


def open_round(tx: Tx, document_id: int, wanted: Question) -> int:
    """Ask chosen people of the unit; returns the round's id."""
    document, step = _decided(tx, document_id, "open_round")
    question = clean(wanted.question)
    refuse_secret(Secrecy.NONE, question)
    if not question:
        raise refuse("question_missing")
    if wanted.due_on is not None and wanted.due_on < tx.today:
        raise refuse("due_in_past")
    people = _people(tx, wanted.people)
    asked = OpinionRound(
        incoming_id=document_id, question=question, due_on=wanted.due_on, asked_by=tx.actor.position_id, asked_at=tx.now
    )
    tx.session.add(asked)
    tx.session.flush()
    tx.session.add_all(RoundAnswer(round_id=asked.id or 0, position_id=position_id) for position_id in people)
    move(tx, document, step, question, asked=list(people.values()), due_on=str(wanted.due_on or ""))
    tell_about(tx, document, NoticeKind.ROUND_ASKED, people)
    return asked.id or 0


def answer_round(tx: Tx, document_id: int, stance: Stance | None, said: str) -> None:
    """Agree, disagree or another opinion; the latter two with words. May be changed until the round closes."""
    document, step = _decided(tx, document_id, "answer_round")
    words = clean(said)
    refuse_secret(Secrecy.NONE, words)
    if stance is None:
        raise refuse("stance_missing")
    if stance is not Stance.AGREE and not words:
        raise refuse("words_missing")
    asked = find_open_round(tx.session, document_id)
    answers = list_answers(tx.session, asked.id or 0) if asked else []
    own = next((row for row in answers if row.position_id == tx.actor.position_id), None)
    if own is None or asked is None:
        raise not_visible()
    own.stance, own.said, own.answered_at = stance, words, tx.now
    tx.session.add(own)
    move(tx, document, step, words, stance=str(stance))
    if all(row.stance is not None for row in answers):
        tell_about(tx, document, NoticeKind.ROUND_ANSWERED, [document.lead_position_id])


def close_round(tx: Tx, document_id: int, conclusion: str) -> None:
    """No more answers; with what follows from them, if the lead says so."""
    document, step = _decided(tx, document_id, "close_round")
    words = clean(conclusion)
    refuse_secret(Secrecy.NONE, words)
    asked = end_round(tx, document_id, words)
    answers = list_answers(tx.session, asked.id or 0) if asked else []
    totals = {str(stance): sum(row.stance is stance for row in answers) for stance in Stance}
    move(tx, document, step, words, totals=totals, silent=sum(row.stance is None for row in answers))
    tell_about(tx, document, NoticeKind.ROUND_CLOSED, [row.position_id for row in answers])


def _decided(tx: Tx, document_id: int, name: str) -> tuple[IncomingDocument, Step[IncomingFacts]]:
    document = load_incoming(tx, document_id)
    return document, FLOW.decide(name, facts_of(tx.session, document, tx.today), tx.actor)


def _people(tx: Tx, wanted: tuple[int, ...]) -> dict[int, str]:
    """Each once, of this unit, in office, and not the one who asks."""
    people: dict[int, str] = {}
    for position_id in dict.fromkeys(wanted):
        person = find_actor(tx.session, position_id, tx.today)
        if person is None or person.unit_id != tx.actor.unit_id or person.role is Role.IT:
            raise refuse("person_unknown")
        if position_id != tx.actor.position_id:
            people[position_id] = person.full_name
    if not people:
        raise refuse("round_empty")
    return people


def _attach(tx: Tx, document: IncomingDocument, upload_id: int) -> int:
    """The supporter's own upload becomes a file beside the document."""
    upload = load_upload(tx, upload_id)
    upload.attached_at = tx.now
    row = DocumentFile(
        direction=Direction.INCOMING, document_id=document.id or 0, unit_id=document.unit_id,
        kind=FileKind.ATTACHMENT, sha256=upload.sha256, name=upload.name, media_type=upload.media_type,
        size_bytes=upload.size_bytes, pages=upload.pages, verdict=upload.verdict,
        added_by=tx.actor.position_id, added_at=tx.now,
    )  # fmt: skip
    tx.session.add_all((row, upload))
    tx.session.flush()
    return row.id or 0
