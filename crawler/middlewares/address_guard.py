"""Where a request goes, checked before anything else is asked of its host, robots.txt included.

What a name leads to is looked up here so that the reason is told; that nothing is connected to which was not checked
is the resolver's to see to (``crawler.guards.resolver``), and it does so again at each connection.
"""

from typing import Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import maybe_deferred_to_future

from crawler.guards.allowed import USUAL_PORTS, Place, named_by_operator, place_of, read_allowed
from crawler.guards.refused import Refused, refuse
from crawler.guards.resolver import GuardedNames
from pipelines.errors import WrongSettings


class AddressGuard:
    """Refuses requests to what is not the public's, to odd ports, and redirects that leave the site."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._allowed = read_allowed(crawler.settings.get("ALLOW_PRIVATE_ADDRESSES"))
        self._proxies = getproxies() if crawler.settings.getbool("HTTPPROXY_ENABLED") else {}
        self._named: set[Place] = set()
        self._usual = set(USUAL_PORTS)
        self._passed: set[tuple[str, int]] = set()
        self._names: GuardedNames | None = None

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
        if self._names is None:
            self._names = _guarded_names()
            self._learn()
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise self._refuse(request, f"{parts.scheme}: is no page's address")
        place = place_of(request.url)
        if place is None or place.port is None:
            raise self._refuse(request, "its host or port can't be read")
        self._take_as_named(request)
        if place not in self._named:
            await self._check(request, place, self._names)

    async def _check(self, request: Request, place: Place, names: GuardedNames) -> None:
        host, port = place.host, place.port or 0
        why = self._allowed.why_not(host, port)
        if why is not None:
            raise refuse(self._crawler, "private_address", request.url, _led(request, why))
        if port not in self._usual and not self._allowed.allows(host, port):
            raise self._refuse(request, f"port {port} is no web site's")
        self._keep_home(request)
        if (host, port) not in self._passed and not self._is_proxied(request.url, host):
            why = await maybe_deferred_to_future(names.why_not(host, port))
            if why is not None:
                raise refuse(self._crawler, "private_address", request.url, _led(request, why))
            self._passed.add((host, port))

    def _learn(self) -> None:
        """What the operator says of where the aggregator is served, and the port that it declares."""
        spider = self._crawler.spider
        site = getattr(getattr(spider, "arguments", None), "site", None)
        for url in (site, getattr(spider, "site", None)):
            place = place_of(url) if isinstance(url, str) else None
            if place is not None and place.port is not None:
                self._usual.add(place.port)
        self._allow(named_by_operator(site))

    def _take_as_named(self, request: Request) -> None:
        """What a spider begins with that lists nothing: the operator named it (``scrapy clean URL``)."""
        first = request.meta.get("is_start_request") and not request.meta.get("redirect_urls")
        if first and not hasattr(self._crawler.spider, "arguments"):
            self._allow(named_by_operator(request.url))

    def _allow(self, place: Place | None) -> None:
        if place is not None and self._names is not None:
            self._named.add(place)
            self._names.allow(place)

    def _keep_home(self, request: Request) -> None:
        """A story or listing that is redirected stays on the aggregator's hosts. robots.txt may lie elsewhere."""
        is_here = getattr(self._crawler.spider, "is_here", None)
        if is_here is None or request.callback is NO_CALLBACK or not request.meta.get("redirect_urls"):
            return
        if not is_here(request.url):
            why = f"the site sends it on to {request.url}, which is not one of its own addresses"
            raise refuse(self._crawler, "off_site", request.meta["redirect_urls"][0], why)

    def _is_proxied(self, url: str, host: str) -> bool:
        """Whether a proxy looks the name up in our place: then it is the proxy that must keep guard."""
        return urlsplit(url).scheme in self._proxies and not proxy_bypass(host)

    def _refuse(self, request: Request, why: str) -> Refused:
        return refuse(self._crawler, "odd_address", request.url, _led(request, why))


def _led(request: Request, why: str) -> str:
    """A reason, with what led there."""
    return f"the site sends it on to {request.url}: {why}" if request.meta.get("redirect_urls") else why


def _guarded_names() -> GuardedNames:
    from twisted.internet import reactor

    names = reactor.nameResolver
    if not isinstance(names, GuardedNames):
        raise WrongSettings(
            "TWISTED_DNS_RESOLVER: expected crawler.guards.resolver.GuardedResolver, or one built on it"
        )
    return names
