"""What a dropped file says of itself: suggestions for the form, each with its place on the page."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from state.paper import page_sizes
from voffice_app.domain.numbering import TYPES
from voffice_app.house import database, office
from voffice_app.reading.errors import ReadingError
from voffice_app.shapes import Box
from voffice_app.words import URGENCY

# The reader's names → the form's; what the reader found of the parent body is part of the issuing body's line.
FORM = {
    "number": "code_number", "code_notation": "code_notation", "issued_on": "issued_on", "type_name": "type_key",
    "issuing_body": "issuing_body", "abstract": "abstract", "urgency": "urgency", "signer_name": "signer_name",
}  # fmt: skip
_KEY_OF_TYPE = {kind.name.upper(): kind.key for kind in TYPES}
_KEY_OF_URGENCY = {label.upper(): key for key, label in URGENCY.items()}


@dataclass(frozen=True)
class Suggested:
    """Values by the form's field, and where each was read; a person confirms them."""

    values: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)


def read_off(sha256: str) -> Suggested:
    """Born-digital files only: on a scan nothing is guessed. A file that cannot be read suggests nothing."""
    try:
        found = office().workshop.call("voffice_app.reading.fields:read_fields", database().vault.get(sha256))
        sizes = page_sizes(sha256)
    except ReadingError:
        return Suggested()
    read = {form: getattr(found, name) for name, form in FORM.items() if getattr(found, name) is not None}
    values = {form: _value(form, each.value) for form, each in read.items()}
    return Suggested(
        {form: value for form, value in values.items() if value},
        {form: _box(each, sizes[each.page].height) for form, each in read.items()},
    )


def _value(form: str, value: Any) -> str:
    """As the form's control takes it."""
    if isinstance(value, date):
        return value.isoformat()
    if form == "type_key":
        return _KEY_OF_TYPE.get(str(value).upper(), "")
    if form == "urgency":
        return _KEY_OF_URGENCY.get(str(value).upper(), "")
    if form == "abstract":
        return _without_prefix(str(value))
    return str(value)


def _without_prefix(abstract: str) -> str:
    """A công văn's "V/v" is how it is printed, not what it is about."""
    return f"Về việc {abstract[3:].strip()}" if abstract[:3].upper() == "V/V" else abstract


def _box(found: Any, height: float) -> Box:
    """From the reader's axes (down from the top, pages from 0) to the screen's."""
    x0, y0, x1, y1 = found.box
    return Box(found.page + 1, x0 - 2, height - y1 - 2, x1 + 2, height - y0 + 2, "", "teal")
