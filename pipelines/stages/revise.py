"""Scrapy's item pipeline behind the desk: is this copy new, and when is its page to be looked at again?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Self
from zlib import crc32

from scrapy.exceptions import DropItem

from pipelines.items import Article, Edit
from pipelines.schedule import LOOKS, Rate, next_look, step_of
from pipelines.stages.dispatch import Dispatch, Filed
from pipelines.text.revision import body_changed, fingerprint, what_changed

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Unchanged(DropItem):
    """The page was read again and its copy is the copy that was filed."""

    def __init__(self, article: Article):
        super().__init__(f"{article.id}: unchanged", log_level="DEBUG")


class Revise:
    """Drops copy that is filed already, numbers what changed, and says when to look again."""

    def __init__(self, count: Callable[[str], object]):
        self._count = count

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler.stats.inc_value)

    def process_item(self, item: Dispatch) -> Dispatch:
        """The dispatch with its revision and its next look.

        Raises:
            Unchanged: The copy is the same as before.
        """
        article, at = item.article, item.article.source.fetched_at
        edits = _changes(item, item.before) if item.before else ()
        if item.before and not edits:
            raise Unchanged(article)
        if item.before:
            article = revised(article, item.before, edits)
            self._count("story/revised")
            for edit in edits:
                self._count(edit.rule)
        look = look_again(article, at, rates=item.rates) if at else None
        if item.is_missing_more and at:
            look = min(look or at + LOOKS[0], at + LOOKS[0])
        anchor = item.before.anchor if item.before else None
        return replace(
            item,
            article=article,
            fingerprint=fingerprint(article),
            next_look=look,
            step=step_of(anchor, at) if anchor and at else None,
        )


def _changes(item: Dispatch, before: Filed) -> tuple[Edit, ...]:
    """What makes this copy another revision; nothing where only the rules it is read by have changed."""
    article = item.article
    if item.printed_hash is not None and item.printed_hash == before.printed_hash:
        return ()
    edits = what_changed(before.fingerprint, article) if before.fingerprint is not None else ()
    is_told = before.fingerprint is not None and article.body  # what the hash knows beyond it is a headline's capitals
    if not edits and not is_told and before.content_hash not in (None, article.content_hash):
        # No fingerprint, or a story whose copy is withheld: that it changed is known, and no more.
        return (body_changed(),)
    return edits


def revised(article: Article, before: Filed, edits: tuple[Edit, ...]) -> Article:
    """The article as the revision that follows the one before, with what changed among its edits."""
    return replace(
        article, revision=before.revision + 1, supersedes=before.content_hash, edits=(*article.edits, *edits)
    )


def look_again(article: Article, at: datetime, *, rates: tuple[Rate, ...] = ()) -> datetime | None:
    """When to look at an article's page again, read at this moment; None: not again.

    A new story is reckoned from its publication, where its page says that to the minute; a revision from now.
    """
    anchor = at
    if article.revision == 1 and article.published and article.published.precision == "instant":
        anchor = article.published.at or at
    return next_look(anchor, at, rates=rates, lot=crc32(article.id.encode()))
