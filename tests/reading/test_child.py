"""The child may die, hang or swell; the office goes on."""

import errno
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from signing.errors import PlaceNotFound
from tests.reading.conftest import MISCHIEF
from tests.reading.samples import pdf_of
from voffice_app.reading.child import ALLOWED, Limits, Workshop
from voffice_app.reading.errors import ReadingFailed, Unreadable
from voffice_app.reading.sandbox import network_is_cut

ROOT = Path(__file__).resolve().parents[2]


def test_a_child_that_dies_fails_one_call_and_the_next_is_served(bench: Workshop) -> None:
    with pytest.raises(ReadingFailed) as failure:
        bench.call(f"{MISCHIEF}:die", 3)
    assert failure.value.code == "crashed"
    assert failure.value.facts["exit_code"] == 3
    assert bench.call(f"{MISCHIEF}:answer", "đây") == "đây"


def test_a_call_that_hangs_is_cut_off_at_its_limit(bench: Workshop) -> None:
    before = bench.call(f"{MISCHIEF}:process_id")
    with pytest.raises(ReadingFailed) as failure:
        bench.call(f"{MISCHIEF}:sleep", 60, seconds=0.3)
    assert failure.value.code == "timeout"
    assert bench.call(f"{MISCHIEF}:process_id") != before
    assert not Path(f"/proc/{before}").exists()


def test_a_file_that_swells_past_the_memory_limit_fails_alone(bench: Workshop) -> None:
    with pytest.raises(ReadingFailed) as failure:
        bench.call(f"{MISCHIEF}:fill_memory", 4096)
    assert failure.value.code == "memory"
    assert bench.call(f"{MISCHIEF}:fill_memory", 8) == 8 * 1024 * 1024


def test_a_child_retires_after_its_number_of_calls() -> None:
    bench = Workshop(limits=Limits(calls=3), allowed=frozenset({MISCHIEF}))
    seen = [bench.call(f"{MISCHIEF}:process_id") for _ in range(6)]
    bench.close()
    assert seen[0] == seen[1] == seen[2] != seen[3]
    assert seen[3] == seen[4] == seen[5]


def test_a_child_that_has_grown_retires_after_its_answer() -> None:
    bench = Workshop(limits=Limits(resident_bytes=400 * 1024 * 1024), allowed=frozenset({MISCHIEF}))
    before = bench.call(f"{MISCHIEF}:process_id")
    bench.call(f"{MISCHIEF}:keep", 1)
    assert bench.call(f"{MISCHIEF}:process_id") == before
    bench.call(f"{MISCHIEF}:keep", 400)
    assert bench.call(f"{MISCHIEF}:process_id") != before
    bench.close()


def test_eight_threads_each_get_their_own_answer(bench: Workshop) -> None:
    texts = [f"văn bản {number}" * 1000 for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda text: bench.call(f"{MISCHIEF}:answer", text), texts))
    assert answers == texts


def test_one_file_that_hangs_keeps_nobody_else_waiting(bench: Workshop) -> None:
    with ThreadPoolExecutor(2) as threads:
        hanging = threads.submit(bench.call, f"{MISCHIEF}:sleep", 60, seconds=3)
        while not hanging.running():
            pass
        assert [bench.call(f"{MISCHIEF}:answer", number) for number in range(20)] == list(range(20))
        assert not hanging.done()
        with pytest.raises(ReadingFailed):
            hanging.result()


def test_a_child_whose_office_was_killed_goes_too(tmp_path: Path) -> None:
    program = "import os; from voffice_app.reading.child import Child, ALLOWED, Limits\n"
    program += (
        "child = Child(Limits(), ALLOWED); child._wait_ready(); print(child.process.pid, flush=True); os._exit(9)"
    )
    office = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    child = Path(f"/proc/{int(office.stdout)}/cmdline")
    until = time.monotonic() + 5
    while child.exists() and child.read_bytes() and time.monotonic() < until:
        time.sleep(0.02)
    assert not child.exists() or not child.read_bytes()


