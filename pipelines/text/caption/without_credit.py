"""Captions without a credit among the lines of a flat page: what tells them from copy when no name does.

Decks, subheads, verse and first sentences are short lines without a credit too, so each rule here needs a sign that
copy has no use for. In doubt a line is copy.
"""

from collections.abc import Container, Sequence

from pipelines.items import Block
from pipelines.text.caption.repeats import are_alike, fold
from pipelines.text.dateline import read_dateline
from pipelines.text.vocabulary.calendar import MONTHS, WEEKDAYS
from pipelines.text.vocabulary.caption_words import (
    NEVER_STATING,
    NOTES,
    PLACING,
    ROW_WORDS,
    ROWS,
    SIDES,
    SIDES_TOO,
)

MOST_WORDS = 45  # of a caption without credit where captions stand
MOST_LETTERS = 300  # for scripts without blanks
MOST_WORDS_AMID = 35  # amid the copy, where nothing but its sides tells it
LEAST_WORDS = 5  # fewer are a subhead or a byline
LONGEST_BRACKET = 60  # characters: "(el lanzador, a la izquierda, camino del córner)" has 49
DATE_WORDS = 5  # "le 3 de marzo de 2024" has six, its month within the last five
LEAST_COPY = 12  # words of the paragraph that a line standing alone must precede
QUOTES = '“"‘«„「『('
STOPS = (".", "。", "۔", "।", "؟", "!", "?", "”", '"', "»", "」")
BRACKETS = {"(": ")", "（": "）", "[": "]"}
_SIDES_OF_WORDS = tuple(f" {side}" for side in SIDES if " " in side)


def captions_without_credit(
    lines: Sequence[Block], captions: Container[int], *, headline: str | None, top: int
) -> list[int]:
    """The lines that are captions though no credit says so.

    Args:
        lines: The blocks of a flat page's body.
        captions: The indexes known to be captions.
        headline: The story's headline; a line like it is none.
        top: The index of the first long paragraph: lead pictures stand before it.

    Returns:
        Their indexes, in page order.

    Source: flat captures; tests/cases/captions_in_copy.toml has the lines that look like captions and are not.
    """
    first = next((index for index in range(len(lines)) if index not in captions), len(lines))
    return [
        index
        for index, block in enumerate(lines)
        if index not in captions
        and _may_be_caption(block, headline)
        and (
            _shows_sides(lines, index, captions, top)
            or (index < top and (_is_said_twice(lines, index) or _tells_above(lines, index, captions)))
            or (index == first and (_leads_report(lines, index) or _shows_scene(lines, index, headline)))
        )
    ]


def _may_be_caption(block: Block, headline: str | None) -> bool:
    text = block.text
    if block.kind != "paragraph" or len(text) > MOST_LETTERS or len(text.split()) > MOST_WORDS:
        return False
    return text[0] not in QUOTES and not (headline and are_alike(text, headline, 0.8))


def _are_joined(lines: Sequence[Block], index: int, other: int) -> bool:
    if not 0 <= other < len(lines):
        return False
    one, two = lines[index].at, lines[other].at
    return one is not None and two is not None and abs(one - two) == 1


def _shows_sides(lines: Sequence[Block], index: int, captions: Container[int], top: int) -> bool:
    """Whether the line says who is left and right, and stands where that is enough."""
    text = lines[index].text
    placed = index < top or any(near in captions and _are_joined(lines, index, near) for near in (index - 1, index + 1))
    if placed:
        return _names_side(text, SIDES | SIDES_TOO) or _tells_row(text) or _says_side(text)
    return len(text.split()) <= MOST_WORDS_AMID and (_names_side(text, SIDES) or _tells_row(text))


def _names_side(text: str, sides: frozenset[str]) -> bool:
    """Whether a bracket says where somebody is: "(left)", "(birds at lower left)", "(der Zweite von rechts)"."""
    for opening, closing in BRACKETS.items():
        at = text.find(opening)
        while at >= 0:
            end = text.find(closing, at)
            apart = text[at - 1 : at] == " " or not text[at - 1 : at].isascii()  # "word(s)" is a word
            if apart and 0 < end - at <= LONGEST_BRACKET and _is_side(text[at + 1 : end], sides):
                return True
            at = text.find(opening, at + 1)
    return False


def _is_side(inside: str, sides: frozenset[str]) -> bool:
    """Whether one part of the bracket is a side, or ends in one of several words; "(Left)" is a party."""
    for part in inside.replace("、", ",").replace("，", ",").split(","):
        part = part.strip()
        if part[:1].isupper() and " " not in part:
            continue
        folded = part.casefold()
        words = folded.split()
        if folded in sides or any(" ".join(words[-count:]) in SIDES for count in (2, 3, 4) if count < len(words)):
            return True
        if not part.isascii() and folded.startswith(("左から", "右から", "左起", "右起", "왼쪽에서", "오른쪽에서")):
            return True
    return False


