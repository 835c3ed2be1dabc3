"""What a site reserves for all its pages, asked for once a run, of hosts that are asked for stories alone."""

import asyncio
import logging
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from crawler.middlewares.left_alone import LeftAlone, leave_alone
from crawler.middlewares.robots import Robots
from crawler.page import Page
from crawler.rights.reading import SiteRules, allowed, rights_of
from crawler.rights.tdm import NO_RULES, read_tdm_file
from crawler.rights.usage import LARGEST_FILE, NOTHING_SAID, read_ai_txt
from pipelines.errors import WrongSettings
from pipelines.items import Rights

logger = logging.getLogger(__name__)

FOR_A_STORY: Final = "for_a_story"
"""Meta key of requests whose page is to be filed. A spider sets it True."""
SITE_RULES: Final = "site_rules"
"""Meta key under which such a request carries its site's rules."""
POLICIES: Final = ("obey", "record")


class Reservations:
    """Reads a site's tdmrep.json, ai.txt and robots.txt's lines on use before its first story.

    A story whose site has reserved it is not asked for under RIGHTS_POLICY "obey": to fetch it would be to copy it.
    What the page itself says is held against the policy once it is there: ``rights_said``.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._policy = rights_policy(crawler.settings)
        self._sites: dict[str, asyncio.Future[SiteRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: RIGHTS_POLICY is neither "obey" nor "record".
        """
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Give a story's request its site's rules.

        Raises:
            LeftAlone: The rules reserve the story.
        """
        if not request.meta.get(FOR_A_STORY):
            return
        rules = await self._rules(request)
        request.meta[SITE_RULES] = rules
        reason = allowed(rules.rights_in(request.url), self._policy)
        if reason is not None:
            raise leave_alone(self._crawler, "rights", f"the site reserves it: {reason}")

    async def _rules(self, request: Request) -> SiteRules:
        parts = urlsplit(request.url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._sites:
            self._sites[place] = asyncio.ensure_future(self._fetch(place, request))
        try:
            return await asyncio.shield(self._sites[place])
        except LeftAlone:
            self._sites.pop(place, None)
            raise

    async def _fetch(self, place: str, request: Request) -> SiteRules:
        robots = self._crawler.get_downloader_middleware(Robots)
        usage = (await robots.site(request)).usage if robots is not None else NOTHING_SAID
        tdm = await self._file(f"{place}/.well-known/tdmrep.json")
        ai_txt = await self._file(f"{place}/ai.txt")
        return SiteRules(
            read_tdm_file(tdm) if tdm else NO_RULES,
            (usage, read_ai_txt(ai_txt[:LARGEST_FILE].decode("utf-8-sig", "replace")) if ai_txt else NOTHING_SAID),
        )

    async def _file(self, url: str) -> bytes | None:
        """A file of the site's, fetched with a crawl's manners; None where there is none, or it can't be had.

        Raises:
            LeftAlone: The host is not to be asked now. (One that robots.txt closes counts as not there.)
        """
        try:
            response = await self._crawler.engine.download_async(Request(url, callback=NO_CALLBACK, priority=900))
        except LeftAlone as left:
            if left.kind in ("held", "budget"):
                raise
            return None
        except Exception as fault:
            logger.warning("%s: could not be had: %s", url, str(fault) or type(fault).__name__)
            return None
        return response.body if response.status == 200 and not _is_html(response.body) else None


def rights_policy(settings: BaseSettings) -> str:
    """RIGHTS_POLICY, checked.

    Raises:
        WrongSettings: It is neither "obey" nor "record".
    """
    policy = settings.get("RIGHTS_POLICY")
    if policy not in POLICIES:
        raise WrongSettings(f"RIGHTS_POLICY={policy}: expected one of {', '.join(POLICIES)}")
    return str(policy)


def rights_said(response: Response, page: Page) -> Rights:
    """What was said of the rights in a story's page, by its site, its headers and itself.

    Args:
        response: The answer to a request that was marked FOR_A_STORY.
        page: The same page, whose tree is shared with whoever reads its story.
    """
    lines = (
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
    return rights_of(page, lines, response.meta.get(SITE_RULES))


def _is_html(body: bytes) -> bool:
    """Whether a site sent a page instead, as many do for whatever they don't have."""
    return body.lstrip()[:1] == b"<"
