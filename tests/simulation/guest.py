"""A plain scripted client that reads the newsroom's site as a perfect guest would: what the judge must pass.

It knows nothing of the plan: it follows the listings, the schedule and the answers, and files what the desk makes of
the pages. One request after another, each the delay after the one before it.
"""

import gzip
import http.client
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
from lxml import html as lxml_html

from crawler.layouts.inkl import InklHtml
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from pipelines.items import Article, Edit
from pipelines.stages import STAGES, Chain, Plan
from tests.simulation.schedule import next_look

INKL = Aggregator("inkl", (InklHtml(),), lambda url: urlsplit(url).path.removeprefix("/news/"))
# Seconds more than the delay between two requests, for what each of them may be on its way.
MARGIN = 0.001


@dataclass(frozen=True, slots=True)
class Known:
    """What the guest remembers of a story."""

    slug: str
    etag: str | None
    modified: str | None
    article: Article
    anchor: datetime
    """When it was published, or last seen to be another."""
    looked: datetime


@dataclass
class Answered:
    """One answer."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Guest:
    """A client of one site, filing into one folder."""

    site: str
    folder: Path
    clock: Callable[[], datetime]
    delay: float = 0.01
    known: dict[str, Known] = field(default_factory=dict)
    """Stories filed, by their present slug."""
    leads: dict[str, str] = field(default_factory=dict)
    """Slugs that are no story's present one: the slug they lead to; "" where the story is gone."""
    _asked: float = 0.0
    _states: dict[str, str] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(self.site).netloc)
        self._desk = Chain(STAGES, Plan())
        self._encode = msgspec.json.Encoder().encode

    def run(self) -> None:
        """One run: the listings, what is new on them, and the stories that are due."""
        self.get("/robots.txt")
        filed: list[Article] = []
        for slug in self._read_listings():
            if slug not in self.known and slug not in self.leads:
                filed += self._look(slug)
        for slug in [one.slug for one in self.known.values() if self._is_due(one)]:
            filed += self._look(slug)
        if filed:
            day = self.folder / f"articles/aggregator=inkl/date={self.clock():%Y-%m-%d}"
            day.mkdir(parents=True, exist_ok=True)
            lines = b"\n".join(map(self._encode, filed))
            (day / f"{self.clock():%Y%m%dT%H%M%SZ}-guest.jsonl.gz").write_bytes(gzip.compress(lines))

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def get(self, target: str, known: Known | None = None) -> Answered:
        """One request, when its time has come; conditional where the page is known."""
        headers = {"User-Agent": "guest (+desk@copydesk.example)"}
        headers |= {"If-None-Match": known.etag} if known and known.etag else {}
        headers |= {"If-Modified-Since": known.modified} if known and known.modified else {}
        time.sleep(max(0.0, self._asked + self.pace - time.monotonic()))
        self._connection.request("GET", target, headers=headers)
        self._asked = time.monotonic()  # when it has left: a busy machine may take its time between the two
        answer = self._connection.getresponse()
        return Answered(answer.status, answer.headers, answer.read())

    @property
    def pace(self) -> float:
        """Seconds between two requests."""
        return self.delay + MARGIN

    # --- listings ---

    def _read_listings(self) -> list[str]:
        """The slugs that the front page and the sections name, in order; further pages where they may have news."""
        front = self._links("/")
        sections = sorted({link for link in front if link.startswith("/sections/")})
        named = self._stories(front)
        for path in sections:
            target: str | None = path
            while target:
                links = self._links(target)
                stories = self._stories(links)
                named += stories
                page = parse_qs(urlsplit(target).query).get("page", ["1"])[0]
                onward = f"{path}?page={int(page) + 1}"
                target = onward if onward in links and stories[-1] not in self._named else None
        self._named |= set(named)
        return list(dict.fromkeys(named))

    def _links(self, target: str) -> list[str]:
        answer = self.get(target)
        return [
            str(link) for link in lxml_html.document_fromstring(answer.body).xpath("//main//a/@href | //nav//a/@href")
        ]

    @staticmethod
    def _stories(links: list[str]) -> list[str]:
        paths = [urlsplit(link).path for link in links]
        return [path.removeprefix("/news/") for path in paths if path.startswith("/news/")]

    # --- stories ---

    def _is_due(self, one: Known) -> bool:
        due = next_look(one.anchor, one.looked)
        return due is not None and due <= self.clock()

    def _look(self, slug: str) -> list[Article]:
        """Ask how a story stands; what there is to file of it."""
        known = self.known.get(slug)
        answer = self.get(f"/news/{slug}", known)
        if answer.status == 301:
            return self._follow(slug, urlsplit(answer.headers["Location"]).path.removeprefix("/news/"))
        if answer.status in (404, 410):
            self.leads[slug] = ""
            self.known.pop(slug, None)
            return []
        if answer.status == 304:
            assert known
            self.known[slug] = replace(known, looked=self.clock())
            return []
        return self._read(slug, answer)

    def _follow(self, slug: str, to: str) -> list[Article]:
        """A slug that leads to another: look there, unless that one is known in its own right."""
        self.leads[slug] = to
        known = self.known.pop(slug, None)
        if to in self.known:
            return []
        if known:
            self.known[to] = replace(known, slug=to, etag=None, modified=None)
        return self._look(to)

    def _read(self, slug: str, answer: Answered) -> list[Article]:
        """A page: a new story, a new revision, or the copy that is known."""
        url = f"{self.site}/news/{slug}"
        page = Page(answer.body, url=url, status=200, fetched_at=self.clock())
        article = self._desk.run(read_page(page, INKL))
        known = self.known.get(slug) or self._moved(article)
        if known is not None and known.slug != slug:
            self.leads[known.slug] = slug
            del self.known[known.slug]
        tags = (answer.headers["ETag"], answer.headers["Last-Modified"])
        if known is not None and not (said := changed_fields(known.article, article)):
            self.known[slug] = Known(slug, *tags, known.article, known.anchor, self.clock())
            return []
        if known is not None:
            article = _supersede(known.article, article, said)
        published = article.published.at if article.published and article.published.at and not known else self.clock()
        self.known[slug] = Known(slug, *tags, article, published, self.clock())
        return [article]

    def _moved(self, article: Article) -> Known | None:
        """The story that stood under another slug: by publisher, time of publication and a paragraph."""
        for one in self.known.values():
            old = one.article
            same = old.publisher == article.publisher and old.published == article.published
            if same and {block.text for block in old.body} & {block.text for block in article.body}:
                return one
        return None


def changed_fields(before: Article, after: Article) -> list[str]:
    """Which of headline, byline and body are others."""
    copies = {
        "headline": (before.headline, after.headline),
        "byline": (before.byline.printed, after.byline.printed),
        "body": tuple([block.text for block in one.body] for one in (before, after)),
    }
    return [name for name, (old, new) in copies.items() if old != new]


def _supersede(before: Article, after: Article, said: list[str]) -> Article:
    """The next revision, with an edit for each field that changed."""
    edits = tuple(Edit(stage="find_revision", rule=f"revision/{name}", action="changed", field=name) for name in said)
    return replace(after, revision=before.revision + 1, supersedes=before.content_hash, edits=(*after.edits, *edits))


def rehearse(guest: Guest, set_now: Callable[[datetime], None], runs: Iterable[datetime]) -> None:
    """The guest's runs, one after another."""
    for now in runs:
        set_now(now)
        guest.run()
    guest.close()
