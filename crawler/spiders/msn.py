"""MSN: a thousand publishers' stories in many editions; whole copy as JSON, a JSON feed."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.discovery import Source
from crawler.discovery.json_listing import JsonListing
from crawler.layouts.base import Layout
from crawler.layouts.flat_forms import MsnFlat
from crawler.layouts.msn import MsnJson
from crawler.spiders.base import AggregatorSpider

# What readers see: /en-us/news/world/ferry-returns/ar-AA1bcdEF; what it is built from: …/Detail/en-us/AA1bcdEF.
STORY = re.compile(r"(?:/([a-z]{2,3}-[a-z]{2,4}))?/(?:[^/]+/)*ar-([A-Za-z0-9]+)/?", re.ASCII)
SERVED = re.compile(r"/content/view/v[0-9]+/Detail/([a-z]{2,3}-[a-z]{2,4})/([A-Za-z0-9]+)", re.ASCII | re.IGNORECASE)
EDITION = "en-us"

# Cards stand singly, in groups, or in the sections of a page. No key is sent: readers' browsers carry MSN's own.
CARDS = "[value, value[].subCards[], sections[].cards[], sections[].cards[].subCards[]][][] | [?url]"
FEED = f"/service/news/feed?market={EDITION}&contentType=article&$top=100&query="


class Msn(AggregatorSpider):
    """Stories at …/ar-<id>; their pages are built by script, so the JSON that the script reads is asked for."""

    name = "msn"
    site = "https://assets.msn.com"
    also = ("msn_com", "msn_news", "microsoft_start", "microsoft_news", "bing_news")
    sources: ClassVar[tuple[Source, ...]] = tuple(
        JsonListing(
            FEED + query,
            items=CARDS,
            publisher="provider.name",
            published="publishedDateTime",
            section="category",
            key="id",
            cursor="nextPageUrl",
        )
        for query in ("topstories", "{section}")
    )
    layouts: ClassVar[tuple[Layout, ...]] = (MsnJson(), MsnFlat())

    @classmethod
    def owns(cls, url: str) -> bool:
        """msn.com and its subdomains: readers' pages and what they are built from."""
        host = urlsplit(url).hostname or ""
        return host == "msn.com" or host.endswith(".msn.com")

    @classmethod
    def story_key(cls, url: str) -> str | None:
        """The id behind "ar-", whose capitals count; other kinds ("vi-", "ss-") are films and picture shows."""
        story = _story(url)
        return story[1] if story else None

    @classmethod
    def page_address(cls, url: str, site: str) -> str:
        """The JSON of the story, in its edition."""
        edition, id = _story(url) or (EDITION, "")
        return f"{site}/content/view/v2/Detail/{edition}/{id}"


def _story(url: str) -> tuple[str, str] | None:
    """Edition and id of the story at an address."""
    path = urlsplit(url).path
    found = STORY.fullmatch(path) or SERVED.fullmatch(path)
    return (found[1] or EDITION, found[2]) if found else None
