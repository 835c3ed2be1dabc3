"""Images that are no pictures: icons, logos, avatars, authors' portraits."""

import re

from lxml.etree import _Element

# Each between the edges of its neighbours: "silicon" and "iconic" hold none.
_NAMES = (
    "avatars? icons? logos? emojis? sprites? pixel spacer gravatar favicon byline headshots? authors? autor autoren"
)
_PLACES = "avatars? icons? logos? emojis? sprites? pixel spacer gravatar favicon placeholder rating buttons? btn"
_FOLDERS = "authors? autor autoren auteurs? autores profiles? profilbilder"


def _any(words: str) -> str:
    return "|".join(words.split())


_NAMED = re.compile(rf"(?:^|[^a-z])(?:{_any(_NAMES)})(?:[^a-z]|$)", re.I)
_PLACED = re.compile(rf"(?:^|[^a-z])(?:{_any(_PLACES)})(?:[^a-z]|$)|(?:^|/)(?:{_any(_FOLDERS)})/", re.I)


def is_named_decoration(image: _Element) -> bool:
    """Whether an image says by its class, or by being a drawing, that it shows nothing of a story."""
    name = image.get("class")
    if name is not None and _NAMED.search(name[:300]) is not None:
        return True
    return (image.get("src") or "").split("?", 1)[0].endswith(".svg") and not image.get("data-src")


def is_decoration(image: _Element, address: str) -> bool:
    """The same, its address asked too: enough for an image without a caption."""
    return is_named_decoration(image) or _PLACED.search(_path(address)) is not None


def _path(address: str) -> str:
    """The last three parts of an address: a site's name may be a word of these."""
    return "/".join(address.split("?", 1)[0].rsplit("/", 3)[-3:])[-300:]
