"""A printed caption into caption and credit: the one road that every caption takes."""

from dataclasses import dataclass
from functools import lru_cache

from pipelines.items import Credit
from pipelines.text.caption.debris import clear_debris
from pipelines.text.caption.marks import strip_buttons, strip_caption_mark, strip_file_mark
from pipelines.text.caption.places import Found, find_credit
from pipelines.text.caption.reading import Reading
from pipelines.text.caption.repeats import drop_repeat
from pipelines.text.caption.stops import ends_sentence
from pipelines.text.whitespace import tidy, tidy_or_none

# Captions seen run to 900 characters. What is longer is prose that came here by mistake: read at its ends alone.
LONGEST = 2000
END = 400
# A credit before the credit stands in brackets, or is a chain: only then it is looked for.
BRACKETS = ")]）］】"
NEAR = 60
# A joint left at the caption's end when its credit is gone; the caption's own stop, bracket or quote is none.
LEFT_OVER = " |,;:/-–—•·＝="


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and its credit, parted."""

    caption: str | None
    """The caption, with its own stop and brackets; None where the line is only a credit."""
    credit: Credit | None
    """The credit; None where none is printed."""


def parse_caption(printed: str, publisher: str | None = None) -> Caption:
    """Part a printed caption into caption and credit, and read the credit.

    Args:
        printed: One caption as a page prints it, in any language: credit first, last or alone; tags, entities and
            attribute debris; itself twice.
        publisher: The story's publisher, as evidence: a piece of a credit equal to it is an organisation.

    Returns:
        A Caption; both parts None for a string with nothing visible. In doubt whether words are credit, the caption
        keeps them. It never raises, and its time grows linearly.

    Source: forms collected in tests/cases/caption.toml; agencies' style of credit lines.

    >>> parse_caption("FILE PHOTO: Boats wait at Lund. REUTERS/Bea Nolan/File Photo").credit.photographer
    'Bea Nolan'
    """
    text = tidy(printed)
    if len(text) > LONGEST:
        return _parse_long(text, publisher)
    return _parse(text, publisher if publisher and _may_name(text, publisher) else None)


def _may_name(text: str, publisher: str) -> bool:
    """Whether a caption has the publisher's words, so that it makes a difference who that is."""
    folded = text.casefold()
    return "&" in text or all(word in folded for word in publisher.casefold().split())


@lru_cache(maxsize=512)  # a page's captions are asked about up to four times: is it one, where is its credit, whose
def _parse(text: str, publisher: str | None) -> Caption:
    text = clear_debris(text)
    if not text:
        return Caption(None, None)
    text = drop_repeat(strip_buttons(_without_file_mark(text)))
    found = find_credit(text, publisher) if text else None
    if found is None:
        return Caption(tidy_or_none(strip_caption_mark(text)), None)
    found = _stacked(found, publisher)
    caption = _finished(found.caption.rstrip(LEFT_OVER) if found.caption else "")
    return Caption(caption, _credit(found))


def _without_file_mark(text: str) -> str:
    """The text without "FILE PHOTO:" before it, which Reuters prints twice at times."""
    once = strip_file_mark(text)
    return strip_file_mark(once) if once and once != text else once


def _finished(text: str) -> str | None:
    """The caption without marks, buttons and its second copy."""
    if not text:
        return None
    text = strip_buttons(strip_caption_mark(strip_file_mark(text)))
    return tidy_or_none(drop_repeat(text))


def _stacked(found: Found, publisher: str | None) -> Found:
    """A second credit before the first: "... (A B/AFP) Photo: Getty Images" is one credit of both."""
    if not found.caption or (found.caption[-1] not in BRACKETS and "/" not in found.caption[-NEAR:]):
        return found
    first = find_credit(found.caption, publisher)
    if first is None or not first.caption or not _names(first):
        return found
    bracketed = found.caption[-1] in BRACKETS and "agency" in first.reading.sorts  # "... the fire (A B/PA) (PA Wire)"
    if not (bracketed or ends_sentence(first.caption)):
        return found
    return Found(first.caption, f"{first.printed} {found.printed}", _both(first, found))


def _names(found: Found) -> bool:
    return bool(found.reading.photographer or found.reading.organisation or found.reading.via)


def _both(first: Found, last: Found) -> Reading:
    one, two = first.reading, last.reading
    houses = [name for name in (one.organisation, one.via, two.organisation, two.via) if name]
    organisation = houses[0] if houses else None
    others = [name for name in houses if organisation and name.casefold() != organisation.casefold()]
    return Reading(
        one.photographer or two.photographer,
        organisation,
        others[-1] if others else None,
        one.sorts + two.sorts,
        one.joints + two.joints,
        max(one.words, two.words),
    )


def _credit(found: Found) -> Credit:
    reading = found.reading
    return Credit(
        printed=tidy_or_none(found.printed),
        photographer=tidy_or_none(reading.photographer),
        organisation=tidy_or_none(reading.organisation),
        via=tidy_or_none(reading.via),
    )


def _parse_long(text: str, publisher: str | None) -> Caption:
    """A text too long for a caption: marks at its start, the credit at its end, nothing between is looked at."""
    cut = text.rfind(" ", 0, len(text) - END)
    cut = cut if cut > 0 else len(text) - END
    last = _parse(text[cut:].lstrip(), publisher)
    start = strip_file_mark(text[:cut])
    return Caption(f"{start} {last.caption}" if last.caption else start, last.credit)
