"""Texts longer than their column are refused before either database sees them."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Mapper

from voffice_app.domain.errors import Reason, Refused


def refuse_long(mapper: Mapper[Any], _connection: Connection, row: Any) -> None:
    """PostgreSQL would break off the act, SQLite would keep the text: both refuse it in words.

    Raises:
        Refused: ``too_long`` for each such text, with ``field`` and ``limit``.
    """
    long = [
        Reason("too_long", {"field": name, "limit": limit})
        for name, column in mapper.columns.items()
        if (limit := getattr(column.type, "length", None))
        and isinstance(text := getattr(row, name), str)
        and len(text) > limit
    ]
    if long:
        raise Refused(long)
