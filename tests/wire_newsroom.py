"""A small newsroom whose pages and clock a test sets, and runs of the spider on it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from crawler.demo.newsroom.clock import set_clock
from crawler.demo.synthetic import invent_paragraph
from tests.crawling import Desk, Run, Served, Site, in_folder, serve
from tests.ledger_samples import rows

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def copy_of(name: str) -> list[str]:
    """A story's copy: long enough to be told again by its words, and nobody else's."""
    random = Random(name)
    return [f"{name}. {invent_paragraph(random)}" for _ in range(6)]


def story(
    headline: str,
    *paragraphs: str,
    byline: str = "Ada Lindqvist",
    aside: str = "",
    publisher: str = "Saltmere Ledger",
    published: datetime | None = NOON,
    **headers: str,
) -> Served:
    """A story's page; ``headers`` by the names of ``Served.headers`` with "_" for "-"."""
    time = f'<meta property="article:published_time" content="{published.isoformat()}">' if published else ""
    copy = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or copy_of(headline))
    page = (
        f'<html lang="en"><head><meta property="og:title" content="{headline}">{time}</head><body>'
        f'<div class="publisher-name">{publisher}</div><div class="article-author">By {byline}</div>'
        f'<div class="article-content-container">{copy}<div class="gradient-container">{aside}</div></div>'
        "</body></html>"
    )
    return Served(page.encode(), headers={name.replace("_", "-"): value for name, value in headers.items()})


def moved(path: str) -> Served:
    """An address that leads to another for good."""
    return Served(b"", status=301, headers={"Location": path})


def linking(slugs: Sequence[str], next_page: str | None = None, more: Sequence[str] = (), **headers: str) -> Served:
    """A listing page: its stories, the page behind it, and sections."""
    links = [f'<a href="/news/{slug}">{slug}</a>' for slug in slugs] + [f'<a href="{path}">more</a>' for path in more]
    links += [f'<a rel="next" href="{next_page}">older</a>'] if next_page else []
    return Served("\n".join(links).encode() or b"<p>nothing</p>", headers=headers)


class Held(dict[str, Served]):
    """Pages of which one path is not answered until it may."""

    path = ""

    def __init__(self, *args: Any):
        super().__init__(*args)
        self.reached, self.may = Event(), Event()

    def get(self, path: str, default: Any = None) -> Any:
        if path == self.path:
            self.reached.set()
            self.may.wait(60)
        return super().get(path, default)


@dataclass
class Wire:
    """A newsroom while it is up."""

    desk: Desk
    site: Site
    pages: dict[str, Served]
    clock: Path

    def run(self, *words: str, at: datetime, **settings: str) -> Run:
        """One crawl at a moment."""
        set_clock(self.clock, at)
        self.site.asked.clear()
        self.site.conditions.clear()
        return self.desk.crawl(*self.words, *words, TEST_CLOCK=str(self.clock), **settings)

    @property
    def words(self) -> tuple[str, ...]:
        return ("-a", f"site={self.site.address}", "-s", "CLOCK=tests.wire_clock.now", "-s", "RETRY_TIMES=0")

    @property
    def stories_asked(self) -> list[str]:
        """The slugs asked for by the last run, in order."""
        return [path.removeprefix("/news/") for path in self.site.asked if path.startswith("/news/")]

    @property
    def listings_asked(self) -> list[str]:
        """The listing pages asked for by the last run, in order."""
        notices = ("/robots.txt", "/.well-known/", "/ai.txt", "/news/")
        return [path for path in self.site.asked if not path.startswith(notices)]

    @property
    def filed(self) -> dict[str, list[dict[str, Any]]]:
        """What was filed so far, by slug, each revision."""
        by_slug: dict[str, list[dict[str, Any]]] = {}
        for article in sorted(in_folder(self.desk.home / "filed"), key=lambda one: one["revision"]):
            by_slug.setdefault(article["id"].removeprefix("inkl/"), []).append(article)
        return by_slug

    def ledger(self, columns: str, slug: str) -> tuple[Any, ...]:
        """What the ledger says of a story."""
        question = f"select {columns} from stories where id = :id"
        (row,) = rows(f"sqlite:///{self.desk.home / 'ledger.sqlite'}", question, id=f"inkl/{slug}")
        return row


@contextmanager
def newsroom(home: Path, pages: dict[str, Served]) -> Iterator[Wire]:
    """Serve these pages, which the test may change between runs."""
    desk = Desk(home / "desk", {"CONTACT": "desk@copydesk.example"})
    with serve(pages) as site:
        yield Wire(desk, site, pages, home / "clock")
