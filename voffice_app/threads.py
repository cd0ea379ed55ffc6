"""Database and processor work runs in a bounded set of threads, never in the event loop (data.md 9)."""

import asyncio
import contextvars
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_desk = ThreadPoolExecutor(max_workers=8, thread_name_prefix="desk")
_signers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="signer")
_locksmith = ThreadPoolExecutor(max_workers=2, thread_name_prefix="locksmith")


async def run(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `fn` in a desk thread and wait for it; the caller's context goes along."""
    return await _in(_desk, fn, *args, **kwargs)


def start(fn: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Set long work going that nobody waits for; piles of papers to sign leave the desk's threads free.

    `fn` answers for its own failures: what it raises is seen by nobody.
    """
    _signers.submit(fn, *args, **kwargs)


async def run_slow_hash(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a password hash (19 MiB, tens of milliseconds) where at most two run at a time."""
    return await _in(_locksmith, fn, *args, **kwargs)


async def _in(pool: ThreadPoolExecutor, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    call = functools.partial(contextvars.copy_context().run, fn, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(pool, call)
