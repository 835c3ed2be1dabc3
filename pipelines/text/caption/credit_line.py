"""A line that is only a credit, as HTML pages set it in an element of its own: its label off, its names understood."""

import re
from dataclasses import replace
from functools import lru_cache

from pipelines.items import Credit
from pipelines.text.caption.labels import FIRST_WORDS, Label, find_labels
from pipelines.text.caption.parse import parse_caption
from pipelines.text.caption.reading import read_credit
from pipelines.text.caption.repeats import drop_repeat
from pipelines.text.vocabulary.credit_labels import LABELS, WEAK_LABELS
from pipelines.text.whitespace import tidy, tidy_or_none

BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】"}
JOINTS = " |,;:：=＝/-–—•·"
MOST_WORDS = 8  # of a credit without a label
QUICK = 120  # characters at either end of a caption
MOST_LABELLED = 20
# A maker named after "by"; what follows other open labels ("courtesy of", "capture d'écran de") says who it is from.
BY = re.compile(
    r"(?:photograph|photo|image|picture|foto|bild|fotografie|illustration|graphic)s?(?:ed|y)? "
    r"(?:by|von|de|di|av|af|par|door|por) ",
    re.I,
)
# "taken by", "provided by", "reporter", set after the name.
LABEL_ENDS = ".…: ："
MAKERS = ("撮影", "提供", "摄影", "攝影", "제공", "기자")
SIGNS = frozenset(
    {"", "(c)", "ⓒ", "copyright", "photo", "image", "foto", "bild", "beeld", "photos", "fotos", "fot.", "φωτ."}
)
# Before a name, where a page writes all of it: "Tous droits réservés Luc Ferrand".
RIGHTS = re.compile(
    r"(?:tous droits réservés|all rights reserved|todos los derechos reservados|alle rechte vorbehalten)[.:,]? (?=\S)",
    re.I,
)
SPACED_COLON = re.compile(r"^([\w ]{4,20}) : ")
SENTENCE_END = re.compile(r"[.!?…]$")


@lru_cache(maxsize=512)  # asked by whoever tells a credit, parts it and files it
def bare_credit(text: str) -> str | None:
    """A credit without its label, the sign of copyright and enclosing brackets; None where nothing is left.

    >>> bare_credit("(Foto: Bea Nolan/AFP)")
    'Bea Nolan/AFP'
    """
    before = None
    while before != text:
        before = text
        text = _without_brackets(text.strip(JOINTS).removeprefix(". "))
        text = SPACED_COLON.sub(r"\1: ", RIGHTS.sub("", text, count=1) if RIGHTS.match(text) else text)
        by = BY.match(text)
        if by and by.end() < len(text):
            text = text[by.end() :]
            continue
        label = next(find_labels(text), None)
        if label and label.start == 0 and label.end < len(text) and _is_off(label, text):
            text = text[label.end :]
    for ending in MAKERS:
        text = text.removesuffix(ending)
    return tidy_or_none(drop_repeat(tidy(text)))


def _without_brackets(text: str) -> str:
    closing = BRACKETS.get(text[:1])
    if closing and text.endswith(closing) and text.count(text[0]) == 1:
        return text[1:-1]
    return text


def _is_off(label: Label, text: str) -> bool:
    """Whether a label goes: with a colon, or the sign of copyright. "Courtesy of" says who it is from, and stays."""
    return label.kind in {"strong", "weak"} or text[: label.end].casefold().strip(" ©:") in SIGNS


def is_label(text: str) -> bool:
    """Whether a text is a credit's label and nothing else: "Credit...", "Foto:"."""
    return text[-1:] in LABEL_ENDS and text.rstrip(LABEL_ENDS).casefold() in LABELS | WEAK_LABELS


def is_credit(text: str, *, alone: bool = False, finished: bool = False) -> bool:
    """Whether a line is a credit and nothing else.

    Args:
        text: Tidy.
        alone: Whether it stands in an element of its own beside a caption: a bare name is enough then.
        finished: Whether the caption beside it ends in a stop: a name that nobody knows is enough then.
    """
    read = parse_caption(text)
    if read.caption is None and read.credit is not None:
        return True
    words = text.split()
    if not alone or len(words) > MOST_WORDS or SENTENCE_END.search(text):
        return False
    if bare_credit(text) != text.strip(JOINTS):
        return True
    reading = read_credit(text)
    known = {"person", "agency", "organisation", *(("unknown",) if finished else ())}
    return bool(known.intersection(reading.sorts)) and "prose" not in reading.sorts


def is_labelled(text: str) -> bool:
    """Whether a line is a credit that says so, by a label, a stroke or an agency's name, and no bare name."""
    words = text.split()
    if len(words) > MOST_LABELLED or (len(words) > 3 and not _may_be_labelled(text, words[0])) or not is_credit(text):
        return False
    return bare_credit(text) != text or "/" in text or "agency" in read_credit(text).sorts


def _may_be_labelled(text: str, first: str) -> bool:
    """Whether there is a mark of a credit, or a label begins it: a quick look before it is read."""
    return (
        not text.isascii() or any(mark in text for mark in ",:/|()[]") or first.casefold().rstrip(".,") in FIRST_WORDS
    )


def may_hold_credit(text: str) -> bool:
    """Whether a line shows a mark of a credit near its ends: a quick look before the grammar reads it."""
    ends = f"{text[:QUICK]} {text[-QUICK:]}"
    if not ends.isascii() or any(mark in ends for mark in ":/|()[]"):
        return True
    return any(word.casefold().rstrip(".,") in FIRST_WORDS for word in ends.split())


def understand_credit(credit: Credit, publisher: str | None = None) -> Credit:
    """A credit as printed with the people and houses in it understood.

    Args:
        credit: ``printed`` alone; its label is off.
        publisher: Evidence: a piece equal to it is an organisation.
    """
    if not credit.printed or credit.photographer or credit.organisation or credit.via:
        return credit
    read = parse_caption(credit.printed, publisher=publisher)
    if read.credit is not None and read.caption is None:
        return replace(read.credit, printed=credit.printed)
    reading = read_credit(credit.printed, publisher)
    return replace(
        credit,
        photographer=tidy_or_none(reading.photographer),
        organisation=tidy_or_none(reading.organisation),
        via=tidy_or_none(reading.via),
    )
