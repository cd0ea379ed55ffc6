"""The font of what signatures say: Tinos, cut once, its widths and letters ready to be put in any file.

Every function takes the face: Regular, Bold, Italic or BoldItalic.
"""

from functools import lru_cache
from pathlib import Path
from zlib import compress

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
REGULAR = "Regular"

DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /Tinos /Flags 34 /FontBBox [-200 -303 1100 1000] /ItalicAngle 0"
    b" /Ascent 891 /Descent -216 /CapHeight 662 /StemV 80 /FontFile2 %d 0 R >>"
)
DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Tinos /CIDToGIDMap /Identity /DW 500 /W [0 [%b]]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R >>"
)
COMPOSITE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Tinos /Encoding /Identity-H"
    b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
)
_UNICODE_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Tinos def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n{rows}endcmap end end\n"
)


def file_of(face: str) -> Path:
    """The font file of a face."""
    return FONTS / f"Tinos-{face}.ttf"


@lru_cache(maxsize=4)
def _font(face: str) -> tuple[dict[int, int], list[int]]:
    """Letter → glyph number, and each glyph's width in thousandths of an em."""
    with TTFont(file_of(face)) as font:
        numbers = {name: index for index, name in enumerate(font.getGlyphOrder())}
        letters = {code: numbers[name] for code, name in font.getBestCmap().items()}
        return letters, [font["hmtx"][name][0] for name in font.getGlyphOrder()]


def _glyphs(text: str, face: str) -> list[int]:
    letters, _ = _font(face)
    return [letters.get(ord(letter), letters[ord("?")]) for letter in text]


def encoded(text: str, face: str = REGULAR) -> bytes:
    """The text as two-byte glyph numbers in hexadecimal."""
    return "".join(f"{glyph:04X}" for glyph in _glyphs(text, face)).encode()


def width(text: str, size_pt: float, face: str = REGULAR) -> float:
    """Width of the text in points."""
    _, widths = _font(face)
    return sum(widths[glyph] for glyph in _glyphs(text, face)) * size_pt / 1000


def wrapped(text: str, room: float, size_pt: float, face: str = REGULAR) -> list[str]:
    """The text broken at spaces so that lines fit into `room` points; a word that is too long keeps its line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size_pt, face) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4)
def pdf_parts(face: str = REGULAR) -> tuple[bytes, bytes, bytes]:
    """The deflated font program, the widths, and the deflated map back to letters."""
    letters, widths = _font(face)
    pairs = sorted({glyph: code for code, glyph in letters.items()}.items())
    rows = ""
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        rows += f"{len(part)} beginbfchar\n" + "".join(f"<{g:04X}> <{c:04X}>\n" for g, c in part) + "endbfchar\n"
    unicode_map = compress(_UNICODE_MAP.format(rows=rows).encode())
    return compress(file_of(face).read_bytes()), " ".join(map(str, widths)).encode(), unicode_map


@lru_cache(maxsize=4)
def length(face: str = REGULAR) -> int:
    """Size in bytes of the font program, unpacked."""
    return file_of(face).stat().st_size
