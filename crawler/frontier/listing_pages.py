"""A spider's listing pages: asked for when they are due, read by their source, followed back while they have news."""

from collections.abc import AsyncIterator, Container, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from urllib.parse import urlsplit

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.discovery import Reading
from crawler.frontier.conditional import Validators, validators_of
from crawler.frontier.listings import Listed
from crawler.frontier.spider import WireSpider
from crawler.frontier.troubles import trouble_of
from crawler.frontier.wire_room import WireRoom
from pipelines.errors import StorageTrouble

# Links that are noted at once. A sitemap lists fifty thousand: neither all of them in memory nor a write for each.
AT_ONCE = 500


@dataclass(slots=True)
class Taken:
    """What one listing page gave: how many stories, their digest, and the listings to go on with."""

    stories: int = 0
    digest: str = ""
    followed: list[Listed] = field(default_factory=list)
    is_followed: bool = False


def reaches_back(ids: Sequence[str], recent: Container[str]) -> bool:
    """Whether what is recent on a listing page reaches so far down that there may be more on the page behind it.

    A page's last third decides: its very last links may be a box of what is most read, which is always known.
    """
    return any(id in recent for id in ids[-max(1, len(ids) // 3) :])


class ListingPages:
    """One run's way through the listings of a spider."""

    def __init__(self, spider: WireSpider, room: WireRoom):
        self._spider, self._room = spider, room

    async def begin(self) -> AsyncIterator[Request]:
        """The listings to begin from: the operator's sections, or all that are due."""
        spider = self._spider
        sections = spider.arguments.sections
        declared = [
            (url, number)
            for number, source in enumerate(spider.where_listed())
            for url in source.urls(spider.home, sections)
            if self._is_served(url)
        ]
        due = await self._room.listings.due(declared, these_alone=bool(sections) or spider.arguments.again)
        self._first = {one.url for one in due}
        if not due:
            spider.count("listing/not_due", len(declared))
        for listed in due:
            yield self._request(listed)

    def _is_served(self, url: str) -> bool:
        """Whether a declared listing is to be had: a mirror, which ``site`` names, has not what sister sites list."""
        site = self._spider.arguments.site
        return site is None or urlsplit(url).netloc == urlsplit(site).netloc

    def _request(self, listed: Listed) -> Request:
        state = listed.state
        return Request(
            listed.url,
            self.parse,
            errback=partial(self.failed, listed),
            headers=Validators(state.etag, state.last_modified).headers,
            cb_kwargs={"listed": listed},
            priority=1,  # before stories: what is new is found first
            dont_filter=True,  # each listing once a run is seen to already
        )

    async def parse(self, response: Response, listed: Listed) -> AsyncIterator[Request]:
        """A listing page: its stories go to the ledger; then the page behind it, while there is news."""
        if response.status != 200:
            await self._not_read(response, listed)
            return
        try:
            followed = await self._read(response, listed)
        except StorageTrouble:
            raise
        except Exception:
            # Scrapy counts and tells it; that this listing is not asked for at once again, for ever, is ours to see to.
            await self._room.listings.failed(listed)
            raise
        if not self._room.scope.is_full:
            for one in followed:
                yield self._request(one)

    async def _read(self, response: Response, listed: Listed) -> list[Listed]:
        spider = self._spider
        spider.count("listing/read")
        reading = listed.source.read(spider.page_of(response))
        taken = await self._take(reading, listed)
        is_bare = not taken.stories and not reading.further and listed.state.page == 1
        if (is_bare or reading.trouble) and not spider.is_needed(listed.url):
            spider.logger.info("%s: %s", response.url, reading.trouble or "it links no story")
        elif is_bare:
            spider.count("listing/without_stories")
            why = "this page links no story; was the site redesigned, or is it built by script?"
            spider.logger.error("%s: %s", response.url, reading.trouble or why)
        elif reading.trouble:
            spider.count("listing/broken")
            spider.logger.error("%s: %s", response.url, reading.trouble)
        # What could not be read, or only in part, is read the next time, whatever its validators say.
        is_read = not reading.trouble and (taken.stories or reading.further)
        validators = validators_of(response) if is_read else Validators()
        await self._room.listings.read(listed, validators, digest=taken.digest)
        return taken.followed

    async def _take(self, reading: Reading, listed: Listed) -> "Taken":
        """Note what a listing tells."""
        taken, digest = Taken(), sha256()
        while some := list(islice(reading.found, AT_ONCE)):
            found = await self._spider.sort(some, on=listed.url, since=listed.since)
            taken.stories += len(found.ids)
            digest.update("\n".join(found.ids).encode())
            # A listing that shows the same stories on every page has no end.
            goes_back = reaches_back(found.ids, found.recent - listed.before) and not self._is_past(reading)
            if goes_back and not taken.is_followed:
                await self._follow(reading, listed, taken, found.ids)
            await self._spider.note(found.news)
        if not taken.is_followed:
            await self._follow(reading, listed, taken)
        taken.digest = digest.hexdigest()[:32]
        return taken

    async def _follow(self, reading: Reading, listed: Listed, taken: "Taken", ids: Sequence[str] = ()) -> None:
        """Go on to what the page leads to; ``ids``: the stories behind which there may be more."""
        listings = self._room.listings
        taken.followed = await listings.follow(reading.further, listed, had_news=bool(ids), ids=ids)
        taken.is_followed = True

    def _is_past(self, reading: Reading) -> bool:
        """Whether what lies behind this page is older than the run is asked for."""
        since = self._room.scope.since
        return since is not None and reading.oldest is not None and reading.oldest < since

    async def _not_read(self, response: Response, listed: Listed) -> None:
        spider = self._spider
        state = listed.state
        if response.status == 304 and (state.etag or state.last_modified):
            spider.count("listing/unchanged")
            await self._room.listings.read(listed, Validators(state.etag, state.last_modified), digest=None)
            return
        is_gone = response.status in (404, 410)
        if is_gone and state.page > 1:
            await self._room.listings.failed(listed, is_gone=True)  # the listing has become shorter
            return
        why = f"no listing page (status {response.status}); is the section's name right?"
        spider.lost("listing", response.url, why)
        never_was = is_gone and state.looked_at is None and listed.url in self._first
        await self._room.listings.failed(listed, is_gone=never_was)

    async def failed(self, listed: Listed, failure: Failure) -> None:
        """A listing page that could not be fetched, after every try."""
        trouble = trouble_of(failure)
        # robots.txt forbids it: no failure, unless it is where the run was to begin.
        if trouble.left_alone and listed.url not in self._first:
            self._spider.left_alone("listing", listed.url, trouble)
        elif trouble.left_alone:
            self._spider.lost("listing", listed.url, f"{trouble.words}, so there is nothing to begin from")
        else:
            self._spider.lost("listing", listed.url, trouble.words)
        if not trouble.is_for_now:  # else it is as due as it was
            await self._room.listings.failed(listed)
