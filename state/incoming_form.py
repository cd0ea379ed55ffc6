"""The clerk's form: its fields as texts, read into what the act of registering takes, and its faults by field."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from state.incoming_view import parse_day
from voffice_app.actions.incoming import BOUNDS, Fields
from voffice_app.arguments import whole
from voffice_app.db.duplicates import Written
from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.incoming_lists import IncomingRow, find_duplicates
from voffice_app.db.session import Session
from voffice_app.domain.errors import Reason
from voffice_app.domain.folding import clean
from voffice_app.domain.incoming import Source, Urgency
from voffice_app.domain.numbering import TYPES, parse_reference
from voffice_app.domain.people import Actor
from voffice_app.domain.registers import Entry
from voffice_app.domain.secrecy import Secrecy
from voffice_app.shapes import Option
from voffice_app.words import INCOMING_STATUS, SOURCE, URGENCY, day, sentence
from voffice_app.words.outgoing import SECRECY, SUBJECT_AREAS

TYPE_OPTIONS = [Option(kind.key, kind.name) for kind in TYPES]
AREA_OPTIONS = [Option(area, area) for area in SUBJECT_AREAS]
URGENCY_OPTIONS = [Option(key, label) for key, label in URGENCY.items()]
SOURCE_OPTIONS = [Option(key, label) for key, label in SOURCE.items() if key != Source.VOFFICE]
SECRECY_OPTIONS = [Option(key, label) for key, label in SECRECY.items()]
EMPTY = {
    "type_key": "CV", "code_number": "", "code_notation": "", "issued_on": "", "signed_on": "", "issuing_body": "",
    "abstract": "", "subject_area": "", "urgency": "normal", "source": "paper", "signer_name": "", "signer_title": "",
    "pages": "", "copies": "1", "due_on": "", "note": "", "register": "",
}  # fmt: skip
KEPT_FOR_NEXT = ("source", "issuing_body", "issued_on")
MISSING = {"type_missing": "type_key", "abstract_missing": "abstract", "issuing_body_missing": "issuing_body"}


@dataclass(frozen=True)
class Duplicate:
    """A document of the unit that may be the same."""

    href: str
    name: str
    about: str


def texts(form: Mapping[str, Any]) -> dict[str, str]:
    """What a browser sends as a form, as texts: an untouched control may come as nothing at all."""
    return {
        name: value if isinstance(value, str) else "" if value is None else str(value) for name, value in form.items()
    }


def fields_of(form: Mapping[str, str]) -> Fields:
    """What was typed; a whole reference typed into the number is taken apart."""

    def text(name: str) -> str:
        return clean(form.get(name, ""))

    number, notation = parse_reference(text("code_number")) or (text("code_number"), text("code_notation"))
    issued_on = parse_day(form.get("issued_on", ""))
    return Fields(
        type_key=text("type_key"), code_number=number, code_notation=notation, issuing_body=text("issuing_body"),
        abstract=text("abstract"), issued_on=issued_on, signed_on=parse_day(form.get("signed_on", "")) or issued_on,
        signer_name=text("signer_name"), signer_title=text("signer_title"), subject_area=text("subject_area"),
        pages=_count(form.get("pages", ""), blank=0), copies=_count(form.get("copies", ""), blank=1),
        urgency=_one_of(Urgency, form.get("urgency", ""), Urgency.NORMAL),
        source=_one_of(Source, form.get("source", ""), Source.PAPER), note=text("note"),
        due_on=parse_day(form.get("due_on", "")), request_key=request_key_of(form), entry=entry_of(form),
    )  # fmt: skip


def entry_of(form: Mapping[str, str]) -> Entry:
    """Book, number held and day of arrival, where the clerk chose them."""
    sent = (form.get("register", ""), form.get("held", ""))
    register_id, held_id = (whole(text) for text in sent)
    return Entry(register_id, held_id, parse_day(form.get("entry_day", "")))


def secrecy_of(form: Mapping[str, str]) -> Secrecy:
    """The level declared; a form without a known one is not taken for harmless."""
    return _one_of(Secrecy, form.get("secrecy", ""), Secrecy.SECRET)


def request_key_of(form: Mapping[str, str]) -> str | None:
    """The form's own key, made when it was opened: what it asks for twice is done once."""
    return form.get("request_key", "")[:32] or None


def registering_of(form: Mapping[str, str]) -> int:
    """The received document that this form registers; 0 for a paper at the desk."""
    sent = form.get("registering", "")
    return whole(sent)


def source_of(form: Mapping[str, str]) -> Source:
    return _one_of(Source, form.get("source", ""), Source.PAPER)


def _one_of(kind: Any, text: str, otherwise: Any) -> Any:
    return kind(text) if text in set(kind) else otherwise


def _count(text: str, blank: int) -> int:
    """A count as it was typed; what is no count is within no bounds."""
    sent = text.strip() or str(blank)
    return int(sent) if sent.isdecimal() and len(sent) < 5 else -1


def values_of(document: IncomingDocument) -> dict[str, str]:
    """The form filled from a document: one that came from inside has everything."""
    kept = document.model_dump(include=set(EMPTY))
    values = {name: _written(value) for name, value in kept.items()}
    return {**EMPTY, **values, "pages": counted(document.pages), "copies": str(document.copies or 1)}


def counted(pages: int) -> str:
    """The pages of a file as the form's three digits take them; longer ones are counted by the file alone."""
    return str(pages) if 0 < pages <= BOUNDS["pages"][1] else ""


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def kept_for_next(fields: Fields) -> dict[str, str]:
    """After "Lưu và nhập tiếp": the next paper of the pile comes from the same sender on the same day."""
    written = {name: _written(value) for name, value in asdict(fields).items()}
    book = {"register": str(fields.entry.register_id or "")}
    return EMPTY | {name: written[name] for name in KEPT_FOR_NEXT} | book


def faults(reasons: Iterable[Reason]) -> tuple[dict[str, str], list[str]]:
    """Sentences by field, and those that belong to no field."""
    by_field: dict[str, str] = {}
    others: list[str] = []
    for reason in reasons:
        told = sentence(reason.code, reason.facts)
        name = MISSING.get(reason.code) or str(reason.facts.get("field", ""))
        if name in EMPTY:
            by_field[name] = told
        else:
            others.append(told)
    return by_field, others


def read_duplicates(session: Session, actor: Actor, fields: Fields, hashes: list[str], but: int) -> list[Duplicate]:
    """Same reference and issuer, or the same file, in the unit's own documents."""
    wanted = Written(fields.code_number, fields.code_notation, fields.issuing_body, fields.issued_on)
    found: dict[int, IncomingRow] = {}
    for sha256 in hashes or [""]:
        found |= {row.id: row for row in find_duplicates(session, actor.unit_id, wanted, sha256, but)}
    return [
        Duplicate(
            f"/van-ban-den/{row.id}", f"{row.reference or 'Chưa có số'} · {row.issuing_body or 'chưa rõ nơi ban hành'}",
            f"{INCOMING_STATUS[row.status]} · đến {day(row.arrived_on)} · {row.abstract}",
        )
        for row in found.values()
    ]  # fmt: skip
