"""Where a request goes, checked before anything else is asked of its host, robots.txt included.

What a name leads to is looked up here so that the reason is told; that nothing is connected to which was not checked
is the resolver's to see to (``crawler.guards.resolver``), and it does so again at each connection.
"""

from typing import Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.utils.defer import maybe_deferred_to_future

from crawler.guards.allowed import USUAL_PORTS, Place, named_by_operator, place_of, read_allowed
from crawler.guards.refused import Guard, refuse
from crawler.guards.resolver import GuardedNames
from pipelines.errors import WrongSettings
from pipelines.redaction import has_user_info


class AddressGuard:
    """Refuses requests to what is not the public's, to odd ports and by odd schemes."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._allowed = read_allowed(crawler.settings.get("ALLOW_PRIVATE_ADDRESSES"))
        self._proxies = getproxies() if crawler.settings.getbool("HTTPPROXY_ENABLED") else {}
        self._longest = crawler.settings.getint("URLLENGTH_LIMIT")
        self._named: set[Place] = set()
        self._usual = set(USUAL_PORTS)
        self._passed: set[Place] = set()
        self._resolver: GuardedNames | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: ALLOW_PRIVATE_ADDRESSES can't be read.
        """
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass that may be sent where it goes.

        Raises:
            Refused: It may not.
            WrongSettings: The resolver is not ours, so that nothing would keep what is checked here.
        """
        names = self._names()
        self._take_as_named(request)
        found = self.why_not(request.url) or await self._look_up(request.url, names)
        if found is not None:
            kind, why = found
            raise refuse(self._crawler, kind, request.url, _led(request, why))

    def why_not(self, url: str) -> tuple[Guard, str] | None:
        """Which guard refuses an address for what it says itself, and why; None where none does."""
        scheme = urlsplit(url).scheme
        if scheme not in ("http", "https"):
            return "odd_address", f"a {scheme}: address is no page's"
        place = place_of(url)
        if place is None or place.port is None:
            return "odd_address", "its host or port can't be read"
        if has_user_info(url):
            return "odd_address", "it carries a name or password, and copydesk signs in nowhere"
        if len(url) > self._longest:
            return "odd_address", f"its address has {len(url)} letters, more than {self._longest} (URLLENGTH_LIMIT)"
        if place in self._named:
            return None
        why = self._allowed.why_not(place.host, place.port)
        if why is not None:
            return "private_address", why
        if place.port not in self._usual and not self._allowed.allows(place.host, place.port):
            return "odd_address", f"port {place.port} is no web site's"
        return None

    async def _look_up(self, url: str, names: GuardedNames) -> tuple[Guard, str] | None:
        """The same for what its name leads to. A name that leads nowhere is the downloader's to tell of."""
        place = place_of(url)
        if place is None or place.port is None or place in self._named or place in self._passed:
            return None
        if urlsplit(url).scheme in self._proxies and not proxy_bypass(place.host):
            return None  # the proxy looks names up in our place, and it is the proxy that must keep guard
        why = await maybe_deferred_to_future(names.why_not(place.host, place.port))
        if why is not None:
            return "private_address", why
        self._passed.add(place)
        return None

    def _names(self) -> GuardedNames:
        """The resolver; it is there once the crawl has begun."""
        if self._resolver is None:
            self._resolver = _guarded_names()
            self._learn()
        return self._resolver

    def _learn(self) -> None:
        """What the operator says of where the aggregator is served, and the port that it declares."""
        spider = self._crawler.spider
        given = getattr(spider, "arguments", None)
        named: tuple[str, ...] = () if given is None else given.named
        for url in (*named, getattr(spider, "site", None)):
            place = place_of(url) if isinstance(url, str) else None
            if place is not None and place.port is not None:
                self._usual.add(place.port)
        for url in named:
            self._allow(named_by_operator(url))

    def _take_as_named(self, request: Request) -> None:
        """What a spider begins with that lists nothing: the operator named it (``scrapy clean URL``)."""
        first = request.meta.get("is_start_request") and not request.meta.get("redirect_urls")
        if first and not hasattr(self._crawler.spider, "arguments"):
            self._allow(named_by_operator(request.url))

    def _allow(self, place: Place | None) -> None:
        if place is not None and self._resolver is not None:
            self._named.add(place)
            self._resolver.allow(place)


def _led(request: Request, why: str) -> str:
    """A reason, with what led there."""
    return f"the site sends it on to {request.url}: {why}" if request.meta.get("redirect_urls") else why


def _guarded_names() -> GuardedNames:
    from twisted.internet import reactor

    names = reactor.nameResolver
    if not isinstance(names, GuardedNames):
        raise WrongSettings("TWISTED_DNS_RESOLVER: expected crawler.guards.resolver.GuardedResolver or its like")
    return names
