"""How a run asks for memory: one heap for all threads, where the C library is glibc."""

import subprocess
import sys

import pytest

HEAPS = """
import ctypes, sys, threading
from crawler.memory import take_one_arena

if sys.argv[1] == "one":
    take_one_arena()
together = threading.Barrier(8)

def ask():
    together.wait()
    for size in range(20_000, 60_000, 1_000):
        bytearray(size)
    together.wait()

threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def heaps(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", HEAPS, how], capture_output=True, text=True, check=True)
    return done.stdout.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc gives each thread a heap of its own")
def test_all_threads_share_one_heap():
    assert heaps("as it is") > 1
    assert heaps("one") == 1
