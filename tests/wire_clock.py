"""The clock of crawls that a test sets (``tests.wire_newsroom``): the moment in the file that the environment names."""

import os
from pathlib import Path

from crawler.demo.newsroom.clock import FileClock

now = FileClock(Path(os.environ["COPYDESK_TEST_CLOCK"]))
