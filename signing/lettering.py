"""The one font of the seal's lines: Tinos, cut once, its widths and letters ready to be put in any file."""

from functools import lru_cache
from pathlib import Path
from zlib import compress

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
_REGULAR = FONTS / "Tinos-Regular.ttf"

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


@lru_cache(maxsize=1)
def _font() -> tuple[dict[int, int], list[int]]:
    """Letter → glyph number, and each glyph's width in thousandths of an em."""
    with TTFont(_REGULAR) as font:
        numbers = {name: index for index, name in enumerate(font.getGlyphOrder())}
        letters = {code: numbers[name] for code, name in font.getBestCmap().items()}
        return letters, [font["hmtx"][name][0] for name in font.getGlyphOrder()]


def _glyphs(text: str) -> list[int]:
    letters, _ = _font()
    return [letters.get(ord(letter), letters[ord("?")]) for letter in text]


def encoded(text: str) -> bytes:
    """The text as two-byte glyph numbers in hexadecimal."""
    return "".join(f"{glyph:04X}" for glyph in _glyphs(text)).encode()


def width(text: str, size_pt: float) -> float:
    """Width of the text in points."""
    _, widths = _font()
    return sum(widths[glyph] for glyph in _glyphs(text)) * size_pt / 1000


def wrapped(text: str, room: float, size_pt: float) -> list[str]:
    """The text broken at spaces so that lines fit into `room` points; a word that is too long keeps its line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size_pt) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=1)
def pdf_parts() -> tuple[bytes, bytes, bytes]:
    """The deflated font program, the widths, and the deflated map back to letters."""
    letters, widths = _font()
    pairs = sorted({glyph: code for code, glyph in letters.items()}.items())
    rows = ""
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        rows += f"{len(part)} beginbfchar\n" + "".join(f"<{g:04X}> <{c:04X}>\n" for g, c in part) + "endbfchar\n"
    unicode_map = compress(_UNICODE_MAP.format(rows=rows).encode())
    return compress(_REGULAR.read_bytes()), " ".join(map(str, widths)).encode(), unicode_map


def length() -> int:
    """Size in bytes of the font program, unpacked."""
    return _REGULAR.stat().st_size
