"""A spider's story pages: asked for as the frontier hands them out, read by a layout, handed to the desk."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.frontier.conditional import Validators, validators_of
from crawler.frontier.frontier import PUT_OFF
from crawler.frontier.page_by_page import GONE, PageByPage, Told
from crawler.frontier.so_far import SoFar, would_lose
from crawler.frontier.spider import WireSpider
from crawler.frontier.story_reading import StoryReading
from crawler.frontier.troubles import Trouble, trouble_of
from crawler.frontier.wire_room import WireRoom
from crawler.middlewares.redirects import MOVED, carried
from crawler.middlewares.reservations import FOR_A_STORY
from crawler.page import Page
from crawler.reader.site_configs.further_pages import FurtherPages
from pipelines.errors import StorageTrouble, UnreadablePage
from pipelines.stages.dispatch import Dispatch
from pipelines.storage.ledger import Work

# Stories move once or twice; more is a loop.
MOST_MOVES = 5
NO_WAY: Final[Mapping[str, Any]] = MappingProxyType({})


class StoryPages:
    """One run's way through the stories of a spider."""

    def __init__(self, spider: WireSpider, room: WireRoom):
        self._spider, self._room = spider, room
        self._reading = StoryReading(spider, room)
        self._page_by_page = PageByPage(spider, room, self._finish, self._hand_over)

    def begin(self, work: Work) -> Request | None:
        """The page of a story that is due; None for one that was withdrawn, or whose address is none: that is noted."""
        try:
            return self._asked(work)
        except (TypeError, ValueError) as fault:
            self._lost(work, f"its address can't be asked for: {fault}")
            return None

    def _asked(self, work: Work, *, moves: int = 0, way: Mapping[str, Any] = NO_WAY) -> Request | None:
        """As ``request``; None where the story was withdrawn, which is noted."""
        if self._room.is_withdrawn(work.id):
            self._room.take_back(work.id)
            return None
        return self.request(work, moves=moves, way=way)

    def request(self, work: Work, *, moves: int = 0, way: Mapping[str, Any] = NO_WAY) -> Request:
        """A claimed story's page; one that is filed is asked for only if it changed.

        A redirect is not followed unseen: it says that a story has moved, and where to is looked up first.

        Args:
            work: The story.
            moves: How often it has moved on the way.
            way: What the redirect that led here says of the way, as meta.
        """
        spider = self._spider
        known = Validators(work.etag, work.last_modified) if work.state == "stored" else Validators()
        return Request(
            spider.page_address(work.url, spider.home),
            self.parse,
            errback=partial(self.failed, work.id),
            headers=known.headers,
            cb_kwargs={"work": work, "moves": moves},
            meta={FOR_A_STORY: True, "dont_redirect": True, "handle_httpstatus_list": [304, *GONE, *MOVED], **way},
            priority=moves,
            dont_filter=True,  # the ledger sees to it that nothing is asked for twice
        )

    async def parse(self, response: Response, work: Work, moves: int) -> AsyncIterator[Dispatch | Request]:
        """One story's page. One that no layout fits is counted and named, and the run goes on."""
        try:
            told = await self._move(response, work, moves) if response.status in MOVED else self._page(response, work)
        except StorageTrouble:
            raise
        except Exception as fault:
            # Scrapy counts and tells it; a story that nobody answers would keep its place among those ahead.
            self._room.frontier.failed(work.id, f"the spider failed on its page: {fault!r}")
            raise
        async for one in self._hand_over(told, response):
            yield one

    def _page(self, response: Response, work: Work) -> Dispatch | Request | None:
        """What the desk gets of an answer that is no redirect; None where it says nothing new."""
        spider, frontier = self._spider, self._room.frontier
        if response.status in GONE:
            spider.count("story/gone")
            spider.logger.info("%s: gone (%d)", response.url, response.status)
            frontier.gone(work.id, f"the site answered {response.status}")
            return None
        if response.status == 304 and work.revision is None:
            self._lost(work, "the site answered 304 (not modified) to somebody who has nothing of it")
            return None
        frontier.came(work.id)
        page = replace(spider.page_of(response), url=work.url)  # its own address, wherever its page is asked for
        if response.status == 304 or page.sha256 == work.page_hash:
            if response.status == 200:
                self._room.archive_again(response, page, work)
            spider.count("story/unchanged")
            frontier.unchanged(work.id, validators_of(response), url=work.url)
            return None
        return self._go_on(response, page, work)

    def _go_on(self, response: Response, page: Page, work: Work) -> Dispatch | Request | None:
        """The page that has the whole story, or the next of it; where there is none, what the desk gets of this one."""
        further = self._further(page)
        if further.single:
            return self._whole(further.single, work, response)
        return self._next(response, page, work, further)

    def _further(self, page: Page) -> FurtherPages:
        try:
            return self._spider.goes_on_at(page)
        except UnreadablePage:
            return FurtherPages()  # to be told by whoever reads it

    def _next(self, response: Response, page: Page, work: Work, further: FurtherPages) -> Dispatch | Request | None:
        so_far = SoFar.begin(work, response, page, leads_on=further.next is not None)
        begins = self._reading.preview(response, page, work) if so_far.leads_on else None
        if begins is not None:
            return self._page_by_page.go_on(replace(so_far, begins=begins))
        return self._reading.read(so_far)

    def _finish(self, so_far: SoFar) -> Dispatch | None:
        """What the desk gets of the pages that came; None where they say nothing new, or less than is filed."""
        work, missing = so_far.work, so_far.missing
        if missing is not None and work.revision is not None and would_lose(so_far):
            self._not_had(work.id, missing.url, missing.trouble)
            return None
        if missing is not None:
            self._spider.count("story/page_missing")
        if so_far.mark == work.page_hash:
            for one in so_far.came:
                self._room.archive_again(one.response, one.page, work)
            self._spider.count("story/unchanged")
            self._room.frontier.unchanged(work.id, Validators(), url=work.url)
            return None
        if len(so_far.came) > 1:
            self._spider.count("story/on_several_pages")
        return self._reading.read(so_far)

    def _whole(self, url: str, work: Work, first: Response) -> Request:
        """The page that has the whole story, which its first page leads to; asked once, and followed no further."""
        return Request(
            url,
            partial(self.parse_whole, work=work, first=first),
            errback=partial(self.without_whole, work, first),
            meta={FOR_A_STORY: True, "dont_redirect": True, "handle_httpstatus_list": [*GONE, *MOVED]},
            priority=1,
            dont_filter=True,
        )

    async def parse_whole(self, response: Response, work: Work, first: Response) -> AsyncIterator[Dispatch | Request]:
        """The page with the whole story; where it is none, the story is read from its first page on."""
        try:
            told = self._of_whole(response if response.status == HTTPStatus.OK else first, work, first)
        except StorageTrouble:
            raise
        except Exception as fault:  # as in ``parse``
            self._room.frontier.failed(work.id, f"the spider failed on its page: {fault!r}")
            raise
        async for one in self._hand_over(told, first):
            yield one

    def _of_whole(self, response: Response, work: Work, first: Response) -> Dispatch | Request | None:
        page = replace(self._spider.page_of(response), url=work.url)
        further = self._further(page) if response is first else FurtherPages()
        if further.next:
            return self._next(response, page, work, further)
        said = validators_of(first)  # it is the first page that is asked for when the story is looked at again
        if page.sha256 == work.page_hash:
            self._room.archive_again(response, page, work)
            self._spider.count("story/unchanged")
            self._room.frontier.unchanged(work.id, said, url=work.url)
            return None
        self._spider.count("story/not_whole" if response is first else "story/whole")
        told = self._reading.read(SoFar.begin(work, response, page))
        return replace(told, etag=said.etag, last_modified=said.last_modified) if told is not None else None

    async def without_whole(self, work: Work, first: Response, failure: Failure) -> AsyncIterator[Dispatch | Request]:
        """The page with the whole story did not come: the story is read from its first page."""
        url, trouble = failure.request.url, trouble_of(failure)  # type: ignore[attr-defined]  # as in ``failed``
        self._spider.logger.info("%s: did not come (%s); %s is read instead", url, trouble.words, first.url)
        async for told in self.parse_whole(first, work, first):
            yield told

    async def _move(self, response: Response, work: Work, moves: int) -> Request | None:
        """Where a story has moved to, to be asked for; None where that is no story, or one that is known already."""
        spider = self._spider
        location = response.headers.get("Location")
        target = response.urljoin(location.decode("latin-1")) if location else ""
        found = self._room.stories([target], on=work.found_on)
        if not found:
            self._lost(work, f"the site sends it on to {target or 'nowhere'}, which is no other story")
            return None
        if found[0].id != work.id:
            spider.count("story/moved")
            went_on = await self._room.moves.led_to(work.id, found[0])
            return self._asked(went_on, moves=moves + 1, way=carried(response)) if went_on else None
        if moves >= MOST_MOVES or target == response.url:
            self._lost(work, f"the site sends it on to {target} and no further; does it want a cookie?")
            return None
        return self.request(replace(work, url=target), moves=moves + 1, way=carried(response))

    async def _hand_over(self, told: Told, response: Response) -> AsyncIterator[Dispatch | Request]:
        """What comes of an answer; a story behind what its page leads to.

        Once it is filed nobody reads that page again for its links, whatever ends the run between the two.
        """
        fault: Exception | None = None
        if isinstance(told, Dispatch):
            try:
                await self._relate(response)
            except StorageTrouble:
                raise
            except Exception as trouble:  # of the links, and no trouble of the story
                fault = trouble
        if told is not None:
            yield told
        if fault is not None:
            raise fault

    async def _relate(self, response: Response) -> None:
        """Note the stories that a story's page leads to; not where the operator named those that he wants."""
        if not self._spider.arguments.urls:
            related = self._room.stories(self._spider.related(response), on=response.url)
            await self._room.note(await self._room.news(related))

    async def failed(self, id: str, failure: Failure) -> None:
        """A story that could not be fetched, after every try."""
        trouble = trouble_of(failure)
        url = failure.request.url  # type: ignore[attr-defined]  # Scrapy sets it on every errback's failure
        # A run that is told to stop does not wait for a host; the next may ask it.
        if trouble.is_for_now and (self._spider.asks_one_site or not self._spider.crawler.engine.running):
            self._spider.left_alone("story", url, trouble)
            await self._room.frontier.pause(id)
        else:
            self._not_had(id, url, trouble)

    def _not_had(self, id: str, url: str, trouble: Trouble) -> None:
        """A story of which not all came that has to."""
        if trouble.is_for_now:
            self._spider.left_alone("story", url, trouble)
            self._room.frontier.refused(id, trouble.words, again=PUT_OFF)
        elif trouble.left_alone:
            self._spider.left_alone("story", url, trouble)
            self._room.frontier.refused(id, trouble.words)
        else:
            self._spider.lost("story", url, trouble.words)
            self._room.frontier.failed(id, trouble.words)

    def _lost(self, work: Work, why: str) -> None:
        self._spider.lost("story", work.url, why)
        self._room.frontier.failed(work.id, why)
