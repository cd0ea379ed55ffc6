"""Appearances of letters alone: the line of an appendix or a copy, the stamp of what arrives, number and date."""

from pyhanko.pdf_utils import generic

from signing import lettering
from signing.geometry import MM
from signing.painting import LEADING, font, form, part, upright_size, written
from signing.profiles import LINE_PT
from signing.update import Update

_STAMP_PT = 10.0
_RED = b"0.77 0.10 0.13"


def draw_line(update: Update, field: generic.DictionaryObject, text: str) -> int:
    """Black, upright, 10 points, from the right edge of its field (ND30 PL I, ô 14); the appearance's number."""
    width, height = upright_size(field)
    out = [b"BT 0 0 0 rg\n"]
    for row, piece in enumerate(line_pieces(text, width)):
        x = width - lettering.width(piece, LINE_PT)
        out.append(written(x, height - LINE_PT * LEADING * (row + 0.8), piece, LINE_PT))
    return form(update, field, b"".join([*out, b"ET\n"]), b"/Font << /Letters %d 0 R >>" % font(update))


def line_pieces(text: str, width: float) -> list[str]:
    """The text broken behind its semicolons, and at spaces only where a part alone is wider than `width` points."""
    phrases = text.split("; ")
    pieces: list[str] = []
    for phrase in (*(f"{phrase};" for phrase in phrases[:-1]), phrases[-1]):
        longer = f"{pieces[-1]} {phrase}" if pieces else phrase
        if pieces and lettering.width(longer, LINE_PT) <= width:
            pieces[-1] = longer
        else:
            pieces += lettering.wrapped(phrase, width, LINE_PT)
    return pieces


def line_height(text: str, width: float) -> float:
    """Height in points that the text needs in this width."""
    return len(line_pieces(text, width)) * LINE_PT * LEADING + 2


def draw_stamp(update: Update, field: generic.DictionaryObject, lines: tuple[str, ...]) -> int:
    """The framed stamp (ND30 PL IV): agency and ĐẾN in the middle and bold, what is filled in from the left."""
    width, height = upright_size(field)
    head = 2
    out = [b"q %b RG 1.2 w 0.8 0.8 %.3f %.3f re S Q BT %b rg\n" % (_RED, width - 1.6, height - 1.6, _RED)]
    rows = [*lettering.wrapped(lines[0], width - 4 * MM, _STAMP_PT, "Bold"), *lines[1:]]
    head += len(rows) - len(lines)
    step = (height - 2 * MM) / len(rows)
    for row, text in enumerate(rows):
        face = "Bold" if row < head else lettering.REGULAR
        size = min(_STAMP_PT, step / 1.15, (width - 4 * MM) / max(lettering.width(text, 1, face), 1))
        x = (width - lettering.width(text, size, face)) / 2 if row < head else 2.5 * MM
        y = height - 1 * MM - step * (row + 0.72)
        out.append(written(x, y, text, size, face, face.encode()))
    fonts = b"/Font << /Bold %d 0 R /Regular %d 0 R >>" % (font(update, "Bold"), font(update))
    return form(update, field, b"".join([*out, b"ET\n"]), fonts)


def draw_words(update: Update, field: generic.DictionaryObject, words: dict[str, str]) -> int:
    """Into the gaps that were opened for them, in their line's letters; a number ends at the stroke behind it."""
    style = field["/VOStyle"]
    size, face = float(style["/Size"]), str(style["/Face"])[1:]
    ink = b" ".join(b"%.3f" % float(value) for value in style["/Ink"])
    out = [b"BT %b rg\n" % ink]
    for name in style["/Gaps"]:
        room = part(style["/Gaps"], name)
        wide = lettering.width(words[name[1:]], size, face)
        squeezed = size * min(1.0, room.width / wide)
        wide = wide * squeezed / size
        x = room.x1 - wide if name == "/number" else room.centre[0] - wide / 2
        out.append(written(x, room.y0, words[name[1:]], squeezed, face))
    return form(update, field, b"".join([*out, b"ET\n"]), b"/Font << /Letters %d 0 R >>" % font(update, face))
