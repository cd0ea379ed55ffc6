"""Time on the processor, of this process and of children: other people's load does not count."""

import resource
import time
from collections.abc import Callable
from statistics import median


def of_process(pid: int) -> int:
    """Nanoseconds of processor another process has used so far (Linux: the clock of a process by its number)."""
    return time.clock_gettime_ns((~pid << 3) | 2)


def here() -> int:
    """Nanoseconds of processor this process has used so far, and the children it has waited for."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time_ns() + int((ended.ru_utime + ended.ru_stime) * 1e9)


def typical(act: Callable[[], object], rounds: int, clock: Callable[[], int] = here) -> float:
    """Milliseconds of the median round. The first call warms caches, uncounted."""
    act()
    times = []
    for _ in range(rounds):
        start = clock()
        act()
        times.append(clock() - start)
    return median(times) / 1e6
