"""The head of a letter: boxes 1 to 5 and 10b of Decree 30/2020/NĐ-CP, Appendix I."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voffice_app.domain.numbering import TYPES
from voffice_app.reading.shapes import Found, Line, found_in, joined

_MOTTO = re.compile(r"^CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$", re.IGNORECASE)
_NUMBER = re.compile(r"^Số\s*:\s*(\d{1,5})?\s*/\s*([A-ZĐ][\wĐ.]*(?:\s*-\s*[\wĐ.]+)*)$")
_DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})$", re.IGNORECASE)
_ABOUT = re.compile(r"^V/v\b", re.IGNORECASE)
_URGENCIES = {"HỎA TỐC": "HỎA TỐC", "HOẢ TỐC": "HỎA TỐC", "THƯỢNG KHẨN": "THƯỢNG KHẨN", "KHẨN": "KHẨN"}
_BY_TITLE = {kind.name.upper(): kind for kind in TYPES if kind.code}
_BY_CODE = {kind.code: kind for kind in TYPES if kind.code}
_UPPER_SHARE = 0.5
_NEXT_LINE = 0.8  # of a line's height: the widest gap between two lines of one text


@dataclass(frozen=True)
class Header:
    """The lines of the upper half of page 1 from the motto down, in order of height."""

    lines: tuple[Line, ...]
    middle: float

    @classmethod
    def of(cls, lines: Sequence[Line], width: float, height: float) -> "Header | None":
        """None without the motto: a form, an appendix, a Party document or a scan is not read as a letter."""
        motto = next((line for line in lines if _MOTTO.match(line.text)), None)
        if motto is None or motto.y0 > height * _UPPER_SHARE:
            return None
        top = motto.y0 - motto.size
        upper = [line for line in lines if top <= line.y0 < height * _UPPER_SHARE]
        return cls(tuple(sorted(upper, key=lambda line: (line.y0, line.x0))), min(motto.x0, width / 2))

    def number(self) -> Found[str] | None:
        line, found = self._numbered()
        return found_in(found[1], [line]) if line and found and found[1] else None

    def code_notation(self) -> Found[str] | None:
        line, found = self._numbered()
        return found_in(re.sub(r"\s", "", found[2]), [line]) if line and found else None

    def issued_on(self) -> Found[date] | None:
        """Only a whole date: day, month and year."""
        for line in _rows([line for line in self.lines if line.centre > self.middle]):
            found = _DATE.search(line.text)
            if found:
                return _dated(line, *(int(part) for part in found.groups()))
        return None

    def parent_body(self) -> Found[str] | None:
        """The lines in plain letters above a bold issuing body."""
        bodies = self._bodies()
        plain = [line for line in bodies if not line.bold]
        return joined(plain) if plain and len(plain) < len(bodies) else None

    def issuing_body(self) -> Found[str] | None:
        bodies = self._bodies()
        bold = [line for line in bodies if line.bold] or bodies
        return joined(bold) if bold else None

    def type_name(self) -> Found[str] | None:
        """By its title, else a công văn by its "V/v", else by the code in the symbol."""
        title, about, code = self._title(), self._about(), self.code_notation()
        if title:
            return found_in(_BY_TITLE[title.text.upper()].name, [title])
        if about:
            return found_in("Công văn", [about])
        kind = _BY_CODE.get(code.value.partition("-")[0]) if code else None
        return Found(kind.name, code.page, code.box) if code and kind else None

    def abstract(self) -> Found[str] | None:
        title, about = self._title(), self._about()
        if title:
            under = [line for line in self.lines if line.y0 > title.y0 and line.bold and not line.text.isupper()]
            text = _one_text([title, *under])[1:]
        else:
            left = [line for line in self.lines if line.centre < self.middle and line.text not in _URGENCIES]
            text = _one_text([line for line in left if about and line.y0 >= about.y0])
        return joined(text) if text else None

    def urgency(self) -> Found[str] | None:
        stamp = next((line for line in self.lines if line.text in _URGENCIES), None)
        return found_in(_URGENCIES[stamp.text], [stamp]) if stamp else None

    def _numbered(self) -> tuple[Line | None, re.Match[str] | None]:
        for line in _rows([line for line in self.lines if line.centre < self.middle]):
            found = _NUMBER.match(line.text)
            if found:
                return line, found
        return None, None

    def _bodies(self) -> list[Line]:
        """What stands on the left above the number, which itself must be there to end it."""
        number, _ = self._numbered()
        return [line for line in self.lines if number and line.y1 <= number.y0 + 2 and line.x1 < self.middle + 2]

    def _title(self) -> Line | None:
        return next((line for line in self.lines if line.bold and line.text.upper() in _BY_TITLE), None)

    def _about(self) -> Line | None:
        left = (line for line in self.lines if line.centre < self.middle)
        return next((line for line in left if _ABOUT.match(line.text)), None)


def _dated(line: Line, day: int, month: int, year: int) -> Found[date] | None:
    try:
        return found_in(date(year, month, day), [line])
    except ValueError:
        return None


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines of one height as one: a number written into its blank later is a piece of its own in the file."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][0].y0 < (line.y0 + line.y1) / 2 < rows[-1][0].y1:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda line: line.x0)) for row in rows]


def _row(pieces: Sequence[Line]) -> Line:
    whole, first = joined(pieces), pieces[0]
    return Line(whole.value, first.page, *whole.box, first.size, first.bold)


def _one_text(lines: Sequence[Line]) -> list[Line]:
    """The first line and those that follow it without a gap."""
    text = list(lines[:1])
    for line in lines[1:]:
        if line.y0 - text[-1].y1 > (line.y1 - line.y0) * _NEXT_LINE:
            break
        text.append(line)
    return text
