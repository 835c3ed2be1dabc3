"""The demo site as a function from a request to an answer: no sockets here."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from crawler.demo import listings
from crawler.demo.conditional import Validators
from crawler.demo.furniture import TOPICS
from crawler.demo.render import render_story
from crawler.demo.spoil import encode_page
from crawler.demo.stories import Story

SLOW = "the-lighthouse-that-answers-letters"
"""The story whose page takes its time."""
FALTERING = "night-train-returns-to-the-salt-coast"
"""The story whose page is a 500 at the first request and well at the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer."""

    status: int
    body: bytes = b""
    content_type: str = "text/html"
    location: str | None = None
    """Where to go instead, on a redirect."""
    wait: float = 0.0
    """Seconds to let pass before answering."""
    validators: Validators | None = None
    """What it says of the page's state; None: an entity tag of its body."""

    @property
    def state(self) -> Validators:
        """What it says of the page's state."""
        return self.validators or Validators(etag=f'"{hashlib.sha256(self.body).hexdigest()[:20]}"')


@dataclass(kw_only=True)
class DemoSite:
    """The demo's pages, and the one thing that the site remembers: which pages have already failed once."""

    stories: Sequence[Story]
    site: str = ""
    """Its own address, known once the server is bound."""
    crawl_delay: float = 0.2
    """Seconds between requests that robots.txt asks for."""
    slow_seconds: float = 2.0
    weight: int = 0
    """Bytes that each story's page has at least."""
    page_size: int = listings.PAGE_SIZE
    """Stories on one page of a section."""
    _prepared: dict[str, bytes] = field(default_factory=dict)
    _failed: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def _by_slug(self) -> dict[str, Story]:
        """Every story by its slug."""
        return {story.slug: story for story in self.stories}

    def moment(self) -> None:
        """This site has no clock."""

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Every publisher's slug and name, by slug."""
        return dict(sorted({story.publisher.slug: story.publisher.name for story in self.stories}.items()))

    def answer(self, target: str) -> Answer:
        """The answer to a GET of a target: "/sections/world?page=2"."""
        address = urlsplit(target)
        kind, _, rest = address.path.lstrip("/").partition("/")
        match kind:
            case "robots.txt":
                return Answer(status=200, body=self._robots().encode(), content_type="text/plain; charset=utf-8")
            case "news":
                return self._story(rest)
            case "images" | "favicon.ico":
                return Answer(status=200, body=_drawing(address.path).encode(), content_type="image/svg+xml")
            case "private":
                return _page("<h1>Notes for the desk</h1><p>Not for robots.</p>")
        return _page(self._listing(kind, rest, address.path, parse_qs(address.query)))

    def _robots(self) -> str:
        """robots.txt."""
        return f"User-agent: *\nDisallow: /private/\nDisallow: /signin\nCrawl-delay: {self.crawl_delay:g}\n"

    def _story(self, slug: str) -> Answer:
        """A story's page, or what comes instead of it."""
        if slug in listings.MOVED:
            return Answer(status=301, location=f"/news/{listings.MOVED[slug]}")
        story = self._by_slug.get(slug)
        if story is None:
            return _page(None)
        if slug == FALTERING and self._fails_first(slug):
            return Answer(status=500, body=b"<h1>Something went wrong</h1>")
        page = self._prepared.get(slug) or self._render(story)
        return Answer(status=200, body=page, wait=self.slow_seconds if slug == SLOW else 0.0)

    def prepare(self) -> None:
        """Render every story's page now and keep it, so that a benchmark measures its client and not this server."""
        self._prepared = {story.slug: self._render(story) for story in self.stories}

    def _render(self, story: Story) -> bytes:
        """A story's page."""
        return encode_page(story, render_story(story, site=self.site, weight=self.weight))

    def _fails_first(self, slug: str) -> bool:
        """Whether this is the first request for a faltering page."""
        with self._lock:
            first = slug not in self._failed
            self._failed.add(slug)
            return first

    def _listing(self, kind: str, rest: str, path: str, query: dict[str, list[str]]) -> str | None:
        """A listing or plain page; None where there is none."""
        publishers = self.publishers
        if path == "/":
            return listings.front_page(self.stories, publishers, self.site)
        if kind == "sections" and rest in TOPICS:
            page = query.get("page", ["1"])[0]
            number = int(page) if page.isascii() and page.isdigit() else 0
            return listings.section_page(self.stories, rest, (number, self.page_size), publishers, self.site)
        if kind == "publishers" and rest in publishers:
            return listings.publisher_page(self.stories, rest, publishers, self.site)
        return listings.plain_page(path, publishers, self.site)


def _page(html: str | None) -> Answer:
    """A page that is there, or 404."""
    if html is None:
        return Answer(status=404, body=b"<!DOCTYPE html>\n<title>Not found</title>\n<h1>There is no such page</h1>\n")
    return Answer(status=200, body=html.encode(), content_type="text/html; charset=utf-8")


def _drawing(path: str) -> str:
    """A landscape in place of a photograph: sky, sun and hill, their colours drawn from the path."""
    digest = hashlib.sha256(path.encode()).digest()
    hue, sun, hill = digest[0] * 360 // 256, 100 + digest[1] * 3, 340 + digest[2] // 2
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 683" role="img">'
        f"<title>{escape(path)}</title>"
        f'<rect width="1024" height="683" fill="hsl({hue} 45% 78%)"/>'
        f'<circle cx="{sun}" cy="180" r="70" fill="hsl({(hue + 180) % 360} 70% 85%)"/>'
        f'<path d="M0 {hill}Q256 {hill - 120} 512 {hill}T1024 {hill - 40}V683H0z" '
        f'fill="hsl({(hue + 40) % 360} 30% 35%)"/>'
        "</svg>"
    )
