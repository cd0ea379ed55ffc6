"""Documents by words: the one condition of every list, and the way to it that fits how common the words are.

A folded word of the query begins a folded word of the document. That is a LIKE, the same on both databases; read from
a register of 100,000 it costs 70 ms when nothing matches. PostgreSQL answers it from trigrams. SQLite keeps the words
in a full-text table: few hits are taken from there and sorted, many are met by walking the list in its order.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, column, func, select, table
from sqlmodel import Session

from voffice_app.db.paging import words_match
from voffice_app.domain.folding import fold

FEW = 5000
"""Hits up to which fetching and sorting them all (12 ms) beats walking a register of 100,000."""


def containing(session: Session, document: Any, unit_ids: Sequence[int], words: str) -> list[Any]:
    """Conditions on ``document`` (incoming or outgoing, of these units): every word begins a word of its text."""
    folded = fold(words)
    if not folded or session.get_bind().dialect.name != "sqlite":
        return words_match(document.fold, folded)
    name = document.__tablename__.replace("_document", "_words")
    matches = column(name).op("MATCH")(_expression(unit_ids, folded))
    hits: Select[Any] = select(column("rowid")).select_from(table(name)).where(matches)
    some = hits.limit(FEW + 1).subquery()
    if session.execute(select(func.count()).select_from(some)).scalar_one() > FEW:
        return words_match(document.fold, folded)
    return [document.id.in_(hits)]


def _expression(unit_ids: Sequence[int], folded: str) -> str:
    """FTS5's own language; folded words are letters and digits only, so nothing in them needs care."""
    units = " OR ".join(f'"§{unit_id}"' for unit_id in unit_ids)
    return " AND ".join([f"({units})", *(f'"{word}"*' for word in folded.split())])
