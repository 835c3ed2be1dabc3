"""The newsroom's site as a function from a request and the moment to an answer: no sockets here."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from itertools import count, islice
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from crawler.demo import listings
from crawler.demo.conditional import Validators
from crawler.demo.furniture import TOPICS
from crawler.demo.newsroom import feeds
from crawler.demo.newsroom.editions import edition
from crawler.demo.newsroom.plan import Newsroom, Planned
from crawler.demo.render import render_story
from crawler.demo.site import Answer, DemoSite
from crawler.demo.spoil import encode_page
from crawler.demo.stories import Story, load_stories

PAGE_SIZE = 20
"""Stories on one page of a listing."""
# Pages of one listing, of 20 stories: 5,000 stories in seven sections have 36.
_MOST_PAGES = 40
_XML = "application/xml; charset=utf-8"


@dataclass(kw_only=True)
class NewsroomSite:
    """The site as of the moment that its clock tells."""

    newsroom: Newsroom
    clock: Callable[[], datetime]
    site: str = ""
    """Its own address, known once the server is bound."""
    crawl_delay: float = 0.01
    """Seconds between requests that robots.txt asks for."""
    page_size: int = PAGE_SIZE
    _requests: Iterator[int] = field(default_factory=count)
    _listings: dict[str, Answer] = field(default_factory=dict)
    _listed_at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def _by_slug(self) -> dict[str, Planned]:
        return self.newsroom.by_slug()

    @cached_property
    def _published(self) -> list[datetime]:
        return [planned.published for planned in self.newsroom.stories]

    @cached_property
    def _rest(self) -> DemoSite:
        """What is the same at every moment: the plain pages, pictures, and the stories in the related boxes."""
        return DemoSite(stories=load_stories(), site=self.site, crawl_delay=self.crawl_delay, slow_seconds=0.0)

    def moment(self) -> datetime:
        """The simulated moment."""
        return self.clock()

    def answer(self, target: str) -> Answer:
        """The answer to a GET of a target at this moment."""
        now = self.clock()
        path = urlsplit(target).path
        if path.startswith("/news/"):
            return self._story(path.removeprefix("/news/"), now)
        if path == "/robots.txt":
            robots = self._rest.answer(path).body.decode() + f"Sitemap: {self.site}/sitemap.xml\n"
            return Answer(status=200, body=robots.encode(), content_type="text/plain; charset=utf-8")
        with self._lock:
            if self._listed_at != now:
                self._listings, self._listed_at = {}, now
            known = self._listings.get(target)
        if known is None:
            known = self._listing(target, now) or self._rest.answer(target)
            with self._lock:
                self._listings[target] = known
        return known

    # --- stories ---

    def _story(self, slug: str, now: datetime) -> Answer:
        """A story's page, where it moved, or that it is not there."""
        planned = self._by_slug.get(slug)
        if planned is None or planned.published > now or (slug == planned.new_slug and slug != planned.slug(now)):
            return self._rest.answer(f"/news/{slug}")
        if planned.is_gone(now):
            return Answer(status=planned.gone_status, body=b"<!DOCTYPE html>\n<title>Gone</title>\n<h1>Gone</h1>\n")
        if slug != planned.slug(now):
            return Answer(status=301, location=f"/news/{planned.slug(now)}")
        return Answer(status=200, body=self._page(planned, now), validators=self._validators(planned, now))

    def _page(self, planned: Planned, now: datetime) -> bytes:
        """The page's bytes; the box that changes beside the copy stands at its end."""
        number = planned.edition(now)
        story = edition(planned, number)
        page = render_story(_under(planned, story, now), site=self.site)
        asides = sum(change.kind == "aside" for change in planned.changes[:number])
        box = f'<aside class="shelf" data-build="{asides}"><h3>Fresh off the shelf {asides}</h3></aside>\n</body>'
        return encode_page(story, page.replace("</body>", box))

    def _validators(self, planned: Planned, now: datetime) -> Validators:
        """What the server says of the page's state, by the story's kind of validation."""
        state = f"{planned.slug(now)}/{planned.edition(now)}"
        etag = f'"{sha256(state.encode()).hexdigest()[:20]}"'
        modified = planned.changed(now)
        if planned.moved is not None and planned.moved <= now:
            modified = max(modified, planned.moved)
        match planned.validation:
            case "both":
                return Validators(etag=etag, modified=modified)
            case "etag":
                return Validators(etag=etag)
            case "modified":
                return Validators(modified=modified)
            case "fickle":
                return Validators(etag=f'"{next(self._requests):020x}"')
        return Validators()

    # --- listings ---

    def listed(self, now: datetime, topic: str | None = None, publisher: str | None = None) -> Iterator[Planned]:
        """The stories that listings name at a moment, newest first."""
        for place in range(bisect_right(self._published, now) - 1, -1, -1):
            planned = self.newsroom.stories[place]
            wanted = topic in (None, planned.story.topic) and publisher in (None, planned.story.publisher.slug)
            if wanted and planned.is_listed(now):
                yield planned

    def shown(self, target: str, now: datetime) -> tuple[str, ...] | None:
        """The slugs on a page of the front or a section at a moment, in order; None where the site has no such page."""
        address = urlsplit(target)
        if address.path == "/":
            newest = list(islice(self.listed(now), 18))
            return tuple(one.slug(now) for one in (*newest[: listings.FRONT_PAGE_SIZE], *newest[3:18:3]))
        kind, _, name = address.path.lstrip("/").partition("/")
        page = parse_qs(address.query).get("page", ["1"])[0]
        number = int(page) if page.isascii() and page.isdigit() else 0
        if not 1 <= number <= _MOST_PAGES or (kind, name) not in self._sections:
            return None
        told = self.listed(now, **{self._sections[kind, name]: name})
        begin = (number - 1) * self.page_size
        slugs = tuple(one.linked(now) for one in islice(told, begin, begin + self.page_size))
        return slugs if slugs or number == 1 else None

    @cached_property
    def _sections(self) -> dict[tuple[str, str], str]:
        """Each section's and publisher's address, and what it is chosen by."""
        publishers = {planned.story.publisher.slug for planned in self.newsroom.stories}
        sections = {("sections", topic): "topic" for topic in TOPICS}
        return sections | {("publishers", slug): "publisher" for slug in publishers}

    def _listing(self, target: str, now: datetime) -> Answer | None:
        """A listing in any form; None where it is none."""
        address = urlsplit(target)
        kind, _, name = address.path.lstrip("/").partition("/")
        if kind == "feeds" and name.removesuffix(".xml") in ("all", *TOPICS):
            return self._feed(name.removesuffix(".xml"), now)
        if address.path == "/api/stories":
            cursor = parse_qs(address.query).get("cursor", [None])[0]
            cards = self._cards(now)
            body = feeds.json_listing(cards, cursor, self.site)
            return Answer(status=200, body=body.encode(), content_type="application/json")
        if kind in ("sitemap.xml", "sitemaps"):
            return self._sitemap(name, now)
        slugs = self.shown(target, now)
        return None if slugs is None else self._page_of(target, slugs, now)

    def _page_of(self, target: str, slugs: tuple[str, ...], now: datetime) -> Answer:
        """A listing page of HTML."""
        address = urlsplit(target)
        number = int(parse_qs(address.query).get("page", ["1"])[0])
        cards = [(slug, edition(told, told.edition(now)).headline) for slug in slugs for told in [self._by_slug[slug]]]
        paging: dict[str, str | None] = {}
        if address.path != "/":
            after = f"{address.path}?page={number + 1}"
            before = f"{address.path}?page={number - 1}" if number > 2 else address.path
            paging = {"prev": before if number > 1 else None, "next": after if self.shown(after, now) else None}
        title = TOPICS.get(address.path.rpartition("/")[2], "Front page")
        html = listings.listing_page(
            title, address.path, listings.link_cards(cards, self.site), self._rest.publishers, self.site, paging
        )
        return Answer(status=200, body=html.encode(), content_type="text/html; charset=utf-8")

    def _cards(self, now: datetime, topic: str | None = None, size: int | None = None) -> list[feeds.Card]:
        return [
            (told.slug(now), edition(told, told.edition(now)), told.published, told.changed(now))
            for told in islice(self.listed(now, topic), size)
        ]

    def _feed(self, name: str, now: datetime) -> Answer:
        topic = None if name == "all" else name
        path = f"/sections/{topic}" if topic else "/"
        body = feeds.rss(self._cards(now, topic, feeds.FEED_SIZE), TOPICS.get(name, "inkl"), path, self.site)
        return Answer(status=200, body=body.encode(), content_type="application/rss+xml; charset=utf-8")

    def _sitemap(self, name: str, now: datetime) -> Answer | None:
        """The index, the news of two days, or a day's."""
        cards = self._cards(now)
        if not name:
            days: dict[date, datetime] = {}
            for _, _, published, changed in cards:
                day = published.astimezone(UTC).date()
                days[day] = max(changed, days.get(day, changed))
            newest = max(days.values(), default=self.newsroom.start)
            return Answer(
                status=200, body=feeds.sitemap_index(days.items(), newest, self.site).encode(), content_type=_XML
            )
        if name == "news.xml":
            fresh = [card for card in cards if card[2] > now - feeds.NEWS_AGE]
            return Answer(status=200, body=feeds.news_sitemap(fresh, self.site).encode(), content_type=_XML)
        day_cards = [card for card in cards if f"{card[2].date().isoformat()}.xml.gz" == name]
        if not day_cards:
            return None
        return Answer(status=200, body=feeds.day_sitemap(day_cards, self.site), content_type="application/gzip")


def _under(planned: Planned, story: Story, now: datetime) -> Story:
    """The story under the slug that it has at a moment."""
    return replace(story, slug=planned.slug(now))
