"""Whoever asks, for whatever number: each list, panel and file shows exactly what is theirs – on both databases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from state.after_issue_view import read_after
from state.compare_versions import read_both
from state.print_log import original_at
from tests.core.factories import SmallOffice, draft, registered, sealed, upload
from voffice_app.actions import (
    book_export,
    delegating,
    incoming,
    instructions,
    issuing,
    mistakes,
    recalling,
    recipients,
)
from voffice_app.actions.delegating import DelegationForm
from voffice_app.actions.instructions import Chosen
from voffice_app.db import answering, delegations, deliveries, links, mail, notice_lists, register_lists
from voffice_app.db.archive_copies import list_wrong, write_copy
from voffice_app.db.exports import list_exports
from voffice_app.db.files import Direction, DocumentFile, Upload, find_readable, find_readable_upload
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_details import read_document
from voffice_app.db.incoming_lists import Filter as Arrived
from voffice_app.db.incoming_lists import list_incoming
from voffice_app.db.instructions import list_sets as list_people_sets
from voffice_app.db.jobs import Job, find_job
from voffice_app.db.notices import Notice
from voffice_app.db.outgoing import OutgoingDocument
from voffice_app.db.outgoing_lists import Filter as Sent
from voffice_app.db.outgoing_lists import list_outgoing
from voffice_app.db.paper_prints import find_print, list_prints, log_print
from voffice_app.db.recipients import list_sets
from voffice_app.db.sequences import Register
from voffice_app.db.session import Session
from voffice_app.domain.delegation import Scope
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import Source
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import may

STAFF = {"head", "deputy", "clerk", "officer", "colleague"}
ACTING = {f"for head: {scope}" for scope in Scope}
COMING_IN, GOING_OUT = {"for head: incoming", "for head: following"}, {"for head: outgoing", "for head: following"}
SCHOOL = {"school1_head", "school1_clerk", "school1_officer"}
TAKEN_OFF = {"school2_head", "school2_clerk", "school2_officer"}


@dataclass
class World:
    """One of everything; ``names`` gives each row the name by which the table below calls it."""

    small: SmallOffice
    people: dict[str, Actor]
    names: dict[tuple[str, int], str]

    def named(self, kind: str, ids: Iterable[int | None]) -> set[str]:
        return {self.names[kind, number or 0] for number in ids}

    def open(self, kind: str, find: Callable[[Session, Actor, int], Any], session: Session, actor: Actor) -> set[str]:
        """Every number of this kind is tried, as somebody would who guesses."""
        found = set()
        for (of, number), name in self.names.items():
            try:
                if of == kind and find(session, actor, number):
                    found.add(name)
            except Refused as no:
                if no.reasons[0].code not in ("not_visible", "content_recalled"):
                    raise
        return found


def passed_on(small: SmallOffice, to: str) -> int:
    """Found by the officer, addressed to somebody by name."""
    found = incoming.Intake(Source.EMAIL, f"Thư riêng gửi {to}", (upload(small, small.officer),))
    document_id = int(small.act(small.officer, incoming.pass_to_clerk, found))
    small.act(small.clerk, incoming.pass_on, document_id, small.people[to].position_id)
    return document_id


def stand_in(small: SmallOffice, scope: Scope, delegate: str) -> Actor:
    form = DelegationForm(
        small.head.position_id, small.people[delegate].position_id, date(2026, 11, 23), date(2026, 11, 30),
        frozenset({scope}), "Giấy số 05",
    )  # fmt: skip
    number = small.act(small.head, delegating.delegate, form)
    with small.db.read() as session:
        found = delegations.find_acting(session, small.people[delegate].account_id, number, small.db.today())
    assert found is not None
    return found


def documents(small: SmallOffice) -> dict[str, dict[str, int]]:
    """Letters to two persons, a paper in the book, a draft that answers it, and one issued to two schools, from one of
    which it was then taken back.
    """
    came = {"book": registered(small), "to deputy": passed_on(small, "deputy"), "to head": passed_on(small, "head")}
    sent = {"draft": draft(small), "issued": sealed(small)}
    small.act(small.officer, answering.link, came["book"], sent["draft"])
    small.act(small.clerk, issuing.issue, sent["issued"])
    small.act(small.clerk, mail.enqueue_mail, sent["issued"], "a@example.vn", "Hội phụ huynh")
    with small.db.read() as session:
        for paper in session.exec(select(IncomingDocument).where(IncomingDocument.origin_outgoing_id != None)):  # noqa: E711
            came[f"at school{small.schools.index(paper.unit_id) + 1}"] = paper.id or 0
    small.act(small.school1_officer, mistakes.report_mistake, came["at school1"], "Sai chính tả")
    small.act(small.head, recalling.recall_from, sent["issued"], [small.schools[1]], "Gửi nhầm đơn vị")
    return {"in": came, "out": sent}


def own_things(small: SmallOffice, out: int) -> dict[str, dict[str, int]]:
    """What single persons keep: uploads, saved sets, an export, print-outs."""
    uploads = {
        f"upload of {name}": upload(small, small.people[name]) for name in ("head", "officer", "school1_officer")
    }
    small.act(small.officer, recipients.save_set, "Riêng", small.schools)
    small.act(small.officer, recipients.save_set, "Chung", small.schools, True)
    small.act(small.deputy, instructions.save_set, "Tổ", Chosen(lead=(small.officer.position_id,)))
    with small.db.read() as session:
        query = select(Register).where(Register.unit_id == small.head.unit_id, Register.direction == Direction.OUTGOING)
        register = session.exec(query).one()
    order = book_export.Order("outgoing", register.id or 0, 2026, 1, 9, "pdf", "https://vp.vn/tra-cuu")
    export = int(small.act(small.clerk, book_export.begin_export, order, "1"))
    copy = {"outgoing_id": out, "unit_id": small.clerk.unit_id, "path": "PGDDT/2026/01", "fingerprint": "f" * 64}
    small.act(small.it, write_copy, {**copy, "size_bytes": 1, "wrong": "archive_missing"})
    small.act(small.clerk, log_print, "Văn bản đi", "outgoing", out, 1, code="AAAA-BBBB-CCCC")
    return {"upload": uploads, "job": {"export": export}}


@pytest.fixture
def world(both: SmallOffice) -> World:
    kinds = documents(both)
    kinds |= own_things(both, kinds["out"]["issued"])
    people = {name: both.people[name] for name in both.people if name != "nobody"}
    for scope, delegate in zip(Scope, ("deputy", "officer", "colleague"), strict=True):
        people[f"for head: {scope}"] = stand_in(both, scope, delegate)
    names = {(kind, number): name for kind, rows in kinds.items() for name, number in rows.items()}
    with both.db.read() as session:
        for file in session.exec(select(DocumentFile)):
            kind = "in" if file.direction is Direction.INCOMING else "out"
            names["file", file.id or 0] = names[kind, file.document_id]
        for row in session.exec(select(Upload)):
            names.setdefault(("upload", row.id or 0), "attached")
        for job in session.exec(select(Job)):
            names.setdefault(("job", job.id or 0), "of the house")
        for register in session.exec(select(Register)):
            names["register", register.id or 0] = str(register.unit_id)
    return World(both, people, names)


View = Callable[[World, Session, Actor], set[str]]


def came(world: World, session: Session, actor: Actor) -> set[str]:
    if not may(actor, "incoming.read"):
        return set()
    return world.named("in", (row.id for row in list_incoming(session, actor, world.small.db.today(), Arrived())[0]))


def sent(world: World, session: Session, actor: Actor) -> set[str]:
    if not may(actor, "outgoing.read"):
        return set()
    return world.named("out", (row.id for row in list_outgoing(session, actor, Sent())[0]))


def panel(world: World, session: Session, actor: Actor) -> set[str]:
    look = partial(read_after, today=world.small.db.today())
    return world.open("out", lambda s, a, number: look(s, a, number), session, actor)


def linked(world: World, session: Session, actor: Actor) -> set[str]:
    """Other ends of links, whichever document somebody starts from."""
    found: set[str] = set()
    for (kind, number), _ in world.names.items():
        if kind in ("in", "out"):
            at = Direction.INCOMING if kind == "in" else Direction.OUTGOING
            for end in links.list_linked(session, actor, (at, number)):
                found |= world.named("in" if end.direction is Direction.INCOMING else "out", [end.document_id])
    return found


def prints(world: World, session: Session, actor: Actor) -> set[str]:
    return {row.what for row in list_prints(session, actor)} if may(actor, "books.print") else set()


def original(world: World, session: Session, actor: Actor) -> set[str]:
    """Anybody who holds the paper may ask what it is; the document behind it opens for few."""
    row = find_print(session, "AAAA-BBBB-CCCC")
    assert row is not None
    return {"opens"} if original_at(session, actor, row, world.small.db) else set()


def told(world: World, session: Session, actor: Actor) -> set[str]:
    """Only the own bell, also while acting."""
    rows = session.exec(select(Notice)).all()
    own = actor.acting_position_id or actor.position_id
    seen = {row.id for row in notice_lists.list_notices(session, actor)}
    assert seen == {row.id for row in rows if row.position_id == own}
    return set()


def astray(world: World, session: Session, actor: Actor) -> set[str]:
    """Documents whose folder on disk is not as it was written: IT's to mend."""
    return {row.reference for row in list_wrong(session)} if may(actor, "admin") else set()


