"""`voffice sign` at a desk: many files, one PIN, one log-in; what may not be signed is told, file by file."""

import json
import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from signing import softhsm
from signing.check import verify
from signing.demo_ca import Subject
from signing.pin import Pin
from signing.token import TokenWorker
from tests.signing.conftest import OFFICE, Desk, seal_png, signature_png
from tests.signing.letters import LETTERS, made
from tests.signing.softtoken import PIN, SO_PIN, START, module, needs_softhsm

pytestmark = needs_softhsm
ROOT = Path(__file__).parents[2]
HEAD = "Trần Thị Hồng Nhung"


@dataclass
class Station:
    """A desk: a token with a head's and an office's key, whom the desk believes, pictures, and letters to sign."""

    folder: Path
    desk: Desk

    def run(self, *arguments: str, pin: str = PIN, files: tuple[str, ...] = ("a.pdf", "b.pdf")) -> "Told":
        read, write = os.pipe()
        os.write(write, f"{pin}\n".encode())
        os.close(write)
        try:
            told = subprocess.run(
                [*self.command(*arguments, files=files), "--pin-fd", str(read)], cwd=self.folder, pass_fds=[read],
                env=self.environment, capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
        finally:
            os.close(read)
        assert pin not in told.stdout + told.stderr
        return Told(told.returncode, told.stdout, told.stderr)

    def command(self, *arguments: str, files: tuple[str, ...] = ("a.pdf", "b.pdf")) -> list[str]:
        usual = ["--trust", str(self.folder / "trust"), "--crl", str(self.folder / "lists"), "--offline"]
        return [sys.executable, "-m", "voffice_app.cli", "sign", *files, *usual, *arguments]

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "VOFFICE_DATA": str(self.folder / "data"), "PYTHONPATH": str(ROOT)}

    def outcome(self, name: str) -> tuple[str, list[str]]:
        verdict = verify((self.folder / name).read_bytes(), self.desk.trust)
        return verdict.outcome, [finding.signer for finding in verdict.signatures]

    def written(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.name.endswith(".signed.pdf"))


@dataclass
class Told:
    code: int
    out: str
    err: str


@pytest.fixture
def station(tmp_path: Path, desk: Desk) -> Station:
    worker = TokenWorker(module(), softhsm.configure(tmp_path / "data" / "softhsm"))
    worker.make_token("Bàn ký", Pin(PIN), Pin(SO_PIN))
    for label, kind, name in (("head", "rsa", HEAD), ("seal", "ec", OFFICE)):
        public = worker.generate("Bàn ký", label, Pin(PIN), kind)
        certificate = desk.authority.issue(public, Subject(name, OFFICE), START)
        worker.store_certificate("Bàn ký", label, Pin(PIN), certificate)
    worker.close()
    for folder, ders in (("trust", (desk.authority.root_der, desk.authority.sub_der)), ("lists", desk.trust.crls)):
        (tmp_path / folder).mkdir()
        for number, der in enumerate(ders):
            (tmp_path / folder / f"{number}.der").write_bytes(der)
    (tmp_path / "blue.png").write_bytes(signature_png())
    (tmp_path / "red.png").write_bytes(seal_png())
    for name, letter in (("a.pdf", "head"), ("b.pdf", "two_pages")):
        (tmp_path / name).write_bytes(made(LETTERS[letter]))
    return Station(tmp_path, desk)


def test_two_letters_are_signed_and_sealed_with_one_pin_each_and_the_originals_stay(station: Station) -> None:
    before = (station.folder / "a.pdf").read_bytes()
    told = station.run("--kind", "leader", "--key", "head", "--image", "blue.png")
    assert (told.code, told.err) == (0, "")
    assert station.outcome("a.signed.pdf") == station.outcome("b.signed.pdf") == ("valid", [HEAD])
    led = ("a.signed.pdf", "b.signed.pdf")
    sealed = station.run("--kind", "agency", "--key", "seal", "--image", "red.png", "--out", "sealed", files=led)
    assert (sealed.code, sealed.err) == (0, "")
    assert station.outcome("sealed/a.signed.signed.pdf") == ("valid", [HEAD, OFFICE])
    assert (station.folder / "a.pdf").read_bytes() == before


