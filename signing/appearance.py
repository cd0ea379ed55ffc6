"""Field and appearance of one signature, by the profile of its kind."""

from datetime import date

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject

from signing import inscriptions, look
from signing.errors import WrongOrder
from signing.geometry import LEADER, Box
from signing.intent import Intent
from signing.new_field import add_field, free_name
from signing.profiles import Form, fields_for, lines_for, profile_of
from signing.spots import parts_of, spot_of
from signing.update import Update
from signing.words import reference_words


def field_for(update: Update, intent: Intent) -> tuple[IndirectObject, DictionaryObject]:
    """The field that waits for this signature, or a new one; without size when nothing is shown.

    Raises WrongOrder, PlaceNotFound.
    """
    if not profile_of(intent.kind).own_field:
        spot = spot_of(update, intent)
        return add_field(update, free_name(update, intent.kind), spot.page_index, spot.box, parts_of(intent, spot.box))
    if intent.kind == LEADER and not intent.image_png and LEADER not in update.field_names():
        return add_field(update, LEADER, 0, Box(0, 0, 0, 0), {})
    reference, widget = update.field(intent.kind)
    if "/V" in widget:
        raise WrongOrder(reason="already_signed")
    for earlier in fields_for(intent.kind, numbers_at_issue="number" in update.field_names())[:-1]:
        if "/V" not in update.field(earlier)[1]:
            raise WrongOrder(reason="number_missing")
    return reference, widget


def draw(update: Update, widget: DictionaryObject, intent: Intent) -> int:
    """Number of the appearance object. A signature or seal without a picture shows nothing."""
    form = profile_of(intent.kind).form
    lines = lines_for(intent.kind, intent.lines, intent.signing_time, intent.beside)
    if form is Form.LINE:
        return inscriptions.draw_line(update, widget, lines[0])
    if form is Form.STAMP:
        return inscriptions.draw_stamp(update, widget, lines)
    if form is Form.WORDS:
        return inscriptions.draw_words(update, widget, _words(lines))
    if not intent.image_png:
        return look.draw_nothing(update, widget)
    if form is Form.PICTURE:
        return look.draw_leader(update, widget, intent.image_png)
    width_mm = intent.diameter_mm or look.leader_size_mm(intent.image_png)[0]
    size = profile_of(intent.kind).text_pt
    return look.draw_agency(update, widget, intent.image_png, width_mm, lines, size)


def _words(lines: tuple[str, ...]) -> dict[str, str]:
    """A number alone; or day, month and year, and how they read in one phrase."""
    if len(lines) == 1:
        return {"number": lines[0]}
    day, month, year = lines
    return reference_words("", date(int(year), int(month), int(day)))
