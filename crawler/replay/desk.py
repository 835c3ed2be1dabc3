"""A worker's desk: archived pages in, articles' lines out. One a process, made once."""

import gc
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
from scrapy.settings import Settings

from crawler.cleaning import Cleaner
from crawler.page import Page
from crawler.read_page import Aggregator, read_pages
from crawler.replay.changes import changes_between, responsible
from crawler.replay.earlier import carry_over
from crawler.replay.records import Record
from crawler.replay.slices import Answers, Compared, Reading, Task, Unread
from crawler.replay.wire import Packed, unwrapped
from crawler.rights.reading import allowed, joined_rights, rights_of
from pipelines.errors import InvalidArticle, LayoutMismatch, UnreadablePage
from pipelines.items import Article, Rights
from pipelines.text.template.judgement import Template


class Desk:
    """Reads archived pages by this release's layouts and rules.

    Args:
        settings: The project's.
        template: What was learned of each aggregator, by name.
    """

    def __init__(self, settings: Settings, template: Mapping[str, Template]):
        cleaner = Cleaner(settings, template)
        self._chain = cleaner.chain
        self._named = cache(cleaner.aggregators.crawled)
        self._policy = str(settings.get("RIGHTS_POLICY"))
        self._encode = msgspec.json.Encoder().encode

    def read(self, task: Task) -> Reading | Compared | Unread:
        """One page; it never raises."""
        answer = self._attempt(task)
        return replace(answer, was_filed=task.before is not None) if isinstance(answer, Unread) else answer

    def _attempt(self, task: Task) -> Reading | Compared | Unread:
        where = task.record.url or f"the page at byte {task.record.offset}"
        try:
            return self._read(task)
        except Packed as fault:
            return Unread("packed", f"{where}: {fault}")
        except LayoutMismatch as fault:
            return Unread("no layout any more" if task.filed or task.before else "no layout", str(fault))
        except UnreadablePage as fault:
            return Unread("unreadable", str(fault))
        except (InvalidArticle, UnicodeEncodeError) as fault:
            return Unread("invalid", f"{where}: {fault}")
        except Exception as fault:  # one page must not end a replay of a million
            return Unread("fault", f"{where}: {fault!r}: a fault in copydesk; please report it")

    def _read(self, task: Task) -> Reading | Compared | Unread:
        page = page_of(task)
        pages = (page, *further_pages_of(task))
        if damaged := _damaged(pages, task):
            return Unread("damaged", f"{damaged.where}: its bytes are not those that its record was made for")
        article = read_pages(pages, self._aggregator(task))
        rights = task.filed.rights if task.filed else _rights(pages, task)
        reserved = allowed(rights, self._policy) if rights else None
        if reserved is not None:
            return Unread("reserved")
        via = task.filed.source.via if task.filed else None
        article = replace(article, rights=rights, source=replace(article.source, archive=task.archive, via=via))
        if task.filed is None:
            clean = self._chain.run(article)
        else:
            clean = carry_over(self._chain.run(replace(article, id=task.filed.id)), task.filed)
        return self._reading(clean, task) if task.before is None else compared(task.before, clean)

    def _aggregator(self, task: Task) -> Aggregator:
        return self._named(task.aggregator)

    def _reading(self, article: Article, task: Task) -> Reading:
        at = article.source.fetched_at
        return Reading(
            id=article.id,
            aggregator=article.aggregator,
            day=at.astimezone(UTC).date() if at else None,
            content_hash=article.content_hash,
            line=self._encode(article) + b"\n",
            is_new=task.filed is None,
        )


def page_of(task: Task) -> Page:
    """The page as it was when it was first read: at the address and the moment that its article says, if there is one.

    Raises:
        Packed: Its body can't be unpacked.
    """
    record, filed = task.record, task.filed
    at: datetime | None = filed.source.fetched_at if filed else record.at
    return Page(
        body=unwrapped(record.body, record.headers),
        url=filed.url if filed else record.url,
        content_type=_content_type(record),
        status=record.status,
        fetched_at=at,
        form="flat" if record.flat else None,
    )


def further_pages_of(task: Task) -> tuple[Page, ...]:
    """The later pages of its story, as they were when they were first read.

    Raises:
        Packed: A body can't be unpacked.
    """
    return tuple(
        Page(
            body=unwrapped(one.record.body, one.record.headers),
            url=one.url,
            content_type=_content_type(one.record),
            status=one.record.status,
            fetched_at=one.at,
            archive=one.archive,
        )
        for one in task.further
    )


def records_of(task: Task) -> tuple[Record, ...]:
    """The records of its story's pages."""
    return (task.record, *(one.record for one in task.further))


def _damaged(pages: Sequence[Page], task: Task) -> Page | None:
    """The page that has other bytes than its record was made for; None where there is none."""
    for page, record in zip(pages, records_of(task), strict=True):
        if record.sha256 and page.body is record.body and page.sha256 != record.sha256:
            return page
    return None


def _rights(pages: Sequence[Page], task: Task) -> Rights:
    said = zip(pages, records_of(task), strict=True)
    return joined_rights([rights_of(page, record.headers) for page, record in said])


def _content_type(record: Record) -> str | None:
    return next((value for name, value in record.headers if name.lower() == "content-type"), None)


def compared(before: bytes, now: Article) -> Compared:
    """An article held against what was filed of its page."""
    was = msgspec.json.decode(zlib.decompress(before), type=Article)
    changes = changes_between(was, now)
    return Compared(now.id, changes, responsible(was, now, changes) if changes else ())


_DESKS: list[Desk] = []


def make_desk(settings: Mapping[str, Any], template: Mapping[str, Template]) -> Desk:
    """A desk for settings as another process can be given them."""
    return Desk(Settings(dict(settings)), template)


def open_desk(settings: Mapping[str, Any], template: Mapping[str, Template]) -> None:
    """Make this process's desk."""
    _DESKS[:] = [make_desk(settings, template)]
    # As in crawler.commands.crawl: what is loaded stays, and pages come and go without a cycle.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def has_desk() -> bool:
    """Whether this process has one, made here or before it was forked."""
    return bool(_DESKS)


def read_slice(tasks: Sequence[Task]) -> Answers:
    """Some pages, read by this process's desk."""
    return [_DESKS[0].read(task) for task in tasks]
