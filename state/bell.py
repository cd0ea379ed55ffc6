"""The bell of every page: how many notices are unread, the newest of them, whose document is in sight."""

import re
from datetime import date

from voffice_app.actions import notices as acts
from voffice_app.db.notice_lists import MANY, count_unread, list_notices
from voffice_app.db.notices import Notice
from voffice_app.db.session import Session, Tx
from voffice_app.domain.people import Actor
from voffice_app.shapes import NoticeLine
from voffice_app.words import moment
from voffice_app.words.notices import notice

NEWEST = 8
PLACES = {"incoming": "/van-ban-den", "outgoing": "/van-ban-di", "register": "/so-van-ban"}
"""Where the subject of a notice has a page of its own."""
LISTS = {
    "delegation": "/uy-quyen",
    "field_assignment": "/uy-quyen",
    "absence_cover": "/uy-quyen",
    "signing_authority": "/uy-quyen",
    "handover": "/",
    "job": "/quan-tri/viec-nen",
}
"""The page where whoever is told sees the others; work that was handed over waits on the desk of the day."""
SUBJECTS = {place: subject for subject, place in PLACES.items()}
_DETAIL = re.compile(r"^(/[a-z-]+)/(\d{1,18})$")


def line(row: Notice, today: date) -> NoticeLine:
    """A notice as the screens show it."""
    return NoticeLine(
        row.id or 0, notice(row.kind, row.facts), moment(row.at, today), leads_to(row), "" if row.seen_at else "unread"
    )


def leads_to(row: Notice) -> str:
    """The address behind a line; a subject of a later version leads to the list of notices."""
    if row.subject in PLACES:
        return f"{PLACES[row.subject]}/{row.subject_id}"
    return LISTS.get(row.subject, "/thong-bao")


def read_unread(session: Session, actor: Actor) -> str:
    """The figure on the bell; nothing when nothing is unread."""
    unread = count_unread(session, actor)
    return "" if not unread else f"{MANY}+" if unread > MANY else str(unread)


def read_newest(session: Session, actor: Actor, today: date) -> list[NoticeLine]:
    """The few behind the bell."""
    return [line(row, today) for row in list_notices(session, actor, None, NEWEST)[:NEWEST]]


def read_shown(tx: Tx, path: str) -> None:
    """Who has a document on the screen needs no notice of it any more."""
    shown = _DETAIL.match(path)
    if shown and shown.group(1) in SUBJECTS:
        acts.read_subject(tx, SUBJECTS[shown.group(1)], int(shown.group(2)))
