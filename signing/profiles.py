"""What each kind of signature looks like, where it stands and when it comes: the law's table as data (law of 2020).

ND30 PL I II.7.d (person), II.8.a and III.1.d (agency, appendices), Phần II I.3 (electronic copies); QC 4.4, 4.5.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from signing.geometry import AGENCY, LEADER

VIETNAM = timezone(timedelta(hours=7))
LINE_PT = 10.0
"""Letters of the lines on appendices and copies: Times New Roman, upright, 10 points, black (ND30 PL I, ô 14)."""
AGENCY_TEXT_PT = 7.0
"""Letters beside the seal."""


class Form(StrEnum):
    """How the appearance is drawn."""

    PICTURE = "picture"  # as large as its field allows
    SEAL = "seal"  # at its true size, lines beside it
    LINE = "line"  # one line of text at the right, no picture
    STAMP = "stamp"  # the framed stamp for what arrives
    WORDS = "words"  # into gaps of a printed line


class Beside(StrEnum):
    """What stands beside the seal: what the regulation wants, or nothing, which is all that the law asks."""

    NAME_AND_TIME = "qc"
    NOTHING = "nd30"


class Turn(StrEnum):
    """When a kind may come."""

    FIRST = "first"  # before any agency's signature
    BETWEEN = "between"  # after the leaders, before the seal
    SEALS = "seals"  # after all of these
    ALONE = "alone"  # only on a file without signatures
    COPIES = "copies"  # on a file without signatures, or behind all of a valid one
    AFTER_SEAL = "after_seal"  # behind the agency's signature
    ARRIVES = "arrives"  # behind whatever signatures a document came with


@dataclass(frozen=True)
class Profile:
    """`own_field`: made before anybody signs; else in the revision that signs.

    `size_mm` is its box, or the most it may take; `text_pt` the letters beside a seal.
    """

    form: Form
    turn: Turn
    colour: str
    where: str
    cites: str
    own_field: bool = False
    size_mm: tuple[float, float] = (0, 0)
    text_pt: float = AGENCY_TEXT_PT


PROFILES = {
    LEADER: Profile(
        Form.PICTURE, Turn.FIRST, "blue", "between title and name", "ND30:PL1:II.7.d; QC 4.4", own_field=True
    ),
    AGENCY: Profile(
        Form.SEAL, Turn.SEALS, "red", "over the left third of the signature", "ND30:PL1:II.8.a; QC 4.5", own_field=True
    ),
    "number": Profile(Form.WORDS, Turn.BETWEEN, "black", "behind «Số:»", "ND30:PL1:II.3", own_field=True),
    "date": Profile(Form.WORDS, Turn.BETWEEN, "black", "behind the place name", "ND30:PL1:II.4", own_field=True),
    "appendix": Profile(Form.LINE, Turn.ALONE, "black", "top right of page 1", "ND30:PL1:III.1.d", size_mm=(175, 0)),
    "copy": Profile(Form.LINE, Turn.COPIES, "black", "top right of page 1", "ND30:PL1:2:I.3", size_mm=(175, 0)),
    "confirmation": Profile(
        Form.SEAL, Turn.AFTER_SEAL, "red", "below «Nơi nhận»", "QC 8.2", size_mm=(80, 36), text_pt=8.0
    ),
    "arrival": Profile(
        Form.STAMP, Turn.ARRIVES, "red", "below number or abstract, at the left", "ND30:PL4", size_mm=(50, 35)
    ),
}


def profile_of(kind: str) -> Profile:
    """The profile of a kind, or of a field's name (`leader2`, `copy3`)."""
    return PROFILES[kind_of(kind)]


def kind_of(field: str) -> str:
    """`leader2` is a leader's."""
    return field.rstrip("0123456789")


def fields_for(kind: str, numbers_at_issue: bool = False) -> tuple[str, ...]:
    """The fields one act signs, in their order: with numbers at issue the seal brings number and date (QC 7.2.2)."""
    return ("number", "date", AGENCY) if kind == AGENCY and numbers_at_issue else (kind,)


def further_fields(field: str) -> tuple[str, ...]:
    """What the same act signs behind this field."""
    together = fields_for(AGENCY, numbers_at_issue=True)
    return together[together.index(field) + 1 :] if field in together else ()


def iso_time(moment: datetime) -> str:
    """`2026-11-22T10:15:30+07:00`: ISO 8601 in Vietnam's time, to the second (QC 4.5)."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def told_time(moment: datetime) -> str:
    """`22/11/2026; 10:15:30 +07:00`: day, hour and zone as appendices and copies show them."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%d/%m/%Y}; {local:%H:%M:%S} +07:00"


def lines_for(kind: str, lines: tuple[str, ...], moment: datetime, beside: Beside) -> tuple[str, ...]:
    """What the appearance says. `lines` by kind: the agency's name, or what the functions below make."""
    form = profile_of(kind).form
    if form is Form.LINE:
        return ("; ".join((*lines, told_time(moment))),)
    if form is Form.SEAL:
        return () if beside is Beside.NOTHING else (*lines, iso_time(moment))
    return lines


def number_lines(number: str) -> tuple[str, ...]:
    """For the field `number`, as it is to stand: `05`."""
    return (number,)


def date_lines(day: date) -> tuple[str, ...]:
    """For the field `date`."""
    return str(day.day), str(day.month), str(day.year)


def appendix_lines(reference: str) -> tuple[str, ...]:
    """For a separate appendix: `Số: 226/QĐ-PGDĐT` (ND30 PL I III.1.d)."""
    return (f"Số: {reference}",)


def copy_lines(form_of_copy: str, copier: str) -> tuple[str, ...]:
    """For an electronic copy: `Sao y`, `Sao lục` or `Trích sao`, and who copies (ND30 PL I Phần II I.3)."""
    return form_of_copy, copier


def stamp_lines(agency: str, number: str, day: str, passed_to: str = "", dossier: str = "") -> tuple[str, ...]:
    """The stamp of what arrives (ND30 PL IV): agency, ĐẾN, number, day, to whom, which dossier."""
    return agency, "ĐẾN", f"Số: {number}", f"Ngày: {day}", f"Chuyển: {passed_to}", f"Số và ký hiệu HS: {dossier}"
