"""Deadlines within deadlines: what is given onward ends no later than what was given, and more time is truly more."""

from datetime import date

from voffice_app.domain.errors import refuse


def onward_due(wanted: date | None, own: date | None, today: date) -> date | None:
    """The deadline of what is given onward: the one wished for, else one's own; Refused when it is later or past."""
    if wanted is not None and wanted < today:
        raise refuse("due_in_past")
    if wanted is not None and own is not None and wanted > own:
        raise refuse("due_after_own", due=f"{own:%d/%m/%Y}")
    return wanted or own


def later_due(wished: date | None, current: date | None, own: date | None, today: date) -> date:
    """A day that truly gives more time than ``current``, and no more than the giver ``own``-s.

    ``own`` None: the giver has no deadline of their own, as the head of the unit.
    """
    if wished is None:
        raise refuse("extension_missing")
    if current is None:
        raise refuse("extension_no_due")
    if wished <= current or wished < today:
        raise refuse("extension_not_later", due=f"{max(current, today):%d/%m/%Y}")
    if own is not None and wished > own:
        raise refuse("due_after_own", due=f"{own:%d/%m/%Y}")
    return wished
