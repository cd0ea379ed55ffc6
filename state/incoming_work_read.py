"""Reading the work on an incoming document in one go: rows and the names of everybody in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from voffice_app.db import instructions
from voffice_app.db.answering import list_answering
from voffice_app.db.calendar import load_calendar
from voffice_app.db.extensions import IncomingExtension, list_extensions
from voffice_app.db.files import DocumentFile
from voffice_app.db.incoming import IncomingAssignment, IncomingDocument
from voffice_app.db.incoming_work import chain_of, list_in_hand
from voffice_app.db.opinions import (
    IncomingOpinion,
    OpinionRound,
    RoundAnswer,
    list_answers,
    list_opinions,
    list_rounds,
)
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.people import person_name
from voffice_app.db.session import Session
from voffice_app.domain.calendar import WorkCalendar
from voffice_app.domain.people import Actor


@dataclass(frozen=True)
class WorkRows:
    """What was found; ``names`` maps each position to full name and title."""

    document: IncomingDocument
    in_hand: list[IncomingAssignment]
    chain: list[IncomingAssignment]
    extensions: list[IncomingExtension]
    opinions: list[IncomingOpinion]
    asked: OpinionRound | None
    answers: list[RoundAnswer]
    files: dict[int, str]
    answering: list[OutgoingDocument]
    templates: list[instructions.InstructionTemplate]
    sets: list[instructions.PeopleSet]
    names: dict[int, tuple[str, str]]
    granters: tuple[int, ...]
    today: date
    calendar: WorkCalendar


def read_work(
    session: Session, actor: Actor, document: IncomingDocument, granters: tuple[int, ...], today: date
) -> WorkRows:
    """For a document that its reader may see."""
    incoming_id = document.id or 0
    in_hand = list_in_hand(session, incoming_id)
    extensions, opinions = list_extensions(session, incoming_id), list_opinions(session, incoming_id)
    asked = next(iter(list_rounds(session, incoming_id)), None)
    answers = list_answers(session, asked.id or 0) if asked else []
    named = [row.position_id for row in (*in_hand, *opinions, *answers)]
    named += [row.asked_by for row in extensions] + ([asked.asked_by] if asked else [])
    return WorkRows(
        document, in_hand, chain_of(in_hand), extensions, opinions, asked, answers,
        _files(session, [row.file_id for row in opinions]), list_answering(session, actor, incoming_id),
        instructions.list_templates(session, actor.unit_id), instructions.list_sets(session, actor),
        {position_id: person_name(session, position_id) for position_id in set(named)}, granters, today,
        load_calendar(session, document.unit_id),
    )  # fmt: skip


def _files(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """The names of the files given with opinions."""
    found = (session.get(DocumentFile, file_id) for file_id in ids if file_id)
    return {row.id or 0: row.name for row in found if row is not None}
