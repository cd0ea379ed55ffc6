"""The press: a template and its data make a PDF. Reading the fonts costs more than a page, so compilers are kept."""

import json
import os
import threading
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

# Tinos has the widths of Times New Roman. The npm package @fontsource/tinos splits it by script; its latin,
# latin-ext and vietnamese parts are merged here (fontTools), because none of them covers Vietnamese alone.
FONTS = Path(__file__).resolve().parents[2] / "assets/fonts/tinos"
_TEMPLATES = Path(__file__).parent / "templates"
_lock = threading.Lock()
_home: list[int] = []


class PressLeftBehind(Exception):
    """This process is a fork of one that pressed before: the threads of the press stayed there, and a paper begun here
    would never be finished, nor any after it. Said at once, instead of waiting for ever.
    """


def pressed(template: str, tagged: bool = True, **inputs: str) -> bytes:
    """The PDF of `template` (its file's name without the ending); the inputs are its sys.inputs.

    Raises `typst.TypstError` when the content cannot be laid out, PressLeftBehind in a fork.
    """
    _at_home()
    with _lock:
        return _compiled(_compiler(template), inputs, tagged)


def _at_home() -> None:
    """Before the lock is asked for: in a fork it may be held by nobody who lives."""
    if not _home:
        _home.append(os.getpid())
    if _home[0] != os.getpid():
        raise PressLeftBehind


def press(template: str, data: dict[str, Any]) -> tuple[bytes, int]:
    """The PDF of `template` (its file's name without the ending) and its pages; the data is JSON in sys.inputs.data.

    Raises `typst.TypstError` when the content cannot be laid out.
    """
    _at_home()
    with _lock:
        compiler = _compiler(template)
        pdf = _compiled(compiler, _as_json(data), tagged=True)
        return pdf, int(compiler.query("<end>", field="value", one=True))


def press_placed(template: str, data: dict[str, Any]) -> tuple[bytes, list[int]]:
    """The PDF without its tags, which cost a long table three times its room, and on which page each row stands."""
    _at_home()
    with _lock:
        compiler = _compiler(template)
        pdf = _compiled(compiler, _as_json(data), tagged=False)
        return pdf, json.loads(compiler.query("<placed>", field="value", one=True))


def _as_json(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _compiled(compiler: typst.Compiler, inputs: dict[str, str], tagged: bool) -> bytes:
    return cast(bytes, compiler.compile(format="pdf", sys_inputs=inputs, pdf_tags=tagged))


@cache
def _compiler(template: str) -> typst.Compiler:
    path = _TEMPLATES / f"{template}.typ"
    return typst.Compiler(str(path), root=str(_TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)
