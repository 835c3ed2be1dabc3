"""What two printings of one title share: its letters, its words, and its words as an address spells them."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_NO_LETTERS = re.compile(r"\W+")
_WORDS = re.compile(r"\w+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l"})
_SLUG_WORD = re.compile(r"[a-z]{3,}")
FEWEST = 3  # words of an address that are a title's, and no section's or file's


@lru_cache(maxsize=512)  # a page's headings and titles are asked for several times
def fold(text: str) -> str:
    """Letters and figures alone, case aside: what two printings of one title share."""
    return _NO_LETTERS.sub("", text.casefold())


def words(text: str) -> frozenset[str]:
    """The words of a title, case aside."""
    return frozenset(_WORDS.findall(text.casefold()))


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """Letters as hosts and addresses have them: "Nestlé" is "nestle", "Städte" is "staedte"."""
    text = text.casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text.translate(_GERMAN)).encode("ascii", "ignore").decode()


def address_words(url: str | None) -> frozenset[str]:
    """The words of the story's title in its address, as ``slug_words`` has them; none where it holds no title."""
    parts = unquote(urlsplit(url).path).split("/") if url else []
    best: frozenset[str] = max(map(slug_words, parts[-2:]), key=len, default=frozenset())
    return best if len(best) >= FEWEST else frozenset()


def slug_words(text: str) -> frozenset[str]:
    """The words of three letters or more, spelled as addresses spell them."""
    return frozenset(_SLUG_WORD.findall(plain(text)))
