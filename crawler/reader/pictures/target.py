"""Where a picture's link leads: to the picture itself, large, or to another page, as a teaser's does."""

from urllib.parse import urldefrag, urlsplit

from lxml.etree import _Element

HIGHEST = 8  # levels above an image at which its link is looked for
IMAGE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")
GALLERY_WORDS = ("gallery", "galerie", "slideshow", "photo", "foto", "picture", "image", "bild", "attachment")


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
        return base is not None and urlsplit(href).netloc == urlsplit(base).netloc
    except ValueError:
        return False


def _is_elsewhere(href: str, base: str | None) -> bool:
    href = href.strip()
    if not href or href[0] == "#" or href.lower().startswith(("javascript:", "data:", "mailto:")):
        return False
    try:
        path = urlsplit(href).path.lower()
    except ValueError:
        return False  # "http://[", as broken pages print it
    if path.endswith(IMAGE_ENDINGS) or any(word in path for word in GALLERY_WORDS):
        return False
    return base is None or urldefrag(href)[0] != urldefrag(base)[0]
