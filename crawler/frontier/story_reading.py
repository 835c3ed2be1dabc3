"""A story's pages, once they have come: kept in the archive, read by a layout, and made ready for the desk."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from scrapy.http import Response

from crawler.frontier.conditional import Validators, validators_of
from crawler.frontier.frontier import filed_of
from crawler.frontier.so_far import SoFar
from crawler.frontier.spider import WireSpider
from crawler.frontier.troubles import Trouble
from crawler.frontier.unreadable import note_unreadable
from crawler.frontier.wire_room import WireRoom
from crawler.middlewares.reservations import rights_said
from crawler.page import Page
from crawler.read_page import read_page, read_pages
from crawler.rights import allowed, joined_rights
from pipelines.errors import UnreadablePage
from pipelines.items import Article, Rights, Source
from pipelines.stages.dispatch import Dispatch
from pipelines.storage.ledger import Work
from pipelines.text.revision import printed_hash


class StoryReading:
    """Reads for one run."""

    def __init__(self, spider: WireSpider, room: WireRoom):
        self._spider, self._room = spider, room

    def preview(self, response: Response, page: Page, work: Work) -> Article | None:
        """A first page as it reads by itself; None where the story is not to be filed, nor its next page asked for."""
        try:
            if allowed(rights_said(response, page), self._spider.rights_policy) is not None:
                return None
            article = read_page(page, self._spider.reader())
        except Exception:
            return None  # to be told by whoever reads it in earnest
        is_old = self._room.scope.is_old(self._published(article, work), work.discovered_at)
        return article if work.revision is not None or not is_old else None

    def read(self, so_far: SoFar) -> Dispatch | None:
        """The story as the desk gets it; None where no layout fits, its site reserves it, or it is not wanted."""
        spider, frontier, work = self._spider, self._room.frontier, so_far.work
        rights = joined_rights([rights_said(one.response, one.page) for one in so_far.came])
        if (reason := allowed(rights, spider.rights_policy)) is not None:
            spider.left_alone("story", so_far.pages[0].where, Trouble(reason, "rights"))
            frontier.refused(work.id, reason)
            return None
        # What its site lets us keep, before anything reads it.
        first, *further = so_far.came
        pages = [self._room.archive(first.response, first.page)]
        pages += (self._room.archive(one.response, one.page, page_of=first.response.url) for one in further)
        try:
            return self._dispatch(so_far, pages, rights)
        except UnreadablePage as fault:
            note_unreadable(spider, frontier, work.id, work.url, fault)
            return None
        except Exception as fault:  # a defect of the layout
            self._room.quarantine(pages, work, fault, rights)
            raise

    def _dispatch(self, so_far: SoFar, pages: Sequence[Page], rights: Rights) -> Dispatch | None:
        work = so_far.work
        article = read_pages(pages, self._spider.reader())
        if self._is_too_old(article, work):
            return None
        # The first of several pages may be as it was, and a later one not: the story is asked for whole.
        said = Validators() if so_far.leads_on else validators_of(so_far.came[0].response)
        return Dispatch(
            # Its own address and id, whatever a page calls itself: a story that moved keeps its id.
            article=replace(article, id=work.id, rights=rights, source=self._with_lead(article.source, work)),
            printed_hash=printed_hash(article),
            before=filed_of(work, self._spider.clock()),
            etag=said.etag,
            last_modified=said.last_modified,
            page_hash=so_far.mark,
            is_missing_more=so_far.missing is not None and not so_far.missing.is_for_good,
            rates=self._room.frontier.rates(article.publisher.name if article.publisher else None),
        )

    def _with_lead(self, source: Source, work: Work) -> Source:
        led_by = self._room.led_by(work.found_on)
        return replace(source, via=led_by) if led_by else source

    def _is_too_old(self, article: Article, work: Work) -> bool:
        """Whether the operator asked for newer stories alone. One that is filed is looked at whatever its age."""
        scope = self._room.scope
        published = self._published(article, work)
        if work.revision is not None or not scope.is_old(published, work.discovered_at):
            return False
        self._spider.count("story/too_old")
        self._room.frontier.old(work.id, published)
        return True

    def _published(self, article: Article, work: Work) -> datetime | None:
        return self._room.scope.published(article) or work.published
