"""Documents of a unit that carry the same reference, however it was typed (ND30 PL VI III.1.h)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from voffice_app.db.incoming import IncomingDocument
from voffice_app.db.session import Session
from voffice_app.domain.folding import clean, fold

D: Any = IncomingDocument
_LONGEST_NUMBER = 11


@dataclass(frozen=True)
class Written:
    """A reference with its issuer and day. 05 is 5, "Thụy" is "Thuỵ", capitals and decomposed letters are nothing."""

    number: str
    notation: str
    issuing_body: str
    issued_on: date | None = None

    @property
    def bare(self) -> str:
        return clean(self.number).casefold().lstrip("0")

    def is_same(self, other: "Written") -> bool:
        """Of another day it is another document, where both days are known."""
        days = {self.issued_on, other.issued_on} - {None}
        return len(days) < 2 and self._read() == other._read()

    def _read(self) -> tuple[str, str, str]:
        return self.bare, clean(self.notation).casefold(), fold(self.issuing_body)


def list_same(session: Session, unit_id: int, wanted: Written) -> list[int]:
    """Ids. The index finds the number with every count of zeros; the few found are compared as people read them."""
    shapes = {wanted.bare, wanted.bare.upper()}
    ways = [("0" * zeros + shape) for shape in shapes for zeros in range(_LONGEST_NUMBER + 1 - len(shape))]
    query = select(D.id, D.code_number, D.code_notation, D.issuing_body, D.issued_on)
    rows = session.execute(query.where(D.unit_id == unit_id, D.code_number.in_(ways))).all()
    return [number for number, *written in rows if wanted.is_same(Written(*written))]
