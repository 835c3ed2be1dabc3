"""How the process asks for memory, chosen for runs that last."""

import ctypes
import sys

M_ARENA_MAX = -8  # of glibc's malloc.h


def take_one_arena() -> None:
    """Let all threads share one heap, where the C library is glibc; elsewhere nothing changes.

    glibc gives each thread a heap of its own and hands little of it back: a crawl whose small writes go through a
    dozen threads grew by 25 kB a page, and grows by half of that with one heap. Threads here wait for Python's lock
    anyway, so they do not wait for each other's ``malloc``. Call it before the first thread starts.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 1)
