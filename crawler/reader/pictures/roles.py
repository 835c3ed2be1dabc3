"""What an element that stands with a picture says it holds: caption, credit, or neither."""

import re
from enum import Enum
from functools import lru_cache

from lxml.etree import _Element

from crawler.reader.hints import BYLINE, CAPTION, CREDIT, hints


class Role(Enum):
    """What a piece of text beside a picture is. A maker is named as a byline would be: "image-author"."""

    PLAIN = "plain"
    CAPTION = "caption"
    CREDIT = "credit"
    MAKER = "maker"
    CONTROL = "control"


# schema.org's ImageObject in microdata.
ITEMPROPS = {
    "caption": Role.CAPTION,
    "description": Role.CAPTION,
    "author": Role.MAKER,
    "creator": Role.MAKER,
    "creditText": Role.CREDIT,
    "copyrightHolder": Role.CREDIT,
    "copyrightNotice": Role.CREDIT,
}

# For assistive devices alone: "Image caption", "Bildquelle," and the like, which no reader sees.
UNSEEN = re.compile(
    r"sr-?only|visually-?hidden|visuallyhidden|screen-?reader|hide-visually|visually-?hide|assistive|off-?screen|u-hidden-text",
    re.I,
)

_PICTURED = re.compile(r"image|photo|video|media", re.I).search

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# "hasCaption", "no-caption": what is so named holds more than that.
_CONTROLS = frozenset({"hide-caption", "toggle-caption", "caption-toggle", "e-caption-trigger"})
_BUTTONS = frozenset("button buttons btn toggle close enlarge expander feedback tooltip counter duration".split())
_ABOUT = frozenset({"has", "with", "no", "without", "show", "hide", "is"})
_ALSO_CREDIT = frozenset({"src", "fonte", "fuente", "bron", "crédit", "creditline", "photographer", "photog", "agency"})


def role_of(element: _Element) -> Role | None:
    """The role that an element's names give it; None where they say nothing."""
    prop = element.get("itemprop") or ""
    named = ITEMPROPS.get(prop)
    if named is not None and (prop != "description" or _is_of_picture(element)):
        return named
    for attribute in ("class", "id", "data-testid", "data-test"):
        name = element.get(attribute)
        said = _role(name) if name else None
        if said is not None:
            return said
    return Role.CAPTION if element.tag == "figcaption" else None


def _is_of_picture(element: _Element) -> bool:
    """Whether microdata describe a picture or film, and not the story: TYPO3 sets its teasers as "description"."""
    for around in element.iterancestors():
        kind = around.get("itemtype")
        if kind is not None or around.get("itemscope") is not None:
            return bool(kind and _PICTURED(kind))
    return False


@lru_cache(maxsize=4096)
def _role(name: str) -> Role | None:
    """By the words of all class names; of one name that says both ("captionCredit") the last word decides.

    Two names that say both ("caption credits") hold both.
    """
    names = [part for part in name[:300].split() if not part.startswith("text-")]  # a size of type, in Tailwind's names
    found = {role for part in names if (role := _role_of_name(part)) is not None}
    return Role.CAPTION if len(found) > 1 else next(iter(found), None)


@lru_cache(maxsize=8192)  # names are put together anew by every element, of the same few parts
def _role_of_name(name: str) -> Role | None:
    words = _WORD.findall(name)
    if name in _CONTROLS:
        return Role.CONTROL
    if words and words[0].lower() in _ABOUT:
        return None
    for word in reversed(words):
        said = hints(word)
        if word.lower() in _BUTTONS:
            return Role.CONTROL
        if said & CREDIT or word.lower() in _ALSO_CREDIT:
            return Role.CREDIT
        if said & BYLINE:
            return Role.MAKER
        if said & CAPTION:
            return Role.CAPTION
    return None


def is_unheard(element: _Element) -> bool:
    """Whether an element's text is for assistive devices alone."""
    name = element.get("class")
    return name is not None and _is_unseen(name)


@lru_cache(maxsize=4096)
def _is_unseen(name: str) -> bool:
    return UNSEEN.search(name) is not None
