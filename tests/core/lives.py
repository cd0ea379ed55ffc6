"""Acts of anybody on any document, by the names of the tables: what the random lives of ``test_lives`` are made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.core.factories import SmallOffice, fields, form, upload
from voffice_app.actions import (
    assigning,
    assigning_onward,
    extensions,
    imprinting,
    incoming,
    issuing,
    mistakes,
    opinions,
    outgoing,
    recalling,
    voiding,
)
from voffice_app.db.extensions import list_extensions
from voffice_app.db.files import FileKind
from voffice_app.db.incoming import IncomingDocument, list_delivered
from voffice_app.db.incoming_work import facts_of
from voffice_app.db.outgoing import add_version, load_outgoing, move
from voffice_app.db.session import Tx
from voffice_app.domain.errors import Refused
from voffice_app.domain.incoming import FLOW as INCOMING
from voffice_app.domain.incoming import Source, Stance
from voffice_app.domain.outgoing import FLOW as OUTGOING
from voffice_app.domain.people import Actor, Role

WHO = (
    "head", "deputy", "clerk", "officer", "colleague", "it", "school1_head", "school1_clerk", "school1_officer",
    "school2_clerk",
)  # fmt: skip
WORDS = "Lý do"


@dataclass
class World:
    """The office, and the documents this life has brought forth: outgoing and incoming ones."""

    small: SmallOffice
    out: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)
    taken: int = 0

    def take(self, who: str, act: str, which: int) -> str:
        """Somebody tries an act; the refusal's first code, "" when it was done, "none" without a document for it."""
        direction = act.partition(".")[0]
        ids = {"out": self.out, "in": self.came}.get(direction)
        if ids == []:
            return "none"
        try:
            ACTS[act](self, self.small.people[who], ids[which % len(ids)] if ids else which)
        except Refused as no:
            return no.reasons[0].code
        self.taken += 1
        return ""

    def possible(self) -> list[tuple[str, str, int]]:
        """What somebody is offered on the screen now: person, act and which document."""
        return [*self._possible_out(), *self._possible_in()]

    def _possible_out(self) -> Iterator[tuple[str, str, int]]:
        for which, number in enumerate(self.out):
            facts = self.small.document(number).facts()
            for who in WHO:
                for step in OUTGOING.available(facts, self.small.people[who]):
                    yield who, f"out.{step.name}", which

    def _possible_in(self) -> Iterator[tuple[str, str, int]]:
        for which, number in enumerate(self.came):
            with self.small.db.read() as session:
                facts = facts_of(session, session.get_one(IncomingDocument, number), self.small.db.today())
            for who in WHO:
                for step in INCOMING.available(facts, self.small.people[who]):
                    yield who, f"in.{step.name}", which


Act = Callable[[World, Actor, int], Any]


def _act(fn: Callable[..., Any], *said: Any) -> Act:
    return lambda world, actor, number: world.small.act(actor, fn, number, *said)


def _draft(world: World, actor: Actor, which: int) -> None:
    signer = "head" if which % 2 else "deputy"
    wanted = form(world.small, who=actor, signer=signer, abstract=f"Về việc số {which}")
    world.out.append(int(world.small.act(actor, outgoing.create_draft, wanted)))


def _edit(world: World, actor: Actor, number: int) -> None:
    world.small.act(actor, outgoing.edit_draft, number, form(world.small, who=actor, main_upload_id=None))


def _receive(world: World, actor: Actor, which: int) -> None:
    files = (upload(world.small, actor),)
    world.came.append(int(world.small.act(actor, incoming.receive, fields(abstract=f"Văn bản số {which}"), files)))


def _pass_to_clerk(world: World, actor: Actor, which: int) -> None:
    found = incoming.Intake(Source.MVP if which % 2 else Source.EMAIL, f"Thư số {which}")
    world.came.append(int(world.small.act(actor, incoming.pass_to_clerk, found)))


def _approve(world: World, actor: Actor, number: int) -> None:
    world.small.act(actor, outgoing.approve, number, world.small.document(number).current_file_id)


def _stored(step: str) -> Act:
    """Signed or sealed as rows only: the table decides; the ceremony itself is proved in tests/signing."""

    def act(tx: Tx, number: int) -> None:
        document = load_outgoing(tx, number)
        taken = OUTGOING.decide(step, document.facts(), tx.actor)
        kind = FileKind.LEADER_SIGNED if step == "sign" else FileKind.SEALED
        add_version(tx, document, kind, f"{number:064d}", 9, {"outcome": "valid"})
        document.leader_signature_holds = True
        move(tx, document, taken)

    return _act(act)


