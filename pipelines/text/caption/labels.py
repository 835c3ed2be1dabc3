"""Credit labels in a caption: where "Photograph:", "Photo by", "©" or "写真：" stands, and how much it proves."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.text.caption.accept import Kind
from pipelines.text.vocabulary.credit_labels import EAST_ASIAN_LABELS, LABELS, OPEN_LABELS, PLACEHOLDERS, WEAK_LABELS

OPENING_BRACKETS = "([{（［【「〔"
COLONS = ":：=＝"
# A credit of four people and their agencies has about 150 characters; a label further from the end is prose.
REACH = 260

_PLACEHOLDER_LABELS = PLACEHOLDERS - {"courtesy", "cortesía", "courtesy photo", "提供", "dok.", "provided"}


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where it stands in the caption."""

    start: int
    """Where its first letter stands."""
    end: int
    """Where what it announces begins."""
    kind: Kind
    """strong: says credit. weak: an everyday word too ("Source:"). open: stands without a colon ("Photo by").
    bare: its colon is missing ("Foto Ines Varga")."""
    capital: bool
    """Whether it is printed with a capital, or is no word of a cased script."""


def _first_words() -> dict[str, int]:
    """Each first word of a label with the words of the longest label it opens."""
    longest: dict[str, int] = {}
    for phrase in LABELS | WEAK_LABELS | OPEN_LABELS:
        words = phrase.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


FIRST_WORDS = _first_words()
SIGNS = ("©", "ⓒ")
BEFORE_LABEL = OPENING_BRACKETS + '"“|'
DOTTED = ("credit...", "credit…")  # one newspaper sets its credits so
BARE = frozenset(
    {"FOTO", "FOTOS", "PHOTO", "PHOTOS", "Foto", "Photo", "Beeld", "BEELD"}
)  # labels before a name even without a colon
BARE_IN_BRACKETS = frozenset({"foto", "photo", "fotos", "photos", "bild", "ph."})  # "(foto LaPresse)"
AFTER_LABEL = "," + COLONS


def find_labels(text: str) -> Iterator[Label]:
    """The labels near the end of a tidy caption, from left to right; the longest label at each place."""
    start = _tail_start(text)
    tail = text[start:]
    words = tail.split(" ")
    place = start
    for at, (word, folded) in enumerate(zip(words, tail.casefold().split(" "), strict=True)):
        if folded.isalpha():  # most words are no more than that
            most = FIRST_WORDS.get(folded)
            if not most:
                place += len(word) + 1
                continue
        else:
            folded = folded.lstrip(BEFORE_LABEL)
            most = FIRST_WORDS.get(folded.rstrip(AFTER_LABEL)) or FIRST_WORDS.get(_before_colon(folded))
        if most:
            label = _longest_label(words, at, place, min(most, len(words) - at))
            if label:
                yield label
        elif folded.startswith(DOTTED):
            yield Label(place, place + (7 if folded[6] == "…" else 9), "strong", capital=True)
        elif folded[:1] in SIGNS or word[:3].casefold() == "(c)":
            yield _sign(word, place)
        elif not word.isascii():
            yield from _joined_labels(word, place)
        place += len(word) + 1


def _tail_start(text: str) -> int:
    """Where the last REACH characters begin, at a word."""
    if len(text) <= REACH:
        return 0
    return text.find(" ", len(text) - REACH) + 1


def _before_colon(word: str) -> str:
    for at, letter in enumerate(word):
        if letter in COLONS:
            return word[:at]
    return word


def _longest_label(words: list[str], at: int, place: int, most: int) -> Label | None:
    for count in range(most, 0, -1):
        label = _label(words[at : at + count + 1], count, place)
        if label:
            return label
    return None


def _label(words: list[str], count: int, place: int) -> Label | None:
    """The label made of the first ``count`` words, if they are one; the word after them may be its colon."""
    raw = " ".join(words[:count])
    bare = raw.lstrip(BEFORE_LABEL)
    start = place + len(raw) - len(bare)
    folded = bare.casefold()
    stem = folded.rstrip(AFTER_LABEL)
    end = place + len(raw)
    colon = len(folded) > len(stem) and folded[-1] != ","
    if not colon and stem not in OPEN_LABELS:
        inside = _before_colon(folded)
        if len(words) > count and words[count] in COLONS:
            end, colon = end + 2, True
        elif inside != folded:
            stem, colon = inside, True
            end = start + len(inside) + 1
    return _kind(stem, colon, start, end, bare, bracketed=raw[:1] in OPENING_BRACKETS)


def _kind(stem: str, colon: bool, start: int, end: int, bare: str, *, bracketed: bool) -> Label | None:
    capital = bare[:1].isupper() or bare[:1].lower() == bare[:1].upper()
    if colon and stem in _PLACEHOLDER_LABELS:
        return Label(start, start, "strong", capital)  # "Supplied: A B": the label is the organisation too
    if colon and stem in LABELS:
        return Label(start, end, "strong", capital)
    if bare in BARE or (bare in BARE_IN_BRACKETS and bracketed):
        return Label(start, end, "bare", capital)
    if stem in OPEN_LABELS:
        return Label(start, end, "open", capital)
    if colon and stem in WEAK_LABELS:
        return Label(start, end, "weak", capital)
    return None


def _sign(word: str, place: int) -> Label:
    """The sign alone is a label: "©Bea", "(©", "(c)"."""
    at = 0 if word[:3].casefold() == "(c)" else min(word.find(sign) for sign in SIGNS if sign in word)
    length = 3 if at == 0 and word[0] == "(" else 1
    return Label(place + at, place + at + length, "strong", capital=True)


def _joined_labels(word: str, place: int) -> Iterator[Label]:
    """Labels inside a word of a script without blanks: "図書館。写真：共同", "[사진=연합뉴스]", "图/新华社"."""
    for at, letter in enumerate(word):
        if letter in COLONS or (letter in "/／" and at):
            for phrase in EAST_ASIAN_LABELS:
                if word.endswith(phrase, 0, at):
                    yield Label(place + at - len(phrase), place + at + 1, "strong", capital=True)
                    break
