"""Scrapy's download handler under guard: pages and headers that do not end, and addresses that must not be asked.

What Scrapy 2.19 does by itself: DOWNLOAD_TIMEOUT ends a download as a whole, however many bytes dribble in, and
DOWNLOAD_MAXSIZE a body that grows. It does not bound the headers (all are kept), and asks again for what timed out, so
that a page which dribbles costs three timeouts, and each of its redirects three more.
"""

from time import monotonic
from typing import Any

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Request, Response
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, HTTP11ClientProtocol

from crawler.guards.refused import Guard, Refused, refuse
from crawler.guards.resolver import GuardedNames

# Bytes of one answer's headers. Servers and proxies stop between 8 and 128 kB.
MOST_HEADERS = 256 * 1024
SECONDS: str = "page_seconds"
"""Meta key: how long a page has taken so far, with all that it was redirected from and all tries."""
_BEGAN = "page_began"  # meta key: headers came


class HeadersTooLong(Exception):
    """An answer's headers did not end."""


class GuardedDownload(HTTP11DownloadHandler):
    """Downloads http and https."""

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory
        self._seconds = crawler.settings.getfloat("PAGE_SECONDS")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        crawler.signals.connect(self._began, signals.headers_received)

    async def download_request(self, request: Request) -> Response:
        """Download one page.

        Raises:
            Refused: It does not end, or is where nothing may be asked.
        """
        spent = request.meta.get(SECONDS, 0.0)
        if spent >= self._seconds:
            raise self._refuse(request, "endless_page", f"it took {spent:.0f} s without an end (PAGE_SECONDS)")
        timeout = request.meta.get("download_timeout") or self._timeout
        request.meta["download_timeout"] = min(timeout, self._seconds - spent)
        request.meta.pop(_BEGAN, None)
        began = monotonic()
        try:
            return await super().download_request(request)
        except (CannotResolveHostError, DownloadCancelledError, DownloadFailedError, DownloadTimeoutError) as fault:
            refused = self._refused(request, fault)
            if refused is None:
                raise
            raise refused from fault
        finally:
            request.meta["download_timeout"] = timeout
            request.meta[SECONDS] = spent + monotonic() - began

    def _refused(self, request: Request, fault: Exception) -> Refused | None:
        """What a fault comes to where a guard, or Scrapy for one, stopped the download; None where it is a fault."""
        if isinstance(fault, CannotResolveHostError):
            why = _kept_back(request.url)
            return self._refuse(request, "private_address", why) if why else None
        if isinstance(fault, DownloadCancelledError):
            most = request.meta.get("download_maxsize", self._default_maxsize)
            return self._refuse(request, "too_large", f"it has more than {most} bytes (DOWNLOAD_MAXSIZE)")
        if isinstance(fault, DownloadTimeoutError) and request.meta.get(_BEGAN):
            seconds = request.meta["download_timeout"]
            return self._refuse(request, "endless_page", f"it began, and did not end within {seconds:g} s")
        reasons = getattr(fault.__cause__, "reasons", ())
        if any(reason.check(HeadersTooLong) for reason in reasons):
            return self._refuse(request, "endless_page", f"its headers have more than {MOST_HEADERS} bytes")
        return None

    def _refuse(self, request: Request, kind: Guard, why: str) -> Refused:
        return refuse(self._crawler, kind, request.url, why)

    def _began(self, request: Request) -> None:
        request.meta[_BEGAN] = True


def _kept_back(url: str) -> str | None:
    """Why the resolver kept a host's address back; None where it did not."""
    from twisted.internet import reactor
    from twisted.web.client import URI

    names = reactor.nameResolver
    if not isinstance(names, GuardedNames):
        return None
    uri = URI.fromBytes(url.encode("ascii"))  # type: ignore[no-untyped-call]
    return names.refusals.get((uri.host.decode("ascii").strip("[]"), uri.port))


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Hangs up on headers that do not end."""

    _headers = 0

    def request(self, request: Any) -> Any:
        self._headers = 0
        return super().request(request)

    def dataReceived(self, bytes: bytes) -> None:  # noqa: N802
        parser = self._parser
        if parser is not None and getattr(parser, "state", STATUS) in (STATUS, HEADER):
            self._headers += len(bytes)
            if self._headers > MOST_HEADERS:
                self._giveUp(Failure(HeadersTooLong()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    noisy = False

    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: N802
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
