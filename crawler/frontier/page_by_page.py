"""Stories that their site prints on several pages: asked for one page after the other, by the site config's links.

What stops it: the last page; an address that was asked for before, or a page that came before, which is a circle; so
many pages or bytes that it is no story; another site, or another story; and a page that does not come. What becomes of
the pages that came is said by who asked (``crawler.frontier.story_pages``).
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any

from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.discovery import plain_address
from crawler.frontier.so_far import Missing, SoFar
from crawler.frontier.spider import WireSpider
from crawler.frontier.troubles import Trouble, trouble_of
from crawler.frontier.wire_room import WireRoom
from crawler.guards.refused import Refused
from crawler.middlewares.redirects import MOVED, carried
from crawler.middlewares.reservations import FOR_A_STORY, rights_said
from crawler.page import LARGEST_PAGE, Page
from crawler.read_page import read_page
from crawler.reader.other_story import is_other_story
from crawler.reader.site_configs.further_pages import MOST_PAGES, is_same_site
from crawler.rights import allowed
from pipelines.errors import StorageTrouble, UnreadablePage
from pipelines.stages.dispatch import Dispatch

GONE = (404, 410)
TRY_AGAIN = (408, 425, 429)  # of those that blame who asks, the ones that say so for now
# A page's address moves for want of a slash or of a scheme's letter; more than that is a loop.
MOST_MOVES = 3
# Bytes of one story, as much as of one page: what is on its way is bounded, and no story of words comes near.
MOST_BYTES = LARGEST_PAGE

Told = Dispatch | Request | None


class PageByPage:
    """One run's way through stories of several pages.

    Args:
        spider: Whose they are.
        room: Its wire room.
        finish: What becomes of the pages that came: read and handed to the desk, or nothing new.
        hand_over: What the desk gets, behind what a story's first page leads to.
    """

    def __init__(
        self,
        spider: WireSpider,
        room: WireRoom,
        finish: Callable[[SoFar], Dispatch | None],
        hand_over: Callable[[Told, Response], AsyncIterator[Dispatch | Request]],
    ):
        self._spider, self._room, self._finish, self._hand_over = spider, room, finish, hand_over

    def go_on(self, so_far: SoFar) -> Told:
        """The next page, to be asked for; where there is none, what becomes of the story."""
        url = self._next(so_far)
        return self._finish(so_far) if url is None else self._ask(so_far, url)

    def _next(self, so_far: SoFar) -> str | None:
        """The address of the next page; None where the story ends, goes in a circle, or has more than a story has."""
        pages, where = so_far.pages, so_far.work.url
        try:
            url = self._spider.goes_on_at(pages[-1]).next
        except UnreadablePage:
            return None
        if url is None:
            return None
        if plain_address(url) in so_far.asked:
            self._spider.logger.info("%s: its page %d leads back to %s", where, len(pages), url)
            return None
        if len(pages) >= MOST_PAGES:
            self._spider.count("story/too_many_pages")
            self._spider.logger.warning("%s: more than %d pages; not asked for: %s", where, MOST_PAGES, url)
            return None
        return url

    def _ask(self, so_far: SoFar, url: str, *, moves: int = 0, way: Mapping[str, Any] | None = None) -> Told:
        asked = so_far.asking(url)
        try:
            return Request(
                url,
                partial(self.parse, so_far=asked, moves=moves),
                errback=partial(self.failed, asked),
                meta={
                    FOR_A_STORY: True,
                    "dont_redirect": True,
                    "handle_httpstatus_list": [*GONE, *MOVED],
                    **(way or {}),
                },
                priority=1,
                dont_filter=True,
            )
        except (TypeError, ValueError) as fault:
            return self._without(asked, url, Trouble(f"its address can't be asked for: {fault}"), for_good=True)

    async def parse(self, response: Response, so_far: SoFar, moves: int) -> AsyncIterator[Dispatch | Request]:
        """A further page; with the last one the story is read."""
        async for told in self._tell(so_far, partial(self._of, response, so_far, moves)):
            yield told

    async def failed(self, so_far: SoFar, failure: Failure) -> AsyncIterator[Dispatch | Request]:
        """A further page that did not come, after every try."""
        url = failure.request.url  # type: ignore[attr-defined]  # Scrapy sets it on every errback's failure
        trouble = trouble_of(failure)
        for_good = is_for_good(failure, trouble)
        async for told in self._tell(so_far, partial(self._without, so_far, url, trouble, for_good=for_good)):
            yield told

    async def _tell(self, so_far: SoFar, tell: Callable[[], Told]) -> AsyncIterator[Dispatch | Request]:
        """What comes of an answer, with what its story's first page leads to; a fault of ours ends the story alone."""
        try:
            told = tell()
        except StorageTrouble:
            raise
        except Exception as fault:  # as in crawler.frontier.story_pages
            self._room.frontier.failed(so_far.work.id, f"the spider failed on its pages: {fault!r}")
            raise
        async for one in self._hand_over(told, so_far.came[0].response):
            yield one

    def _of(self, response: Response, so_far: SoFar, moves: int) -> Told:
        if response.status in MOVED:
            return self._moved(response, so_far, moves)
        if response.status != HTTPStatus.OK:
            trouble = Trouble(f"the site answered {response.status}")
            return self._without(so_far, response.url, trouble, for_good=response.status in GONE)
        page = self._spider.page_of(response)
        reserved = allowed(rights_said(response, page), self._spider.rights_policy)
        if reserved is not None:
            return self._without(so_far, response.url, Trouble(reserved, "rights"), for_good=True)
        if any(page.sha256 == one.sha256 for one in so_far.pages):
            self._spider.logger.info("%s: %s is a page that came before", so_far.work.url, response.url)
            return self._finish(so_far)
        if sum(len(one.body) for one in (*so_far.pages, page)) > MOST_BYTES:
            trouble = Trouble(f"with it the story has more than {MOST_BYTES} bytes")
            return self._without(so_far, response.url, trouble, for_good=True)
        if self._is_other_story(so_far, page):
            self._spider.count("story/leads_to_another")
            self._spider.logger.info("%s: %s is another story", so_far.work.url, response.url)
            return self._finish(so_far)
        return self.go_on(so_far.with_page(response, page))

    def _is_other_story(self, so_far: SoFar, page: Page) -> bool:
        try:
            return so_far.begins is not None and is_other_story(so_far.begins, read_page(page, self._spider.reader()))
        except Exception:
            return False  # no copy on it, say: to be told by whoever reads it in earnest

    def _moved(self, response: Response, so_far: SoFar, moves: int) -> Told:
        """Where a page has moved to on its own site; a site sends on to a page that came before what it has not."""
        location = response.headers.get("Location") or b""
        target = response.urljoin(location.decode("latin-1").strip())
        if not is_same_site(target, response.url) or moves >= MOST_MOVES or plain_address(target) in so_far.asked:
            trouble = Trouble(f"the site sends it on to {target or 'nowhere'}, which is no further page of the story")
            return self._without(so_far, response.url, trouble, for_good=True)
        return self._ask(so_far, target, moves=moves + 1, way=carried(response))

    def _without(self, so_far: SoFar, url: str, trouble: Trouble, *, for_good: bool) -> Dispatch | None:
        """The story stops at a page that did not come."""
        self._spider.logger.warning(
            "%s: its page %d, %s, did not come: %s", so_far.work.url, len(so_far.came) + 1, url, trouble.words
        )
        return self._finish(replace(so_far, missing=Missing(url, trouble, for_good)))


def is_for_good(failure: Failure, trouble: Trouble) -> bool:
    """Whether a request that failed would fail again: it is forbidden, refused by a guard, or no such page is there."""
    value = failure.value
    if isinstance(value, HttpError):
        status = value.response.status
        return 400 <= status < 500 and status not in TRY_AGAIN
    return isinstance(value, Refused) or (trouble.left_alone is not None and not trouble.is_for_now)
