"""The life of an outgoing document (QC 6.2, 7.2, 8.2–8.5; ND30 Đ11–Đ19)."""

from dataclasses import dataclass
from enum import StrEnum

from voffice_app.domain.people import Actor, Role
from voffice_app.domain.workflow import Flow, Guard, Otherwise, Step, Who


class OutgoingStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    FORMAT_CHECKED = "format_checked"
    NUMBERED = "numbered"
    LEADER_SIGNED = "leader_signed"
    SEALED = "sealed"
    ISSUED = "issued"
    CANCELLED = "cancelled"
    RECALLED = "recalled"
    REPLACED = "replaced"


S = OutgoingStatus
OTHER_TURN = (S.FORMAT_CHECKED, S.LEADER_SIGNED, S.NUMBERED)
BEFORE_APPROVAL = (S.DRAFT, S.RETURNED)
APPROVED_NOT_SIGNED = (S.APPROVED, S.FORMAT_CHECKED, S.NUMBERED)
AFTER_ISSUE = ("check_issued", "ask_correction", "update", "replace", "recall", "withdraw_recall")
"""Steps with a panel of their own; the row of buttons above a document leaves them out."""
FORMAT_OPEN = (S.APPROVED, S.FORMAT_CHECKED, S.LEADER_SIGNED)
NOT_ISSUED = (*BEFORE_APPROVAL, S.SUBMITTED, *APPROVED_NOT_SIGNED, S.LEADER_SIGNED, S.SEALED)


def standing(status: OutgoingStatus, numbers_at_issue: bool) -> str:
    """The state as people tell it: numbered at issue, three states wait for somebody else than they usually do."""
    return f"{status}_at_issue" if numbers_at_issue and status in OTHER_TURN else str(status)


@dataclass(frozen=True)
class OutgoingFacts:
    """What the table must know of an outgoing document."""

    status: OutgoingStatus
    unit_id: int
    drafter_position_id: int
    signer_position_id: int | None = None
    signing_capacity: str = "own"
    has_main_pdf: bool = False
    has_initial: bool = False
    has_recipients: bool = False
    has_place: bool = False
    has_blanks: bool = False
    has_number: bool = False
    imprinted: bool = False
    leader_signature_holds: bool = False
    numbers_at_issue: bool = False
    recall_confirmed: bool = False

    @property
    def standing(self) -> str:
        return standing(self.status, self.numbers_at_issue)


DRAFTER: Who[OutgoingFacts] = Who("drafter", lambda f, a: f.drafter_position_id == a.position_id)
SIGNER: Who[OutgoingFacts] = Who(
    "signer",
    lambda f, a: f.signer_position_id == a.position_id and (a.is_leader or f.signing_capacity in a.capacities),
)
"""The person named; an officer only while the capacity named is written down for them (ND30 Đ13 k3–k4)."""
CLERK: Who[OutgoingFacts] = Who("clerk", lambda f, a: a.stands_for(f.unit_id) and a.role is Role.CLERK)
HEAD: Who[OutgoingFacts] = Who("head", lambda f, a: a.stands_for(f.unit_id) and a.role is Role.HEAD)
HEAD_OR_CLERK: Who[OutgoingFacts] = Who("head_or_clerk", lambda f, a: HEAD.holds(f, a) or CLERK.holds(f, a))

MAIN_PDF: Guard[OutgoingFacts] = Guard("main_pdf_missing", lambda f: f.has_main_pdf)
NAMED_SIGNER: Guard[OutgoingFacts] = Guard("signer_missing", lambda f: f.signer_position_id is not None)
RECIPIENTS: Guard[OutgoingFacts] = Guard("recipients_missing", lambda f: f.has_recipients)
INITIAL: Guard[OutgoingFacts] = Guard("initial_missing", lambda f: f.has_initial)
PLACE: Guard[OutgoingFacts] = Guard("place_missing", lambda f: f.has_place)
BLANKS: Guard[OutgoingFacts] = Guard("blanks_missing", lambda f: f.has_blanks)
IMPRINTED: Guard[OutgoingFacts] = Guard("imprint_missing", lambda f: f.imprinted)
LEADER_SIGNATURE: Guard[OutgoingFacts] = Guard("leader_signature_missing", lambda f: f.leader_signature_holds)

