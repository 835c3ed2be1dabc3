"""What reading a recorded page gives, in the form that ``expected.json`` keeps: what is absent is left out."""

from typing import Any

import msgspec

from crawler.cleaning import Cleaner
from crawler.discovery import Reading, Source
from crawler.recording.folder import RecordedPage
from crawler.spiders.base import AggregatorSpider
from crawler.spiders.leads import LeadSpider
from pipelines.errors import UnreadablePage
from pipelines.items import Article

# What every page has, or what changes with each release: it would hide what matters.
LEFT_OUT = ("schema", "source", "made_by", "content_hash", "supersedes", "revision", "aggregator")


def read_recorded(recorded: RecordedPage, cleaner: Cleaner, spider: type[AggregatorSpider]) -> dict[str, Any]:
    """What reading a recorded page gives now.

    A story gives its clean article; a listing its stories and the listings it leads to; a page that can't be read
    ``{"unreadable": …}``, the message without the page's address.
    """
    if recorded.kind == "listing":
        return listing_as_expected(recorded, spider)
    try:
        article = cleaner.clean(recorded.page, spider.name)
    except UnreadablePage as fault:
        return {"unreadable": str(fault).removeprefix(f"{recorded.page.where}: ")}
    return article_as_expected(article)


def article_as_expected(article: Article) -> dict[str, Any]:
    """An article without what is absent, what every page has, and places on the page; edits as what was struck why."""
    whole = msgspec.to_builtins(article)
    kept = {name: value for name, value in whole.items() if name not in LEFT_OUT}
    edits = [[edit.action, edit.rule, edit.before] for edit in article.edits]
    return _without_absent(kept | {"layout": article.made_by.layout, "edits": edits})


def listing_as_expected(recorded: RecordedPage, spider: type[AggregatorSpider]) -> dict[str, Any]:
    """A listing's stories by what the spider calls them (or its leads), how many links are none, and where it leads."""
    reading = source_of(recorded, spider).read(recorded.page)
    links = list(reading.found)
    named = [(spider.story_key(link.url), link) for link in links]
    leads = [link for link in links if issubclass(spider, LeadSpider) and spider.is_lead(link)]
    stories = [{"id": key, **msgspec.to_builtins(link)} for key, link in named if key is not None]
    return _without_absent(
        {
            "kind": reading.kind,
            "stories": stories,
            "leads": [msgspec.to_builtins(link) for link in leads],
            "other_links": len(links) - len(stories) - len(leads),
            "further": [[one.why, one.url] for one in reading.further],
            "trouble": reading.trouble,
        }
    )


def source_of(recorded: RecordedPage, spider: type[AggregatorSpider]) -> Source:
    """Which of the spider's sources reads a listing: the one whose address it is, else the one that finds most."""
    for source in spider.sources:
        if recorded.page.url in source.urls(spider.site, ()):
            return source
    return max(spider.sources, key=lambda source: _worth(source.read(recorded.page), spider))


def _worth(reading: Reading, spider: type[AggregatorSpider]) -> tuple[int, bool]:
    links = list(reading.found)
    return sum(spider.story_key(link.url) is not None for link in links), reading.trouble is None


def _without_absent(values: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, value in values.items() if (one := _present(value)) not in (None, [], {})}


def _present(value: Any) -> Any:
    """A JSON value without nulls, empty lists, and numbers of places on the page."""
    if isinstance(value, dict):
        return _without_absent({name: one for name, one in value.items() if name != "at" or not isinstance(one, int)})
    return [_present(one) for one in value] if isinstance(value, (list, tuple)) else value
