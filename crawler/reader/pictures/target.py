"""Where a picture's link leads: to the picture itself, large, or to another page, as a teaser's does."""

import re
from functools import lru_cache
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from lxml.etree import _Element

HIGHEST = 8  # levels above an image at which its link is looked for
IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")
LEAST_SLUG = 6  # letters: shorter names begin others'
PAGE_ENDINGS = (".html", ".htm", ".php", ".shtml", ".asp", ".aspx", ".jsp")
GALLERY_WORDS = ("gallery", "galerie", "slideshow", "photo", "foto", "picture", "image", "bild", "attachment")

# RFC 3986, appendix B: host and path of any address.
_PARTS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://([^/?#]*))?([^?#]*)")


def links_away(image: _Element, base: str | None, *, same_site: bool = False) -> bool:
    """Whether the nearest link around an image leads to another page; ``same_site``: of the same site."""
    node: _Element | None = image
    for _ in range(HIGHEST):
        node = node.getparent() if node is not None else None
        if node is None or node.tag in ("body", "article", "main"):
            return False
        if node.tag == "a":
            href = node.get("href") or ""
            return leads_to_a_page(href, base) if same_site else _is_elsewhere(href, base)
    return False


def leads_to_a_page(href: str | None, base: str | None) -> bool:
    """Whether a link leads to another page of the same site, as a teaser's does, and an advertisement's does not."""
    if not href or not _is_elsewhere(href, base):
        return False
    if not href.startswith(("http:", "https:", "//")):
        return True
    try:
        return base is not None and _host_and_path(href)[0] == _host_and_path(base)[0]
    except ValueError:
        return False


def _is_elsewhere(href: str, base: str | None) -> bool:
    href = href.strip()
    if not href or href[0] == "#" or href.lower().startswith(("javascript:", "data:", "mailto:")):
        return False
    try:
        path = _host_and_path(href)[1].lower()
    except ValueError:
        return False  # "http://[", as broken pages print it
    if path.endswith(IMAGE_ENDINGS) or any(word in path for word in GALLERY_WORDS):
        return False
    if base is None:
        return True
    return _without_fragment(href) != _without_fragment(base) and not path.startswith(_stem(base))


@lru_cache(maxsize=1024)  # a page's own address, and links that stand round several images
def _host_and_path(address: str) -> tuple[str, str]:
    """As ``urlsplit`` has them, at a fifth of its time for addresses without anything odd; every image is asked.

    Raises:
        ValueError: As ``urlsplit``.
    """
    if address.isascii() and address.isprintable() and "[" not in address and "]" not in address:
        found = _PARTS.match(address)
        assert found is not None  # every part may be empty
        return found[1] or "", found[2]
    parts = urlsplit(address)
    return parts.netloc, parts.path


def _without_fragment(address: str) -> str:
    return urldefrag(address)[0] if "#" in address else address


@lru_cache(maxsize=64)
def _stem(address: str) -> str:
    """The path of a page as those of its pictures and further parts begin: "/2024/ferry" of "/2024/ferry.html"."""
    try:
        path = _host_and_path(address)[1].lower()
    except ValueError:
        return "\n"
    stem = path.rpartition(".")[0] if path.endswith(PAGE_ENDINGS) else path.rstrip("/")
    named = stem.count("/") > 1 and len(stem.rpartition("/")[2]) >= LEAST_SLUG
    return stem if named else "\n"  # a section's page is above all of its stories


def text_is_linked(element: _Element) -> bool:
    """Whether all the text of a picture's element is a link, or the element stands in one."""
    around = islice(element.iterancestors(), HIGHEST)
    if element.tag == "a" or any(one.tag == "a" for one in around):
        return True
    linked = sum(len("".join("".join(link.itertext()).split())) for link in islice(element.iter("a"), 6))
    return linked > 0 and linked * 10 >= len("".join("".join(element.itertext()).split())) * 9
