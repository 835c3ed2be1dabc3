"""A run in a process of its own, to be killed: files articles without end and prints the ids it was told are safe.

    python -m tests.filing_child PLAN_AS_JSON

Articles that the ledger knows are passed over, as a crawl does. A line is printed after each tick: the ids that this
tick acknowledged, as JSON.
"""

import json
import sys
from itertools import count
from pathlib import Path

from pipelines.storage.filing import Filing, FilingPlan
from tests.filing_samples import make_article

AT_ONCE = 5


def main() -> None:
    facts = json.loads(sys.argv[1])
    filing = Filing(FilingPlan(**(facts | {"spool": Path(facts["spool"])})))
    filing.open()
    print("[]", flush=True)
    for start in count(0, AT_ONCE):
        batch = [make_article(number) for number in range(start, start + AT_ONCE)]
        known = filing.knows(article.id for article in batch)
        fresh = [article for article in batch if article.id not in known]
        for article in fresh:
            filing.file(article)
        filing.tick()
        if fresh:
            print(json.dumps([article.id for article in fresh]), flush=True)


if __name__ == "__main__":
    main()
