"""The colours are written down once and can be read by everybody."""

import re
from pathlib import Path

import pytest

from voffice_app.ui import theme

ROOT = Path(__file__).parents[2]
WORDS = ["teal", "blue", "amber", "red", "green", "violet", "gray"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_stylesheet_holds_the_colours_of_the_theme() -> None:
    assert (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8") == theme.stylesheet()


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_word_stands_out_from_its_ground(colours: dict[str, str]) -> None:
    pairs = [(colours[word], colours[f"{word}-bg"]) for word in WORDS]
    pairs += [(colours[word], colours[ground]) for word in WORDS for ground in ("surface", "ground", "hover")]
    pairs += [(colours[ink], colours[on]) for ink in ("ink", "ink-2") for on in ("surface", "ground", "hover", "desk")]
    pairs += [(colours["on-fill"], colours["fill"]), (colours["on-fill"], colours["fill-hover"])]
    pairs += [(colours["surface"], colours["red"])]
    faint = {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5}
    assert not faint


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_edge_of_an_input_can_be_seen(colours: dict[str, str]) -> None:
    assert contrast(colours["line-2"], colours["surface"]) >= 3


def test_every_stylesheet_is_there_and_asks_nothing_from_other_sites() -> None:
    for sheet in theme.STYLESHEETS:
        css = (ROOT / "assets" / sheet.strip("/")).read_text(encoding="utf-8")
        assert "http" not in css
        assert "@import" not in css
        for path in re.findall(r"url\(([^)]+)\)", css):
            assert (ROOT / "assets" / path.strip("/")).is_file()


def test_every_colour_a_stylesheet_names_is_in_the_theme() -> None:
    known = set(theme.LIGHT) | set(theme.SIZES)
    given = {"ghost", "share", "columns", "least", "default-font-family", "tone", "whole", "late", "depth"}
    for sheet in theme.STYLESHEETS:
        css = (ROOT / "assets" / sheet.strip("/")).read_text(encoding="utf-8")
        assert set(re.findall(r"var\(--([a-z0-9-]+)", css)) <= known | given
