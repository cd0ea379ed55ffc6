"""Entering many rows at once (imports, demonstration, measurements): ids reserved first, then Core inserts."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select, text, update
from sqlmodel import SQLModel

from voffice_app.db.audit import AuditEntry, AuditHead
from voffice_app.db.notices import Notice
from voffice_app.db.sequences import RegisterYear
from voffice_app.db.session import Tx

_BATCH = 2000
_RESERVE = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), nextval(pg_get_serial_sequence(:name, 'id')) + :n)")


def reserve_ids(tx: Tx, table: type[SQLModel], count: int) -> range:
    """Ids that nobody else gets, so that rows which point at one another can be made before they are stored."""
    if tx.session.get_bind().dialect.name == "postgresql":
        last = int(tx.session.execute(_RESERVE, {"name": table.__tablename__, "n": count}).scalar_one())
        return range(last - count, last)
    known: Any = table
    first = int(tx.session.execute(select(func.coalesce(func.max(known.id), 0))).scalar_one()) + 1
    return range(first, first + count)


def insert_all(tx: Tx, table: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, in batches."""
    known: Any = table
    waiting = iter(rows)
    while batch := [dict(row) for row in islice(waiting, _BATCH)]:
        tx.session.connection().execute(insert(known.__table__), batch)


def append_chained(tx: Tx, entries: list[dict[str, Any]]) -> None:
    """Chain audit rows of any units behind their heads, in the order given; `seq` and the hashes are filled in."""
    heads: dict[int, AuditHead] = {}
    for entry in entries:
        unit_id = entry["unit_id"]
        if unit_id not in heads:
            known = tx.session.get(AuditHead, unit_id, with_for_update=True)
            heads[unit_id] = known or AuditHead(unit_id=unit_id)
        head = heads[unit_id]
        entry |= {"seq": head.seq + 1, "previous_hash": head.hash}
        entry["hash"] = _digest(entry)
        head.seq, head.hash = entry["seq"], entry["hash"]
    tx.session.add_all(heads.values())
    insert_all(tx, AuditEntry, entries)


def _digest(entry: dict[str, Any]) -> str:
    """What `audit.digest` says of the same row, without building a hundred thousand mapped objects."""
    content = entry | {"at": entry["at"].isoformat()}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def advance_register(tx: Tx, register_id: int, year: int, last_number: int) -> None:
    """Remember the last number given in bulk; the next one by hand follows it."""
    row = tx.session.get(RegisterYear, (register_id, year)) or RegisterYear(register_id=register_id, year=year)
    row.last_number = last_number
    tx.session.add(row)
    tx.session.flush()


def read_before(tx: Tx, moment: datetime) -> None:
    """Every notice from before that instant was read when it came."""
    known: Any = Notice
    tx.session.execute(update(known.__table__).where(known.at < moment).values(seen_at=known.at))
