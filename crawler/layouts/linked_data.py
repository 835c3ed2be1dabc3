"""JSON-LD and meta elements: what a page says of itself to machines. A layout says what of it to believe."""

import json
from collections.abc import Iterator
from typing import Any, cast

import msgspec
from lxml.etree import XPath, _Element

from pipelines.text.whitespace import tidy_or_none

# schema.org's NewsArticle with its parents and kin, as news pages use them.
STORY_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting BlogPosting SocialMediaPosting Report Review".split()
)

_SCRIPTS = XPath("//script[@type='application/ld+json']")
_META = XPath("//meta[@content]")


class LinkedData:
    """The page's NewsArticle in JSON-LD, empty where there is none or the JSON can't be read."""

    def __init__(self, root: _Element):
        scripts = cast("list[_Element]", _SCRIPTS(root))
        things = [thing for script in scripts for thing in _things(script.text or "")]
        self._story = next((thing for thing in things if _types(thing) & STORY_TYPES), {})

    def text(self, path: str) -> str | None:
        """The text at a path of keys ("publisher.name"), tidy; several values are joined by comma and space.

        A ``Person`` or ``Organization`` in place of a string stands for its ``name``. None where nothing is there.
        """
        values: list[Any] = [self._story]
        for key in path.split("."):
            values = [found for value in values if isinstance(value, dict) for found in _listed(value.get(key))]
        texts = [tidy_or_none(_text(value)) for value in values]
        return ", ".join(text for text in texts if text) or None


def read_meta(root: _Element) -> dict[str, str]:
    """The page's meta elements by lower-case ``property``, ``name`` or ``itemprop``, tidy; of several, the first."""
    found: dict[str, str] = {}
    for element in cast("list[_Element]", _META(root)):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = tidy_or_none(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _things(source: str) -> Iterator[dict[str, Any]]:
    """Every object of one script: the thing itself, the members of a list, of ``@graph``, of ``mainEntity``."""
    waiting = [_decode(source)]
    seen = 0
    while waiting and seen < 1000:  # a page names a handful of things; a list of thousands is a trap
        thing = waiting.pop(0)
        seen += 1
        if isinstance(thing, list):
            waiting[:0] = thing
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]


def _decode(source: str) -> Any:
    """The JSON value, or None. Raw line breaks inside strings, the commonest fault, are forgiven."""
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return msgspec.json.decode(source)
    except (msgspec.DecodeError, RecursionError):
        pass  # not JSON as written: try the forgiving reader
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _types(thing: dict[str, Any]) -> set[str]:
    return {kind.rsplit("/", 1)[-1] for kind in _listed(thing.get("@type")) if isinstance(kind, str)}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url")
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    # Half a surrogate pair, which the forgiving reader lets pass, is no letter and can't be filed.
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
