"""A clock for runs that are to be killed at a certain moment: when the path that the environment names is there.

``-s CLOCK=tests.dying_clock.now``; the path is a pattern as ``glob`` reads it, and a number how many it must find.
"""

import os
import signal
from datetime import datetime
from glob import glob

from tests.wire_clock import now as moment

PATTERN, NUMBER = os.environ["COPYDESK_TEST_DEATH"].rsplit(":", 1)


def now() -> datetime:
    """The moment that the test set, unless it is this process's last."""
    if len(glob(PATTERN)) >= int(NUMBER):
        os.kill(os.getpid(), signal.SIGKILL)
    return moment()
