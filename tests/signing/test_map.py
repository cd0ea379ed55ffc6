"""The workshop's map (signing/README.md) is what a newcomer reads first: it names every file once, and no other."""

import re
from collections import Counter
from pathlib import Path

from tests.rooms import ROOT

FOLDER = ROOT / "signing"


def named(text: str) -> Counter[str]:
    """Files that stand in the lists, not in the words above them."""
    lists = text[text.index("**Where") :]
    return Counter(re.findall(r"`(\w+\.py)`", lists))


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.py")} - {"__init__.py"}


def test_the_map_names_every_file_of_the_workshop_once() -> None:
    told = named((FOLDER / "README.md").read_text())
    assert set(told) == files(FOLDER)
    assert max(told.values()) == 1


def test_a_file_that_stands_twice_or_nowhere_is_seen() -> None:
    assert named("`check.py` above **Where?** `pen.py`, `pen.py`, `look.py`") == {"pen.py": 2, "look.py": 1}