def _issue(world: World, actor: Actor, number: int) -> None:
    world.small.act(actor, issuing.issue, number)
    with world.small.db.read() as session:
        world.came += [row for row, _ in list_delivered(session, number) if row not in world.came]


def _recall(world: World, actor: Actor, number: int) -> None:
    """The clerk names whose order it is."""
    order = world.small.head.position_id if actor.role is Role.CLERK else None
    world.small.act(actor, recalling.recall, number, WORDS, order)


def _assignment(world: World, actor: Actor, number: int) -> assigning.Assignment:
    people = [who.position_id for who in world.small.people.values() if who.unit_id == actor.unit_id]
    turn = number + world.taken
    due_on = world.small.db.today() + timedelta(days=20)
    return assigning.Assignment(people[turn % len(people)], support=(people[(turn + 1) % len(people)],), due_on=due_on)


def _given(fn: Callable[..., Any], *said: Any) -> Act:
    return lambda world, actor, number: world.small.act(actor, fn, number, _assignment(world, actor, number), *said)


def _asked(fn: Callable[..., Any], *said: Any) -> Act:
    """The newest request for more time of the document."""

    def act(world: World, actor: Actor, number: int) -> None:
        with world.small.db.read() as session:
            asked = list_extensions(session, number)
        world.small.act(actor, fn, number, asked[0].id if asked else 0, *said)

    return act


def _pass_on(world: World, actor: Actor, number: int) -> None:
    world.small.act(actor, incoming.pass_on, number, world.small.officer.position_id)


def _open_round(world: World, actor: Actor, number: int) -> None:
    people = tuple(world.small.people[name].position_id for name in ("colleague", "clerk"))
    world.small.act(actor, opinions.open_round, number, opinions.Question("Có lùi không?", people, None))


def _ask_extension(world: World, actor: Actor, number: int) -> None:
    world.small.act(actor, extensions.ask_extension, number, world.small.db.today() + timedelta(days=40), WORDS)


ACTS: dict[str, Act] = {
    "new.draft": _draft,
    "new.receive": _receive,
    "new.pass_to_clerk": _pass_to_clerk,
    "out.edit": _edit,
    "out.initial": lambda world, actor, number: imprinting.put_initial(world.small.office, actor, number),
    "out.submit": _act(outgoing.submit),
    "out.withdraw": _act(outgoing.withdraw),
    "out.approve": _approve,
    "out.send_back": _act(outgoing.send_back, WORDS),
    "out.revise": _act(outgoing.revise),
    "out.accept_format": _act(outgoing.accept_format),
    "out.return_format": _act(outgoing.return_format, WORDS),
    "out.assign_number": lambda world, actor, number: imprinting.assign_number(world.small.office, actor, number),
    "out.sign": _stored("sign"),
    "out.seal": _stored("seal"),
    "out.issue": _issue,
    "out.cancel": _act(outgoing.cancel, WORDS),
    "out.discard": _act(outgoing.discard),
    "out.check_issued": _act(mistakes.check_issued),
    "out.recall": _recall,
    "out.withdraw_recall": _act(recalling.withdraw_recall, WORDS),
    "in.confirm_recall": _act(recalling.confirm_recall),
    "in.refuse_recall": _act(recalling.refuse_recall, WORDS),
    "in.register": _act(incoming.register, fields()),
    "in.submit": _act(incoming.submit),
    "in.return_intake": _act(incoming.return_intake, WORDS),
    "in.void_entry": _act(voiding.void_entry, WORDS),
    "in.pass_on": _pass_on,
    "in.hand_back": _act(incoming.hand_back, WORDS),
    "in.archive_only": _act(incoming.archive_only),
    "in.assign": _given(assigning.assign),
    "in.reassign": _given(assigning.reassign, WORDS),
    "in.assign_onward": _given(assigning_onward.assign_onward),
    "in.change_onward": _given(assigning_onward.change_onward, WORDS),
    "in.take_back": _act(assigning_onward.take_back, WORDS),
    "in.return_onward": _act(assigning_onward.return_onward, WORDS),
    "in.record_progress": _act(assigning.record_progress, WORDS),
    "in.return_assignment": _act(assigning.return_assignment, WORDS),
    "in.complete": _act(assigning.complete, "Đã xong"),
    "in.reopen": _act(assigning.reopen, WORDS),
    "in.give_opinion": _act(opinions.give_opinion, WORDS),
    "in.open_round": _open_round,
    "in.answer_round": _act(opinions.answer_round, Stance.AGREE, WORDS),
    "in.close_round": _act(opinions.close_round, WORDS),
    "in.ask_extension": _ask_extension,
    "in.grant_extension": _asked(extensions.grant_extension, None),
    "in.refuse_extension": _asked(extensions.refuse_extension, WORDS),
}
