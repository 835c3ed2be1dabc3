"""Of the things that a page describes to machines, its story: a page may describe its neighbours as well."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

Thing = dict[str, Any]
"""A thing of schema.org, as JSON-LD has it; microdata and RDFa are brought into the same form."""

# schema.org's NewsArticle with its parents and kin, as news pages use them.
STORY_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting BlogPosting SocialMediaPosting Report Review "
    "SatiricalArticle AdvertiserContentArticle ScholarlyArticle TechArticle CreativeWork".split()
)

_VOCABULARY = re.compile("[/#:]")
_WORD = re.compile(r"\w+")
_LETTERS = 300  # of a headline, to compare; a title of more is a trap


def pick_story(things: Sequence[Thing], urls: Iterable[str] = (), title: str | None = None) -> Thing | None:
    """The story of the page.

    Args:
        things: Those that the page describes, in its order.
        urls: Addresses of the page: where it was read, what it calls its canonical one.
        title: The page's title, as its window shows it.

    Returns:
        Of several stories the one at the page's own address; else the one whose headline its title holds; else the
        first. None where none of the things is a story.
    """
    stories = [thing for thing in things if not kinds(thing).isdisjoint(STORY_TYPES)]
    if len(stories) < 2:
        return stories[0] if stories else None
    own = {_place(url) for url in urls}
    at_home = [story for story in stories if own & {_place(url) for url in _addresses(story)}]
    titled = _words(title)
    for some in (at_home, stories):
        named = [story for story in some if titled and (words := _words(_headline(story))) and words in titled]
        if named:
            return named[0]
        if some:
            return some[0]
    return None


def kinds(thing: Thing) -> set[str]:
    """The types of a thing, without the address of the vocabulary: {"NewsArticle"}."""
    return {
        kind if kind.isalpha() else _VOCABULARY.split(kind)[-1]
        for kind in listed(thing.get("@type"))
        if isinstance(kind, str)
    }


def listed(value: Any) -> list[Any]:
    """A list as it is; nothing as an empty one; another value as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _addresses(story: Thing) -> list[str]:
    main = [value.get("@id") if isinstance(value, dict) else value for value in listed(story.get("mainEntityOfPage"))]
    return [url for url in (*main, *listed(story.get("url")), story.get("@id")) if isinstance(url, str)]


def _place(url: str) -> str:
    """An address without what differs between two that mean the same page."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a stranger's address may be none
        return url
    return f"{(parts.netloc or '').removeprefix('www.').removeprefix('m.')}{parts.path.rstrip('/')}".lower()


def _headline(story: Thing) -> str | None:
    value = story.get("headline") or story.get("name")
    return value if isinstance(value, str) else None


def _words(text: str | None) -> str:
    return " ".join(_WORD.findall(text[:_LETTERS].lower())) if text else ""
