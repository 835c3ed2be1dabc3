"""The words of a story as they are compared: case, marks and typography decide nothing; names and figures are kept.

Furniture that was left in is compared with the rest: it is what signature and index have to bear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from pipelines.text.levelling import level

WIDTH: Final = 5
"""Words of a shingle: two reports of one event share few runs of five, and a name spelt otherwise breaks no more."""
# Letters of scripts without spaces are words each: five words are some nine letters of Chinese or Japanese, and twenty
# of the alphabets of South East Asia.
_HAN_WIDTH, _THAI_WIDTH = 9, 20
_HAN_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_THAI_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_HAN, _THAI = re.compile(f"[{_HAN_LETTERS}]"), re.compile(f"[{_THAI_LETTERS}]")
_LETTERS = re.compile(f"[{_HAN_LETTERS}{_THAI_LETTERS}]")

# Dropped inside words, so that "U.S." is "US", "1,000" is "1000" and "don’t" is "dont"; every other mark is a space.
_WITHIN = b"',."
_SPACES = bytes(letter if chr(letter).isalnum() or letter > 127 else 32 for letter in range(256))
_MARKS = re.compile("[\u0300-\u036f]+")
_MARKED = re.compile("[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff]")
_FOREIGN_STOPS = re.compile("[\u00a0-\u00bf\u2000-\u206f\u20a0-\u20cf\u3000-\u3003\u3008-\u3020\uff00-\uff0f、。،؛؟।]")

# What may open a word. In bytes, as all here: str.translate costs twenty times as much where one letter is not ASCII.
_OPENING = bytes(32 if chr(letter) in "\"'([{<$#*/+=|" else letter for letter in range(256))
_FIGURE = re.compile(r"\d[\d.,]*")
_ENDS = ".!?:"


@dataclass(frozen=True, slots=True)
class Wording:
    """A story's words in their order.

    Attributes:
        words: Each word in UTF-8, case folded; each letter, in scripts without spaces.
        widths: How many words make the shingle that starts with each; None where it is ``WIDTH`` for all.
        particulars: The names and figures: words with a capital inside a sentence, and numbers.
    """

    words: tuple[bytes, ...]
    widths: tuple[int, ...] | None
    particulars: frozenset[bytes]


def read_words(texts: Sequence[str]) -> Wording:
    """The words of a body's texts, in order.

    >>> read_words(["Don’t pay £1,000 to the U.S. café."]).words
    (b'dont', b'pay', b'1000', b'to', b'the', b'us', b'cafe')
    """
    text = level(" ".join(texts))
    if text.isascii():  # as English copy mostly is, once its quotes and dashes are
        words = text.encode().translate(_SPACES, _WITHIN).lower().split()
        return Wording(tuple(words), None, _particulars(text))
    text = _plain(text)
    parted, letters = _LETTERS.subn(r" \g<0> ", text.casefold())
    words = parted.encode("utf-8", "surrogatepass").translate(_SPACES, _WITHIN).split()
    return Wording(tuple(words), tuple(map(_width, words)) if letters else None, _particulars(text))


def _plain(text: str) -> str:
    """Levelled text with the stops of every language as ASCII has them; letters without their accents."""
    text = normalize("NFKC", text)
    text = _FOREIGN_STOPS.sub(" ", text)
    if _MARKED.search(text):
        text = _MARKS.sub("", normalize("NFKD", text))
    return text


@lru_cache(maxsize=8192)  # the letters of a Japanese paper, and what Latin words stand among them
def _width(word: bytes) -> int:
    text = word.decode("utf-8", "surrogatepass")
    if len(text) > 1:
        return WIDTH
    return _HAN_WIDTH if _HAN.match(text) else _THAI_WIDTH if _THAI.match(text) else WIDTH


def _particulars(text: str) -> frozenset[bytes]:
    pieces = text.encode("utf-8", "surrogatepass").translate(_OPENING).decode("utf-8", "surrogatepass").split()
    names = {
        word for before, word in pairwise(pieces) if word[0].isupper() and before[-1] not in _ENDS and len(word) > 2
    }
    figures = set(_FIGURE.findall(text))
    joined = " ".join(names | figures).casefold().encode("utf-8", "surrogatepass")
    return frozenset(joined.translate(_SPACES, _WITHIN).split())
