"""An office whose papers are really drawn: the reading child's functions, called in the test's own process."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import pymupdf
import typst

from tests.core.factories import SmallOffice, registered, upload
from voffice_app.actions.office import Office
from voffice_app.actions.printing_parts import PrintOut
from voffice_app.reading.child import ALLOWED

LOOKUP = "https://vp.vn/tra-cuu"
LETTER = '#set page(paper: "a4", margin: {margin})\nSố: 12/SGDĐT \\\n{body}'


@dataclass
class DrawingWorkshop:
    """Calls what the child would call."""

    def call(self, target: str, *args: Any, seconds: float = 30) -> Any:
        module, _, name = target.partition(":")
        assert module in ALLOWED
        return getattr(import_module(module), name)(*args)


def drawing(small: SmallOffice) -> Office:
    return replace(small.office, workshop=DrawingWorkshop())


def letter(*, body: str = "Nội dung văn bản", margin: str = "30mm") -> bytes:
    """A plain PDF of one page or more."""
    made = typst.compile(LETTER.format(margin=margin, body=body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def arrived(small: SmallOffice, pdf: bytes, **changes: Any) -> int:
    """In the book, with this file."""
    small.db.vault.put(pdf)
    document_id = registered(small, **changes)
    replace_file(small, "incoming", document_id, pdf)
    return document_id


def replace_file(small: SmallOffice, direction: str, document_id: int, pdf: bytes) -> None:
    """The document's newest file holds these bytes."""
    from voffice_app.db.files import Direction, list_files

    with small.db.act(small.clerk) as tx:
        file = list_files(tx.session, Direction(direction), document_id)[-1]
        file.sha256 = small.db.vault.put(pdf)
        tx.session.add(file)


def text_of(paper: PrintOut) -> str:
    return " ".join(" ".join(page.get_text() for page in pymupdf.open(stream=paper.content)).split())


def pages_of(paper: PrintOut) -> Iterator[pymupdf.Page]:
    yield from pymupdf.open(stream=paper.content)


__all__ = ["LOOKUP", "arrived", "drawing", "letter", "pages_of", "replace_file", "text_of", "upload"]
