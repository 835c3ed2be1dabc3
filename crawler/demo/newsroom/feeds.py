"""What a newsroom tells programs: RSS, news sitemaps with their index, and a JSON listing with a cursor."""

import gzip
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from html import escape

from crawler.demo.notation import plain
from crawler.demo.stories import Story

Card = tuple[str, Story, datetime, datetime]
"""A story as listings name it: its slug there, as it stands, when published and when last changed."""

FEED_SIZE = 30
"""Stories in a feed: the newest."""
JSON_SIZE = 25
"""Stories on a page of the JSON listing."""
NEWS_AGE = timedelta(hours=48)
"""How old a story of a news sitemap is at most."""

_URLSET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{}\n</urlset>\n'
)


def rss(cards: Sequence[Card], title: str, path: str, site: str) -> str:
    """An RSS 2.0 feed; links carry a tracking parameter, as feeds' links do."""
    items = "\n".join(_item(card, site) for card in cards[:FEED_SIZE])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel>\n<title>{escape(title)} - inkl</title>\n<link>{site}{path}</link>\n"
        f"<description>The newest stories</description>\n{items}\n</channel>\n</rss>\n"
    )


def _item(card: Card, site: str) -> str:
    slug, story, published, _ = card
    return (
        f"<item><title>{escape(plain(story.headline))}</title><link>{site}/news/{slug}?utm_source=rss</link>"
        f'<guid isPermaLink="false">{slug}</guid><dc:creator>{escape(story.publisher.name)}</dc:creator>'
        f"<pubDate>{format_datetime(published)}</pubDate><description>{escape(story.summary)}</description></item>"
    )


def sitemap_index(days: Iterable[tuple[date, datetime]], newest: datetime, site: str) -> str:
    """The sitemaps there are: that of the news, and one a day, each with when it last changed."""
    maps = [("news.xml", newest), *((f"{day.isoformat()}.xml.gz", changed) for day, changed in days)]
    entries = "\n".join(
        f"<sitemap><loc>{site}/sitemaps/{name}</loc><lastmod>{changed.isoformat()}</lastmod></sitemap>"
        for name, changed in maps
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</sitemapindex>\n'
    )


def day_sitemap(cards: Sequence[Card], site: str) -> bytes:
    """One day's stories with when each last changed, gzipped."""
    entries = (
        f"<url><loc>{site}/news/{slug}</loc><lastmod>{changed.isoformat()}</lastmod></url>"
        for slug, _, _, changed in cards
    )
    return gzip.compress(_URLSET.format("\n".join(entries)).encode(), mtime=0)


def news_sitemap(cards: Sequence[Card], site: str) -> str:
    """The stories of the last two days with headline, publisher and time."""
    return _URLSET.format("\n".join(_news(card, site) for card in cards))


def _news(card: Card, site: str) -> str:
    slug, story, published, changed = card
    return (
        f"<url><loc>{site}/news/{slug}</loc><lastmod>{changed.isoformat()}</lastmod><news:news><news:publication>"
        f"<news:name>{escape(story.publisher.name)}</news:name><news:language>{story.language}</news:language>"
        f"</news:publication><news:publication_date>{published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(plain(story.headline))}</news:title></news:news></url>"
    )


def json_listing(cards: Sequence[Card], cursor: str | None, site: str) -> str:
    """A page of stories as JSON; ``next`` is the address of the page that follows, null on the last.

    Args:
        cards: All stories, newest first.
        cursor: "<unix seconds>/<slug>" of the last story of the page before: what came since moves nothing.
        site: The site's address.
    """
    begin = _after_cursor(cards, cursor) if cursor else 0
    shown = cards[begin : begin + JSON_SIZE]
    more = begin + JSON_SIZE < len(cards)
    return json.dumps(
        {
            "stories": [
                {
                    "url": f"{site}/news/{slug}?ref=api",
                    "headline": plain(story.headline),
                    "publisher": {"name": story.publisher.name},
                    "published": published.isoformat(),
                    "updated": changed.isoformat(),
                }
                for slug, story, published, changed in shown
            ],
            "next": f"/api/stories?cursor={_cursor(shown[-1])}" if more else None,
        },
        ensure_ascii=False,
    )


def _cursor(card: Card) -> str:
    return f"{int(card[2].timestamp())}/{card[0]}"


def _after_cursor(cards: Sequence[Card], cursor: str) -> int:
    """The place after the card that the cursor names; where it is gone, after those as new as it was."""
    seconds, _, slug = cursor.partition("/")
    at = datetime.fromtimestamp(int(seconds), UTC) if seconds.isascii() and seconds.isdigit() else None
    for place, card in enumerate(cards):
        if card[0] == slug:
            return place + 1
        if at is not None and card[2] < at:
            return place
    return len(cards)
