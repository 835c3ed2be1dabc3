"""Sentence ends in a caption, and where a last sentence that may be a credit can begin."""

import re
from collections.abc import Iterator

from pipelines.text.vocabulary.caption_words import LOWER_IN_CREDITS

ENDS = ".!?…。！？｡।۔؟"
CLOSERS = "”\"’'»)]}）］】」』›“|:;–—-"
PART = re.compile(
    r"(?:(?<=[.!?…。！？।۔؟])|(?<=[.!?…][\"”’'»)\]])|(?<=[)\]）」』。]))(?: |(?=[^\s.!?…\"”’'»)\]]))| ?[|｜] ?| [-–—] "
)
# As far back as a chain of two people and three houses reaches.
REACH = 160
LONGEST = 22  # words
LONGEST_SHORTENED = 4  # letters before a stop that only shortens: "Univ.", "Dept."
LEAST_SENTENCE = 4  # words, where none of them is small


def ends_sentence(before: str) -> bool:
    """Whether a sentence, a bracket or a quotation ends here, so that what follows stands by itself."""
    return before[-1] in ENDS or before[-1] in CLOSERS


def candidate_starts(text: str) -> Iterator[tuple[int, int]]:
    """Where a credit as last sentence may begin, and where the caption before it ends; the longest tail first.

    Tails that hold ordinary words in lower case are left out: they are prose, and most are.
    """
    low = max(0, len(text) - REACH)
    if low == 0 and _may_be_credit(text):
        yield 0, 0
    for match in PART.finditer(text, low):
        at, end = match.end(), match.start()
        if at < len(text) and not _is_initial(text[:end]) and _may_be_credit(text[at:]):
            yield at, end


def _is_initial(before: str) -> bool:
    """Whether the stop belongs to an initial or "Jr.": "Michael D. Higgins"."""
    if before.endswith((" Jr.", " Sr.")):
        return True
    return before[-1:] == "." and before[-2:-1].isupper() and before[-3:-2] in {" ", ".", "/", "("}


def holds_sentence(tail: str) -> bool:
    """Whether what stands before a tail's first stroke is a sentence and more: "Silos in 2011. REUTERS/A B".

    "Luc Ferrand. AFP", "Jr." and "Univ. of Osterby" are none: a sentence has a small word, a figure, or four words.
    """
    first = tail.partition("/")[0]
    at = first.find(". ")
    while at > 0:
        words = first[:at].split()
        if len(words[-1]) > LONGEST_SHORTENED or words[-1].isdigit():
            return len(words) >= LEAST_SENTENCE or any(not word[0].isupper() for word in words)
        at = first.find(". ", at + 1)
    return False


def _may_be_credit(tail: str) -> bool:
    if tail.count("(") != tail.count(")") or ". |" in tail or ") |" in tail:
        return False
    words = tail.replace("/", " ").split()
    return len(words) <= LONGEST and all(not word[0].islower() or _is_small(word) for word in words)


def _is_small(word: str) -> bool:
    bare = word.strip(",;|()").casefold()
    return bare in LOWER_IN_CREDITS or "-" in bare or "." in bare
