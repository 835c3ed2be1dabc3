"""The pages that everything is measured on: the demo's synthetic stories, rendered beforehand as files of a site."""

import hashlib
import shutil
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import median

from crawler.demo import render_story, synthetic_stories
from crawler.demo.notation import plain
from crawler.demo.spoil import encode_page
from crawler.spiders.inkl import Inkl

# Bytes; the lightest story pages of real news sites.
WEIGHT = 60_000
# Stories on one listing page: as many as a long section page shows; and how many pages of a listing a run follows.
LISTED, FOLLOWED = 100, 40
# Everybody may read everything at once: the benchmark measures programs, not manners.
ROBOTS = "User-agent: *\nDisallow: /private/\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A site's files on disk.

    Attributes:
        folder: The site's root: ``news/<slug>``, ``index.html``, ``listing/<number>``, ``robots.txt``.
        slugs: Every story's slug, in order.
        sizes: Every page's bytes, in the same order.
        digest: SHA-256 over all pages, so that two results can be told to be of the same pages.
    """

    folder: Path
    slugs: tuple[str, ...]
    sizes: tuple[int, ...]
    digest: str

    def page(self, slug: str) -> Path:
        """The file of one story."""
        return self.folder / "news" / slug

    def in_words(self) -> str:
        """How many pages, and how large: one line."""
        smallest, middle, largest = min(self.sizes), median(self.sizes), max(self.sizes)
        return (
            f"{len(self.slugs)} pages of {smallest:,} bytes at least, {middle:,.0f} in the median, {largest:,} at most "
            f"(digest {self.digest[:12]})"
        )


def address(slug: str) -> str:
    """The address that a story's page says of itself, whatever port it is served from."""
    return f"{Inkl.site}/news/{slug}"


def render_corpus(folder: Path, pages: int, weight: int = WEIGHT) -> Corpus:
    """Render so many stories of so many bytes at least, anew each time: the same bytes on every machine."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "news").mkdir(parents=True)
    digest = hashlib.sha256()
    headlines: dict[str, str] = {}
    sizes = []
    for story in synthetic_stories(pages):
        body = encode_page(story, render_story(story, site=Inkl.site, weight=weight))
        (folder / "news" / story.slug).write_bytes(body)
        digest.update(body)
        sizes.append(len(body))
        headlines[story.slug] = plain(story.headline)
    _write_listings(folder, headlines)
    (folder / "robots.txt").write_text(ROBOTS, encoding="utf-8")
    return Corpus(folder, tuple(headlines), tuple(sizes), digest.hexdigest())


def _write_listings(folder: Path, headlines: dict[str, str]) -> None:
    """The front page, and the listing pages that follow it, each with a link to the next."""
    cards = [f'<a class="article-card" href="/news/{slug}">{escape(text)}</a>' for slug, text in headlines.items()]
    (folder / "listing").mkdir()
    listed = max(LISTED, -(-len(cards) // FOLLOWED))
    parts = [cards[start : start + listed] for start in range(0, len(cards), listed)]
    for number, part in enumerate(parts, start=1):
        after = f'<a rel="next" href="/listing/{number + 1}">Older</a>' if number < len(parts) else ""
        page = "\n".join(("<!DOCTYPE html>", "<title>Stories</title>", *part, after))
        path = folder / "index.html" if number == 1 else folder / "listing" / str(number)
        path.write_text(page, encoding="utf-8")
