"""Images that are no pictures: icons, logos, avatars, authors' portraits, codes to photograph."""

import re
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element

from crawler.reader.hints import BIO, BYLINE, CAPTION, COPY, CREDIT, GALLERY, hints

# Each between the edges of its neighbours: "silicon" and "iconic" hold none.
_NAMES = (
    "avatars? icons? logos? emojis? sprites? pixel spacer gravatar favicon byline headshots? authors? autor autoren"
)
_PLACES = (
    "avatars? icons? logos? emojis? sprites? pixel spacer gravatar favicon placeholder rating buttons? btn rss arrows? "
    "preload preloader loading loader spinner qr qrcode ewm erweima weixin wechat gzh defaultpic noimage lupe loupe"
)
_OVERLAYS = "lupe loupe zoom magnify magnifier magnifying watermark playbutton spinner preload preloader loader"
# What a site is made of, and not what it tells: "/wp-content/themes/", "/css/".
_FOLDERS = "authors? autor autoren auteurs? autores profiles? profilbilder headshots? avatars? css themes? tpl skins?"
_PEOPLE = "(?:[a-z]+-)?authors? autor autoren auteurs? autores profilbilder headshots? avatars? gravatar"


def _any(words: str) -> str:
    return "|".join(words.split())


_NAMED = re.compile(rf"(?:^|[^a-z])(?:{_any(_NAMES)})(?:[^a-z]|$)", re.I)
_PLACED = re.compile(rf"(?:^|[^a-z])(?:{_any(_PLACES)})(?:[^a-z]|$)", re.I)
_OVERLAID = re.compile(rf"(?:^|[^a-z])(?:{_any(_OVERLAYS)})(?:[^a-z]|$)", re.I)
_FILED = re.compile(rf"/(?:{_any(_FOLDERS)})/", re.I)
_OF_PEOPLE = re.compile(rf"/(?:{_any(_PEOPLE)})[/.]", re.I)
# "headshots/75x75/kunz.jpg", "rss_24x24.gif": sides in pixels. "16x9" is a shape.
_SIDES = re.compile(r"(?<![0-9a-z])(\d{2,3})x(\d{2,3})(?!\d)", re.I)
LEAST_SIDE, MOST_SIDE = 20, 100

_OF_A_PICTURE = CAPTION | CREDIT | GALLERY
LEVELS = 3  # containers around an image that may be an author's
MOST_TEXTS = 60
LONGEST_BOX = 300  # characters
MOST_WORDS = 6  # of a text that says who somebody is


def is_named_decoration(image: _Element) -> bool:
    """Whether an image says by its class, or by being a drawing, that it shows nothing of a story."""
    name = image.get("class")
    if name is not None and _is_named(name[:300]):
        return True
    return (image.get("src") or "").split("?", 1)[0].endswith(".svg") and not image.get("data-src")


@lru_cache(maxsize=4096)  # a page's images share their classes
def _is_named(name: str) -> bool:
    return _NAMED.search(name) is not None


def is_overlay(image: _Element) -> bool:
    """Whether an image is a sign laid over a picture, by its file's name: a magnifying glass, a watermark."""
    address = image.get("src")
    return address is not None and _OVERLAID.search(address.split("?", 1)[0].rpartition("/")[2][-80:]) is not None


def is_portrait(image: _Element) -> bool:
    """Whether an image stands in a writer's box: "author-icon", "byline__photo", "avatar"."""
    node: _Element | None = image.getparent()
    for _ in range(LEVELS):
        if node is None:
            return False
        said = hints(node.get("class"), node.get("id"))
        if said & _OF_A_PICTURE:
            return False
        if said & (BYLINE | BIO):
            return not said & COPY or _holds_little(node)  # "article-header__author"; "post author-bea" is all of it
        if said & COPY:
            return False
        node = node.getparent()
    return False


def _holds_little(element: _Element) -> bool:
    """Whether there is no more text in an element than a writer's box has."""
    return sum(len(text.strip()) for text in islice(element.itertext(), MOST_TEXTS)) <= LONGEST_BOX


def is_decoration(image: _Element, address: str) -> bool:
    """The same as ``is_named_decoration``, its address asked too: enough for an image without a caption."""
    if is_named_decoration(image):
        return True
    path = address.split("?", 1)[0]
    return _PLACED.search(_end(path, 3)) is not None or _FILED.search(_end(path, 5)) is not None or is_small(path)


def is_of_people(address: str, caption: str | None) -> bool:
    """Whether a picture is filed among portraits of writers, and its text says at most who somebody is."""
    if caption and len(caption.split()) > MOST_WORDS:
        return False
    return _OF_PEOPLE.search(_end(address.split("?", 1)[0], 5)) is not None


def is_small(path: str) -> bool:
    """Whether the address says that both sides are an icon's."""
    sides = _SIDES.search(_end(path, 6))
    return sides is not None and all(LEAST_SIDE <= int(side) <= MOST_SIDE for side in sides.groups())


def _end(path: str, parts: int) -> str:
    """The last parts of an address, with the stroke before them: a site's name may be a word of these."""
    return "/".join(("", *path.rsplit("/", parts)[-parts:]))[-300:]
