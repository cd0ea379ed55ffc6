"""Killed at any step of a ceremony, by the system and without a word: the file is the old one or a fully valid one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from signing.check import verify
from signing.geometry import LEADER
from signing.pin import Pin
from signing.token import KeyAddress, TokenWorker
from tests.signing.conftest import Desk, signature_png
from tests.signing.softtoken import PIN, filled, module, needs_softhsm

ROOT = Path(__file__).parents[2]
STEPS = (
    "signing.ceremony.check_order",
    "signing.ceremony.check_certificate",
    "signing.compose.Update",
    "signing.compose._digest",
    "signing.shelf.pack",
    "signing.shelf.NamedTemporaryFile",
    "signing.token.exchange",
    "signing.ceremony.embed",
    "signing.cms.envelope",
    "signing.ceremony.verify",
    "voffice_app.commands.signed_files.NamedTemporaryFile",
    "voffice_app.commands.signed_files.os.fsync",
    "voffice_app.commands.signed_files.os.link",
    "voffice_app.commands.signed_files.Path.unlink",
)
"""What is called on the way, in its order; the process dies as it is called, and again as it comes back."""

CEREMONY = """
import json, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from pkgutil import resolve_name
from signing.batch import Batch
from signing.geometry import LEADER
from signing.intent import Intent
from signing.keys import TokenKey
from signing.pin import Pin
from signing.shelf import Shelf
from signing.token import TokenWorker
from signing.trust import Trust
from voffice_app.commands.signed_files import destination, store

folder, module, pin, steps = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]

def die_at(step, when):
    owner, _, name = step.rpartition(".")
    owner = resolve_name(owner)
    real = getattr(owner, name)
    def dying(*args, **kwargs):
        done = real(*args, **kwargs) if when == "after" else None
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(owner, name, dying)

def der(kind):
    return tuple(path.read_bytes() for path in sorted((folder / kind).iterdir()))

def sign():
    worker = TokenWorker(module, folder / "softhsm2.conf")
    certificate, chain = der("certificate")[0], der("chain")
    batch = Batch(certificate, chain, Trust(der("roots"), chain, der("crls")), Shelf(folder / "waiting"))
    intent = Intent(LEADER, (folder / "blue.png").read_bytes(), datetime.now(UTC))
    batch.add("a.pdf", (folder / "a.pdf").read_bytes(), intent)
    key = TokenKey(worker, "Killed", "rsa", certificate, chain, Pin(pin))
    for name, signed in batch.sign(key):
        store(signed.pdf, destination(folder / name, None))
    worker.close()

def alone(work):
    pid = os.fork()
    if not pid:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

for step in steps:
    for when in ("before", "after"):
        ended = [alone(lambda: (die_at(step, when), sign()))]
        signed = folder / "a.signed.pdf"
        left = signed.exists() and signed.rename(folder / f"{step}-{when}.pdf")
        ended.append(alone(sign))
        signed.rename(folder / f"{step}-{when}-again.pdf")
        print(json.dumps([step, when, ended, bool(left)]))
"""


@pytest.fixture(scope="module")
def room(desk: Desk, head_letter: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter, a token, and all it takes to sign."""
    folder = tmp_path_factory.mktemp("room")
    worker = filled(folder, desk.authority, "Killed", "rsa")
    papers = {"certificate": [worker.list_certificates()[0].der], "chain": [desk.authority.sub_der]}
    papers |= {"roots": [desk.authority.root_der], "crls": list(desk.trust.crls)}
    worker.close()
    for kind, ders in papers.items():
        (folder / kind).mkdir()
        for number, content in enumerate(ders):
            (folder / kind / f"{number}.der").write_bytes(content)
    (folder / "blue.png").write_bytes(signature_png())
    (folder / "a.pdf").write_bytes(head_letter)
    return folder


@pytest.fixture(scope="module")
def deaths(room: Path) -> dict[tuple[str, str], tuple[list[int], bool]]:
    """How each process ended (the one that is killed, and the next attempt), and whether it left a signed file."""
    command = [sys.executable, "-c", CEREMONY, str(room), str(module()), PIN, *STEPS]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert told.returncode == 0, told.stderr
    return {(step, when): (ended, left) for step, when, ended, left in map(json.loads, told.stdout.splitlines())}


@needs_softhsm
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_process_killed_at_any_step_leaves_the_old_file_or_a_valid_one(
    room: Path,
    desk: Desk,
    head_letter: bytes,
    deaths: dict[tuple[str, str], tuple[list[int], bool]],
    step: str,
    when: str,
) -> None:
    ended, left = deaths[step, when]
    assert ended == [-9, 0], "killed at the step; the next attempt goes through, whatever was left behind"
    assert (room / "a.pdf").read_bytes() == head_letter
    for name in [f"{step}-{when}-again.pdf"] + [f"{step}-{when}.pdf"] * left:
        verdict = verify((room / name).read_bytes(), desk.trust)
        assert (verdict.outcome, verdict.find(LEADER) is not None) == ("valid", True)


@needs_softhsm
def test_only_after_the_last_step_but_one_is_there_a_signed_file(
    deaths: dict[tuple[str, str], tuple[list[int], bool]],
) -> None:
    assert [step for step in deaths if deaths[step][1]] == [
        ("voffice_app.commands.signed_files.os.link", "after"),
        ("voffice_app.commands.signed_files.Path.unlink", "before"),
        ("voffice_app.commands.signed_files.Path.unlink", "after"),
    ]


@needs_softhsm
def test_the_token_still_takes_the_pin_after_all_those_deaths(room: Path) -> None:
    worker = TokenWorker(module(), room / "softhsm2.conf")
    assert worker.sign(KeyAddress("Killed", "rsa"), Pin(PIN), b"attributes")
    worker.close()
