"""The lines above a signer's name: KT. TRƯỞNG PHÒNG / PHÓ TRƯỞNG PHÒNG (ND30 PL I II.7.b). Runs in the child."""

from signing.document import opened
from signing.page_text import Run, runs_of, same_name

_REACH = 0.15
"""Of the page's width: how far the middle of a title may stand from the middle of the name."""
_MOST = 3


def find_titles(pdf: bytes, signer_name: str) -> list[str]:
    """From the top, as printed; empty where no line stands above the name. The last page that bears it counts."""
    document = opened(pdf)
    for index in reversed(range(document.page_count)):
        runs, wide = runs_of(document[index]), document[index].rect.width
        for name in sorted((run for run in runs if same_name(run.text, signer_name)), key=lambda run: run.box.y0):
            found = _above(runs, name, wide)
            if found:
                return found
    return []


def _above(runs: list[Run], name: Run, wide: float) -> list[str]:
    """Upwards from the gap while line follows line in the name's column."""
    column = [
        run for run in runs if run.box.y0 >= name.box.y1 and abs(run.box.centre[0] - name.box.centre[0]) < _REACH * wide
    ]
    found: list[Run] = []
    for run in sorted(column, key=lambda run: run.box.y0):
        if found and run.box.y0 - found[-1].box.y1 > run.box.height:
            break
        found.append(run)
    printed = [run.text.strip() for run in found[:_MOST]][::-1]
    return printed if all(text == text.upper() for text in printed) else []
