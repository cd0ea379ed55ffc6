"""The child's own walls: what a hostile file cannot do even when it takes the child over."""

import ctypes
import errno
import resource
import socket

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_NO_NEW_PRIVS = 38


def close_in(memory_bytes: int) -> None:
    """Bound this process's memory, forbid it more rights, leave no core dump, and cut it off from the network.

    Where the kernel allows ordinary users no namespaces the network stays open: `network_is_cut` tells.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def network_is_cut() -> bool:
    """True when this process cannot even reach the machine it runs on."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", 9)) == errno.ENETUNREACH
