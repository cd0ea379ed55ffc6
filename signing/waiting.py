"""pyHanko validates in coroutines; the rest of the house calls plain functions from its own threads."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def waited(coroutine: Coroutine[Any, Any, T]) -> T:
    """The coroutine's result, also when this thread already runs an event loop (then in a thread beside it)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
