"""What every print-out needs: its foot, its file's name, the row it leaves."""

from dataclasses import dataclass

from voffice_app.actions.office import Office
from voffice_app.db import people
from voffice_app.db.paper_prints import log_print
from voffice_app.db.session import Session
from voffice_app.domain.calendar import VIETNAM
from voffice_app.domain.lookup_codes import new_code
from voffice_app.domain.people import Actor, UnitKind
from voffice_app.printing.footer import MARK, Footer

COPY = "BẢN IN TỪ VĂN BẢN ĐIỆN TỬ"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class PrintOut:
    """A finished paper: its bytes, the name of its file, its pages."""

    content: bytes
    name: str
    pages: int


@dataclass(frozen=True)
class Subject:
    """What is printed, in words, and which thing the complete original is."""

    what: str
    kind: str
    id: int


def footer_for(office: Office, session: Session, actor: Actor, lookup: str, mark: str = MARK, code: str = "") -> Footer:
    """A new code, or the one on record, under the address ``lookup`` ("https://…/tra-cuu").

    The owner is the office that keeps the system.
    """
    owners = people.list_units(session, UnitKind.OFFICE)
    code = code or new_code()
    return Footer(
        owner=owners[0].name if owners else actor.unit_name, code=code, link=f"{lookup}/{code}",
        printed_at=f"{office.db.clock().astimezone(VIETNAM):%H:%M %d/%m/%Y}",
        printed_by=f"{_who(actor)}, {actor.unit_name}", mark=mark,
    )  # fmt: skip


def _who(actor: Actor) -> str:
    """Who really prints; whoever acts for somebody says so."""
    own = f"{actor.title} {actor.full_name}"
    return f"{actor.acting_title} {actor.acting_name}, thay {own}" if actor.is_acting else own


def logged(office: Office, actor: Actor, subject: Subject, footer: Footer, paper: PrintOut) -> PrintOut:
    """Nothing leaves the house before its row is written."""
    with office.db.act(actor) as tx:
        log_print(tx, subject.what, subject.kind, subject.id, paper.pages, code=footer.code)
    return paper