def test_what_may_not_be_sealed_is_told_and_the_others_are_sealed(station: Station) -> None:
    station.run("--kind", "leader", "--key", "head", "--image", "blue.png", files=("a.pdf",))
    (station.folder / "broken.pdf").write_bytes(b"%PDF-1.7 not really")
    files = ("a.signed.pdf", "b.pdf", "broken.pdf", "absent.pdf")
    told = station.run("--kind", "agency", "--key", "seal", "--image", "red.png", "--json", files=files)
    rows = {row["file"]: row for row in json.loads(told.out)["files"]}
    assert told.code == 1
    assert rows["a.signed.pdf"]["code"] == ""
    assert rows["b.pdf"]["told"] == "Lãnh đạo chưa ký nên chưa thể đóng dấu."
    assert rows["broken.pdf"]["code"] in ("unreadable", "wrong_order")
    assert rows["absent.pdf"]["code"] == "file_absent"
    assert station.written() == ["a.signed.pdf", "a.signed.signed.pdf"]


def test_a_wrong_pin_writes_nothing(station: Station) -> None:
    told = station.run("--kind", "leader", "--key", "head", "--image", "blue.png", pin="000000")
    assert told.code == 3
    assert "Mã PIN không đúng" in told.out
    assert station.written() == []


def test_a_file_that_is_there_is_never_written_over(station: Station) -> None:
    (station.folder / "a.signed.pdf").write_bytes(b"mine")
    told = station.run("--kind", "leader", "--key", "head", "--image", "blue.png")
    assert told.code == 1
    assert "không ghi đè" in told.out
    assert (station.folder / "a.signed.pdf").read_bytes() == b"mine"
    assert not list(station.folder.glob(".part-*"))
    again = station.run("--kind", "leader", "--key", "head", "--image", "blue.png")
    assert again.code == 3, "nothing was left to sign, so no PIN was asked"


def test_any_pdf_takes_a_signature_that_shows_nothing(station: Station) -> None:
    with pikepdf.new() as plain:
        plain.add_blank_page()
        out = BytesIO()
        plain.save(out)
    (station.folder / "plain.pdf").write_bytes(out.getvalue())
    told = station.run("--kind", "invisible", "--key", "head", files=("plain.pdf",))
    assert (told.code, told.err) == (0, "")
    signed = (station.folder / "plain.signed.pdf").read_bytes()
    assert signed.startswith(out.getvalue())
    assert station.outcome("plain.signed.pdf") == ("valid", [HEAD])
    again = station.run("--kind", "invisible", "--key", "head", files=("plain.signed.pdf",))
    assert "ký từ trước" in again.out
    assert again.code == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--kind", "leader", "--image", "blue.png"), "Chọn một bằng --token và --key"),
        (("--kind", "leader", "--key", "nobody", "--image", "blue.png"), "không có khóa của chứng thư"),
        (("--kind", "leader", "--key", "head"), "--image"),
        (("--kind", "leader", "--key", "head", "--image", "red.png"), "Màu mực chưa đúng"),
        (("--kind", "stamp", "--key", "head"), "Không có cách ký stamp"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_told_before_any_pin(
    station: Station, arguments: tuple[str, ...], sentence: str
) -> None:
    told = station.run(*arguments)
    assert told.code == 3
    assert sentence in told.out
    assert station.written() == []


def test_the_pin_is_typed_unseen(station: Station) -> None:
    command = station.command("--kind", "invisible", "--key", "head", files=("a.pdf",))
    pid, screen = pty.fork()
    if not pid:
        os.chdir(station.folder)
        os.execve(command[0], command, station.environment)
    shown = b""
    while "Mã PIN để ký 1 tệp".encode() not in shown or not shown.rstrip().endswith(b":"):
        shown += os.read(screen, 4096)
    os.write(screen, f"{PIN}\n".encode())
    try:
        while part := os.read(screen, 4096):
            shown += part
    except OSError:
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, shown.decode()
    assert PIN not in shown.decode()
    assert station.written() == ["a.signed.pdf"]