NUMBER_FIRST: tuple[Step[OutgoingFacts], ...] = (
    Step("edit", BEFORE_APPROVAL, None, DRAFTER, "QC 7.2.1"),
    Step("initial", BEFORE_APPROVAL, None, DRAFTER, "QC 7.2.2", (MAIN_PDF,)),
    Step(
        "submit", BEFORE_APPROVAL, S.SUBMITTED, DRAFTER, "QC 7.2.2",
        (MAIN_PDF, NAMED_SIGNER, RECIPIENTS, INITIAL, PLACE, BLANKS),
    ),
    Step("withdraw", (S.SUBMITTED,), S.DRAFT, DRAFTER, "QC 7.2.1"),
    Step("approve", (S.SUBMITTED,), S.APPROVED, SIGNER, "QC 7.2.2; ND30:11"),
    Step("send_back", (S.SUBMITTED, S.NUMBERED), S.RETURNED, SIGNER, "QC 7.2.2; ND30:10", speaks=True),
    Step("revise", APPROVED_NOT_SIGNED, S.DRAFT, DRAFTER, "ND30:11"),
    Step("accept_format", (S.APPROVED,), S.FORMAT_CHECKED, CLERK, "QC 6.2; ND30:12"),
    Step("return_format", FORMAT_OPEN, S.RETURNED, CLERK, "QC 6.2; ND30:12", speaks=True),
    Step("assign_number", (S.FORMAT_CHECKED,), S.NUMBERED, CLERK, "QC 7.2.2; ND30:15", (PLACE, BLANKS)),
    Step("sign", (S.NUMBERED,), S.LEADER_SIGNED, SIGNER, "QC 8.2; ND30:13", (IMPRINTED,)),
    Step("seal", (S.LEADER_SIGNED,), S.SEALED, CLERK, "QC 6.5; ND30:32", (LEADER_SIGNATURE,)),
    Step("issue", (S.SEALED,), S.ISSUED, CLERK, "QC 6.2; ND30:18", (RECIPIENTS, LEADER_SIGNATURE)),
    Step("cancel", NOT_ISSUED, S.CANCELLED, HEAD, "ND30:15", speaks=True),
    Step("discard", BEFORE_APPROVAL, S.CANCELLED, DRAFTER, "QC 7.2.1", (
        Guard("number_bound", lambda f: not f.has_number),
    )),
    Step("check_issued", (S.ISSUED,), None, DRAFTER, "QC 7.2.3", inherited=True),
    Step("ask_correction", (S.ISSUED,), None, DRAFTER, "QC 7.2.3", inherited=True),
    Step("update", (S.ISSUED,), None, CLERK, "QC 7.2.3; ND30:18", inherited=True),
    Step("replace", (S.ISSUED,), S.REPLACED, CLERK, "ND30:18", inherited=True),
    Step("recall", (S.ISSUED,), S.RECALLED, HEAD_OR_CLERK, "QC 10.3; ND30:18", speaks=True, inherited=True),
    Step("withdraw_recall", (S.RECALLED,), S.ISSUED, HEAD_OR_CLERK, "ND30:18", (
        Guard("recall_confirmed", lambda f: not f.recall_confirmed),
    ), speaks=True, inherited=True),
)  # fmt: skip
"""The regulation's order: the number is part of what the leader signs (QC 7.2.2)."""

CHANGED: tuple[Step[OutgoingFacts], ...] = (
    Step("send_back", (S.SUBMITTED, S.FORMAT_CHECKED), S.RETURNED, SIGNER, "QC 7.2.2; ND30:10", speaks=True),
    Step("revise", (S.APPROVED, S.FORMAT_CHECKED), S.DRAFT, DRAFTER, "ND30:11"),
    Step("return_format", (*FORMAT_OPEN, S.NUMBERED), S.RETURNED, CLERK, "QC 6.2; ND30:12", speaks=True),
    Step("sign", (S.FORMAT_CHECKED,), S.LEADER_SIGNED, SIGNER, "QC 8.2; ND30:13", (IMPRINTED,)),
    Step(
        "assign_number", (S.LEADER_SIGNED,), S.NUMBERED, CLERK, "QC 7.2.2; ND30:15",
        (PLACE, BLANKS, LEADER_SIGNATURE),
    ),
    Step("seal", (S.NUMBERED,), S.SEALED, CLERK, "QC 6.5; ND30:32", (LEADER_SIGNATURE,)),
)  # fmt: skip
AT_ISSUE: Flow[OutgoingFacts] = Flow(*({step.name: step for step in (*NUMBER_FIRST, *CHANGED)}.values()))
"""Where a unit numbers at issue: the leader signs first, the clerk signs number, date and seal (ND30 Đ15 k3)."""

FLOW: Flow[OutgoingFacts] = Flow(*NUMBER_FIRST, otherwise=Otherwise(lambda facts: facts.numbers_at_issue, AT_ISSUE))


def available_names(facts: OutgoingFacts, actor: Actor) -> list[str]:
    return [step.name for step in FLOW.available(facts, actor)]
