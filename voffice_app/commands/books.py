"""`voffice books`: every closed volume of every unit held against the book of today, for IT at the server."""

from collections.abc import Iterator

from voffice_app.db.register_lists import list_all_volumes
from voffice_app.db.volumes import Comparison, compare
from voffice_app.house import database
from voffice_app.words import registers as words


def compared() -> Iterator[tuple[str, bool]]:
    """One line a volume, and whether its stored rows and its place in the chain are unharmed."""
    with database().read() as session:
        for unit_name, register_name, volume in list_all_volumes(session):
            found = compare(session, database().vault, volume)
            yield (
                f"{unit_name} · {register_name} · {volume.year}, quyển {volume.volume}: {said(found)}",
                unharmed(found),
            )


def unharmed(found: Comparison) -> bool:
    """Differences are told, but no harm: a document recalled after closing changes its row, never the volume."""
    return found.kept and found.chained


def said(found: Comparison) -> str:
    if not found.kept:
        return words.HARMED
    if not found.chained:
        return words.UNCHAINED
    if found.differences:
        numbers = ", ".join(dict.fromkeys(str(each.number) for each in found.differences))
        return f"{words.DIFFERS.format(count=len(found.differences))} Số: {numbers}"
    return words.EQUAL
