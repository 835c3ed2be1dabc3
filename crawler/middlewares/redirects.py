"""Redirects, followed as Scrapy does, and those that lead nowhere told apart: circles, cookie walls, other schemes."""

from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.guards.consent import is_consent
from crawler.guards.refused import Guard, Refused, refuse

_COOKIE = "redirect_set_cookie"  # meta key: a redirect on the way wanted a cookie kept


class Redirects(RedirectMiddleware):
    """Scrapy's, with a name for each redirect that is not followed. A cookie is never kept, and no consent given."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Let an answer pass, or ask for what it leads to.

        Raises:
            Refused: It leads nowhere.
        """
        cookie = bool(request.meta.get(_COOKIE)) or "Set-Cookie" in response.headers
        way = [*request.meta.get("redirect_urls", []), request.url]
        try:
            next_ = super().process_response(request, response)
        except IgnoreRequest as fault:  # REDIRECT_MAX_TIMES
            same = len({url.partition("?")[0] for url in way}) == 1
            why = f"{len(way)} redirects, and no page at the end, the last of them from {request.url}"
            raise self._refuse("cookie_wall" if cookie and same else "redirect_loop", way, why) from fault
        if not isinstance(next_, Request):
            self._check_scheme(response, way)
            return next_
        if is_consent(next_.url) and not self._is_story(next_.url):
            raise self._refuse("cookie_wall", way, f"the site asks for consent first, at {_short(next_.url)}")
        if next_.url in way:
            raise self._circle(next_.url, way, cookie)
        next_.meta[_COOKIE] = cookie
        return next_

    def _circle(self, url: str, way: list[str], cookie: bool) -> Refused:
        if cookie:
            return self._refuse("cookie_wall", way, f"the site sends it back to {url} until a cookie is kept")
        return self._refuse("redirect_loop", way, f"the site sends it in a circle, back to {url}")

    def _check_scheme(self, response: Response, way: list[str]) -> None:
        location = response.headers.get("Location") if response.status in (301, 302, 303, 307, 308) else None
        scheme = urlsplit(location.decode("latin-1").strip()).scheme if location else ""
        if scheme not in ("", "http", "https"):
            raise self._refuse("odd_address", way, f"the site sends it on to a {scheme}: address, which is no page's")

    def _is_story(self, url: str) -> bool:
        """Whether what looks like a consent page is a story called so."""
        story_key = getattr(self.crawler.spider, "story_key", None)
        return story_key is not None and story_key(url) is not None

    def _refuse(self, kind: Guard, way: list[str], why: str) -> Refused:
        return refuse(self.crawler, kind, way[0], why)


def _short(url: str) -> str:
    return url.partition("?")[0]
