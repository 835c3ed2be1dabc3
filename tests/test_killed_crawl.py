"""Crawls killed outright (SIGKILL) at several instants: every story is filed, once.

``pytest tests/test_killed_crawl.py -s`` prints the figures on one line.
"""

import signal
from collections import Counter

from crawler.demo import DemoAggregator, load_stories, synthetic_stories
from tests.crawling import desk_for, in_bucket
from tests.filing_samples import left_in

SYNTHETIC = 100
STORIES = sorted(f"inkl/{story.slug}" for story in (*load_stories(), *synthetic_stories(SYNTHETIC)))

# Stories served in all when each run is killed: early, before anything is sent; in the midst; near the end.
INSTANTS = (4, 60, 115)


def test_every_story_is_filed_once_although_three_runs_were_killed(tmp_path, bucket):
    """The desk's own promise, tried on the whole program: crawl, spool, ledger, S3."""
    desk = desk_for(tmp_path / "desk", bucket, PART_ARTICLES="10", PART_SECONDS="2")
    waiting = []
    with DemoAggregator(tmp_path, 0.01, slow_seconds=0, synthetic=SYNTHETIC, page_size=40) as demo:

        def served() -> int:
            return sum(request["path"].startswith("/news/") for request in demo.requests())

        for instant in INSTANTS:
            with desk.crawling("-a", f"site={demo.site}") as crawl:
                crawl.wait_for(lambda instant=instant: served() >= instant)
                crawl.send(signal.SIGKILL)
                assert crawl.process.wait(60) == -signal.SIGKILL
            waiting.append(len(left_in(desk.spool)))
        last = desk.crawl("-a", f"site={demo.site}")
        asked = served()
    assert last.status == 0, last.stderr
    filed = Counter(article["id"] for article in in_bucket(bucket))
    missing, twice = set(STORIES) - filed.keys(), [story for story, times in filed.items() if times > 1]
    print(
        f"\nkilled {len(INSTANTS)} times, after {', '.join(map(str, INSTANTS))} stories served; "
        f"{len(STORIES)} stories, {asked} requests for them: {len(filed)} filed, {len(missing)} missing, "
        f"{len(twice)} twice; files left by each kill {waiting}, by the last run {len(left_in(desk.spool))}"
    )
    assert (missing, twice) == (set(), [])
    assert sorted(filed) == STORIES
    assert sum(waiting) > 0  # the kills found the desk at work
    assert "completed the earlier run" in last.summary
    assert left_in(desk.spool) == []
