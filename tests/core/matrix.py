"""Reading a drawn table, state × step, into what the office expects; the tests compare the FLOW tables with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """Who takes a step from which states (by letter), and where it leads (empty: nowhere else)."""

    letters: dict[str, str]
    target: str


def drawn(table: str) -> dict[str, Expected]:
    """First line: the states. Then one step a line: its letters in the states' order, ``→`` and its target."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    steps = {}
    for name, *cells in rows:
        target = cells[cells.index("→") + 1] if "→" in cells else ""
        letters = cells[: len(head)]
        steps[name] = Expected({state: who for state, who in zip(head, letters, strict=True) if who != "."}, target)
    return steps
