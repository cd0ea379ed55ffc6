"""The workshop: the one door to the child process that opens files.

PyMuPDF costs up to 5 s and 140 MB to import and runs C code over strangers' bytes, so the web process never
imports it. `workshop.call("voffice_app.reading.pages:render", pdf, 0, 110)` runs the named function in a
persistent child, which is replaced after a number of calls, when it grows, when it dies or is too slow.
"""

import atexit
import contextlib
import os
import queue
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from voffice_app.reading import wire
from voffice_app.reading.errors import ReadingFailed

ALLOWED = frozenset(
    {
        "voffice_app.reading.pages",
        "voffice_app.reading.structure",
        "voffice_app.reading.text",
        "voffice_app.reading.fields",
        "voffice_app.reading.images",
        "voffice_app.reading.packages",
        "voffice_app.reading.sandbox",
        "voffice_app.reading.joining",
        "voffice_app.reading.differences",
        "signing.paper_copy",
        "signing.returned",
        "signing.ceremony",
        "signing.check",
        "signing.visual",
        "signing.revisions",
        "signing.place",
        "signing.title_lines",
        "signing.imprint",
    }
)
_ROOT = Path(__file__).resolve().parents[2]
_MB = 1024 * 1024
_MAX_ANSWER_BYTES = 512 * _MB


@dataclass(frozen=True)
class Limits:
    """What one child may use: `memory_bytes` of address space; above `resident_bytes` it is retired."""

    calls: int = 500
    resident_bytes: int = 600 * _MB
    memory_bytes: int = 2048 * _MB
    start_s: float = 60
    wait_s: float = 120


class Child:
    """One process with its pipe; it starts on construction and imports while others work."""

    def __init__(self, limits: Limits, allowed: frozenset[str]) -> None:
        ours, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), str(limits.memory_bytes), ",".join(sorted(allowed))]
        with theirs:
            # Nothing of the office's environment (addresses, secrets) reaches the child.
            self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
                [sys.executable, "-m", "voffice_app.reading.worker", *arguments],
                env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8"},
                cwd=_ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self.pipe = Connection(ours.detach())
        self.limits = limits
        self.calls = 0
        self.ready = False
        self.worn_out = False

    def run(self, target: str, args: tuple[Any, ...], kwargs: dict[str, Any], seconds: float) -> Any:
        """Raise what the function raised, or `ReadingFailed`, after which the child is worn out."""
        self.worn_out = True  # until the whole answer is here: whatever stops us half-way leaves the pipe unusable
        try:
            self._wait_ready()
            self.pipe.send_bytes(wire.pack((target, args, kwargs, seconds)))
            if not self.pipe.poll(seconds):
                raise ReadingFailed("timeout", target=target, seconds=seconds)
            answer = wire.unpack_answer(self.pipe.recv_bytes(_MAX_ANSWER_BYTES))
        except (EOFError, OSError):
            raise ReadingFailed("crashed", target=target, exit_code=self._exit_code()) from None
        except wire.StrangeAnswer:
            raise ReadingFailed("failed", target=target, kind="answer") from None
        self._count(answer)
        if answer.error is not None:
            raise answer.error
        return answer.value

    def _wait_ready(self) -> None:
        if self.ready:
            return
        if not self.pipe.poll(self.limits.start_s):
            raise ReadingFailed("not_started", seconds=self.limits.start_s)
        self.pipe.recv_bytes()
        self.ready = True

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.wait()

    def _count(self, answer: wire.Answer) -> None:
        self.calls += 1
        memory_failed = isinstance(answer.error, ReadingFailed) and answer.error.code == "memory"
        grown = answer.resident_bytes > self.limits.resident_bytes
        self.worn_out = grown or memory_failed or self.calls >= self.limits.calls

    def _exit_code(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(1)
        return None


@dataclass
class Workshop:
    """A bench of up to `children` processes, shared by all threads of the web process.

    Nothing runs until asked, and the second child starts only while the first is busy: one file that hangs
    must not keep everybody from seeing pages.
    """

    children: int = 2
    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = ALLOWED

    def __post_init__(self) -> None:
        self._bench: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(self.children):
            self._bench.put(None)
        atexit.register(self.close)

    def call(self, target: str, *args: Any, seconds: float = 30, **kwargs: Any) -> Any:
        """Run `module:function` in a child for at most `seconds` of wall clock and give back its answer.

        Raises what the function raised (errors of the house with their type), or `ReadingFailed` with code
        `crashed`, `timeout`, `memory`, `busy`, `not_started`, `not_allowed` or `failed`.
        """
        if target.partition(":")[0] not in self.allowed:
            raise ReadingFailed("not_allowed", target=target)
        child = self._taken()
        try:
            child = child or self._new()
            return child.run(target, args, kwargs, seconds)
        finally:
            self._put_back(child)

    def warm(self) -> None:
        """Start a child and return at once; called at start-up so that nobody waits for the import."""
        child = self._taken()
        try:
            child = child or self._new()
        finally:
            self._bench.put(child)

    def close(self) -> None:
        """Stop the idle children; a later call starts anew."""
        idle = [self._bench.get_nowait() for _ in range(self._bench.qsize())]
        for child in idle:
            if child is not None:
                child.stop()
            self._bench.put(None)

    def _taken(self) -> Child | None:
        try:
            return self._bench.get(timeout=self.limits.wait_s)
        except queue.Empty:
            raise ReadingFailed("busy", seconds=self.limits.wait_s) from None

    def _new(self) -> Child:
        try:
            return Child(self.limits, self.allowed)
        except OSError as trouble:
            raise ReadingFailed("not_started", reason=trouble.strerror) from trouble

    def _put_back(self, child: Child | None) -> None:
        """The next child starts importing at once, before anybody needs it."""
        if child is not None and child.worn_out:
            child.stop()
            try:
                child = self._new()
            except ReadingFailed:
                child = None
        self._bench.put(child)


workshop = Workshop()
