"""Whether a page that a story leads to is another story: "next" is called the next page, and the next story too. Pure.

Told by two witnesses, the headline and the address: slide shows have a headline a page, and some sites number their
pages in ways that no address shows.
"""

import re
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, urlsplit

from pipelines.items import Article
from pipelines.text.whitespace import tidy

# Of two headlines that say the same, one with "page 2" or a slide's number in it, this share of the letters agrees.
ALIKE = 0.6
LONGEST = 300  # letters of a headline that are compared
# How a page's number stands at the end of a path: "/2", "-2.html", "_p2", "/page/2", ",seite-2". No story's number is
# so short.
_NUMBER = re.compile(r"(?:[/,._-]*(?:p|pg|page|pagina|seite|teil|part|slide))?[/,._-]*(?<!\d)\d{1,2}$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp)$|/+$", re.IGNORECASE)


def is_other_story(first: Article, page: Article) -> bool:
    """Whether a page is not of the story that its site leads to it from.

    Args:
        first: The story's first page, read.
        page: The page, read.

    Returns:
        True where both have headlines that say different things, and the page's address is not made of the first's.
    """
    if not first.headline or not page.headline or _says_the_same(first.headline, page.headline):
        return False
    return not (first.url and page.url and _is_made_of(page.url, first.url))


def _says_the_same(one: str, other: str) -> bool:
    one, other = (tidy(text).casefold()[:LONGEST] for text in (one, other))
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _is_made_of(url: str, first: str) -> bool:
    """Whether an address is another one with a page's number.

    >>> [_is_made_of(f"https://a.example/{path}", "https://a.example/tale-9.html")
    ...  for path in ("tale-9.html?page=2", "tale-9-2.html", "tale-9/seite-2", "tale-10.html", "quay.html")]
    [True, True, True, True, False]
    """
    there, here = urlsplit(url), urlsplit(first)
    if there.path == here.path:
        return set(parse_qsl(here.query, keep_blank_values=True)) <= set(parse_qsl(there.query, keep_blank_values=True))
    base, stem = _ENDING.sub("", here.path), _ENDING.sub("", there.path)
    if not base:
        return False
    return stem.startswith(f"{base}/") or _NUMBER.sub("", stem) in (base, _NUMBER.sub("", base))
