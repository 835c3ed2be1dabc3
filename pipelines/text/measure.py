"""Facts about finished copy: how many words, which hash, and which block each picture stands after."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.items import Block, Picture

# Chinese, kana, Thai, Lao, Khmer and Burmese are written without spaces, so their letters are counted instead.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def count_words(texts: Sequence[str]) -> int:
    """Words in the copy; in scripts without spaces, letters.

    >>> count_words(["The mayor left.", "東京"])
    5
    """
    total = 0
    for text in texts:
        if text.isascii():
            total += len(text.split())
        else:
            spaced, letters = UNSPACED.subn(" ", text)
            words = spaced.split()
            # Most words begin with a letter, which is found out many times sooner.
            marks = [word for word in words if not word[0].isalnum() and not any(map(str.isalnum, word))]
            total += letters + len(words) - len(marks)
    return total


def hash_copy(headline: str | None, texts: Sequence[str]) -> str:
    """SHA-256, in hexadecimal, of headline and body text: the same copy has the same hash, whoever prints it."""
    copy = "\n".join((headline or "", *texts))
    return hashlib.sha256(copy.encode("utf-8", "surrogatepass")).hexdigest()


def place_pictures(pictures: Sequence[Picture], body: Sequence[Block]) -> tuple[Picture, ...]:
    """Each picture with the index of the block that it stands after; None before the first."""
    places = [block.at or 0 for block in body]
    placed = []
    for picture in pictures:
        index = bisect_left(places, picture.at or 0) - 1
        placed.append(replace(picture, after_block=index if index >= 0 else None))
    return tuple(placed)
