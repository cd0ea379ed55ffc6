"""The life of an incoming document (QC 5.6, 6.1, 7.1, 8.3; ND30 Đ20–Đ24)."""

from dataclasses import dataclass
from enum import StrEnum

from voffice_app.domain.people import Actor, Role
from voffice_app.domain.workflow import Flow, Guard, Step, Who


class IncomingStatus(StrEnum):
    RECEIVED = "received"
    REGISTERED = "registered"
    SUBMITTED = "submitted"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    ARCHIVED_ONLY = "archived_only"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    RECALLED = "recalled"
    VOIDED = "voided"


class Source(StrEnum):
    """Where the document came from (QC 6.1)."""

    PAPER = "paper"
    MVP = "mvp"
    WEBSITE = "website"
    EMAIL = "email"
    OTHER = "other"
    VOFFICE = "voffice"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


class AssignmentKind(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"
    INFO = "info"


class Stance(StrEnum):
    """An answer in an opinion round."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"


class ExtensionState(StrEnum):
    """Where a request for a later deadline stands; it lapses with the work it was asked for."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class DeliveryCode(StrEnum):
    """State of a delivery as the receiver reports it (law.md 4.3: codes of the national exchange)."""

    DELIVERED = "01"
    REFUSED = "02"
    REGISTERED = "03"
    ASSIGNED = "04"
    PROCESSING = "05"
    DONE = "06"
    RECALL_ASKED = "13"
    CHANGE_AGREED = "15"
    CHANGE_REFUSED = "16"


class RecallState(StrEnum):
    """How a recall stands at one receiver: asked, agreed to, or in force at once because nobody had opened it."""

    ASKED = "asked"
    AGREED = "agreed"
    AT_ONCE = "at_once"


S = IncomingStatus
OPEN_WORK = (S.ASSIGNED, S.IN_PROGRESS)
ANSWERS = ("confirm_recall", "refuse_recall", "void_entry")
"""Steps with a panel of their own; the row of buttons above a document leaves them out."""

DELIVERY_CODE: dict[IncomingStatus, DeliveryCode] = {
    S.RECEIVED: DeliveryCode.DELIVERED,
    S.REGISTERED: DeliveryCode.REGISTERED,
    S.SUBMITTED: DeliveryCode.REGISTERED,
    S.ASSIGNED: DeliveryCode.ASSIGNED,
    S.IN_PROGRESS: DeliveryCode.PROCESSING,
    S.COMPLETED: DeliveryCode.DONE,
    S.ARCHIVED_ONLY: DeliveryCode.REGISTERED,
    S.PASSED_ON: DeliveryCode.REGISTERED,
    S.RETURNED: DeliveryCode.REFUSED,
    S.RECALLED: DeliveryCode.RECALL_ASKED,
    S.VOIDED: DeliveryCode.REFUSED,
}


@dataclass(frozen=True)
class IncomingFacts:
    """What the table must know of an incoming document."""

    status: IncomingStatus
    unit_id: int
    source: Source = Source.PAPER
    lead_position_id: int | None = None
    receiver_position_id: int | None = None
    has_result: bool = False
    chain: tuple[int, ...] = ()
    """Who leads, from the one the head named to the one who does the work, who is ``lead_position_id``."""
    passes_on: bool = False
    """The lead is an officer who leads a group, in a unit whose rule lets such officers assign onward."""
    supporters: tuple[int, ...] = ()
    granters: tuple[int, ...] = ()
    """Who was asked for an extension and has not answered yet."""
    invited: tuple[int, ...] = ()
    """Whose opinion the open round asks for."""
    round_open: bool = False
    recall_asked: bool = False
    acted_on: bool = False
    """Somebody was assigned it once: the entry is the evidence of that."""

    @property
    def standing(self) -> str:
        return str(self.status)


CLERK: Who[IncomingFacts] = Who("clerk", lambda f, a: a.stands_for(f.unit_id) and a.role is Role.CLERK)
HEAD: Who[IncomingFacts] = Who("head", lambda f, a: a.stands_for(f.unit_id) and a.role is Role.HEAD)
LEAD: Who[IncomingFacts] = Who("lead", lambda f, a: f.lead_position_id == a.position_id)

LEAD_OF_HEAD: Who[IncomingFacts] = Who("lead_of_head", lambda f, a: LEAD.holds(f, a) and len(f.chain) < 2)
LEAD_WITHIN: Who[IncomingFacts] = Who("lead_within", lambda f, a: LEAD.holds(f, a) and len(f.chain) > 1)
ONWARD: Who[IncomingFacts] = Who(
    "passing_lead",
    lambda f, a: LEAD.holds(f, a) and (a.role is Role.DEPUTY or (f.passes_on and a.role is Role.OFFICER)),
)
GIVER: Who[IncomingFacts] = Who("giver", lambda f, a: a.position_id in f.chain[:-1])
HOLDER: Who[IncomingFacts] = Who("holder", lambda f, a: LEAD.holds(f, a) or a.position_id in f.chain)
SUPPORTER: Who[IncomingFacts] = Who("supporter", lambda f, a: a.position_id in f.supporters)
WORKER: Who[IncomingFacts] = Who("worker", lambda f, a: HOLDER.holds(f, a) or SUPPORTER.holds(f, a))
GRANTER: Who[IncomingFacts] = Who("granter", lambda f, a: a.position_id in f.granters)
INVITED: Who[IncomingFacts] = Who("invited", lambda f, a: a.position_id in f.invited)
CLOSER: Who[IncomingFacts] = Who("round_closer", lambda f, a: LEAD.holds(f, a) or HEAD.holds(f, a))
RECEIVER: Who[IncomingFacts] = Who("receiver", lambda f, a: f.receiver_position_id == a.position_id)

HEAD_OR_CLERK: Who[IncomingFacts] = Who("head_or_clerk", lambda f, a: HEAD.holds(f, a) or CLERK.holds(f, a))

FROM_MVP: Guard[IncomingFacts] = Guard("not_from_mvp", lambda f: f.source is Source.MVP)
RESULT: Guard[IncomingFacts] = Guard("result_missing", lambda f: f.has_result)
NO_ROUND: Guard[IncomingFacts] = Guard("round_open", lambda f: not f.round_open)
ROUND: Guard[IncomingFacts] = Guard("round_closed", lambda f: f.round_open)
FROM_OUTSIDE: Guard[IncomingFacts] = Guard("entry_from_inside", lambda f: f.source is not Source.VOFFICE)
NOT_ACTED_ON: Guard[IncomingFacts] = Guard("entry_acted_on", lambda f: not f.acted_on)
RECALL_ASKED: Guard[IncomingFacts] = Guard("recall_not_asked", lambda f: f.recall_asked)

FLOW: Flow[IncomingFacts] = Flow(
    Step("register", (S.RECEIVED,), S.REGISTERED, CLERK, "QC 6.1; ND30:22"),
    Step("return_intake", (S.RECEIVED,), S.RETURNED, CLERK, "QC 5.6; ND30:21", speaks=True),
    Step("pass_on", (S.RECEIVED,), S.PASSED_ON, CLERK, "QC 6.1; ND30:21"),
    Step("hand_back", (S.PASSED_ON,), S.RECEIVED, RECEIVER, "QC 6.1; ND30:21", speaks=True),
    Step("archive_only", (S.RECEIVED, S.REGISTERED), S.ARCHIVED_ONLY, CLERK, "QC 6.1", (FROM_MVP,)),
    Step(
        "void_entry", (S.REGISTERED, S.SUBMITTED, S.ARCHIVED_ONLY), S.VOIDED, CLERK, "ND30:22",
        (FROM_OUTSIDE, NOT_ACTED_ON), speaks=True,
    ),
    Step("submit", (S.REGISTERED,), S.SUBMITTED, CLERK, "QC 6.1; ND30:23"),
    Step("assign", (S.SUBMITTED,), S.ASSIGNED, HEAD, "QC 6.1; QC 8.3; ND30:23", speaks=True),
    Step("reassign", OPEN_WORK, S.ASSIGNED, HEAD, "QC 8.3", speaks=True),
    Step("assign_onward", OPEN_WORK, S.ASSIGNED, ONWARD, "QC 8.3; ND30:23", speaks=True),
    Step("change_onward", OPEN_WORK, S.ASSIGNED, GIVER, "QC 8.3", speaks=True),
    Step("take_back", OPEN_WORK, None, GIVER, "QC 8.3", speaks=True),
    Step("record_progress", OPEN_WORK, S.IN_PROGRESS, LEAD, "QC 7.1"),
    Step("return_assignment", OPEN_WORK, S.SUBMITTED, LEAD_OF_HEAD, "QC 7.1"),
    Step("return_onward", OPEN_WORK, S.ASSIGNED, LEAD_WITHIN, "QC 7.1", speaks=True),
    Step("complete", OPEN_WORK, S.COMPLETED, LEAD, "QC 6.1", (RESULT,), speaks=True),
    Step("reopen", (S.COMPLETED,), S.IN_PROGRESS, HEAD, "QC 8.1", speaks=True),
    Step("ask_extension", OPEN_WORK, None, HOLDER, "ND30:24", speaks=True),
    Step("grant_extension", OPEN_WORK, None, GRANTER, "QC 8.3; ND30:24", speaks=True),
    Step("refuse_extension", OPEN_WORK, None, GRANTER, "QC 8.3; ND30:24", speaks=True),
    Step("give_opinion", OPEN_WORK, None, SUPPORTER, "ND30:23", speaks=True),
    Step("open_round", OPEN_WORK, None, LEAD, "ND30:24", (NO_ROUND,), speaks=True),
    Step("answer_round", OPEN_WORK, None, INVITED, "ND30:24", (ROUND,), speaks=True),
    Step("close_round", OPEN_WORK, None, CLOSER, "ND30:24", (ROUND,), speaks=True),
    Step("draft_answer", OPEN_WORK, None, WORKER, "QC 6.1", speaks=True),
    Step("confirm_recall", (S.RECALLED,), None, HEAD_OR_CLERK, "ND30:18", (RECALL_ASKED,), inherited=True),
    Step("refuse_recall", (S.RECALLED,), None, HEAD_OR_CLERK, "ND30:18", (RECALL_ASKED,), inherited=True),
)  # fmt: skip


def available_names(facts: IncomingFacts, actor: Actor) -> list[str]:
    return [step.name for step in FLOW.available(facts, actor)]
