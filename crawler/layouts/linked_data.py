"""JSON-LD and meta elements: what a page says of itself to machines. A layout says what of it to believe."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import Any, cast

from lxml.etree import _Element

from crawler.layouts.mended_json import decode_json
from crawler.layouts.which_story import Thing, kinds, listed, pick_story
from pipelines.text.whitespace import tidy_or_none

MOST_THINGS = 1000  # a page names a handful of things; a list of thousands is a trap

# What is asked of a page by tag, and by which of them: declarations to machines, pictures, links and lists of them.
ASKED_FOR = dict(zip(*2 * ("meta link script title time base figure img a ul".split(),), strict=True))
ASKED_FOR |= {"amp-img": "img", "amp-anim": "img", "ol": "ul"}


def read_declared(root: _Element) -> dict[str, list[_Element]]:
    """The elements of ``ASKED_FOR``, in page order; one pass in C, which costs the same for one tag and for all."""
    found: dict[str, list[_Element]] = {tag: [] for tag in ASKED_FOR.values()}
    for element in root.iter(*ASKED_FOR):
        found[ASKED_FOR[cast("str", element.tag)]].append(element)
    return found


class LinkedData:
    """The page's NewsArticle in JSON-LD, empty where there is none or the JSON can't be read.

    Args:
        scripts: The page's script elements, of whatever kind.
        urls: What the page calls itself, where that is known: they tell its story from others it speaks of.
        title: The page's own title, for the same.
    """

    def __init__(self, scripts: Iterable[_Element], urls: tuple[str, ...] = (), title: str | None = None):
        texts = (script.text for script in scripts if "ld+json" in (script.get("type") or ""))
        self.things = tuple(thing for text in texts if text for thing in _things(decode_json(text)))
        self._story = pick_story(self.things, urls, title) or {}

    @property
    def story(self) -> Thing:
        """The story as the page gives it; empty where it gives none."""
        return self._story

    def of_kind(self, *wanted: str) -> Iterator[Thing]:
        """The things of these types, in page order."""
        return (thing for thing, said in zip(self.things, self._kinds, strict=True) if not said.isdisjoint(wanted))

    @cached_property
    def _kinds(self) -> tuple[set[str], ...]:
        return tuple(map(kinds, self.things))

    def text(self, path: str) -> str | None:
        """The text at a path of keys ("publisher.name"), tidy; several values are joined by comma and space.

        A ``Person`` or ``Organization`` in place of a string stands for its ``name``. None where nothing is there.
        """
        return ", ".join(self.texts(path)) or None

    def texts(self, path: str) -> tuple[str, ...]:
        """As ``text``, the values each by itself."""
        texts = (tidy_or_none(text_of(value)) for value in self.values(path))
        return tuple(text for text in texts if text)

    def values(self, path: str, thing: Thing | None = None) -> list[Any]:
        """The values at a path of keys, of the story or of another thing; what only refers to a thing is that thing."""
        values: list[Any] = [self._story if thing is None else thing]
        for key in path.split("."):
            values = [
                self._referred(found) for value in values if isinstance(value, dict) for found in listed(value.get(key))
            ]
        return values

    def _referred(self, value: Any) -> Any:
        """The thing itself, for ``{"@id": …}`` that says no more than where it is described."""
        if isinstance(value, dict) and "@id" in value and "name" not in value and isinstance(value["@id"], str):
            return self._by_id.get(value["@id"], value)
        return value

    @cached_property
    def _by_id(self) -> dict[str, Thing]:
        found: dict[str, Thing] = {}
        for thing in self.things:
            name = thing.get("@id")
            if isinstance(name, str) and len(thing) > 1:
                found.setdefault(name, thing)
        return found


def read_meta(elements: Iterable[_Element]) -> dict[str, str]:
    """Meta elements by lower-case ``property``, ``name``, ``itemprop`` or ``http-equiv``, tidy; of several, the first.

    >>> read_meta([])
    {}
    """
    found: dict[str, str] = {}
    for element in elements:
        content = tidy_or_none(element.get("content"))
        get = element.get
        name = get("property") or get("name") or get("itemprop") or get("http-equiv") if content else None
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def text_of(value: Any) -> str | None:
    """A value as text: a string, a number, a thing's name; of a list, its first string. None where it is neither.

    Entities and escapes that a publishing system wrote twice are undone: no reader was to see them.
    """
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or _in_two(value) or value.get("url")
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    text = str(value)
    if "&" in text and ";" in text:
        text = unescape(unescape(text))
    # Half a surrogate pair, which the forgiving reader lets pass, is no letter and can't be filed.
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _in_two(person: Thing) -> str | None:
    """The name of a person whom a page names in two parts."""
    given, family = person.get("givenName"), person.get("familyName")
    return f"{given} {family}" if isinstance(given, str) and isinstance(family, str) else None


def _things(value: Any) -> Iterator[Thing]:
    """Every object of one script: the thing itself, the members of a list, of ``@graph``, of ``mainEntity``."""
    waiting = deque([value])
    seen = 0
    while waiting and seen < MOST_THINGS:
        thing = waiting.popleft()
        seen += 1
        if isinstance(thing, list):
            waiting.extendleft(reversed(thing[:MOST_THINGS]))
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)
