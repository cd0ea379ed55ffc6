"""The agent is installed as people install it: alone, from its folder, into an environment that knows no house."""

import os
import pty
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.agent.conftest import Token
from tests.agent.desk import PIN, SOURCES, at_a_desk
from tests.agent.test_signing import events

HOUSE = ("signing", "voffice_app", "state", "pages", "reflex", "sqlmodel", "pyhanko", "cryptography")


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and what the wheel asks for."""
    folder = tmp_path_factory.mktemp("installed")
    copy = shutil.copytree(SOURCES, folder / "agent", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True, timeout=120)
    programs = folder / "venv" / "bin"
    done = subprocess.run(
        [programs / "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", copy],
        capture_output=True, text=True, timeout=300, check=False, cwd=folder,
    )  # fmt: skip
    if "No matching distribution" in done.stderr or "Failed to establish" in done.stderr:
        pytest.skip("no package index within reach")
    assert done.returncode == 0, done.stderr
    return programs


def test_the_installed_program_signs(bin_folder: Path, token: Token, tmp_path: Path) -> None:
    environment = {**token.environment, "PYTHONPATH": ""}
    program = (str(bin_folder / "voffice-agent"),)
    with at_a_desk(tmp_path / "desk", token.module, environment=environment, program=program) as desk:
        told = desk.sign(desk.ticket(token.certificates["rsa"], 3))
        assert events(told) == ["asking", "signed", "signed", "signed", "done"]


def test_it_brings_two_packages_and_nothing_of_the_house(bin_folder: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [bin_folder / "pip", "list", "--format", "freeze", "--disable-pip-version-check"],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    names = {line.partition("==")[0].lower() for line in told.splitlines()}
    assert names - {"pip", "setuptools", "wheel"} == {"voffice-agent", "python-pkcs11", "asn1crypto"}
    question = f"import importlib.util as u; print([n for n in {HOUSE} if u.find_spec(n)])"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    answer = subprocess.run(
        [bin_folder / "python", "-c", question], capture_output=True, text=True, check=True, cwd=tmp_path, env=plain
    )
    assert answer.stdout.strip() == "[]"


def test_its_list_of_drivers_comes_along(bin_folder: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [bin_folder / "voffice-agent", "--version"], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    declared = tomllib.loads((SOURCES / "pyproject.toml").read_text(encoding="utf-8"))
    assert told.strip() == declared["project"]["version"]
    script = (
        "import tomllib; from importlib.resources import files; "
        "print(len(tomllib.loads(files('voffice_agent').joinpath('modules.toml').read_text('utf-8'))))"
    )
    answer = subprocess.run([bin_folder / "python", "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "3"


@pytest.mark.parametrize(("typed", "answer"), [(PIN, f"D {PIN}"), ("", "ERR 83886179")])
def test_the_terminal_asks_without_showing_what_is_typed(typed: str, answer: str) -> None:
    """`voffice_agent.terminal` on a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = str(SOURCES)
        script = (
            "import subprocess, sys; done = subprocess.run([sys.executable, '-m', 'voffice_agent.terminal'], "
            "input='SETDESC Ký 1 văn bản%0A226/QĐ\\nSETPROMPT Mã PIN\\nGETPIN\\n'.encode(), stdout=subprocess.PIPE); "
            "print('TOLD', repr(done.stdout.decode()))"
        )
        os.execv(sys.executable, [sys.executable, "-c", script])
    shown = b""
    while "Mã PIN".encode() not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, typed.encode() + b"\n")
    while b"TOLD" not in shown or not shown.rstrip().endswith((b"'", b'"')):
        shown += os.read(terminal, 1024)
    os.waitpid(child, 0)
    before, _, told = shown.decode().partition("TOLD")
    assert "Ký 1 văn bản\r\n226/QĐ" in before
    assert answer in told
    assert not typed or typed not in before


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is missing: apt-get install xvfb")
def test_the_window_opens_and_closing_it_signs_nothing(tmp_path: Path) -> None:
    pytest.importorskip("tkinter", reason="tkinter is missing: apt-get install python3-tk")
    display = f":{90 + os.getpid() % 900}"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "800x600x24"], stderr=subprocess.DEVNULL)
    try:
        environment = {**os.environ, "DISPLAY": display, "PYTHONPATH": str(SOURCES)}
        window = subprocess.Popen(
            [sys.executable, "-c", CLOSES_ITSELF], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        told, _ = window.communicate("SETDESC Ký 1 văn bản%0A226/QĐ\nGETPIN\nGETPIN\n".encode(), timeout=30)
    finally:
        screen.terminate()
        screen.wait(10)
    assert told.decode().splitlines()[-3:] == [f"D {PIN}", "OK", "ERR 83886179 Operation cancelled"]


CLOSES_ITSELF = f"""
import time, tkinter
from voffice_agent import assuan, window
presses = ["Ký", "Thôi, không ký"]
def inside(widget):
    return [widget, *(deep for child in widget.winfo_children() for deep in inside(child))]
def act(window):
    found = inside(window)
    next(one for one in found if one.winfo_class() == "TEntry").insert(0, "{PIN}")
    name = presses.pop(0)
    next(one for one in found if one.winfo_class() == "TButton" and one["text"] == name).invoke()
plain = tkinter.Tk.mainloop
def mainloop(self, n=0):
    self.after(400, lambda: act(self))
    plain(self, n)
tkinter.Tk.mainloop = mainloop
time.sleep(1)
assuan.serve(window.ask)
"""
