"""Where a story goes on: the page that has all of it, or its next one, by a site config's links.

Here is only which address; whether it may be asked for, and how often, is for who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.reader.site_configs.config import PageLink, SiteConfig
from crawler.reader.site_configs.finding import Asked

MOST_PAGES = 20
"""Pages that one story may have; more of them are a loop, or a list of other stories."""


@dataclass(frozen=True, slots=True)
class FurtherPages:
    """Absolute addresses on the page's own host.

    Attributes:
        single: The page that has the whole story; None where this is it, or the page leads to none.
        next: The story's next page; None where this is the last.
    """

    single: str | None = None
    next: str | None = None


def further_pages(evidence: Evidence, config: SiteConfig) -> FurtherPages:
    """Where the story goes on.

    Args:
        evidence: A page of it. One whose address is not known leads nowhere.
        config: Its site's.

    Returns:
        Addresses of the same host (with or without "www."), by http or https, without fragment, and never the page's
        own: a config names the link, and what the page puts there is the page's.
    """
    base = evidence.page.url
    if not base or not evidence.page.is_html or not (config.single_page or config.next_page):
        return FurtherPages()
    asked = Asked(evidence)
    return FurtherPages(_address(asked, config.single_page, base), _address(asked, config.next_page, base))


def _address(asked: Asked, links: Iterable[PageLink], base: str) -> str | None:
    for link in links:
        if link.condition is None or asked.holds(link.condition):
            target = _target(asked.value(link.where))
            address = _absolute(target, base, asked.evidence.root) if target else None
            if address is not None:
                return address
    return None


def _target(found: Any) -> str | None:
    """What the link says: an element's ``href``, an attribute, a text, or a value that was put together."""
    for one in found if isinstance(found, list) else [found]:
        said = one.get("href") if isinstance(one, _Element) else one
        if isinstance(said, str) and said.strip():
            return said.strip()
    return None


def _absolute(target: str, base: str, root: _Element) -> str | None:
    try:
        address = urldefrag(urljoin(_built_on(root, base), target)).url
    except ValueError:  # "http://[", as broken pages print it
        return None
    return address if is_same_site(address, base) and address != urldefrag(base).url else None


def _built_on(root: _Element, base: str) -> str:
    """What relative addresses of a page build on: its first ``base`` element, or its own address."""
    element = next(root.iter("base"), None)
    return urljoin(base, (element.get("href") or "").strip()) if element is not None else base


def is_same_site(address: str, base: str) -> bool:
    """Whether an address is http or https, on the host and port of another (with or without "www."), without a user."""
    try:
        there, here = urlsplit(address), urlsplit(base)
        same_place = _place(there.hostname) == _place(here.hostname) and there.port == here.port
    except ValueError:
        return False
    return same_place and there.scheme in ("http", "https") and "@" not in there.netloc


def _place(host: str | None) -> str:
    return (host or "").removeprefix("www.")
