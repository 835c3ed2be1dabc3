"""The fewest requests that a crawl could have done with: what the log is held against.

It is the sum of three, and knows everything that the plan knows:

* **Stories.** A guest who learns of each story at the first run that lists it asks for it then, and again at the first
  run on or after each look of the schedule (``schedule``), ending at 404 or 410. One request each, answered 200 or 304
  alike. One more where a look leads through a 301 to where the story moved, and one for each second slug under which
  listings link it (nobody can know where it leads without asking). ``least_for_stories`` plays that guest, once by the
  fixed steps and once by those it may learn.
* **Listings.** Of the looks that the crawl took, those with reason: the first; those at which the page was another than
  at the last look; and, unchanged, one an hour. A second page and those after it: only where the last story on the page
  before was not named by any listing in an earlier run, so that more may be unknown.
* **Notices.** robots.txt (and each other notice the crawl reads) once a run that asks for anything.

Retries of what the server failed at would be necessary too; this server does not fail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from heapq import heappop, heappush
from urllib.parse import parse_qs, urlsplit

from crawler.demo.newsroom import Newsroom, NewsroomSite, Planned
from tests.simulation.log import NOTICES, Asked
from tests.simulation.schedule import IDLE, Record, first_run, next_look, step_of


@dataclass
class _Known:
    """What the perfect guest knows of a story."""

    planned: Planned
    lot: int
    anchor: datetime
    slug: str
    revision: int = 0


def least_for_stories(newsroom: Newsroom, runs: Sequence[datetime], *, learns: bool) -> int:
    """The fewest requests for all stories in these runs, by the fixed steps or by those that may be learned."""
    record = Record() if learns else None
    asked = 0
    due: list[tuple[datetime, int, _Known]] = []
    for lot, planned in enumerate(newsroom.stories):
        found = first_run(runs, planned.published)
        if found is not None and planned.is_listed(found):
            asked += planned.also is not None
            heappush(due, (found, lot, _Known(planned, lot, planned.published, planned.slug(found))))
    while due:
        now, lot, known = heappop(due)
        asked += 1 + _look(known, now, record)
        moment = next_look(known.anchor, now, record, known.planned.story.publisher.slug, lot)
        run = first_run(runs, moment) if moment else None
        if run is not None and not known.planned.is_gone(now):
            heappush(due, (run, lot, known))
    return asked


def _look(known: _Known, now: datetime, record: Record | None) -> int:
    """Note what a look shows; 1 where it took a second request."""
    planned = known.planned
    if planned.is_gone(now):
        return 0
    moved, known.slug = planned.slug(now) != known.slug, planned.slug(now)
    is_first, changed = known.revision == 0, planned.revision(now) != known.revision
    if not is_first and record is not None:
        record.note(planned.story.publisher.slug, step_of(known.anchor, now), now, changed)
    if changed:
        known.revision = planned.revision(now)
        known.anchor = known.anchor if is_first else now
    return int(moved)


class Listings:
    """Which looks at listings had a reason."""

    def __init__(self, newsroom: Newsroom):
        self._now = newsroom.start
        self._site = NewsroomSite(newsroom=newsroom, clock=lambda: self._now, site="http://127.0.0.1")
        self._last: dict[str, tuple[datetime, str]] = {}  # target: when last looked at, and what it was
        self._known: set[str] = set()  # slugs that a listing named in an earlier run
        self._fresh: set[str] = set()  # and in this one

    def without_reason(self, log: Sequence[Asked]) -> list[Asked]:
        """The looks at listings that had none."""
        return [one for one in log if not self._has_reason(one)]

    def _has_reason(self, one: Asked) -> bool:
        if one.now != self._now:
            self._known |= self._fresh
            self._fresh, self._now = set(), one.now
        was = self._last.get(one.target)
        digest = sha256(self._site.answer(one.target).body).hexdigest()
        self._last[one.target] = (one.now, digest)
        beyond = _page(one.target) > 1
        reason = self._may_hold_unknown(one.target) if beyond else _is_due(one.now, was, digest)
        self._fresh |= set(self._site.shown(one.target, one.now) or ())
        return reason

    def _may_hold_unknown(self, target: str) -> bool:
        """Whether the last story on the page before was news, so that this page may have more."""
        before = self._site.shown(f"{urlsplit(target).path}?page={_page(target) - 1}", self._now) or ()
        return bool(before) and before[-1] not in self._known


def _is_due(now: datetime, was: tuple[datetime, str] | None, digest: str) -> bool:
    """Whether a look at a first page is the first, shows another page than the last did, or comes an hour after it."""
    return was is None or (was[1] != digest and was[0] != now) or now - was[0] >= IDLE


def _page(target: str) -> int:
    page = parse_qs(urlsplit(target).query).get("page", ["1"])[0]
    return int(page) if page.isascii() and page.isdigit() else 1


def least_notices(log: Sequence[Asked]) -> int:
    """How many requests for notices were needed: each that was read, once a run."""
    return len({(one.now, one.path, one.host) for one in log if one.path in NOTICES})
