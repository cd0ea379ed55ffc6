"""The press: in a fork of a process that pressed it says so at once; a paper begun there would never be finished."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORKED = """
import os, sys
from voffice_app.printing.press import PressLeftBehind, pressed
from voffice_app.printing.letters import Letter, letter
paper = Letter(parent_body="A", issuing_body="B", type_code="", type_name="", code_notation="B-VP", place_name="T",
               year=2026, abstract="Về việc thử", body=("Một.",), recipients=("Lưu: VT.",), capacity=("TRƯỞNG PHÒNG",),
               signer_name="N")
if sys.argv[1] == "pressed":
    letter(paper)
if child := os.fork():
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
try:
    os._exit(0 if letter(paper).startswith(b"%PDF") else 1)
except PressLeftBehind:
    os._exit(7)
"""


@pytest.mark.parametrize(("before", "code"), [("pressed", 7), ("rested", 0)])
def test_a_fork_presses_only_when_nobody_pressed_before_it(before: str, code: int) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", FORKED, before], cwd=ROOT, env=env, timeout=60)
    assert done.returncode == code
