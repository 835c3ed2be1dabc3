"""The judge of a crawl over simulated days: ``python -m tests.simulation.judge --help``.

It reads the plan (a seed), the server's log and what was filed, and imports nothing that crawls. The ledger it is shown
for one question alone: whether what is gone is marked so.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.demo.newsroom import Newsroom, make_newsroom
from pipelines.storage.ledger import Ledger
from tests.simulation.copies import judge_copies
from tests.simulation.courses import Course, record_of
from tests.simulation.filed import Filed, read_filed, recognise
from tests.simulation.least import Listings, least_for_stories, least_notices
from tests.simulation.log import NOTICES, Asked, read_log
from tests.simulation.manners import closest, forbidden, too_close
from tests.simulation.places import interval, open_place

MOST = 1.10
"""Requests for each that was necessary, at most."""
UNASKED = 0.95
"""Share of the stories that a second run with nothing new does not ask for, at least."""
SECOND = timedelta(minutes=5)
"""How long after the last run the second one is, in which nothing is new."""
SHOWN = 5  # faults of a kind that are printed


@dataclass
class Verdict:
    """What the judge found."""

    figures: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def passed(self) -> bool:
        """Whether there is nothing to object to."""
        return not self.faults

    def lines(self) -> list[str]:
        """For a person."""
        lines = [f"{name}: {value}" for name, value in self.figures.items()]
        for kind, found in sorted(self.faults.items()):
            lines.append(f"FAULT {kind}: {len(found)}")
            lines += [f"    {one}" for one in found[:SHOWN]]
        return [*lines, "passed" if self.passed else "FAILED"]


@dataclass(frozen=True)
class Case:
    """What is judged."""

    newsroom: Newsroom
    runs: list[datetime]
    every: timedelta
    log: Sequence[Asked]
    articles: Sequence[dict[str, Any]]
    delay: float
    second: datetime | None = None
    """The run after the last in which nothing was new; None: there was none."""
    states: Mapping[str, str] | None = None
    """What the ledger calls each article's state; None: the judge was not shown it."""

    def courses(self) -> list[Course]:
        """Every story's, in the order of the plan."""
        by_slug = self.newsroom.by_slug()
        asked: dict[str, list[Asked]] = defaultdict(list)
        for one in self.log:
            if one.slug in by_slug:
                asked[by_slug[one.slug].story.slug].append(one)
        return [Course(one, asked[one.story.slug], self.runs, self.every) for one in self.newsroom.stories]


def judge(case: Case) -> Verdict:
    """Hold the crawl against the plan."""
    verdict = Verdict()
    courses = case.courses()
    filed, strange = recognise(case.articles, case.newsroom)
    _add(verdict, "unknown copy", strange)
    _judge_stories(verdict, courses, filed)
    _judge_requests(verdict, case, courses)
    _add(verdict, "robots.txt broken", forbidden(case.log))
    _add(verdict, "Crawl-delay broken", too_close(case.log, case.delay))
    smallest, gaps = closest(case.log)
    verdict.figures["smallest gap, ms"] = None if smallest is None else round(smallest * 1000, 2)
    verdict.figures["gaps noted under the delay"] = sum(gap < case.delay for gap in gaps)
    if case.second is not None:
        _judge_second(verdict, case, courses)
    if case.states is not None:
        _add(verdict, "not marked gone", _unmarked(courses, case.states))
    return verdict


def _unmarked(courses: Sequence[Course], states: Mapping[str, str]) -> Iterator[str]:
    """Stories whose page was seen to be gone, which the ledger does not say."""
    for course in courses:
        known = {states[f"inkl/{slug}"] for slug in course.planned.slugs if f"inkl/{slug}" in states}
        if any(look.status in (404, 410) for look in course.looks) and "gone" not in known:
            yield f"{course.name}: {', '.join(sorted(known)) or 'unknown'}"


def _add(verdict: Verdict, kind: str, found: Iterable[str]) -> None:
    for one in found:
        verdict.faults[kind].append(one)


def _judge_stories(verdict: Verdict, courses: Sequence[Course], filed: Sequence[Filed]) -> None:
    """Each story's course, and what was filed of it."""
    copies: dict[str, list[Filed]] = defaultdict(list)
    for one in filed:
        copies[one.planned.story.slug].append(one)
    record = record_of(courses)
    for course in courses:
        for kind, which in (*course.faults(record), *judge_copies(course, copies[course.name])):
            verdict.faults[kind].append(which)
    looks = [one for course in courses for one in course.looks]
    verdict.figures |= {
        "stories": len(courses),
        "stories filed": len(copies),
        "articles filed": len(filed),
        "revisions that happened": sum(change.revises for course in courses for change in course.planned.changes),
        "revisions filed": sum(one.revision > 1 for one in filed),
        "removals seen": sum(any(one.status in (404, 410) for one in course.asked) for course in courses),
        "moves": sum(course.planned.moved is not None for course in courses),
        "story pages answered 200": sum(one.status == 200 for one in looks),
        "story pages answered 304": sum(one.status == 304 for one in looks),
    }


