"""Cuts the four faces of Tinos that V-Office ships: run once, by hand, when the font changes.

    npm pack @fontsource/tinos && tar xzf fontsource-tinos-*.tgz
    python signing/fonts/cut_fonts.py package/files

The package splits the font by script and no part covers Vietnamese alone, so three parts are merged. 2048 units
per em become 1000 because PDF writers (pyHanko, our own) give widths in thousandths of an em.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FACES = {"Regular": "400-normal", "Italic": "400-italic", "Bold": "700-normal", "BoldItalic": "700-italic"}
PARTS = ("latin", "latin-ext", "vietnamese")
# Basic Latin, Latin-1, the Vietnamese letters, punctuation, đồng, and nothing else: the font travels in every file.
# No hard space and no soft hyphen: they share a glyph with space and hyphen, and copied text would come out as them.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA1, 0xAD),
    *range(0xAE, 0x100),
    0x102,
    0x103,
    0x110,
    0x111,
    0x128,
    0x129,
    0x168,
    0x169,
]
LETTERS += [0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2027), 0x20AB, 0x2212]
LAYOUT_TABLES = ["GSUB", "GPOS", "GDEF", "fpgm", "prep", "cvt ", "gasp", "meta", "STAT", "HVAR", "DSIG"]


def cut(parts: list[Path], target: Path) -> None:
    """Merge the parts of one face, scale it to 1000 units per em and drop hinting and layout tables."""
    with TemporaryDirectory() as folder:
        plain = []
        for index, part in enumerate(parts):
            font = TTFont(part)
            font.flavor = None
            for tag in LAYOUT_TABLES:
                if tag in font:
                    del font[tag]
            if "glyf" in font:
                for name in font["glyf"].keys():  # noqa: SIM118 (a font table, not a dict)
                    font["glyf"][name].removeHinting()
            plain.append(Path(folder) / f"{index}.ttf")
            font.save(plain[-1])
        merged = Merger(options=Options(drop_tables=LAYOUT_TABLES)).merge([str(path) for path in plain])
    scale_upem(merged, 1000)
    subsetter = Subsetter(SubsetOptions(notdef_outline=True, name_IDs=["*"], glyph_names=False))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(merged)
    merged.save(target)


if __name__ == "__main__":
    source = Path(sys.argv[1])
    for face, stem in FACES.items():
        cut([source / f"tinos-{part}-{stem}.woff" for part in PARTS], Path(__file__).parent / f"Tinos-{face}.ttf")
