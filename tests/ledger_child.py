"""A run in a process of its own, to be killed: claims stories, stores some, and prints what it was given.

    python -m tests.ledger_child LEDGER_URL RUN LEASE_SECONDS [keep]

It says "ready" and begins when it is told to, by a line. Each line after that is one claim: its ids, as JSON, printed
when the claim is made and before anything is done about it. What is claimed is stored, with ``keep`` it is not. It ends
when nothing is due.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from time import sleep

from pipelines.storage.ledger import Ledger
from tests.ledger_samples import stored


def main() -> None:
    url, run, seconds, *keep = sys.argv[1:]
    ledger = Ledger(url)
    print("ready", flush=True)
    sys.stdin.readline()
    lease = timedelta(seconds=float(seconds))
    while works := ledger.claim("inkl", run=run, now=datetime.now(UTC), limit=7, lease=lease):
        ids = [work.id for work in works]
        print(json.dumps(ids), flush=True)
        if not keep:
            ledger.mark_stored([stored(id, run=run) for id in ids])
        sleep(0.002)  # a run has pages to fetch meanwhile; without a rest the first to begin may be the last to end
    ledger.close()


if __name__ == "__main__":
    main()
