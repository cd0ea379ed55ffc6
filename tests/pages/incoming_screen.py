"""A person before an incoming screen, without a browser: the real handlers on a real database."""

from typing import Any

from state.incoming_acts import IncomingActs
from state.incoming_detail import IncomingDetail
from state.incoming_reading import Suggested
from state.incoming_register import IncomingRegister
from tests.core.factories import SmallOffice
from tests.pages.outgoing_screen import SHEET, Screen, screen
from voffice_app.domain.people import Actor

DATABASE = ("state.base", "state.incoming", "state.incoming_detail", "state.paper", "state.incoming_reading")
OFFICE = (
    "state.incoming_work",
    "state.paper",
    "state.incoming_reading",
    "state.incoming_register",
    "state.incoming_intake",
)
FORM = {
    "type_key": "CV", "code_number": "512", "code_notation": "SGDĐT-GDTrH", "issued_on": "2026-11-20",
    "issuing_body": "Sở Giáo dục và Đào tạo", "abstract": "Về việc kiểm tra cuối học kỳ", "urgency": "normal",
    "source": "paper", "pages": "2", "copies": "1", "secrecy": "none",
}  # fmt: skip


def furnish(monkeypatch: Any, small: SmallOffice, reads: bool = False) -> None:
    """The states of this process work in this small office; ``reads`` keeps the real reading of pages."""
    for module in DATABASE:
        monkeypatch.setattr(f"{module}.database", lambda: small.db)
    for module in OFFICE:
        monkeypatch.setattr(f"{module}.office", lambda: small.office)
    if not reads:
        for module in ("state.incoming_detail", "state.incoming_register"):
            monkeypatch.setattr(f"{module}.page_sizes", lambda _sha256: (SHEET,))
        monkeypatch.setattr("state.incoming_register.read_off", lambda _sha256: Suggested())


def look(actor: Actor, document_id: int, query: str = "", kind: Any = IncomingActs) -> Screen:
    """This person opens a document."""
    person = screen(actor, kind).at(f"/van-ban-den/{document_id}{query}")
    person.press(IncomingDetail.look)
    return person


def at_desk(actor: Actor, path: str = "/van-ban-den/nhap") -> Screen:
    """The clerk before an empty form, or before the form of a received document."""
    person = screen(actor, IncomingRegister).at(path)
    person.press(IncomingRegister.begin if path.endswith("nhap") else IncomingRegister.open_received)
    return person


def drop(clerk: Screen, upload_id: int) -> None:
    """A file came through the door."""
    clerk.press(IncomingRegister.kept, {"id": upload_id})


def save(clerk: Screen, button: str = "submit", **changes: str) -> Any:
    """Press a button of the form."""
    clerk.press(IncomingRegister.intend, button)
    return clerk.press(IncomingRegister.save, FORM | hidden(clerk) | changes)


def hidden(clerk: Screen) -> dict[str, str]:
    """What the form says of itself."""
    return {"request_key": clerk.state.request_key, "registering": str(clerk.state.registering_id)}


def steps(person: Screen) -> set[str]:
    """Every button and form of the decision pane."""
    forms = {name for name in ("register", "assign") if getattr(person.state, f"may_{name}")}
    return forms | {offer.step for offer in person.state.offers}
