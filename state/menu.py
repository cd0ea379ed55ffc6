"""The left rail: what each position may open, with what waits there; the same conditions as the lists."""

from dataclasses import dataclass

from voffice_app.db import incoming_lists, outgoing_lists
from voffice_app.db.session import Database, Session
from voffice_app.db.signing_lists import count_queue
from voffice_app.domain.people import Actor
from voffice_app.domain.permissions import Permission, may
from voffice_app.shapes import MenuItem
from voffice_app.words import count as written


@dataclass(frozen=True)
class Entry:
    """A line of the rail; its figure is the number of rows behind ``tabs`` of that list."""

    label: str
    href: str
    icon: str
    permission: Permission
    key: str
    section: str = ""


SIGNATURES, FOLLOWED, UNIT, ADMIN = "Chữ ký số", "Theo dõi", "Đơn vị của tôi", "Quản trị"

ENTRIES = (
    Entry("Việc hôm nay", "/", "home", Permission.HOME, "h"),
    Entry("Văn bản đến", "/van-ban-den", "inbox", Permission.INCOMING_READ, "d"),
    Entry("Văn bản đi", "/van-ban-di", "send", Permission.OUTGOING_READ, "i"),
    Entry("Sổ văn bản", "/so-van-ban", "book-open", Permission.REGISTER_READ, "o"),
    Entry("Ký số", "/ky-so", "signature", Permission.OUTGOING_SIGN, "s", SIGNATURES),
    Entry("Kiểm tra chữ ký", "/kiem-tra-chu-ky", "shield-check", Permission.HOME, "q", SIGNATURES),
    Entry("Thiết bị ký của tôi", "/thiet-bi-ky", "pen-line", Permission.OUTGOING_SIGN, "b", SIGNATURES),
    Entry("Chứng thư của đơn vị", "/chung-thu", "key-round", Permission.CUSTODY_READ, "u", SIGNATURES),
    Entry("Nguồn văn bản", "/nguon-van-ban", "eye", Permission.INCOMING_REGISTER, "w", FOLLOWED),
    Entry("Tiến độ xử lý", "/tien-do", "gauge", Permission.FIGURES_READ, "t", FOLLOWED),
    Entry("Xếp hạng các trường", "/xep-hang", "trophy", Permission.RANKING_READ, "x", FOLLOWED),
    Entry("In sổ, báo cáo", "/in-so", "printer", Permission.BOOKS_PRINT, "p", FOLLOWED),
    Entry("Ủy quyền, phân công", "/uy-quyen", "user-check", Permission.STANDING_READ, "y", UNIT),
    Entry("Quy chế của đơn vị", "/quy-che", "scroll-text", Permission.UNIT_RULES, "e", UNIT),
    Entry("Bàn giao công việc", "/ban-giao", "forward", Permission.HANDOVER, "g", UNIT),
    Entry("Đơn vị", "/quan-tri/don-vi", "building-2", Permission.ADMIN, "v", ADMIN),
    Entry("Tài khoản, chức vụ", "/quan-tri/tai-khoan", "users", Permission.ADMIN, "k", ADMIN),
    Entry("Chứng thư, chữ ký, dấu", "/quan-tri/chung-thu", "stamp", Permission.ADMIN, "c", ADMIN),
    Entry("Lưu trữ dài hạn", "/quan-tri/luu-tru-dai-han", "archive", Permission.ADMIN, "l", ADMIN),
    Entry("Mở sổ cho đơn vị", "/quan-tri/so-van-ban", "book-open", Permission.ADMIN, "m", ADMIN),
    Entry("Việc nền", "/quan-tri/viec-nen", "settings", Permission.ADMIN, "z", ADMIN),
    Entry("Ngày làm việc", "/quan-tri/ngay-lam-viec", "calendar-days", Permission.ADMIN, "n", ADMIN),
)

# What waits for a person, by role: (list, tab). Home shows these as cards, the rail as sums.
CLERK_WAITS = (
    ("in", "to_register"), ("in", "to_submit"), ("out", "to_check"), ("out", "to_number"), ("out", "to_seal"),
    ("out", "mistakes"), ("in", "opinions"), ("in", "to_read"),
)  # fmt: skip
ASKED, WORK = (("in", "extensions"), ("in", "opinions")), (("in", "mine"), ("in", "to_read"))
LEADER_WAITS = (("in", "to_assign"), *ASKED, *WORK, ("out", "to_approve"), ("out", "to_sign"))
OFFICER_WAITS = (*ASKED, *WORK, ("in", "passed_to_me"), ("out", "my_drafts"), ("out", "to_verify"))
DEPUTY_WAITS = (*ASKED, *WORK, ("out", "to_approve"), ("out", "to_sign"), ("out", "my_drafts"), ("out", "to_verify"))
SIGNER_WAITS = (("out", "to_approve"), ("out", "to_sign"))
"""An officer who signs by a paper."""
WAITS = {"clerk": CLERK_WAITS, "head": LEADER_WAITS, "deputy": DEPUTY_WAITS, "officer": OFFICER_WAITS, "it": ()}

ACTING_WAITS = {Permission.INCOMING_ASSIGN: (("in", "to_assign"), ("in", "extensions"))}
"""What waits for whoever acts for the head: only what the scopes let them do."""


def waits_of(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The tabs that wait for this person, in the order of home's cards."""
    if not actor.is_acting:
        return WAITS[actor.role] + (SIGNER_WAITS if actor.may_sign and not actor.is_leader else ())
    return tuple(tab for permission, tabs in ACTING_WAITS.items() if may(actor, permission) for tab in tabs)


def count_waits(session: Session, actor: Actor, database: Database) -> dict[tuple[str, str], int]:
    """How many documents wait for this person in each of the tabs of the role."""
    wanted = waits_of(actor)
    inward = [tab for kind, tab in wanted if kind == "in"]
    outward = [tab for kind, tab in wanted if kind == "out"]
    found = incoming_lists.count_tabs(session, actor, database.today(), *inward)
    counts = {("in", tab): count for tab, count in found.items()}
    counts |= {("out", tab): count for tab, count in outgoing_lists.count_tabs(session, actor, *outward).items()}
    return counts


def menu(session: Session, actor: Actor, database: Database) -> list[MenuItem]:
    """The rail of this person."""
    counts = count_waits(session, actor, database)
    sums = {
        "/van-ban-den": sum(n for (kind, _), n in counts.items() if kind == "in"),
        "/van-ban-di": sum(n for (kind, _), n in counts.items() if kind == "out"),
        "/": sum(counts.values()),
    }
    if may(actor, Permission.OUTGOING_SIGN):
        sums["/ky-so"] = count_queue(session, actor, database.clock(), "waiting")["waiting"]
    return _headed([entry for entry in ENTRIES if may(actor, entry.permission)], sums)


def _headed(entries: list[Entry], sums: dict[str, int]) -> list[MenuItem]:
    """The heading stands above the first line of a section that this person has."""
    sections = ["", *(entry.section for entry in entries)]
    return [
        MenuItem(
            entry.label, entry.href, entry.icon, _figure(sums.get(entry.href, 0)), False,
            entry.section if entry.section != above else "", entry.key,
        )
        for entry, above in zip(entries, sections, strict=False)
    ]  # fmt: skip


def _figure(count: int) -> str:
    return written(count) if count else ""