def reads(actor: Actor) -> bool:
    """Asked by the handlers of what has no permission of its own in SQL."""
    return may(actor, "outgoing.read")


def each(names: Iterable[str], seen: set[str]) -> dict[str, set[str]]:
    return dict.fromkeys(names, seen)


OFFICE_FILES = {"book", "draft", "issued"}
EXPECTED: dict[str, tuple[View, dict[str, set[str]]]] = {
    "incoming list": (came, {
        **each(STAFF, {"book"}), "deputy": {"book", "to deputy"}, "head": {"book", "to head"},
        "clerk": {"book", "to deputy", "to head"}, "officer": {"book", "to deputy", "to head"},
        **each(COMING_IN, {"book"}), **each(SCHOOL, {"at school1"}),
        **each(TAKEN_OFF, {"at school2"}),
    }),
    "incoming by number": (lambda w, s, a: w.open("in", read_document, s, a), {
        **each(STAFF, {"book"}), "deputy": {"book", "to deputy"}, "head": {"book", "to head"},
        "clerk": {"book", "to deputy", "to head"}, "officer": {"book", "to deputy", "to head"},
        **each(COMING_IN, {"book"}), **each(SCHOOL, {"at school1"}),
        **each(TAKEN_OFF, {"at school2"}),
    }),
    "outgoing list": (sent, each(STAFF | GOING_OUT, {"draft", "issued"})),
    "what followed issue": (panel, each(STAFF | GOING_OUT, {"draft", "issued"})),
    "files by number": (lambda w, s, a: w.open("file", find_readable, s, a), {
        **each(STAFF, OFFICE_FILES), "deputy": OFFICE_FILES | {"to deputy"},
        "head": OFFICE_FILES | {"to head"}, "clerk": OFFICE_FILES | {"to deputy", "to head"},
        "officer": OFFICE_FILES | {"to deputy", "to head"}, "for head: incoming": {"book"},
        "for head: outgoing": {"draft", "issued"}, "for head: following": OFFICE_FILES,
        **each(SCHOOL, {"at school1"}),
    }),
    "uploads by number": (lambda w, s, a: w.open("upload", find_readable_upload, s, a) - {"attached"}, {
        name: {f"upload of {name}"} for name in ("head", "officer", "school1_officer")
    }),
    "links": (linked, {
        **each(STAFF | {"for head: following"}, {"book", "draft"}), "for head: incoming": {"book"},
        "for head: outgoing": {"draft"},
    }),
    "letters": (
        lambda w, s, a: w.open("out", mail.list_mail_of, s, a) if reads(a) else set(),
        each(STAFF | GOING_OUT, {"issued"}),
    ),
    "changes": (
        lambda w, s, a: w.open("out", deliveries.list_changes, s, a) if reads(a) else set(),
        each(STAFF | GOING_OUT, {"issued"}),
    ),
    "receivers by number": (
        lambda w, s, a: w.open("out", partial(deliveries.list_deliveries, today=w.small.db.today()), s, a)
        if reads(a) else set(),
        each(STAFF | GOING_OUT, {"draft", "issued"}),
    ),
    "versions side by side": (
        lambda w, s, a: w.open("file", lambda s, a, n: read_both(s, a, n, n), s, a),
        each(STAFF | GOING_OUT, {"draft", "issued"}),
    ),
    "folders of the archive": (astray, {"it": {"01/QĐ-PGDĐT"}}),
    "books by number": (
        lambda w, s, a: w.open("register", register_lists.find_register, s, a) - {str(a.unit_id)}, {}
    ),
    "jobs by number": (lambda w, s, a: w.open("job", find_job, s, a) & {"export"}, {
        "clerk": {"export"}, "it": {"export"},
    }),
    "exports": (lambda w, s, a: w.named("job", (job.id for job in list_exports(s, a))), {"clerk": {"export"}}),
    "print-outs": (prints, each(("head", "deputy", "clerk"), {"Văn bản đi"})),
    "the document behind a code": (original, each(STAFF | GOING_OUT, {"opens"})),
    "sets of receivers": (lambda w, s, a: {row.name for row in list_sets(s, a)}, {
        **each(STAFF | {"it"} | ACTING, {"Chung"}), "officer": {"Chung", "Riêng"},
    }),
    "sets of people": (lambda w, s, a: {row.name for row in list_people_sets(s, a)}, {"deputy": {"Tổ"}}),
    "notices": (told, {}),
}  # fmt: skip
"""What is shown → how it is asked for, and who sees what; whoever is not named sees nothing."""


def test_everybody_sees_exactly_what_is_theirs_in_every_list_and_by_every_number(world: World) -> None:
    wrong = []
    with world.small.db.read() as session:
        for what, (view, expected) in EXPECTED.items():
            for name, actor in world.people.items():
                seen, wanted = view(world, session, actor), expected.get(name, set())
                if seen != wanted:
                    wrong.append(f"{what}, {name}: saw {sorted(seen)}, should see {sorted(wanted)}")
    assert wrong == []


def test_the_table_names_every_role_and_would_notice_a_wall_that_is_down(world: World) -> None:
    assert {actor.role for actor in world.people.values()} >= {a.role for a in world.small.people.values()}
    with world.small.db.read() as session:
        stranger = world.people["school2_head"]
        unwalled = {row.id for row in session.exec(select(OutgoingDocument))}
        assert unwalled - {row.id for row in list_outgoing(session, stranger, Sent())[0]} == unwalled
