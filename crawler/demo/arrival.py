"""When a request arrived: by the kernel's word where it gives one, not by when a busy server's thread came to read it.

A test of Crawl-delay looks at gaps of milliseconds, and a thread that waits its turn notes one request late and the
next one on time.
"""

import io
import socket
import struct
import sys
import time
from datetime import UTC, datetime

# Linux, networking/timestamping: SO_TIMESTAMPING with SOF_TIMESTAMPING_RX_SOFTWARE and SOF_TIMESTAMPING_SOFTWARE.
_OPTION = 37
_FLAGS = 1 << 3 | 1 << 4
_STAMP = struct.Struct("@qq")
_ROOM = socket.CMSG_SPACE(6 * 8) if sys.platform == "linux" else 0


def _apart() -> float:
    """Seconds between the clock of day that the kernel stamps with and the monotonic one, asked in one breath."""
    pairs = [(time.monotonic(), time.time(), time.monotonic()) for _ in range(9)]
    before, day, after = min(pairs, key=lambda pair: pair[2] - pair[0])
    return day - (before + after) / 2


# Asked once: two requests' arrivals are as far apart as the kernel says, whatever held the threads up since.
_APART = _apart()


def stamp_arrivals(listener: socket.socket) -> None:
    """Have the kernel note when what its connections receive arrived; where it can't, nothing changes."""
    if sys.platform == "linux":
        try:
            listener.setsockopt(socket.SOL_SOCKET, _OPTION, _FLAGS)
        except OSError:
            return


class Arrivals(io.RawIOBase):
    """A connection's bytes, and when the last of them arrived."""

    def __init__(self, connection: socket.socket):
        self._connection = connection
        self._at = 0.0  # seconds since 1970

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # BufferedReader hands in a memoryview
        """The next bytes; 0 at the end."""
        if not _ROOM:
            self._at = time.time()
            return self._connection.recv_into(buffer)
        size, notes, _, _ = self._connection.recvmsg_into([buffer], _ROOM)
        stamps = [
            _STAMP.unpack_from(data) for level, kind, data in notes if (level, kind) == (socket.SOL_SOCKET, _OPTION)
        ]
        self._at = next((seconds + nanos / 1e9 for seconds, nanos in stamps if seconds), time.time())
        return size

    def moment(self) -> tuple[datetime, float]:
        """When what was last read arrived: UTC, and seconds of the monotonic clock."""
        return datetime.fromtimestamp(self._at, UTC), self._at - _APART