def test_threads_survive_children_that_die_around_them(bench: Workshop) -> None:
    def one(number: int) -> object:
        try:
            return bench.call(f"{MISCHIEF}:die", 1) if number % 6 == 0 else bench.call(f"{MISCHIEF}:answer", number)
        except ReadingFailed as failure:
            return failure.code

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(18)))
    assert answers == ["crashed" if number % 6 == 0 else number for number in range(18)]


def test_errors_of_the_house_come_back_whole_and_others_as_a_failed_call(bench: Workshop) -> None:
    with pytest.raises(Unreadable) as unreadable:
        bench.call("voffice_app.reading.pages:render", pdf_of("một trang"), 7, 72)
    assert (unreadable.value.code, unreadable.value.facts) == ("page_absent", {"page": 7, "pages": 1})
    with pytest.raises(PlaceNotFound) as no_place:
        bench.call("signing.place:find_place", pdf_of("một trang"), "Không Có Ai")
    assert no_place.value.facts == {"what": "signature"}
    for raising, kind in (("raise_private", "PrivateError"), ("raise_value_error", "ValueError")):
        with pytest.raises(ReadingFailed) as strange:
            bench.call(f"{MISCHIEF}:{raising}")
        assert (strange.value.code, strange.value.facts["kind"]) == ("failed", kind)


def test_a_child_taken_over_cannot_run_code_in_the_web_process(bench: Workshop) -> None:
    with pytest.raises(ReadingFailed) as failure:
        bench.call(f"{MISCHIEF}:send_trojan")
    assert failure.value.code == "failed"
    assert bench.call(f"{MISCHIEF}:answer", 1) == 1


@pytest.mark.parametrize("target", ["os:getpid", "voffice_app.reading.child:workshop", "junk"])
def test_only_the_listed_modules_are_served(target: str) -> None:
    with pytest.raises(ReadingFailed) as failure:
        Workshop().call(target)
    assert failure.value.code == "not_allowed"


def test_private_and_nested_names_are_not_served(bench: Workshop) -> None:
    for name in ("_kept", "os.getpid", "Trojan.__reduce__"):
        with pytest.raises(ReadingFailed) as failure:
            bench.call(f"{MISCHIEF}:{name}")
        assert failure.value.code == "not_allowed"


def test_the_child_knows_nothing_of_the_offices_environment(bench: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOFFICE_SECRET", "canary")
    assert not [name for name in bench.call(f"{MISCHIEF}:environment") if name.startswith("VOFFICE")]


@pytest.mark.skipif(
    subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode != 0,
    reason="this kernel gives ordinary users no network namespaces",
)
def test_the_child_reaches_no_network_not_even_this_machine(bench: Workshop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert socket.socket().connect_ex(("127.0.0.1", port)) == 0
        assert bench.call(f"{MISCHIEF}:connect", port) == errno.ENETUNREACH
    assert bench.call("voffice_app.reading.sandbox:network_is_cut") is True
    assert network_is_cut() is False


def test_the_child_carries_pymupdf_without_its_add_ons(bench: Workshop) -> None:
    carried = set(bench.call(f"{MISCHIEF}:modules"))
    assert "pymupdf" in carried
    assert not {"onnxruntime", "numpy", "pymupdf.layout"} & carried


def test_the_web_process_never_imports_pymupdf(tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(pdf_of(""))
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "voffice_app/reading").glob("*.py")
        if path.stem != "__init__"
    )
    program = f"""
import importlib, sys
for name in {modules!r}:
    importlib.import_module(name)
from voffice_app.reading.child import workshop
pdf = open({str(tmp_path / "blank.pdf")!r}, "rb").read()
assert workshop.call("voffice_app.reading.pages:page_count", pdf) == 1
assert workshop.call("voffice_app.reading.pages:render", pdf, 0, 72).startswith(b"\\x89PNG")
print([name for name in sys.modules if name.split(".")[0] in ("pymupdf", "fitz", "pikepdf")])
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_shared_workshop_lists_only_readers_and_signing_places() -> None:
    assert {name.rpartition(".")[0] for name in ALLOWED} == {"voffice_app.reading", "signing"}