def _tells_row(text: str) -> bool:
    """Whether the line opens "From left:", "Von links: " or "From left, Bea Nolan"."""
    folded = text.casefold()
    row = next((row for row in sorted(ROWS, key=len, reverse=True) if folded.startswith(row)), None)
    if row is None:
        return False
    rest = text[len(row) :]
    before, colon, _ = rest.partition(":")
    if colon and ROW_WORDS.issuperset(before.casefold().split()):
        return True
    return rest.startswith(",") and rest[2:3].isupper()


def _says_side(text: str) -> bool:
    """Whether a clause says it without a bracket: ", left, ", "is second from right"."""
    folded = text.casefold()
    if any(f", {side}{stop}" in folded for side in ("left", "right", "centre", "center") for stop in (", ", ".")):
        return True
    return folded.rstrip(".").endswith(_SIDES_OF_WORDS)


def _is_said_twice(lines: Sequence[Block], index: int) -> bool:
    """Whether the line above, in a run of these two, says the same: alternative text and caption."""
    above = index - 1
    if not _are_joined(lines, index, above) or _are_joined(lines, index, index + 1):
        return False
    if _are_joined(lines, above, above - 1) or len(lines[index].text.split()) < LEAST_WORDS:
        return False
    return [fold(word) for word in lines[above].text.split()] == [fold(word) for word in lines[index].text.split()]


def _tells_above(lines: Sequence[Block], index: int, captions: Container[int]) -> bool:
    """Whether the line is a sentence, or ends in its date, in a run of two whose other line is a caption.

    "Le phare de Kerlou, en Bretagne, le 3 mars 2024". Alternative text in words of its own is neither, and where
    blank lines part the blocks copy stands apart.
    """
    below = index + 1
    if below not in captions or not _are_joined(lines, index, below):
        return False
    if _are_joined(lines, index, index - 1) or _are_joined(lines, below, below + 1):
        return False
    words = [fold(word) for word in lines[index].text.split()]
    told = words[-DATE_WORDS:]
    dated = _is_time(words[-1]) and not (MONTHS | WEEKDAYS).isdisjoint(told)
    return len(words) >= LEAST_WORDS and (dated or lines[index].text.endswith("."))


def _leads_report(lines: Sequence[Block], index: int) -> bool:
    """Whether the line is a sentence by itself before a wire's dateline: what stands before that is no copy.

    A wire prints no deck. Two such lines are its key points, a line without a stop is a link, a name is a byline.
    """
    after = index + 1
    if after == len(lines) or _are_joined(lines, index, after):
        return False
    dateline = read_dateline(lines[after].text)
    if dateline is None or dateline.agency is None or dateline.place is None:
        return False
    text = lines[index].text
    words = text.split()
    plain = [word for word in words if not word[0].isupper() and fold(word) not in NEVER_STATING]
    return (
        text.endswith((".", "。"))
        and (len(words) >= LEAST_WORDS or not text.isascii())
        and (len(plain) > 1 or not text.isascii())
        and ":" not in text[:30]
        and fold(words[0]) not in NOTES
        and read_dateline(text) is None
    )


def _shows_scene(lines: Sequence[Block], index: int, headline: str | None) -> bool:
    """Whether the line has no words but names, a place and a time: "Gary outside The Codfather on Tuesday".

    A deck states something, and needs a verb for it. Where headlines print capitals a verb may hide in one.
    """
    after = index + 1
    if not headline or _has_capitals(headline) or after == len(lines) or _are_joined(lines, index, after):
        return False
    words = lines[index].text.split()
    small = [fold(word) for word in words if word[0].islower() or word[0] == "("]
    return (
        len(words) >= LEAST_WORDS
        and not lines[index].text.endswith((*STOPS, ":", "…"))
        and words[0][0].isupper()
        and fold(words[0]) not in NOTES | WEEKDAYS
        and all(word in NEVER_STATING for word in small)
        and not PLACING.isdisjoint(small[:-1])
        and _is_time(words[-1])
        and len(lines[after].text.split()) >= LEAST_COPY
        and lines[after].text.endswith(STOPS)
    )


def _has_capitals(headline: str) -> bool:
    """Whether most words of a headline are printed with a capital."""
    words = [word for word in headline.split()[1:] if len(word) > 3]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _is_time(word: str) -> bool:
    folded = fold(word)
    return folded in WEEKDAYS or folded in MONTHS or (folded.isdigit() and len(folded) in {1, 2, 4})
