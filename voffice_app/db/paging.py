"""Keyset paging and capped counts: an offset of 900,000 costs 500 times a keyset page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BinaryExpression,
    Case,
    ColumnElement,
    Date,
    Integer,
    Select,
    case,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlmodel import Session

from voffice_app.domain.deadlines import URGENT_ON, URGENT_RANK
from voffice_app.domain.numbering import BOOK_YEAR

PAGE_SIZE = 30
COUNT_CAP = 1000


@dataclass(frozen=True)
class Order:
    """How a list is sorted: a column or an expression, made unique by the id."""

    column: Any
    identity: Any
    descending: bool


def page_query(query: Select[Any], order: Order, after: tuple[Any, int] | None) -> Select[Any]:
    """The rows behind ``after`` (sort value, id) in this order, one more than a page."""
    key, identity = order.column, order.identity
    if after is not None:
        # one comparison of pairs: with OR, SQLite walks the index from its beginning
        pair = tuple_(key, identity)
        query = query.where(pair < after if order.descending else pair > after)
        if isinstance(key, BinaryExpression | Case):  # in an index over one SQLite finds a value, no pair
            query = query.where(key <= after[0] if order.descending else key >= after[0])
    columns = (key.desc(), identity.desc()) if order.descending else (key, identity)
    return query.order_by(*columns).limit(PAGE_SIZE + 1)


def book_order(year: Any, number: Any) -> Any:
    """``numbering.book_order`` in SQL; the factor is written out, a bound one would meet no index."""
    return year * literal_column(str(BOOK_YEAR), Integer) + number


def queue_order(urgency: Any, due_sort: Any) -> Any:
    """``deadlines.queue_on`` in SQL, written out for the same reason."""
    day = {kind: literal_column(f"'{URGENT_ON[kind]}'", Date) for kind in URGENT_ON}
    return case(*((urgency == literal_column(f"'{kind}'"), day[kind]) for kind in URGENT_ON), else_=due_sort)


def queue_rank(urgency: Any) -> Any:
    """``deadlines.queue_rank`` in SQL."""
    rank = {kind: literal_column(str(value), Integer) for kind, value in URGENT_RANK.items()}
    ranked = ((urgency == literal_column(f"'{kind}'"), rank[kind]) for kind in URGENT_RANK)
    return case(*ranked, else_=literal_column("0", Integer))


def capped_count(session: Session, identity: Any, *conditions: ColumnElement[bool] | Any) -> int:
    """How many rows, counting at the most :data:`COUNT_CAP` + 1 ("1000+")."""
    rows = select(identity).where(*conditions).limit(COUNT_CAP + 1).subquery()
    return int(session.execute(select(func.count()).select_from(rows)).scalar_one())


def words_match(fold_column: Any, folded: str) -> list[Any]:
    """Every folded word of the query begins a word of the folded text (which starts with a blank)."""
    return [fold_column.like(f"% {word}%") for word in folded.split()]


def parse_after(text: str, kind: type) -> tuple[Any, int] | None:
    """The paging key of an address; a mangled one starts from the first page."""
    value, _, identity = text.rpartition("~")
    try:
        return (_key(value, kind), _small(identity)) if value else None
    except ValueError:
        return None


def _key(value: str, kind: type) -> Any:
    if not value.isprintable():
        raise ValueError(kind)
    return date.fromisoformat(value) if kind is date else _small(value) if kind is int else kind(value)


def _small(text: str) -> int:
    """A number that a column can hold: PostgreSQL breaks off at any larger one."""
    number = int(text)
    if abs(number) > 2**31 - 1:
        raise ValueError(text)
    return number