def _judge_requests(verdict: Verdict, case: Case, courses: Sequence[Course]) -> None:
    """How many requests there were for each that was necessary."""
    runs = [*case.runs, *([case.second] if case.second else [])]
    listings = [one for one in case.log if one.slug is None and one.path not in NOTICES]
    idle = Listings(case.newsroom).without_reason(listings)
    stories = least_for_stories(case.newsroom, runs, learns=True)
    fixed = least_for_stories(case.newsroom, runs, learns=False)
    notices = least_notices(case.log)
    others = notices + len(listings) - len(idle)
    asked, by_stories = len(case.log), sum(len(course.asked) for course in courses)
    record = record_of(courses)
    # Both are schedules that a crawl may keep; it is held to the one that it comes nearer to.
    least = max(stories, fixed) + others
    ratio = asked / least
    verdict.figures |= {
        "requests": asked,
        "requests necessary": least,
        "requests for each necessary": round(ratio, 4),
        "requests for stories; necessary by fixed steps, by learned ones": f"{by_stories}; {fixed}, {stories}",
        "requests for listings, with reason": f"{len(listings)}, {len(listings) - len(idle)}",
        "requests for notices, necessary": f"{sum(one.path in NOTICES for one in case.log)}, {notices}",
        "looks before their time": sum(1 for course in courses for _ in course.early(record)),
    }
    if ratio > MOST:
        verdict.faults["too many requests"].append(f"{asked} for {least} necessary: {ratio:.3f}, more than {MOST}")
    _add(verdict, "asked twice in a run", (one for course in courses for one in course.repeated()))


def _judge_second(verdict: Verdict, case: Case, courses: Sequence[Course]) -> None:
    """The run with nothing new: hardly a story asked for, and those that can say so answer 304."""
    known = [course for course in courses if course.looks and course.looks[0].now != case.second]
    again = [(course, one) for course in known for one in course.looks if one.now == case.second]
    share = 1 - len({course.name for course, _ in again}) / max(1, len(known))
    verdict.figures["second run: stories not asked for"] = round(share, 4)
    verdict.figures["second run: asked for, answered 304"] = f"{len(again)}, {sum(o.status == 304 for _, o in again)}"
    if share < UNASKED:
        verdict.faults["second run asks again"].append(f"{len(again)} of {len(known)} stories")
    for course, one in again:
        before = max((look.now for look in course.looks if look.now < one.now), default=None)
        able = course.planned.validation in ("both", "etag", "modified")
        if before is None or one.status != 200 or not able:
            continue
        pages = {(course.planned.edition(now), course.planned.slug(now)) for now in (before, one.now)}
        if len(pages) == 1:
            verdict.faults["second run does not ask conditionally"].append(f"{course.name} at {one.now}")


def main() -> int:
    """Judge, print, and say by the status whether the crawl passed: 0, else 1."""
    options = _options()
    newsroom = make_newsroom(options.seed, options.stories, options.days)
    runs = run_moments(newsroom, options.every)
    log = read_log(options.log)
    second = newsroom.end + SECOND
    keys, get = open_place(options.filed, options.endpoint)
    case = Case(
        newsroom=newsroom,
        runs=runs,
        every=options.every,
        log=log,
        articles=read_filed(keys, get),
        delay=options.crawl_delay,
        second=second if any(one.now == second for one in log) else None,
        states=read_states(options.ledger, newsroom) if options.ledger else None,
    )
    verdict = judge(case)
    if options.json:
        print(json.dumps({"passed": verdict.passed, "figures": verdict.figures, "faults": verdict.faults}, indent=2))
    else:
        print(*verdict.lines(), sep="\n")
    return 0 if verdict.passed else 1


def read_states(url: str, newsroom: Newsroom) -> dict[str, str]:
    """What a ledger says of every story of the plan that it knows, by article id."""
    ledger = Ledger(url)
    try:
        return ledger.states([f"inkl/{slug}" for one in newsroom.stories for slug in one.slugs])
    finally:
        ledger.close()


def run_moments(newsroom: Newsroom, every: timedelta) -> list[datetime]:
    """The simulated moments of the runs: the start, and on to the end."""
    runs = [newsroom.start]
    while runs[-1] + every <= newsroom.end:
        runs.append(runs[-1] + every)
    return runs


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.judge", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=5000)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--every", type=interval, default=timedelta(minutes=15), help="between runs: 15m, 1h")
    parser.add_argument("--crawl-delay", type=float, default=0.01, help="seconds")
    parser.add_argument("--log", type=Path, required=True, help="the server's requests.jsonl")
    parser.add_argument("--filed", required=True, help="folder, or s3://bucket/prefix")
    parser.add_argument("--ledger", help="URL; whether it marks what is gone can't be told without")
    parser.add_argument("--endpoint", help="of an S3 that is not Amazon's")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
