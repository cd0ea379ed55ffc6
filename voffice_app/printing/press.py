"""The press: a template and its data make a PDF. Reading the fonts costs more than a page, so compilers are kept."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

FONTS = Path(__file__).resolve().parents[2] / "assets/fonts/tinos"
_TEMPLATES = Path(__file__).parent / "templates"
_lock = threading.Lock()


def press(template: str, data: dict[str, Any]) -> tuple[bytes, int]:
    """The PDF of `template` (its file's name without the ending) and its pages; the data is JSON in sys.inputs.data.

    Raises `typst.TypstError` when the content cannot be laid out.
    """
    with _lock:
        compiler = _compiler(template)
        pdf = _compiled(compiler, data, tagged=True)
        return pdf, int(compiler.query("<end>", field="value", one=True))


def press_placed(template: str, data: dict[str, Any]) -> tuple[bytes, list[int]]:
    """The PDF without its tags, which cost a long table three times its room, and on which page each row stands."""
    with _lock:
        compiler = _compiler(template)
        pdf = _compiled(compiler, data, tagged=False)
        return pdf, json.loads(compiler.query("<placed>", field="value", one=True))


def _compiled(compiler: typst.Compiler, data: dict[str, Any], tagged: bool) -> bytes:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return cast(bytes, compiler.compile(format="pdf", sys_inputs=inputs, pdf_tags=tagged))


@cache
def _compiler(template: str) -> typst.Compiler:
    path = _TEMPLATES / f"{template}.typ"
    return typst.Compiler(str(path), root=str(_TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)
