"""One line down a child's pipe and one line back, within a time limit whatever the child does."""

import os
import select
import subprocess
import time


def exchange(child: subprocess.Popen[bytes], line: bytes, seconds: float) -> bytes:
    """The child's line. Raises OSError when it is dead, TimeoutError (an OSError) when it is dumb."""
    if child.stdin is None or child.stdout is None:
        raise BrokenPipeError
    until, down, up = time.monotonic() + seconds, child.stdin.fileno(), child.stdout.fileno()
    os.set_blocking(down, False)
    rest = memoryview(line)
    while rest:
        _wait([], [down], until)
        rest = rest[os.write(down, rest) :]
    answer = bytearray()
    while not answer.endswith(b"\n"):
        _wait([up], [], until)
        part = os.read(up, 1 << 16)
        if not part:
            raise BrokenPipeError
        answer += part
    return bytes(answer)


def _wait(readable: list[int], writable: list[int], until: float) -> None:
    ready = select.select(readable, writable, [], max(0.0, until - time.monotonic()))
    if not any(ready):
        raise TimeoutError
