"""Redirects: those that lead nowhere told apart before they are followed. Circles, cookie walls, other sites.

Whoever follows redirects by itself (a spider that looks a story's new address up first) gives the next request what
``carried`` says of the answer, so that its way is known.
"""

from typing import Any, Final
from urllib.parse import urldefrag

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from crawler.guards.consent import is_consent
from crawler.guards.download import SECONDS
from crawler.guards.refused import Guard, Refused, refuse
from crawler.middlewares.address_guard import AddressGuard

MOVED: Final = frozenset({301, 302, 303, 307, 308})
_COOKIE: Final = "redirect_set_cookie"  # meta key: a redirect on the way wanted a cookie kept
_WAY: Final = "redirect_urls"  # Scrapy's meta key: the addresses on the way


def carried(response: Response) -> dict[str, Any]:
    """What the request that follows a redirect has to have in its meta: the way so far, and what it cost."""
    meta = response.meta
    kept = {key: meta[key] for key in (_COOKIE, SECONDS) if key in meta}
    return {**kept, _WAY: [*meta.get(_WAY, []), response.url]}


class Redirects(RedirectMiddleware):
    """Scrapy's, with a name for each redirect that is not followed. A cookie is never kept, and no consent given."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Let an answer pass, or ask for what it leads to.

        Raises:
            Refused: It leads nowhere.
        """
        if response.status in MOVED and "Location" in response.headers:
            way = [*request.meta.get(_WAY, []), request.url]
            cookie = bool(request.meta.get(_COOKIE)) or "Set-Cookie" in response.headers
            self._judge(request, self._target(response, way), way, cookie)
            request.meta[_COOKIE] = cookie
        return super().process_response(request, response)

    def _target(self, response: Response, way: list[str]) -> str:
        location = response.headers.get("Location") or b""
        try:
            return response.urljoin(safe_url_string(location.decode("latin-1").strip()))
        except ValueError as fault:
            raise self._refuse("odd_address", way, "the site sends it on to an address that can't be read") from fault

    def _judge(self, request: Request, target: str, way: list[str], cookie: bool) -> None:
        """Refuse a redirect that leads nowhere."""
        if is_consent(target) and not self._is_story(target):
            where = target.partition("?")[0]
            raise self._refuse("cookie_wall", way, f"the site asks for consent first, at {where}")
        if urldefrag(target).url in way:
            if cookie:
                raise self._refuse("cookie_wall", way, f"the site sends it back to {target} until a cookie is kept")
            raise self._refuse("redirect_loop", way, f"the site sends it in a circle, back to {target}")
        if len(way) > self.max_redirect_times:
            same = cookie and len({url.partition("?")[0] for url in way}) == 1
            why = f"{len(way)} redirects, and no page at the end, the last of them to {target}"
            raise self._refuse("cookie_wall" if same else "redirect_loop", way, why)
        self._check_place(request, target, way)

    def _check_place(self, request: Request, target: str, way: list[str]) -> None:
        """Refuse what is no public page, and what is not the site's; robots.txt alone may lie elsewhere."""
        guard = self.crawler.get_downloader_middleware(AddressGuard)
        if guard is not None and (found := guard.why_not(target)) is not None:
            kind, why = found
            raise self._refuse(kind, way, f"the site sends it on to {target}: {why}")
        is_here = getattr(self.crawler.spider, "is_here", None)
        if is_here is not None and request.callback is not NO_CALLBACK and not is_here(target):
            why = f"the site sends it on to {target}, which is not one of its own addresses"
            raise self._refuse("off_site", way, why)

    def _is_story(self, url: str) -> bool:
        """Whether what looks like a consent page is a story called so."""
        story_key = getattr(self.crawler.spider, "story_key", None)
        return story_key is not None and story_key(url) is not None

    def _refuse(self, kind: Guard, way: list[str], why: str) -> Refused:
        return refuse(self.crawler, kind, way[0], why)
