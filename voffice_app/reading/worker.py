"""The child's own program: serve one call after another until the pipe closes.

Started as `python -m voffice_app.reading.worker FD MEMORY_BYTES MODULE,MODULE…` by `child.py`.
"""

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from voffice_app.reading import sandbox, wire
from voffice_app.reading.errors import ReadingFailed

_ADD_ONS = ("pymupdf.layout", "pymupdf4llm")
_GRACE_S = 5  # the parent kills first; the alarm only ends a child whose parent is gone


def main() -> None:
    pipe_fd, memory_bytes, modules = sys.argv[1:4]
    sandbox.close_in(int(memory_bytes))
    _import_mupdf()
    pipe = Connection(int(pipe_fd))
    pipe.send_bytes(b"ready")
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send_bytes(_served(pipe.recv_bytes(), frozenset(modules.split(","))))


def _import_mupdf() -> None:
    """Import before the first call, without PyMuPDF's machine-learning add-ons that nobody here asks for.

    They cost 0.8 s and 90 MB, and their runtime keeps a telemetry file. MuPDF's own complaints about bad files
    would only fill the log.
    """
    for add_on in _ADD_ONS:
        sys.modules[add_on] = None  # type: ignore[assignment]  # Python's own way of saying "not installed"
    import pymupdf

    pymupdf.TOOLS.unset_quad_corrections(True)  # the add-ons set this too: boxes of text as the font gives them
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)


def _served(request: bytes, allowed: frozenset[str]) -> bytes:
    target, args, kwargs, seconds = wire.unpack_trusted(request)
    signal.alarm(int(seconds) + _GRACE_S)
    try:
        return _packed(_resolved(target, allowed)(*args, **kwargs), None)
    except MemoryError:
        return _packed(None, ReadingFailed("memory", target=target))
    except Exception as error:
        return _packed(None, _travelling(error, target))
    finally:
        signal.alarm(0)


def _resolved(target: str, allowed: frozenset[str]) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    if module not in allowed or not name.isidentifier() or name.startswith("_"):
        raise ReadingFailed("not_allowed", target=target)
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _travelling(error: Exception, target: str) -> Exception:
    """MuPDF tells of exhausted memory in words only."""
    if "malloc" in str(error) or "cannot allocate" in str(error):
        return ReadingFailed("memory", target=target)
    return error


def _packed(value: Any, error: Exception | None) -> bytes:
    """The answer as bytes; what the parent could not rebuild becomes the fact that the call failed."""
    try:
        answer = wire.pack(wire.Answer(value, error, _resident_bytes()))
        if error is not None:
            wire.unpack_answer(answer)
        return answer
    except Exception as trouble:
        traceback.print_exception(error or trouble)
        kind = type(error or trouble).__name__
        return wire.pack(wire.Answer(None, ReadingFailed("failed", kind=kind), _resident_bytes()))


def _resident_bytes() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
